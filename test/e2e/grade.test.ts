import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HandInNote, StageSummary } from '../../src/class/summary.ts'
import type { Language } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { solutionOf, startOf } from '../../src/course/program.ts'
import { mistakesIn } from '../json/schema.ts'
import { fingerprint } from './fingerprint.ts'
import { mistaken } from './mistakes.ts'
import { makePlace, type TestPlace } from './place.ts'
import { printed, runToEnd, start } from './run.ts'

// Hand-ins as they really come, graded once by the built command; each test looks at one of them.

const isWindows = process.platform === 'win32'
const root = join(import.meta.dirname, '../..')
const course = loadCourse(join(root, 'lessons'))
const files = { ...course, site: join(root, 'fixtures/site') }

let place: TestPlace
let folder: string

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

const stageOf = (number: number) => {
  const stage = course.stages[number - 1]
  if (stage === undefined) throw new Error(`there is no stage ${number}`)
  return stage
}
const solution = async (number: number, language: Language) =>
  (await solutionOf(stageOf(number), language, files)) ?? ''
const beginning = async (number: number, language: Language) =>
  (await startOf(stageOf(number), language, files)) ?? ''

/** A right server of stage 1, as nobody else writes it. */
const ownServer = (names: readonly string[]) => {
  const [take = '', text = '', client = '', part = ''] = names
  return `
import os, socket, threading

class Broken(Exception):
    pass

def ${take}(${client}):
    ${text} = ''
    decoder = __import__('codecs').getincrementaldecoder('utf-8')('replace')
    while True:
        try:
            ${part} = ${client}.recv(700)
        except OSError:
            raise Broken()
        if len(${part}) == 0:
            break
        ${text} = ${text} + decoder.decode(${part})
        if '\\r\\n\\r\\n' in ${text}:
            return ${text}
    return ${text}

def serve(${client}):
    try:
        ${text} = ${take}(${client})
        if ${text} != '':
            lines = ['HTTP/1.1 200 OK', 'Connection: close', '', 'Hello world!\\n']
            print(${text}, flush=True)
            ${client}.sendall('\\r\\n'.join(lines).encode('utf-8'))
    except Broken:
        pass
    except OSError as problem:
        print('gone:', problem, flush=True)
    finally:
        ${client}.close()

door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
door.bind((os.environ.get('HOST', '127.0.0.1'), int(os.environ.get('PORT', '9001'))))
door.listen(50)
while True:
    ${client}, _ = door.accept()
    helper = threading.Thread(target=serve, args=(${client},), daemon=True)
    helper.start()
`
}

interface Line {
  readonly type: string
  readonly name: string
  readonly stages: readonly StageSummary[]
  readonly notes: readonly (HandInNote & { words: string })[]
}

const grade = (...args: string[]) =>
  runToEnd(place, 'grade', folder, '--allow-unprotected', '--timeout', '20', ...args)
