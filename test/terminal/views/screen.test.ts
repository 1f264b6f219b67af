import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStage } from '../../../src/course/course.ts'
import { loadCourse } from '../../../src/course/load.ts'
import { renderProse } from '../../../src/terminal/draw/prose.ts'
import { chooseLook } from '../../../src/terminal/draw/theme.ts'
import { renderAnswer, renderScreen } from '../../../src/terminal/views/screen.ts'

const course = loadCourse(join(import.meta.dirname, '../../../lessons'))

function draw(stageName: string, title: string, columns: number, LANG = 'C.UTF-8') {
  const stage = findStage(course, stageName)
  const number = stage?.screens.findIndex((screen) => screen.title === title) ?? -1
  const screen = stage?.screens[number]
  if (stage === undefined || screen === undefined) throw new Error(`no screen "${title}"`)
  const look = chooseLook({ env: { LANG }, columns, rows: 24, hasColours: false })
  return `\n${renderScreen(screen, { stage, stages: 6, number: number + 1 }, look).join('\n')}\n`
}

test('words, a list, a quotation', () => {
  expect(draw('raw-socket', 'What a web server is', 80)).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket                                           1/19

     What a web server is

     A web server is a program that does four things, again and again:

     1. It waits.
     2. It receives a request.
     3. It generates a response.
     4. It sends the response back.

     That is all. You are about to build one, and to see each of the four
     happen.

     │ I hear and I forget, I see and I remember, I do and I understand.
     │
     │ 听而易忘 见而易记 做而易懂 (孔子, Confucius, say the slides)
    "
  `)
})

test('code with labels, and a table', () => {
  expect(draw('raw-socket', 'Bind and listen', 80)).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket                                           7/19

     Bind and listen

     A server says where it can be found. Python needs two calls for that,
     Node one:

     server.ts
     20  listenSocket.listen(Number(PORT), HOST, () => {
                             ─────┬──────  ─┬──
                                  │         └ on this address of the machine
                                  └ bind: this port is ours now
     21    console.log('Serving HTTP on port', PORT, '...')
     22  })

     Python                               Node
     ──────────────────────────────────   ───────────────────────
     \`listen_socket.bind((HOST, PORT))\`   \`listen(PORT, HOST)\`
     \`listen_socket.listen(1)\`            \`listen(PORT, HOST, 1)\`

     The \`1\` is the backlog: how many connections may queue while the server
     is busy. Node's own choice is 511.
    "
  `)
})

test('the same on 40 columns', () => {
  expect(draw('raw-socket', 'Bind and listen', 40)).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket         7/19

     Bind and listen

     A server says where it can be found.
     Python needs two calls for that, Node
     one:

     server.ts
     20  listenSocket.listen(Number(PORT),
                             ─────1──────
         1 bind: this port is ours now
         HOST, () => {
         ─┬──
          └ on this address of the machine
     21    console.log('Serving HTTP on
         port', PORT, '...')
     22  })

     Python               Node
     ──────────────────   ─────────────────
     \`listen_socket.bin   \`listen(PORT,
     d((HOST, PORT))\`     HOST)\`
     \`listen_socket.lis   \`listen(PORT,
     ten(1)\`              HOST, 1)\`

     The \`1\` is the backlog: how many
     connections may queue while the server
     is busy. Node's own choice is 511.
    "
  `)
})

test('the same without Unicode', () => {
  expect(draw('raw-socket', 'Bind and listen', 80, 'C')).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 - Raw socket                                           7/19

     Bind and listen

     A server says where it can be found. Python needs two calls for that,
     Node one:

     server.ts
     20  listenSocket.listen(Number(PORT), HOST, () => {
                             -----^------  -^--
                                  |         \` on this address of the machine
                                  \` bind: this port is ours now
     21    console.log('Serving HTTP on port', PORT, '...')
     22  })

     Python                               Node
     ----------------------------------   -----------------------
     \`listen_socket.bind((HOST, PORT))\`   \`listen(PORT, HOST)\`
     \`listen_socket.listen(1)\`            \`listen(PORT, HOST, 1)\`

     The \`1\` is the backlog: how many connections may queue while the server
     is busy. Node's own choice is 511.
    "
  `)
})

test('a part of the code that is left out', () => {
  expect(draw('raw-socket', 'Accept', 80)).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket                                           9/19

     Accept

     The server waits. When a browser connects, the server gets a second
     socket, and the two talk over that one. The first socket goes on waiting
     for the next browser.

     server.ts
      7  const listenSocket = createServer((clientConnection) => {
                                            ───────┬────────
                                                   └ in Python:
                                                     listen_socket.accept()
           …
     18  })

     Python stands still in \`accept\` until somebody comes. Node does not
     stand still: it calls your function when somebody has come.
    "
  `)
})

test('code among words keeps its indentation, where it is folded too', () => {
  const look = chooseLook({ env: { LANG: 'C.UTF-8' }, columns: 40, rows: 24, hasColours: false })
  const hint =
    'Read:\n\n    while True:\n        piece = client_connection.recv(1024)\n    answer()\n'
  expect(renderProse(hint, look)).toEqual([
    'Read:',
    '',
    '    while True:',
    '        piece =',
    '        client_connection.recv(1024)',
    '    answer()',
  ])
})

test('an answer to a question', () => {
  const look = chooseLook({ env: { LANG: 'C.UTF-8' }, columns: 80, rows: 24, hasColours: false })
  expect(
    renderAnswer(
      { id: 'server', text: 'The server', right: false, why: 'A server never asks.' },
      look,
    ),
  ).toEqual(['', ' ✘ Not quite: The server', ' A server never asks.'])
})
