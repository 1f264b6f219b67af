import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Context } from '../../src/app/context.ts'
import { authorCheck } from '../../src/commands/author-check.ts'
import { type CheckOptions, check } from '../../src/commands/check.ts'
import { loadCourse } from '../../src/course/load.ts'
import { withoutMarkers } from '../../src/course/region.ts'
import { createPlainTerminal } from '../../src/terminal/io/plain.ts'
import { CourseError } from '../../src/words/errors.ts'
import { bringFiles } from '../../src/workspace/files.ts'
import { plainTheme } from '../checks/theme.ts'
import { placeOf } from '../commands/place.ts'
import { mistakesIn } from '../json/schema.ts'
import { mistaken } from './mistakes.ts'

// The command as a function, on a plain terminal whose output is kept.
const root = join(import.meta.dirname, '../..')
const course = loadCourse(join(root, 'lessons'))
const files = { ...course, site: join(root, 'fixtures/site') }

let cwd: string
let folder: string
let stdout: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'learn-webserver-check-test-'))
  folder = join(cwd, 'my-webserver')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'progress.json'),
    '{ "course": "learn-webserver", "version": 1, "stage": "html-string", "stages": {} }',
  )
  stdout = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(cwd, { recursive: true })
})

const [first, second] = course.stages
if (first === undefined || second === undefined) throw new Error('there are no stages')

/** A program of the lessons in the learner's folder, under the name of the stage's own. */
const put = (from: string, to = from) =>
  writeFileSync(join(folder, to), withoutMarkers(readFileSync(join(files.lessons, from), 'utf8')))

/** What a command is given, on a terminal whose lines are kept. */
function onPlainTerminal(change: Partial<Context> = {}) {
  const output = new PassThrough()
  let printed = ''
  output.on('data', (bytes) => {
    printed += bytes
  })
  const terminal = createPlainTerminal({
    theme: plainTheme,
    input: new PassThrough(),
    output,
    interactive: false,
  })
  const context: Context = {
    ...placeOf(terminal, cwd, { open: true, dir: folder }),
    course,
    files,
    ...change,
  }
  return { context, printed: () => printed }
}

async function run(given: string | undefined, options: CheckOptions = {}) {
  const { context, printed } = onPlainTerminal()
  return { code: await check(context, given, options), printed: printed() }
}

const jsonLines = (): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('a stage whose checks pass', async () => {
  await bringFiles(first, folder, 'ts', files)
  put('1-raw-socket/server.ts')
  const { code, printed } = await run('raw-socket')
  expect(code).toBe(0)
  expect(printed).toMatchInlineSnapshot(`
    " Stage 1: Raw socket

     ✔ listens on the port it was given
     ✔ responds to GET /hello with 200
     ✔ responds to a second browser too
     ✔ responds to two browsers at the same moment
     ✔ responds while another connection says nothing
     ✔ keeps running when a browser sends nothing and closes
     ✔ leaves an empty line before the words
     ✔ writes its headers as name, colon, value
     ✔ ends its lines with \\r\\n
     ✔ closes the connection after the response
     ✔ counts bytes, where it says how long the response is
     ✔ waits until the whole request has come
     ✔ reads a long request to its end
     ✔ prints the request
     ✔ keeps a letter whole that comes in two pieces
     ✔ keeps the requests of two browsers apart
     ✔ goes on when a browser leaves without a word
     ✔ does nothing while nobody asks

     All 18 checks pass.

    "
  `)
})

test('a stage with a mistake: what was sent, what came, what to do', async () => {
  await bringFiles(first, folder, 'ts', files)
  writeFileSync(join(folder, '1-raw-socket/server.ts'), mistaken(1, 'no-empty-line'))
  const { code, printed } = await run('1')
  expect(code).toBe(1)
  expect(printed).toMatchInlineSnapshot(`
    " Stage 1: Raw socket

     ✔ listens on the port it was given
     ✔ responds to GET /hello with 200
     ✔ responds to a second browser too
     ✔ responds to two browsers at the same moment
     ✔ responds while another connection says nothing
     ✔ keeps running when a browser sends nothing and closes
     ✘ leaves an empty line before the words

       request    curl -i http://localhost:9001/hello
       you sent   Hello world!␊
                  ┬
                  └ the headers end with an empty line, and there is none
       line 7     const httpResponse = 'HTTP/1.1 200 OK\\r\\nHello world!\\n'
                                        ────────┬──────────
                                                └ the empty line tells the browser
                                                  that the headers end here and the
                                                  body begins
       fix        End the last header with \`\\r\\n\\r\\n\`, or the status line where
                  there is no header.
       more       screen 5, "The response"

     · writes its headers as name, colon, value
     · ends its lines with \\r\\n
     · closes the connection after the response
     · counts bytes, where it says how long the response is
     · waits until the whole request has come
     · reads a long request to its end
     · prints the request
     · keeps a letter whole that comes in two pieces
     · keeps the requests of two browsers apart
     · goes on when a browser leaves without a word
     · does nothing while nobody asks

     6 of 18 checks pass. 1 failed, 11 were not run.

    "
  `)
})

