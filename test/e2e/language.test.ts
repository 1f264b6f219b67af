import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withoutMarkers } from '../../src/course/region.ts'
import { withoutTypes } from '../../src/typescript/without-types.ts'
import { isThere } from '../required.ts'
import { cli, makePlace, type TestPlace } from './place.ts'
import { runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0

const lessons = join(import.meta.dirname, '../../lessons')
const program = (name: string) => withoutMarkers(readFileSync(join(lessons, name), 'utf8'))

let place: TestPlace
let folder: string
beforeEach(() => {
  place = makePlace()
  folder = join(place.cwd, 'my-webserver')
  mkdirSync(join(folder, '1-raw-socket'), { recursive: true })
  put('progress.json', '{ "course": "learn-webserver", "version": 1, "stages": {} }')
})
afterEach(() => place.remove())

const put = (file: string, text: string) => writeFileSync(join(folder, file), text)
const settings = () => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))
const check = (...more: string[]) => runToEnd(place, ...more, 'check', '1')

/** A PATH on which there is Node, what is given, and nothing else. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const bin = join(place.cwd, 'bin')
  mkdirSync(bin)
  symlinkSync(process.execPath, join(bin, 'node'))
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  return bin
}

describe('JavaScript', () => {
  test('is known by the server in the folder, which is started and checked', async () => {
    put('1-raw-socket/server.js', withoutTypes(program('1-raw-socket/server.ts')) ?? '')
    const { code, stdout } = await check()
    expect(stdout).toMatch(/All \d+ checks pass\./)
    expect(code).toBe(0)
  })

  test('a syntax error is named with line and column, an error with its line', async () => {
    put('1-raw-socket/server.js', 'const a = [1, 2\nconst b = 3\n')
    const broken = (await check()).stdout.replace(/\s+/g, ' ')
    expect(broken).toContain('line 2 const b = 3')
    expect(broken).toContain('"," was expected before "const"')
    put('1-raw-socket/server.js', 'const a = undefined\n\na.b()\n')
    const threw = (await check()).stdout.replace(/\s+/g, ' ')
    expect(threw).toContain("TypeError: Cannot read properties of undefined (reading 'b')")
    expect(threw).toContain('line 3 a.b()')
  })
})

describe.skipIf(!isThere('python3', hasPython))('Python', () => {
  test('its server is started and checked, and leaves nothing behind', async () => {
    put('1-raw-socket/server.py', `import beside\n${program('1-raw-socket/server.py')}`)
    put('1-raw-socket/beside.py', '')
    const { code, stdout } = await check('--lang', 'py')
    expect(stdout).toMatch(/All \d+ checks pass\./)
    expect(code).toBe(0)
    // --lang is for one command.
    expect(existsSync(join(folder, 'settings.json'))).toBe(false)
    expect(readdirSync(join(folder, '1-raw-socket')).sort()).toEqual(['beside.py', 'server.py'])
    expect(existsSync(join(folder, '.learn-webserver'))).toBe(false)
  })

  test.each([
    [
      'an exception',
      "def serve():\n    form = {}\n    return form['food']\n\nserve()\n",
      /KeyError: 'food' line 3 return form/,
    ],
    ['a syntax error', 'def serve(:\n    pass\n', /SyntaxError: .*line 1 def serve\(:/],
    [
      'an indentation that is wrong',
      'def serve():\n    a = 1\n      b = 2\n',
      /IndentationError: .*line 3 b = 2/,
    ],
    [
      'an exception in a thread',
      program('1-raw-socket/server.py').replace('recv(1024)', 'receive(1024)'),
      /AttributeError: .*'receive'.*line \d+ .*receive\(1024\)/,
    ],
  ])('%s is named with its line', async (_what, text, said) => {
    put('1-raw-socket/server.py', text)
    const { code, stdout } = await check('--lang', 'py')
    expect(stdout.replace(/\s+/g, ' ')).toMatch(said)
    expect(stdout).not.toContain('\x1b')
    expect(code).toBe(1)
  })

  test('hints name what Python has', async () => {
    put(
      '1-raw-socket/server.py',
      program('1-raw-socket/server.py').replace(/^PORT = .*$/m, 'PORT = 8017'),
    )
    expect((await check('--lang', 'py')).stdout).toContain("os.environ['PORT']")
  })

  test('an older Python beside a newer one is passed over', async () => {
    put('1-raw-socket/server.py', program('1-raw-socket/server.py'))
    const real = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
      encoding: 'utf8',
    })
    const path = pathWith({
      python3: 'echo Python 3.7.9',
      python: `exec ${real.stdout.trim()} "$@"`,
    })
    const running = start(place, ['--lang', 'py', 'check', '1'], { PATH: `${path}:/bin` })
    expect(await running.ended).toBe(0)
  })
})

describe.skipIf(!hasTmux || !hasPython)('begun in a real terminal', () => {
  let terminal: TestTerminal
  afterEach(() => terminal?.close())

  test('a new folder has what the language begins with, and is told once', async () => {
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, columns: 80, rows: 30 })
    await terminal.command(`node ${cli} --lang py --no-open --dir new`)
    await terminal.sees('Your first request')
    const file = (name: string) => readFileSync(join(place.cwd, 'new', name), 'utf8')
    expect(file('1-raw-socket/server.py')).toBe(program('1-raw-socket/start.py'))
    expect(JSON.parse(file('settings.json'))).toEqual({ language: 'py' })
    expect(readdirSync(join(place.cwd, 'new/1-raw-socket'))).toEqual(['server.py'])
  })
})

test('without Python the choice says so, and what was tried; nothing is remembered', async () => {
  const path = pathWith({ python: 'echo Python 2.7.18 >&2' })
  const running = start(place, ['--lang', 'py', 'list'], { PATH: path })
  expect(await running.ended).toBe(1)
  expect(running.stderr()).toBe(
    'Python 3.8 or newer was not found. Tried: python3 and python (version 2.7.18).\n' +
      `Install Python (https://www.python.org), or change the language: node ${relative(place.cwd, cli)} language javascript\n`,
  )
  expect(existsSync(join(folder, 'settings.json'))).toBe(false)
})

test('a language that the course does not have', async () => {
  const { code, stderr } = await runToEnd(place, '--lang', 'rb', 'list')
  expect(code).toBe(2)
  expect(stderr).toBe(
    '"rb" is not a language of this course.\nGive javascript, typescript, or python.\n',
  )
})

describe('another language', () => {
  test('is started by the command of the settings, in the folder, with PORT and HOST', async () => {
    put('settings.json', '{ "command": "test -d site && NAME=x node {stage}/other.mjs" }')
    mkdirSync(join(folder, 'site'))
    put('1-raw-socket/other.mjs', withoutTypes(program('1-raw-socket/server.ts')) ?? '')
    const { code, stdout } = await check('--allow-command')
    expect(stdout).toMatch(/All \d+ checks pass\./)
    expect(code).toBe(0)
  })

  test('what it says at its end is shown', async () => {
    put('settings.json', '{ "command": "no-such-program {stage}" }')
    const { code, stdout } = await check('--allow-command')
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/no-such-program: .*not found/)
    expect(code).toBe(1)
  })

  test('is not run before somebody agreed to it', async () => {
    put('settings.json', '{ "command": "touch run-by-others" }')
    const { code, stderr } = await check()
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /a command that you have not agreed to: touch run-by-others\n.*--allow-command/,
    )
    expect(existsSync(join(folder, 'run-by-others'))).toBe(false)
  })

  test.skipIf(!hasTmux)('is shown and asked for once', async ({ onTestFinished }) => {
    put('settings.json', '{ "command": "echo no server here" }')
    const terminal = openTestTerminal(place)
    onTestFinished(terminal.close)
    const checkAgain = async (time: string) => {
      await terminal.type(`clear; node ${cli} check 1; echo "${time} time: $?"`)
      await terminal.press('Enter')
    }
    await checkAgain('first')
    await terminal.sees(/by\s+this\s+command:\s+echo no server here[\s\S]*Run it\?/)
    await terminal.press('n')
    await terminal.sees('first time: 2')
    await checkAgain('second')
    await terminal.sees('Run it?')
    await terminal.press('y')
    await terminal.sees('second time: 1')
    await checkAgain('third')
    await terminal.sees('third time: 1')
    expect(await terminal.screen()).not.toContain('Run it?')
  })

  test('--lang is refused while the settings name a command', async () => {
    put('settings.json', '{ "command": "ruby {stage}/server.rb" }')
    const { code, stderr } = await check('--lang', 'js')
    expect(code).toBe(2)
    expect(stderr).toContain('settings.json has its own command that starts your servers.')
    expect(settings()).toEqual({ command: 'ruby {stage}/server.rb' })
  })

  test.each([
    ['{ "command": 3 }', 'command', 'a command, such as "ruby {stage}/server.rb"'],
    ['{ "command": "" }', 'command', 'a command, such as "ruby {stage}/server.rb"'],
    ['{ "language": "rb" }', 'language', 'one of "js", "ts", "py"'],
  ])('%s is named with what was expected', async (text, where, expected) => {
    put('settings.json', text)
    const { code, stderr } = await check()
    expect(code).toBe(2)
    expect(stderr).toContain(`settings.json: the value of "${where}" is wrong.`)
    expect(stderr).toContain(`Expected: ${expected}.`)
  })
})
