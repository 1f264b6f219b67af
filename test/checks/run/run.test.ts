import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isFailed, type Result } from '../../../src/checks/explain/failure.ts'
import { runChecks } from '../../../src/checks/run/run.ts'
import { type StartedServer, startForChecks } from '../../../src/checks/run/start.ts'
import { renderResult } from '../../../src/terminal/views/check.ts'
import { createSession } from '../../../src/wire/session.ts'
import { connectTo, openTap } from '../../../src/wire/tap.ts'
import { programAt } from '../../../src/workspace/own-server.ts'
import { answering, checksOf, fakeServer, resultsOf, stage } from '../fake.ts'
import { plainTheme } from '../theme.ts'

let folder: string
let server: StartedServer | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-run-'))
  mkdirSync(join(folder, 'site'))
  mkdirSync(join(folder, '1-test'))
  writeFileSync(join(folder, 'site/page.html'), 'the page\n')
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  rmSync(folder, { recursive: true, force: true })
})

const get = 'send: { get: / }\nexpect: { status: 200 }'
const runs = 'expect: { running: true }'
const ok = 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nOK'

/** Runs a learner's program of these lines against checks. */
async function run(program: string, checks: string[], limit?: number): Promise<Result[]> {
  const file = join(folder, '1-test/server.ts')
  writeFileSync(file, program)
  server = await startForChecks(programAt('1-test/server.ts', 'ts').startedIn(folder), { limit })
  return resultsOf(checksOf(...checks), server, folder)
}

const serving = (onData: string, more = '') => `import { createServer } from 'node:net'

const server = createServer((socket) => {
  socket.on('data', () => {
    ${onData}
  })
  socket.on('error', () => {})
})
server.listen(Number(process.env['PORT']), '127.0.0.1')
${more}`

const drawn = (results: readonly Result[]) =>
  `\n${results.flatMap((result) => renderResult(result, stage, plainTheme)).join('\n')}\n`
    .replaceAll(folder, '/folder')
    .replaceAll(process.execPath, 'node')

test('what a program throws is told with its own file and line', async () => {
  const results = await run(serving(`throw new Error('no such luck')`), [runs, get, get])
  expect(drawn(results)).toMatchInlineSnapshot(`
    "
     ✔ check 1
     ✘ check 2

       request    curl -i http://localhost:9001/
       happened   Your server crashed with this error.
       error      Error: no such luck
       file       1-test/server.ts:5
       fix        Fix line 5 first.
     · check 3
    "
  `)
})

test('an error in a function that others call is told where the program called it', async () => {
  writeFileSync(
    join(folder, 'shared.ts'),
    'export const fail = () => {\n  throw new Error("no")\n}\n',
  )
  const results = await run(
    serving('fail()').replace('\n', "\nimport { fail } from '../shared.ts'\n"),
    [get],
  )
  const [failed] = results.filter(isFailed)
  expect(failed?.verdict.failure).toEqual({
    kind: 'crashed',
    error: { message: 'Error: no', at: { file: '1-test/server.ts', line: 6, column: 5 } },
  })
})

test('a program that can not be read is not started, and says where', async () => {
  expect(drawn(await run('const a: number = = 1\n', [runs, get]))).toMatchInlineSnapshot(`
    "
     ✘ check 1

       happened   Your server could not be started. 1-test/server.ts:1:19: "=" was
                  not expected here.
       expected   a program that starts and listens on the port in PORT
       why        Until your server starts, nothing else can be checked.
     · check 2
    "
  `)
})

test('an error at the start', async () => {
  expect(drawn(await run("\nthrow new Error('no luck')\n", [runs]))).toMatchInlineSnapshot(`
    "
     ✘ check 1

       happened   Your server crashed with this error.
       error      Error: no luck
       file       1-test/server.ts:2
       fix        Fix line 2 first.
    "
  `)
})

test('an import that has no such name', async () => {
  const results = await run("import { creatServer } from 'node:net'\ncreatServer()\n", [runs])
  expect(drawn(results)).toMatchInlineSnapshot(`
    "
     ✘ check 1

       happened   Your server crashed with this error.
       error      SyntaxError: The requested module 'node:net' does not provide an
                  export named 'creatServer'
       file       1-test/server.ts:1
       fix        Fix line 1 first.
    "
  `)
})

test('a program that comes to its end', async () => {
  expect(drawn(await run("console.log('Done.')\n", [runs]))).toMatchInlineSnapshot(`
    "
     ✘ check 1

       happened   Your program ended without an error, so no server is running. The
                  last line that it printed: Done.
       expected   a server that keeps running, whatever happens
       why        Because it is so.
       more       screen 2, "Here"
    "
  `)
})