const linesOf = (stdout: string): Line[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

let code: unknown
let stderr: string
let lines: Line[]
let before: string
let after: string

beforeAll(async () => {
  place = makePlace()
  folder = join(place.cwd, 'hand-ins')
  const [one, two] = [await solution(1, 'py'), await solution(2, 'py')]

  put('right/1-raw-socket/server.ts', await solution(1, 'ts'))
  put('right/settings.json', '{ "language": "ts" }')
  put('right/progress.json', '{ "course": "learn-webserver" }')
  cpSync(files.site, join(folder, 'right/site'), { recursive: true })
  if (!isWindows) execFileSync('chmod', ['-R', 'a-w', join(folder, 'right')])

  put('command/1-raw-socket/server.py', 'nonsense(')
  put('command/settings.json', '{ "language": "py", "command": "touch ../../../ran-it" }')
  put('nothing/progress.json', '{}')
  put('nothing/settings.json', '{ "command": "python3 elsewhere.py {stage}" }')
  mkdirSync(join(folder, 'empty'))

  put('starts/1-raw-socket/server.py', (await beginning(2, 'py')).replace(/\n/, '\n# mine\n'))
  put('starts/2-html-string/server.py', await beginning(2, 'py'))

  put(
    'zip_12345_assignsubmission_file/my work.zip',
    zipSync({
      'my work/1-raw-socket/server.py': strToU8(one),
      'my work/3-html-file/server.py': strToU8(await solution(3, 'py')),
      'my work/../../../ran-it': strToU8('x'),
    }),
  )
  put('sent.zip', zipSync({ 'stage 1/server.py': strToU8(one) }))
  put('damaged.zip', 'PK but no more')
  put('other.rar', 'Rar!')
  put('marks.csv', 'a,b')

  put('named/1-raw-socket/Server.PY', one)
  put('named/2-html-string/server.py.txt', two)
  put('named/server.py', one)

  put('wrong/1-raw-socket/server.ts', mistaken(1, 'no-empty-line'))
  put('wrong/2-html-string/server.py', 'def nothing(:\n')
  put('=1+1/1-raw-socket/server.py', one)

  put('kills/1-raw-socket/server.js', 'process.kill(process.ppid, "SIGKILL")\n')
  put('kills/2-html-string/server.py', two)
  if (!isWindows) execFileSync('mkfifo', [join(folder, 'kills/pipe')])
  put('loops/1-raw-socket/server.py', 'while True: pass\n')
  put(
    'lies/1-raw-socket/server.py',
    `import json, os
for path in ['/proc/1/fd/1', '/proc/%d/fd/1' % os.getppid(), '/dev/stdout']:
    try:
        with open(path, 'w') as out:
            out.write(json.dumps({'key': '', 'type': 'check', 'stage': 1, 'id': 'ok', 'result': 'passes'}) + '\\n')
            out.write(json.dumps({'key': '', 'type': 'stage', 'stage': 1, 'how': 'done'}) + '\\n')
    except OSError:
        pass
`,
  )

  put('near-1/1-raw-socket/server.py', ownServer(['take', 'text', 'client', 'part']))
  put('near-2/1-raw-socket/server.py', ownServer(['read_all', 'words', 'visitor', 'some']))

  before = fingerprint(folder)
  const graded = await grade('--json', '--csv', 'marks.csv', '--junit-dir', 'reports')
  after = fingerprint(folder)
  code = graded.code
  stderr = graded.stderr
  lines = linesOf(graded.stdout)
}, 120_000)
afterAll(() => {
  if (!isWindows) execFileSync('chmod', ['-R', 'u+w', folder])
  place.remove()
})

const lineOf = (name: string) => {
  const line = lines.find((one) => one.name === name)
  if (line === undefined) throw new Error(`nothing is said of ${name}`)
  return line
}
const resultsOf = (name: string) =>
  lineOf(name).stages.map(({ result, passed }) => `${result} ${passed}`)
const notesOf = (name: string) =>
  lineOf(name).notes.filter(({ about }) => !['version', 'time', 'language'].includes(about))
const none = 'not-begun 0'

test('each hand-in has a line, in the order of their names, and nothing was written to any', () => {
  expect(stderr).toBe('')
  expect(code).toBe(2)
  expect(lines.map(({ name }) => name)).toEqual(
    [
      '=1+1 command damaged empty kills lies loops named near-1 near-2 nothing other.rar right sent',
      'starts wrong zip_12345_assignsubmission_file',
    ]
      .join(' ')
      .split(' '),
  )
  for (const line of lines) expect(mistakesIn(line), line.name).toEqual([])
  expect(after).toBe(before)
  expect(readdirSync(place.cwd).sort()).toEqual(['hand-ins', 'marks.csv', 'reports'])
})

test('a right server in a folder that can’t be written to passes', () => {
  expect(lineOf('right').stages[0]).toEqual({ stage: 1, result: 'passes', passed: 18, of: 18 })
  expect(lineOf('right').notes.map(({ about }) => about)).toEqual([
    'language',
    'progress',
    'solution',
    'time',
    'version',
  ])
})

test('a command is named and not run: the server is', () => {
  expect(resultsOf('command')).toEqual(['fails 0', none, none, none, none, none])
  expect(notesOf('command')).toMatchObject([{ about: 'command', ran: false }])
})

test('with nothing but a command, nothing is begun', () => {
  expect(resultsOf('nothing')).toEqual([none, none, none, none, none, none])
  expect(notesOf('nothing').map(({ about }) => about)).toEqual(['command', 'progress'])
  expect(resultsOf('empty')).toEqual([none, none, none, none, none, none])
})

test('what the course brought is named, and counts for nothing where a stage begins with it', () => {
  expect(resultsOf('starts').slice(0, 2)).toEqual(['passes 18', none])
  expect(notesOf('starts')).toMatchObject([
    { about: 'unchanged', stages: [2] },
    { about: 'next-start', stages: [1] },
  ])
})

test('ZIP files, in folders as a learning platform makes them and without pages, are graded', () => {
  expect(resultsOf('zip_12345_assignsubmission_file')).toEqual([
    'passes 18',
    none,
    'passes 19',
    none,
    none,
    none,
  ])
  expect(notesOf('zip_12345_assignsubmission_file')).toMatchObject([
    { about: 'deeper', folder: 'my work/my work' },
    { about: 'added', file: 'site/' },
    { about: 'left-out', because: 'outside' },
    { about: 'solution', stages: [1, 3] },
  ])
  expect(resultsOf('sent')[0]).toBe('passes 18')
})

test('what can’t be read says why', () => {
  for (const name of ['damaged', 'other.rar'])
    expect(resultsOf(name)).toEqual(Array(6).fill('could-not-run 0'))
  expect(notesOf('damaged')[0]?.words).toContain("the ZIP file can't be read")
  expect(notesOf('other.rar')[0]?.words).toContain('an archive of another kind than .zip')
})

test('servers under another name are run and named; one without a stage is named', () => {
  expect(resultsOf('named').slice(0, 2)).toEqual(['passes 18', 'passes 14'])
  expect(notesOf('named')).toMatchObject([
    { about: 'misnamed', stage: 1, file: '1-raw-socket/Server.PY' },
    { about: 'misnamed', stage: 2, file: '2-html-string/server.py.txt' },
    { about: 'no-stage', file: 'server.py' },
    { about: 'solution', stages: [1, 2] },
  ])
})

test('all checks that can be tried are tried, and one mistake is one mistake', () => {
  const [first, second] = lineOf('wrong').stages
  expect(first?.result).toBe('fails')
  expect(first?.passed).toBeGreaterThan(9)
  expect(second).toMatchObject({ result: 'fails', passed: 0 })
})

test('what ends its parent, or never begins to listen, costs its own stage alone', () => {
  expect(resultsOf('kills')[1]).toBe('passes 14')
  expect(resultsOf('kills')[0]).toMatch(/^(fails|could-not-run) 0$/)
  expect(resultsOf('loops')[0]).toBe('fails 0')
  if (!isWindows)
    expect(notesOf('kills')).toContainEqual(
      expect.objectContaining({ about: 'left-out', file: 'pipe', because: 'special' }),
    )
})

test('a server can’t write its own result', () => {
  expect(resultsOf('lies')[0]).toBe('fails 0')
})

test('hand-ins that are near to each other are named, whatever names are in them', () => {
  expect(resultsOf('near-1')[0]).toBe('passes 18')
  expect(notesOf('near-1')).toMatchObject([{ about: 'near', name: 'near-2', percent: 100 }])
  expect(notesOf('near-2')).toMatchObject([{ about: 'near', name: 'near-1', percent: 100 }])
  for (const { name, notes } of lines.filter(({ name }) => !name.startsWith('near')))
    expect(
      notes.filter(({ about }) => about === 'near'),
      name,
    ).toEqual([])
})

test('the table for spreadsheets has a row for each, and no formula', () => {
  const csv = readFileSync(join(place.cwd, 'marks.csv'), 'utf8')
  expect(csv).toMatch(/^\uFEFFname,language,passed,of,stages_passed,stage_1,/)
  expect(csv.trimEnd().split('\r\n')).toHaveLength(lines.length + 1)
  expect(csv).toContain("\r\n'=1+1,py,18,101,1,passes,18,18,not-begun,0,14,")
})

test('each has a report for other programs, with its notes', () => {
  const reports = readdirSync(join(place.cwd, 'reports'))
  expect(reports).toHaveLength(lines.length)
  const wrong = readFileSync(join(place.cwd, 'reports/wrong.xml'), 'utf8')
  expect(wrong).toMatch(/<testsuites name="wrong" tests="101" failures="\d+" errors="0"/)
  expect(wrong).toContain('<property name="language" value="Written in TypeScript and Python."/>')
  expect(wrong).toContain('the headers end with an empty line, and there is none')
  const damaged = readFileSync(join(place.cwd, 'reports/damaged.xml'), 'utf8')
  expect(damaged).toContain('<error type="could-not-run" message="the ZIP file can')
})

describe('a second run', () => {
  test('runs only what has changed, and prints a table', async () => {
    put('wrong/2-html-string/server.py', await solution(2, 'py'))
    renameSync(join(folder, 'empty'), join(folder, 'no work'))
    const { code, stdout } = await grade()
    expect(code).toBe(2)
    expect(stdout).toMatch(
      /1[12] hand-ins did not change since the last time, so the result is from then\./,
    )
    const row = (name: string) => stdout.split('\n').find((line) => line.startsWith(` ${name}`))
    expect(row('wrong')).toMatch(/^ wrong +\d+\/101 +\d+\/18 +14\/14 +· +· +· +·$/)
    expect(row('damaged')).toMatch(/^ damaged +0\/101( +\?){6}$/)
    expect(stdout).toContain('Not looked at: marks.csv.')
    // Where something protects this machine, it is used.
    expect(stdout.includes('The programs were run without protection')).toBe(
      lineOf('right').notes.some(({ about }) => about === 'unprotected'),
    )
    expect(
      readFileSync(join(place.cwd, 'marks.csv'), 'utf8').includes('run without protection'),
    ).toBe(lineOf('right').notes.some(({ about }) => about === 'unprotected'))
    expect(stdout).toMatch(/[23] hand-ins could not be graded, or not all of them\./)
  })

  test('some only, and again all of it', async () => {
    const known = await grade('--only', 'right', 'near-1')
    expect(known.code).toBe(0)
    expect(known.stdout).toContain('2 hand-ins did not change')
    const fresh = await grade('--only', 'right', '--fresh', '--json')
    expect(linesOf(fresh.stdout)).toMatchObject([{ name: 'right' }])
    expect(fresh.stdout).not.toContain('did not change')
  })

  test('a command is run where that is allowed', async () => {
    const line = `${await solution(1, 'py')}`
    put('command/any.rb', line)
    put('command/2-html-string/server.rb', '')
    put('command/settings.json', '{ "command": "python3 any.rb {stage}" }')
    const { stdout } = await runToEnd(
      place,
      ...['--allow-command', 'grade', folder, '--allow-unprotected', '--only', 'command', '--json'],
    )
    const [command] = linesOf(stdout)
    expect(command?.stages[0]).toMatchObject({ result: 'passes', passed: 18 })
    expect(command?.stages[1]).toMatchObject({ result: 'fails' })
    expect(command?.notes).toContainEqual(
      expect.objectContaining({ about: 'command', command: 'python3 any.rb {stage}', ran: true }),
    )
    const not = linesOf((await grade('--only', 'command', '--json')).stdout)
    expect(not[0]?.stages[1]).toMatchObject({ result: 'could-not-run' })
  })
})

describe('what can’t be done is said, with exit code 2', () => {
  test.each([
    [['grade', 'nowhere'], 'There is no folder'],
    [['grade', 'reports'], 'There are no hand-ins in'],
    [['grade', 'hand-ins/marks.csv'], 'is neither a folder nor a ZIP file'],
    [['grade', 'hand-ins/damaged.zip'], "damaged.zip can't be graded: the ZIP file can't be read"],
    [['grade', 'hand-ins', '--only', 'rihgt'], 'Did you mean "right"?'],
    [['grade', 'hand-ins', '--jobs', '0'], '"0" can\'t be used with --jobs.'],
    [['grade', 'hand-ins', '--csv', 'no/where.csv'], 'The report'],
  ])('%j', async (args, said) => {
    const { code, stderr } = await runToEnd(place, ...args, '--allow-unprotected')
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })

  test('a folder of one student is one hand-in', async () => {
    const right = join(folder, 'right')
    const { stdout } = await runToEnd(place, 'grade', right, '--allow-unprotected', '--json')
    expect(linesOf(stdout).map(({ name, stages }) => [name, stages[0]?.result])).toEqual([
      ['right', 'passes'],
    ])
  })
})

test('ended early, the reports have what is graded by then', async () => {
  put('../slow/a/1-raw-socket/server.py', await solution(1, 'py'))
  put('../slow/b/1-raw-socket/server.py', 'while True: pass')
  const running = start(place, [
    ...['grade', 'slow', '--allow-unprotected', '--json', '--jobs', '1'],
    ...['--csv', 'slow.csv', '--junit-dir', 'slow-reports'],
  ])
  await printed(running, '"name":"a"')
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(130)
  const csv = readFileSync(join(place.cwd, 'slow.csv'), 'utf8').trimEnd().split('\r\n')
  expect(csv.map((row) => row.split(',')[0])).toEqual(['\uFEFFname', 'a'])
  expect(readdirSync(join(place.cwd, 'slow-reports'))).toEqual(['a.xml'])
})

test('without a way to protect this machine, and nobody to ask, nothing is run', async () => {
  const bin = join(place.cwd, 'bin')
  mkdirSync(bin)
  try {
    const { code, stderr } = await runToEnd(
      { ...place, env: { ...place.env, PATH: bin } },
      ...['grade', folder, '--only', 'right', '--fresh'],
    )
    expect(code).toBe(2)
    expect(stderr).toContain('--allow-unprotected')
  } finally {
    rmSync(bin, { recursive: true })
  }
})
