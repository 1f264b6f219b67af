import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isFailed, type Result } from '../../../src/checks/explain/failure.ts'
import { checkStage } from '../../../src/checks/run/stage.ts'
import type { Language } from '../../../src/course/language.ts'
import { programAt } from '../../../src/workspace/own-server.ts'
import { checksOf, stage } from '../fake.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-stage-'))
  write('site/page.html', 'the page\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

async function check(language: Language, source: string, ...checks: string[]): Promise<Result[]> {
  const file = `1-test/server.${language}`
  write(file, source)
  const results: Result[] = []
  const options = { stage: { ...stage, checks: checksOf(...checks) }, folder }
  for await (const result of checkStage({ ...options, program: programAt(file, language) }))
    results.push(result)
  return results
}

const besideItself: readonly [Language, string][] = [
  [
    'js',
    `import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', () => {
    const page = readFileSync(join(import.meta.dirname, '../site/page.html'))
    socket.end('HTTP/1.1 200 OK\\r\\n\\r\\n' + page)
  })
}).listen(process.env.PORT, process.env.HOST)
`,
  ],
  [
    'py',
    `import os, socket
listener = socket.socket()
listener.bind((os.environ['HOST'], int(os.environ['PORT'])))
listener.listen()
page = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../site/page.html')
while True:
    connection, _ = listener.accept()
    connection.recv(1024)
    connection.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n' + open(page, 'rb').read())
    connection.close()
`,
  ],
]

test.each(besideItself)(
  'a server in %s that finds its files beside itself finds those of the check',
  async (language, source) => {
    const results = await check(
      language,
      source,
      'files: { site/page.html: another }\nsend: { get: / }\nexpect: { body: { equals: another } }',
    )
    expect(results.map(({ verdict }) => verdict.type)).toEqual(['passes'])
    expect(readdirSync(folder).sort()).toEqual(['1-test', 'site'])
    expect(readdirSync(join(folder, '1-test'))).toEqual([`server.${language}`])
  },
)

test('what a program prints names the folder of the learner, not the copy it runs in', async () => {
  const results = await check('js', "process.chdir('nowhere')\n", 'expect: { running: true }')
  const [failed] = results.filter(isFailed)
  const said = JSON.stringify(failed?.verdict.failure)
  expect(said).toContain(`'${folder}' -> 'nowhere'`)
  expect(said).toContain('"file":"1-test/server.js","line":1')
})

/** Answers by path: /crash ends it, /hang gets nothing, /bad another status; each request is printed. */
const uneven = `import { createServer } from 'node:net'
createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', (bytes) => {
    const [, path] = String(bytes).split(' ')
    console.log('asked')
    if (path === '/crash') throw new Error('no such luck')
    if (path === '/hang') return
    socket.write('HTTP/1.1 ' + (path === '/bad' ? 500 : 200) + ' OK\\r\\nContent-Length: 0\\r\\n\\r\\n')
  })
}).listen(process.env.PORT, process.env.HOST)
`
const get = (path: string, more = '') => `send: { get: ${path} }\nexpect: { status: 200${more} }`

async function goOn(source: string, ...checks: string[]): Promise<string[]> {
  const program = programAt('1-test/server.js', 'js')
  write('1-test/server.js', source)
  const options = { stage: { ...stage, checks: checksOf(...checks) }, folder, program, goOn: true }
  const results: string[] = []
  for await (const { verdict } of checkStage(options))
    results.push(verdict.type === 'fails' ? verdict.failure.kind : verdict.type)
  return results
}

test('going on, each check is tried: after a crash and a silence with the server started again', async () => {
  const results = await goOn(
    uneven,
    get('/'),
    get('/bad'),
    get('/'),
    get('/crash'),
    get('/'),
    `${get('/hang')}\nlimit: 300`,
    get('/'),
  )
  expect(results).toEqual([
    'passes',
    'wrong-status',
    'passes',
    'crashed',
    'passes',
    'hung',
    'passes',
  ])
})

test('going on, what needs a connection that was lost is not reached', async () => {
  const results = await goOn(
    uneven,
    `${get('/')}\non: kept`,
    get('/crash'),
    `${get('/')}\non: kept`,
    `${get('/bad')}\non: other`,
    `${get('/')}\non: other`,
    get('/'),
  )
  expect(results).toEqual([
    'passes',
    'crashed',
    'not-reached',
    'wrong-status',
    'not-reached',
    'passes',
  ])
})

test('going on, what is to be printed so often is counted from the start of the server', async () => {
  const often = (times: number) => `, output: { contains: asked, times: ${times} }`
  const results = await goOn(
    uneven,
    get('/', often(1)),
    get('/crash'),
    get('/', often(3)),
    `${get('/', often(5))}\nlimit: 300`,
  )
  expect(results).toEqual(['passes', 'crashed', 'passes', 'wrong-output'])
})

/** Answers each request with this text. */
const saying = (text: string) => `import { createServer } from 'node:net'
createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', () => socket.end(${JSON.stringify(text)}))
}).listen(process.env.PORT, process.env.HOST)
`
const expecting = (what: string) => `send: { get: / }\nexpect: { ${what} }`

test.each([
  [
    'what repeats an earlier failure gets no cause of its own',
    saying('HTTP/1.1 200 OK\r\nHello world!\n'),
    ['blank-line: true', 'lines: CRLF'],
    ['no-empty-line', undefined],
  ],
  [
    'a cause that was told may be told again',
    saying('HTTP/1.1 200 OK\r\nHello world!\n'),
    ['blank-line: true', 'blank-line: true'],
    ['no-empty-line', 'no-empty-line'],
  ],
  [
    'another failure has its cause',
    saying('HTTP/1.1 200 OK\n\nHello world!\n'),
    ['body: { equals: other }', 'lines: CRLF'],
    [undefined, 'line-feed-alone'],
  ],
])('going on, %s', async (_name, source, expects, causes) => {
  write('1-test/server.js', source)
  const program = programAt('1-test/server.js', 'js')
  const checks = checksOf(...expects.map(expecting))
  const found: (string | undefined)[] = []
  for await (const result of checkStage({
    stage: { ...stage, checks },
    folder,
    program,
    goOn: true,
  }))
    if (isFailed(result)) found.push(result.verdict.cause?.id)
  expect(found).toEqual(causes)
})

test('going on, nothing can be tried of a server that does not start', async () => {
  expect(await goOn('nonsense(', get('/'), get('/'))).toEqual(['not-started', 'not-reached'])
})

const solution = `import { createServer } from 'node:net'

const page = 'HTTP/1.1 200 OK\\r\\n\\r\\nthe page'

createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', () => {
    console.log('asked')
    socket.end(page)
  })
}).listen(process.env.PORT, process.env.HOST)
`

/** The cause of the check that fails, where the learner's program can be compared with the solution. */
async function causeIn(source: string, ...checks: string[]) {
  return causeBeside(solution, source, ...checks)
}

async function causeBeside(finished: string | undefined, source: string, ...checks: string[]) {
  const file = '1-test/server.js'
  write(file, source)
  const options = { stage: { ...stage, checks: checksOf(...checks) }, folder }
  const program = programAt(file, 'js')
  // On a busy machine fewer changes can be tried in a given time.
  const place = { ...options, program, patience: 2, solution: async () => finished }
  for await (const result of checkStage(place)) if (isFailed(result)) return result.verdict.cause
  return undefined
}

const asksForPage = 'send: { get: / }\nexpect: { status: 200, body: { equals: the page } }'

test('a change that makes the check pass is the cause, in the names of the learner', async () => {
  const cause = await causeIn(
    solution.replaceAll('socket', 'browser').replace('end(page)', 'end(page.slice(1))'),
    asksForPage,
  )
  expect(cause).toMatchObject({ id: 'change-replace', isTried: true, where: { line: 9 } })
  expect(cause?.fix).toContain('`browser.end(page)`')
})

test('a line that the solution has too is not accused where a change elsewhere makes the check pass', async () => {
  const cause = await causeIn(
    solution.replace('asked', 'undefined'),
    asksForPage,
    ['send: { get: / }', 'expect: { output: { contains: asked } }'].join('\n'),
  )
  expect(cause).toMatchObject({ id: 'change-replace', where: { line: 8 } })
})

test('a difference that does not matter is no cause', async () => {
  const cause = await causeIn(
    solution.replace("'asked'", "'somebody asked'"),
    'send: { get: / }\nexpect: { body: { equals: another page } }',
  )
  expect(cause?.id ?? '').not.toMatch(/^change/)
})

test('an error that is explained needs no trial', async () => {
  const cause = await causeIn(solution.replace('end(page)', 'end(pagee)'), asksForPage)
  expect(cause).toMatchObject({ id: 'undefined-name', where: { line: 9 } })
})

test('output that must not come fails a check', async () => {
  const lacking = 'send: { get: / }\nexpect: { status: 200, output: { lacks: ask } }'
  const fails = await check('js', solution, lacking)
  expect(fails.find(isFailed)?.verdict.failure).toMatchObject({ kind: 'wrong-output' })
  const passes = await check('js', solution.replace('asked', 'here'), lacking)
  expect(passes.find(isFailed)).toBeUndefined()
})

test.each([
  [
    'js',
    solution.replace(
      'socket.end(page)',
      'try {\n      socket.end(page.lenght.toString())\n    } catch {\n      socket.end()\n    }',
    ),
    10,
  ],
  [
    'py',
    `import os, socket
listener = socket.socket()
listener.bind((os.environ['HOST'], int(os.environ['PORT'])))
listener.listen()
while True:
    connection, _ = listener.accept()
    try:
        connection.recv(1024)
        connection.sendall('HTTP/1.1 200 OK\\r\\n\\r\\nthe page')
    except Exception:
        pass
    connection.close()
`,
    9,
  ],
] as const)(
  'an error that a server in %s keeps to itself is told',
  async (language, source, line) => {
    const file = `1-test/server.${language}`
    write(file, source)
    const options = { stage: { ...stage, checks: checksOf(asksForPage) }, folder }
    const program = programAt(file, language)
    const results: Result[] = []
    for await (const each of checkStage({ ...options, program, solution: async () => undefined }))
      results.push(each)
    const cause = results.find(isFailed)?.verdict.cause
    expect(cause).toMatchObject({ where: { line } })
    expect(cause?.what).toMatch(/caught this error and did not show it: TypeError/)
  },
)

test('what may help by chance is no cause while a later check fails', async () => {
  const source = `import { createServer } from 'node:net'
const isOpen = () => true
createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', () => {
    if (isOpen()) return
    socket.end('HTTP/1.1 200 OK\\r\\n\\r\\nthe page')
  })
}).listen(process.env.PORT, process.env.HOST)
`
  const later = 'send: { get: / }\nexpect: { body: { equals: another page } }'
  const alone = await causeBeside(undefined, source, asksForPage)
  expect(alone).toMatchObject({ id: 'change-replace', where: { line: 6 } })
  const followed = await causeBeside(undefined, source, asksForPage, later)
  expect(followed?.id ?? '').not.toMatch(/^change/)
})