test('a program that is killed', async () => {
  const results = await run(serving(`process.kill(process.pid, 'SIGKILL')`), [get])
  expect(drawn(results)).toMatchInlineSnapshot(`
    "
     ✘ check 1

       request    curl -i http://localhost:9001/
       happened   Your program was stopped by SIGKILL.
       expected   a server that keeps running, whatever happens
       why        Because it is so.
       more       screen 2, "Here"
    "
  `)
})

test('a program that does not listen', async () => {
  expect(drawn(await run('setInterval(() => {}, 1000)\n', [runs], 300))).toMatchInlineSnapshot(`
    "
     ✘ check 1

       happened   Your server runs, but after 0.3 s nothing listens on the port in
                  the environment variable PORT.
       expected   a program that starts and listens on the port in PORT
       why        Because it is so.
       fix        Look here.
       more       screen 2, "Here"
    "
  `)
})

test('a program that stops listening', async () => {
  const results = await run(
    serving(`socket.end('${ok}')\n    server.close()\n    setInterval(() => {}, 1000)`),
    [`${get.replace('status: 200', 'status: 200, connection: closed')}`, get],
  )
  expect(drawn(results)).toMatchInlineSnapshot(`
    "
     ✔ check 1
     ✘ check 2

       request    curl -i http://localhost:9001/
       happened   Your program runs, but it takes no connections any more.
       expected   a server that keeps running, whatever happens
       why        Because it is so.
       more       screen 2, "Here"
    "
  `)
})

test('a command that is not there', async () => {
  const command = { file: join(folder, 'nothing'), args: [] }
  server = await startForChecks({ type: 'command', command, cwd: folder, limit: 8000 })
  const [failed] = (await resultsOf(checksOf(runs), server, folder)).filter(isFailed)
  expect(failed?.verdict.failure.kind).toMatch(/^(exited|not-started)$/)
})

test('checks run in order, and those after the first that fails are not reached', async () => {
  const results = await run(serving(`socket.end('${ok}')`), [
    get,
    get.replace('200', '404'),
    get,
    get,
  ])
  expect(results.map(({ check, verdict }) => `${check.check}: ${verdict.type}`)).toEqual([
    'check 1: passes',
    'check 2: fails',
    'check 3: not-reached',
    'check 4: not-reached',
  ])
})

test('a program that floods its output is checked all the same', async () => {
  const results = await run(
    serving(`socket.end('${ok}')`, 'setInterval(() => console.log("x".repeat(50_000)), 0)'),
    [get, 'send: { get: / }\nexpect: { output: { contains: never } }\nlimit: 200'],
  )
  expect(results.map(({ verdict }) => verdict.type)).toEqual(['passes', 'fails'])
})

test('checks that name the same connection share it', async () => {
  let connections = 0
  const fake = await fakeServer((socket) => {
    connections += 1
    socket.on('data', () => socket.write(ok.replaceAll('\\r\\n', '\r\n')))
  })
  const kept = 'send: { get: / }\non: one\nexpect: { connection: kept }'
  const results = await resultsOf(checksOf(kept, kept, kept, get), fake)
  await fake.close()
  expect(results.map(({ verdict }) => verdict.type)).toEqual([
    'passes',
    'passes',
    'passes',
    'passes',
  ])
  expect(connections).toBe(2)
})

test('a kept connection that was closed meanwhile is told', async () => {
  const fake = await fakeServer((socket) =>
    socket.once('data', () => socket.end(ok.replaceAll('\\r\\n', '\r\n'))),
  )
  const first = 'send: { get: / }\non: one\nexpect: { status: 200, connection: closed }'
  const [, second] = await resultsOf(checksOf(first, `${get}\non: one`), fake)
  await fake.close()
  expect(second && drawn([second])).toMatchInlineSnapshot(`
    "
     ✘ check 2

       request    curl -i http://localhost:9001/
       you sent   nothing: your server had closed the connection after the response
                  before
       expected   the connection kept open for the next request
       why        Because it is so.
       more       screen 2, "Here"
    "
  `)
})

test('files are as a check wants them, and afterwards as they were', async () => {
  const seen: string[] = []
  const fake = await fakeServer((socket) => {
    seen.push(readdirSync(join(folder, 'site')).sort().join(' '))
    answering('HTTP/1.1 200 OK\r\n\r\nnew')(socket)
  })
  const [first, second] = await resultsOf(
    checksOf(
      'files: { site/page.html: new, site/sub/more.html: more }\nsend: { get: / }\nexpect: { body: { file: site/page.html } }',
      `files: { site/page.html: null }\n${get}`,
    ),
    fake,
    folder,
  )
  await fake.close()
  expect([first?.verdict.type, second?.verdict.type]).toEqual(['passes', 'passes'])
  expect(seen).toEqual(['page.html page.html.aside sub', 'page.html.aside sub'])
  expect(readFileSync(join(folder, 'site/page.html'), 'utf8')).toBe('the page\n')
  expect(readdirSync(join(folder, 'site')).sort()).toEqual(['page.html', 'sub'])
})

