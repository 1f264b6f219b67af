import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStage, screenNumber } from '../../../src/course/course.ts'
import type { Language } from '../../../src/course/language.ts'
import { loadCourse } from '../../../src/course/load.ts'
import { renderProse } from '../../../src/terminal/draw/prose.ts'
import { linear } from '../../../src/terminal/draw/symbols.ts'
import { chooseTheme } from '../../../src/terminal/draw/theme.ts'
import { renderAnswer, renderScreen } from '../../../src/terminal/views/screen.ts'

const course = loadCourse(join(import.meta.dirname, '../../../lessons'))

interface Drawing {
  readonly language?: Language
  readonly columns?: number
  readonly locale?: string
  /** Read out, instead of looked at. */
  readonly isLinear?: boolean
}

function draw(
  id: string,
  { language = 'ts', columns = 80, locale = 'C.UTF-8', isLinear = false }: Drawing = {},
) {
  const stage = findStage(course.in(language), 'raw-socket')
  const number = stage && screenNumber(stage, id)
  const screen = stage?.screens[(number ?? 0) - 1]
  if (stage === undefined || screen === undefined || number === undefined)
    throw new Error(`no screen "${id}"`)
  const theme = chooseTheme({ env: { LANG: locale }, columns, rows: 24, hasColours: false })
  const symbols = isLinear ? linear(theme.symbols) : theme.symbols
  return `\n${renderScreen(screen, { stage, stages: 6, number }, { ...theme, columns, symbols }).join('\n')}\n`
}

test('words, a list, a drawing', () => {
  expect(draw('what-happened')).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket                                           2/30

     What you have seen

     A web server is a program that does four things, again and again:

     1. It waits for a browser.
     2. It receives a request.
     3. It makes a response.
     4. It sends the response back.

     This course stands between the two. It passes every byte on, and shows
     it to you.

      your browser  --->  the course  --->  the server
                    <---  port 9001   <---  another port
                                            at each start

     \`localhost\` is the name of your own computer. A port is a number. It
     tells your computer which program a connection is for.
    "
  `)
})

test('a quotation', () => {
  expect(draw('play')).toContain(' │ I hear and I forget')
})

test('labels hang under lines that stand alone', () => {
  expect(draw('imports', { language: 'py' })).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket                                          13/30

     The first lines of the server

     server.py
     1  import os
        ────┬────
            └ the environment: see the next screen
     2  import socket
        ──────┬──────
              └ sockets and connections
     3  import sys
        ────┬─────
            └ what the program prints
     4  from threading import Thread
                              ──┬───
                                └ lets a program do two things at a time

     Import: this program uses something from another file, a module. All
     four come with Python.
    "
  `)
})

test('a statement of several lines is shown whole, its labels below', () => {
  expect(draw('receive')).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket                                          17/30

     Receive

     server.ts
     10  let request = ''
     11  let isAnswered = false
     12  clientConnection.setEncoding('utf8')
     13  clientConnection.on('data', (text) => {  ← 1
     14    if (isAnswered) return
     15    request += text  ← 2
     16    if (!request.includes('\\r\\n\\r\\n')) return  ← 3
     17    isAnswered = true
           …
     20  })
         1 \`'data', (text)\`  a piece of the request came: it is in text
         2 \`request += text\`  add it to what came before
         3 \`includes('\\r\\n\\r\\n')\`  is the empty line there?

     \`on\` means: when this happens, call this function. \`return\` leaves it,
     until the next piece comes.
    "
  `)
})

test('the same on 40 columns', () => {
  expect(draw('receive', { columns: 40 })).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 · Raw socket        17/30

     Receive

     server.ts
     10  let request = ''
     11  let isAnswered = false
     12  clientConnection.setEncoding(
         'utf8')
     13  clientConnection.on('data', (
         text) => {  ← 1
     14    if (isAnswered) return
     15    request += text  ← 2
     16    if (!request.includes(
         '\\r\\n\\r\\n')) return  ← 3
     17    isAnswered = true
           …
     20  })
         1 \`'data', (text)\`  a piece of the
           request came: it is in text
         2 \`request += text\`  add it to
           what came before
         3 \`includes('\\r\\n\\r\\n')\`  is the
           empty line there?

     \`on\` means: when this happens, call
     this function. \`return\` leaves it,
     until the next piece comes.
    "
  `)
})

test('the same without Unicode', () => {
  expect(draw('receive', { language: 'py', locale: 'C' })).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 - Raw socket                                          17/30

     Receive

     server.py
     17  request = b''  <- 1
     18  while b'\\r\\n\\r\\n' not in request:  <- 2
     19      piece = client_connection.recv(1024)  <- 3
     20      if piece == b'':  <- 4
     21          return  # the browser has left
     22      request += piece  <- 5
         1 \`b''\`  no bytes yet. A b before the quotes makes bytes
         2 \`not in request\`  as long as there is no empty line
         3 \`recv(1024)\`  wait for a piece of at most 1024 bytes
         4 \`b'':\`  recv returns no bytes: the browser has left
         5 \`request += piece\`  add the piece to what came before

     Without the \`if\`, the loop would never end when the browser leaves:
     \`recv\` returns \`b''\` again and again.
    "
  `)
})

test('the same read out: notes after the code, each with its part', () => {
  expect(draw('error', { isLinear: true })).toMatchInlineSnapshot(`
    "
     Stage 1 of 6 - Raw socket                                          24/30

     When the browser leaves

     Somebody closes the tab, or a phone loses its network. Then the
     connection breaks while your server uses it. That is an error. If nobody
     handles it, the whole program ends, for all browsers.

     server.ts
     21  clientConnection.on('error', (error) => {
     22    console.log('The client left:', error.message)
     23  })
         Note on 'error': call this function when the connection breaks
         Note on error.message: what happened, in a few words

     A server must keep running after an error.
    "
  `)
})

test('a table', () => {
  expect(draw('line-ends')).toContain(
    ' its name                      CR, carriage return   LF, line feed',
  )
})

test('code among words keeps its indentation, where it is folded too', () => {
  const theme = chooseTheme({ env: { LANG: 'C.UTF-8' }, columns: 40, rows: 24, hasColours: false })
  const hint =
    'Read:\n\n    while True:\n        piece = client_connection.recv(1024)\n    answer()\n'
  expect(renderProse(hint, theme)).toEqual([
    'Read:',
    '',
    '    while True:',
    '        piece =',
    '        client_connection.recv(1024)',
    '    answer()',
  ])
})

test('an answer to a question', () => {
  const theme = chooseTheme({ env: { LANG: 'C.UTF-8' }, columns: 80, rows: 24, hasColours: false })
  expect(
    renderAnswer(
      { id: 'server', text: 'The server', right: false, why: 'A server never asks.' },
      theme,
    ),
  ).toEqual(['', ' ✘ Not quite: The server', ' A server never asks.'])
})