test('without a stage, the one that was open last', async () => {
  await bringFiles(second, folder, 'ts', files)
  put('2-html-string/server.ts')
  expect(await run(undefined)).toMatchObject({
    code: 0,
    printed: expect.stringContaining('Stage 2'),
  })
})

test('all stages: it goes on after one that fails, and is the same every time', async () => {
  for (const stage of course.stages.slice(0, 3)) await bringFiles(stage, folder, 'ts', files)
  for (const { folder: stage } of course.stages.slice(0, 3)) put(`${stage}/server.ts`)
  writeFileSync(join(folder, '2-html-string/server.ts'), mistaken(2, 'plain-text'))
  const once = await run(undefined, { all: true })
  expect(once.code).toBe(1)
  expect(once.printed).toContain('In 2 of 6 stages all checks pass.')
  expect(once.printed).toContain('4-static-server/server.ts in your folder yet')
  expect(await run(undefined, { all: true })).toEqual(once)
})

test('the learner’s folder is as it was, and nothing is left running', async () => {
  await bringFiles(first, folder, 'ts', files)
  await bringFiles(second, folder, 'ts', files)
  cpSync(folder, join(cwd, 'before'), { recursive: true })
  await run('1')
  rmSync(join(folder, '.learn-webserver'), { recursive: true, force: true })
  const all = (of: string) =>
    readdirSync(of, { recursive: true, encoding: 'utf8' })
      .sort()
      // What came of the run is kept in the progress.
      .filter((name) => name.includes('.') && name !== 'progress.json')
      .map((name) => [name, existsSync(join(of, name)) && readFileSync(join(of, name), 'base64')])
  expect(all(folder)).toEqual(all(join(cwd, 'before')))
})

test('--json: a line for each check, for the stage and for all', async () => {
  await bringFiles(first, folder, 'ts', files)
  writeFileSync(join(folder, '1-raw-socket/server.ts'), mistaken(1, 'length-of-characters'))
  const { code, printed } = await run('1', { json: true })
  expect([code, printed]).toEqual([1, ''])
  const lines = jsonLines()
  expect(lines.flatMap((line) => mistakesIn(line))).toEqual([])
  expect(lines.map(({ type }) => type)).toEqual([
    ...first.checks.map(() => 'check'),
    'stage',
    'all',
  ])
  expect(lines.find(({ result }) => result === 'fails')).toMatchInlineSnapshot(`
    {
      "cause": "characters-counted",
      "check": "counts bytes, where it says how long the response is",
      "fix": "Count with \`Buffer.byteLength(text)\`, or take the size of the file.",
      "happened": {
        "in": "response",
        "words": "3 characters, but 7 bytes follow. The browser shows only the first 3 bytes",
      },
      "id": "length-in-bytes",
      "kind": "wrong-length",
      "name": "raw-socket",
      "response": {
        "bytes": "SFRUUC8xLjEgMjAwIE9LDQpDb250ZW50LUxlbmd0aDogMw0KDQrtlZzqta0K",
        "wrong": {
          "end": 34,
          "start": 33,
        },
      },
      "result": "fails",
      "screen": {
        "id": "bytes",
        "number": 20,
        "title": "Bytes and strings",
      },
      "sent": {
        "again": "curl -i http://localhost:9001/hello",
        "bytes": "R0VUIC9oZWxsbyBIVFRQLzEuMQ0KSG9zdDogbG9jYWxob3N0OjkwMDENCg0K",
      },
      "stage": 1,
      "type": "check",
      "where": {
        "column": 62,
        "endColumn": 75,
        "file": "1-raw-socket/server.ts",
        "line": 7,
        "text": "const httpResponse = 'HTTP/1.1 200 OK\\r\\nContent-Length: ' + '한국\\n'.length + '\\r\\n\\r\\n한국\\n'",
        "why": "the length was counted in characters, but Content-Length counts bytes. 한 has three of them",
      },
    }
  `)
  expect(lines.at(-1)).toMatchInlineSnapshot(`
    {
      "checks": 18,
      "done": 0,
      "failed": 1,
      "notRun": 7,
      "passed": 10,
      "stages": 1,
      "type": "all",
    }
  `)
})