test('through the tap, the exchanges of the checks can be read', async () => {
  const fake = await fakeServer(answering('HTTP/1.1 200 OK\r\n\r\nHello'))
  const session = createSession()
  const tap = await openTap({ port: 0, connect: fake.connect, onEvent: session.take })
  const checks = checksOf(
    'send: { get: /one }\nexpect: { status: 200, connection: closed }',
    "send: { pieces: ['GET /two HT', 'TP/1.1\\r\\n\\r\\n'] }\nexpect: { body: { equals: Hello } }",
  )
  const results = await resultsOf(checks, { ...fake, connect: () => connectTo(tap.port) })
  expect(results.map(({ verdict }) => verdict.type)).toEqual(['passes', 'passes'])
  await tap.close()
  expect(
    session.exchanges.map(
      ({ request }) => request?.startLine?.type === 'request-line' && request.startLine.target,
    ),
  ).toEqual(['/one', '/two'])
  // In two reads; on a busy machine both pieces may wait for one.
  const reads = session.connections[1]?.reads ?? []
  expect(reads.reduce((sum, bytes) => sum + bytes, 0)).toBe(21)
  await fake.close()
})

test('through the tap, a program that throws is told in the same way', async () => {
  const file = join(folder, '1-test/server.ts')
  writeFileSync(file, serving(`throw new Error('no')`))
  const started = await startForChecks(programAt('1-test/server.ts', 'ts').startedIn(folder))
  server = started
  const tap = await openTap({ port: 0, connect: started.connect, onEvent: () => {} })
  const results = await resultsOf(
    checksOf(runs, get),
    { ...started, connect: () => connectTo(tap.port) },
    folder,
  )
  await tap.close()
  expect(results.filter(isFailed).map(({ verdict }) => verdict.failure.kind)).toEqual(['crashed'])
})

test('checks that are aborted end without a word about the one that ran', async () => {
  const abort = new AbortController()
  const fake = await fakeServer((socket) => {
    socket.once('data', () => abort.abort())
  })
  const results: Result[] = []
  for await (const result of runChecks({
    checks: checksOf(runs, get, get),
    server: fake,
    folder,
    port: 9001,
    signal: abort.signal,
  }))
    results.push(result)
  await fake.close()
  expect(results.map(({ check }) => check.check)).toEqual(['check 1'])
})

test('a server that sends without end is not read without end', async () => {
  const fake = await fakeServer((socket) => {
    const piece = Buffer.alloc(100_000, 'x')
    const more = () => {
      while (socket.writable && socket.write(piece));
      socket.once('drain', more)
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    more()
  })
  const [result] = await resultsOf(
    checksOf('send: { get: / }\nexpect: { connection: closed }\nlimit: 1500'),
    fake,
  )
  await fake.close()
  expect(result && isFailed(result) && result.verdict.failure.kind).toBe('left-open')
})

test('a half-close is heard by the server', async () => {
  let ended = false
  const fake = await fakeServer((socket) => {
    socket.resume().on('end', () => {
      ended = true
      socket.end()
    })
  })
  const [result] = await resultsOf(
    checksOf("send: { raw: 'GET', afterwards: half-close }\nexpect: { no-answer: true }"),
    fake,
  )
  await fake.close()
  expect([result?.verdict.type, ended]).toEqual(['passes', true])
})

test('nothing is left behind: no connection, no listener', async () => {
  const fake = await fakeServer(answering('HTTP/1.1 200 OK\r\n\r\nHello'))
  await resultsOf(checksOf(get, get), fake)
  await fake.close()
  // The port is free again only when the server and its connections are closed.
  const again = createServer().listen(fake.port, '127.0.0.1')
  await new Promise((resolve) => again.once('listening', resolve))
  again.close()
})

test('what is printed a moment after a response is not taken for the next one', async () => {
  const fake = await fakeServer((socket) => {
    answering('HTTP/1.1 200 OK\r\n\r\n')(socket)
    socket.once('finish', () => setTimeout(() => fake.print('the end of a request\n'), 2))
  })
  try {
    const output = `${get.replace('200', '200, output: { contains: nothing }')}\nlimit: 100`
    const [, second] = await resultsOf(checksOf(get, output), fake)
    const failure = second !== undefined && isFailed(second) ? second.verdict.failure : undefined
    expect(failure).toMatchObject({ kind: 'wrong-output' })
    // That of its own request alone.
    expect(failure).toMatchObject({ printed: { stderr: 'the end of a request\n' } })
  } finally {
    await fake.close()
  }
})