test('--junit: a report that is written whole', async () => {
  await bringFiles(first, folder, 'ts', files)
  writeFileSync(join(folder, '1-raw-socket/server.ts'), mistaken(1, 'line-feed-alone'))
  expect((await run('1', { junit: 'report.xml' })).code).toBe(1)
  expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="learn-webserver" tests="18" failures="1" errors="0" skipped="9">
      <testsuite name="stage 1, Raw socket" tests="18" failures="1" errors="0" skipped="9">
        <properties>
          <property name="folder" value="my-webserver"/>
          <property name="language" value="TypeScript"/>
        </properties>
        <testcase name="listens on the port it was given" classname="1-raw-socket"/>
        <testcase name="responds to GET /hello with 200" classname="1-raw-socket"/>
        <testcase name="responds to a second browser too" classname="1-raw-socket"/>
        <testcase name="responds to two browsers at the same moment" classname="1-raw-socket"/>
        <testcase name="responds while another connection says nothing" classname="1-raw-socket"/>
        <testcase name="keeps running when a browser sends nothing and closes" classname="1-raw-socket"/>
        <testcase name="leaves an empty line before the words" classname="1-raw-socket"/>
        <testcase name="writes its headers as name, colon, value" classname="1-raw-socket"/>
        <testcase name="ends its lines with \\r\\n" classname="1-raw-socket">
          <failure type="malformed" message="a line ends in \\r\\n. This one ends in \\n alone: this line ends in \\n alone">
     ✘ ends its lines with \\r\\n

       request    curl -i http://localhost:9001/hello
       you sent   HTTP/1.1 200 OK␊
                                 ┬
                                 └ a line ends in \\r\\n. This one ends in \\n alone
       line 7     const httpResponse = 'HTTP/1.1 200 OK\\n\\nHello world!\\n'
                                                       ┬─
                                                       └ this line ends in \\n alone
       fix        Write \`\\r\\n\`.
       more       screen 6, &quot;How a line ends&quot;
          </failure>
        </testcase>
        <testcase name="closes the connection after the response" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="counts bytes, where it says how long the response is" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="waits until the whole request has come" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="reads a long request to its end" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="prints the request" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="keeps a letter whole that comes in two pieces" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="keeps the requests of two browsers apart" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="goes on when a browser leaves without a word" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
        <testcase name="does nothing while nobody asks" classname="1-raw-socket">
          <skipped message="not run: a check before it failed"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
  expect(readdirSync(cwd).sort()).toEqual(['my-webserver', 'report.xml'])
})

test.each([
  ['a stage that is not there', '9', {}, 'There is no stage "9".'],
  ['a stage and --all', '1', { all: true }, '--all checks every stage'],
  ['a report in no folder', '1', { junit: 'nowhere/report.xml' }, "can't be written"],
])('could not run: %s', async (_name, given, options, said) => {
  await bringFiles(first, folder, 'ts', files)
  const error = await run(given, options).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(CourseError)
  expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(said) })
})

test('could not run: no folder of the course', async () => {
  rmSync(folder, { recursive: true })
  expect(await run('1').catch((thrown: unknown) => thrown)).toMatchObject({ exitCode: 2 })
})

test('author check prints a row for each program, and fails where one does not do as it says', async () => {
  const lessons = join(cwd, 'lessons')
  cpSync(files.lessons, lessons, { recursive: true })
  const mistakes = ['crlf', 'nothing'].map(
    (fails) => `- id: breaks-${fails}
  fails: ${fails}
  cause: line-feed-alone
  marks: httpResponse
  node:
    - was: '200 OK\\r\\n\\r\\n'
      is: '200 OK\\n\\n'
`,
  )
  const lost = "- id: lost\n  fails: crlf\n  cause: none\n  node: [{ was: 'not there', is: '' }]\n"
  writeFileSync(join(lessons, '1-raw-socket/mistakes.yaml'), [...mistakes, lost].join(''))
  writeFileSync(join(lessons, '1-raw-socket/notes.txt'), '')
  const { context, printed } = onPlainTerminal({
    course: loadCourse(lessons),
    files: { ...files, lessons },
  })
  const code = await authorCheck(context, '1')
  expect(code).toBe(1)
  // How long the lesson is changes with each word of it.
  expect(printed().replaceAll(/\d+(?= min| words| of code)/g, 'N')).toMatchInlineSnapshot(`
    "
     Stage 1: Raw socket
     JavaScript: N min; N words of text, N of code
     TypeScript: N min; N words of text, N of code
     Python: N min; N words of text, N of code
     ✘ notes.txt                          exists
       the course does not use this file
     ✔ server.js                          passes every check
     ✔ start.js                           fails: ok
     ✔ server.ts                          passes every check
     ✔ start.ts                           fails: ok
     ✔ server.py                          passes every check
     ✔ start.py                           fails: ok
     ✔ breaks-crlf (TypeScript)           fails: crlf, cause: line-feed-alone
     ✘ breaks-nothing (TypeScript)        fails: nothing, cause: line-feed-alone
       no check of this stage has the id "nothing"
     ✘ lost (TypeScript)                  fails: crlf, cause: none
       the solution does not have this exactly once:
       not there

     Wrong: 3.
    "
  `)
})
