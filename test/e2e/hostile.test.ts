import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isThere } from '../required.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { printed, runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal } from './terminal.ts'

let place: TestPlace
let folder: string
beforeEach(() => {
  place = makePlace()
  folder = join(place.cwd, 'my-webserver')
})
afterEach(() => place.remove())

const whole = '{"course":"learn-webserver","version":1,"stages":{"form":{"screen":2,"quizzes":{}}}}'
const keep = (progress: string) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'progress.json'), progress)
}
const kept = () => readFileSync(join(folder, 'progress.json'), 'utf8')

/** One clear sentence and a next step, no stack trace. */
function expectClear({ code, stderr }: { code: unknown; stderr: string }, said: RegExp): void {
  expect(stderr).toMatch(said)
  expect(stderr.trimEnd().split('\n')).toHaveLength(2)
  expect(stderr).not.toMatch(/\n\s+at |did not expect/)
  expect(code).not.toBe(0)
}

describe('an environment that says nothing, or nonsense', () => {
  const run = (env: Record<string, string>, ...args: string[]) =>
    spawnSync(process.execPath, [cli, ...args], { cwd: place.cwd, env, encoding: 'utf8' })
  const path = { PATH: process.env['PATH'] ?? '' }

  test.each([
    ['nothing at all', {}],
    ['an empty HOME', { HOME: '' }],
    ['a HOME that is not there', { HOME: '/nowhere/at/all' }],
    ['a locale that nobody knows', { LANG: 'xx_YY.KOI-7', LC_ALL: 'tlh' }],
    ['a terminal that nobody knows', { TERM: 'vt-nothing', COLORTERM: 'x' }],
    ['one column', { COLUMNS: '1', LINES: '1' }],
    ['columns that are none', { COLUMNS: 'many', LINES: '-5' }],
    ['a temporary folder that is not there', { TMPDIR: '/nowhere/at/all' }],
  ])('%s: list, a stage and doctor are printed', (_what, env) => {
    for (const args of [['list'], ['html-file'], ['doctor']]) {
      const { status, stdout, stderr } = run({ ...path, ...env }, ...args)
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect(stdout.length).toBeGreaterThan(100)
    }
  })

  test('a temporary folder that is not there, where one is needed: said', () => {
    const { status, stderr } = run({ ...place.env, TMPDIR: '/nowhere/at/all' }, 'run', '1')
    expectClear({ code: status, stderr }, /\/nowhere\/at\/all/)
  })

  test.skipIf(!hasTmux)(
    'a terminal of one column: all is printed, keys are heeded, it ends well',
    async () => {
      const terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
      try {
        const port = await freePort()
        await terminal.type(
          `stty cols 1 rows 1; node ${cli} list; a=$?; node ${cli} run 1 --no-open --port ${port}; b=$?; stty cols 80 rows 24; clear; echo "codes $a $b"`,
        )
        await terminal.press('Enter')
        const visit = () =>
          fetch(`http://127.0.0.1:${port}/`).then(
            ({ status }) => status,
            () => 0,
          )
        await expect.poll(visit).toBe(200)
        await terminal.press('q')
        await terminal.sees('codes 0 0')
      } finally {
        terminal.close()
      }
    },
  )
})

describe.skipIf(process.platform === 'win32')('a pipe where a file should be', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, ...args], {
      cwd: place.cwd,
      env: { ...process.env, ...place.env },
      encoding: 'utf8',
      // Who reads a pipe waits for ever, and hears no Ctrl-C.
      timeout: 60_000,
    })

  test.each([['list'], ['status'], ['hint', '1'], ['check', '1'], ['doctor']])(
    'progress.json, for %s: said, and not waited for',
    (...args) => {
      mkdirSync(folder)
      spawnSync('mkfifo', [join(folder, 'progress.json')])
      const { status, stdout, stderr } = run(...args)
      expect(status).toBeGreaterThan(0)
      expect(stdout + stderr).toMatch(/progress\.json (is not an ordinary file|can't be read)/)
    },
  )

  test('a server: check says what it is', () => {
    keep(whole)
    mkdirSync(join(folder, '1-raw-socket'))
    spawnSync('mkfifo', [join(folder, '1-raw-socket/server.js')])
    const { status, stdout } = run('check', '1')
    expect(stdout).toMatch(/1-raw-socket\/server\.js is a pipe, a device or a folder/)
    expect(status).toBe(1)
  })

  test('a folder of a stage that is a file: check says that there is no server', () => {
    keep(whole)
    writeFileSync(join(folder, '1-raw-socket'), '')
    const { status, stdout } = run('check', '1')
    expect(stdout).toContain('There is no 1-raw-socket/server.js in your folder yet.')
    expect(status).toBe(1)
  })
})

describe('a progress file that is not whole', () => {
  test.each([
    ['cut short', '{"course":"learn-webserver","ver'],
    ['of wrong types', '{"course":"learn-webserver","version":1,"stages":{"form":3}}'],
    ['empty', ''],
  ])(
    '%s: looked at, it stays as it is; written, it is kept under another name',
    async (_what, text) => {
      keep(text)
      const { code, stdout, stderr } = await runToEnd(place, 'list')
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(/0 of 6 stages\s+done/)
      expect(readdirSync(folder)).toEqual(['progress.json'])
      expect(kept()).toBe(text)
      const hint = await runToEnd(place, 'hint', '1')
      const aside = readdirSync(folder).find((name) => name.startsWith('progress.damaged'))
      expect(hint).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`It is kept as ${aside}.`),
      })
      expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text)
    },
  )

  test('of a newer version: left alone', async () => {
    const newer = '{"course":"learn-webserver","version":99,"stages":{}}'
    keep(newer)
    for (const args of [['list'], ['status'], ['hint', '1']]) {
      const ended = await runToEnd(place, ...args)
      expectClear(ended, /written by a newer version[^\n]*\n.*@latest/)
      expect(ended.code).toBe(1)
    }
    expect(kept()).toBe(newer)
  })

  test('a folder in its place', async () => {
    mkdirSync(join(folder, 'progress.json'), { recursive: true })
    expectClear(
      await runToEnd(place, 'list'),
      /progress\.json is not an ordinary file: .*\nMove it away/,
    )
  })
})

describe('a course whose own files are damaged', () => {
  const copy = () => {
    const root = join(place.cwd, 'package')
    mkdirSync(root)
    cpSync(join(cli, '../../package.json'), join(root, 'package.json'))
    cpSync(dirname(cli), join(root, 'dist'), { recursive: true })
    for (const name of ['lessons', 'fixtures'])
      symlinkSync(join(cli, '../..', name), join(root, name))
    return root
  }
  const whole = readFileSync(join(dirname(cli), 'course.js.json'), 'utf8')

  test.each([
    ['cut short', whole.slice(0, whole.length / 2)],
    ['cut short by a little', whole.slice(0, -10)],
    ['of wrong types', '[1, 2]'],
    ['empty', ''],
    ['gone', undefined],
  ])('course.js.json is %s', (_what, text) => {
    const root = copy()
    const file = join(root, 'dist/course.js.json')
    if (text === undefined) rmSync(file)
    else writeFileSync(file, text)
    const run = (...args: string[]) => {
      const options = { cwd: place.cwd, env: { ...process.env, ...place.env } }
      const child = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...args], options)
      return { code: child.status, stderr: String(child.stderr), stdout: String(child.stdout) }
    }
    expectClear(run('list'), /dist\/course\.js\.json.*can't be read.*\nInstall the course again/)
    expect(run('doctor')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/missing +course/),
    })
  })
})

describe('a folder that can’t be written to', () => {
  const isRoot = process.getuid?.() === 0
  const canBeTried =
    process.platform === 'linux' &&
    (!isRoot || isThere('setpriv', spawnSync('setpriv', ['--version']).status === 0))
  const asNobody = (...args: string[]) => {
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    const [file = '', ...rest] = [...(isRoot ? nobody : []), process.execPath, cli, ...args]
    const env = { ...process.env, ...place.env }
    const { status, stderr } = spawnSync(file, rest, { cwd: place.cwd, env, encoding: 'utf8' })
    return { code: status, stderr }
  }
  const close = (progress: string) => {
    keep(progress)
    chmodSync(dirname(place.cwd), 0o755)
    chmodSync(folder, 0o555)
    // Their own, for a folder of another user is not used at all.
    if (isRoot)
      for (const path of [folder, join(folder, 'progress.json')]) chownSync(path, 65534, 65534)
  }

  test.skipIf(!canBeTried)('a server can’t be brought into it', () => {
    close(whole)
    expectClear(
      asNobody('run', '1', '--no-open'),
      /Could not write .*my-webserver.*\nChoose a folder that you may write to/,
    )
    expect(kept()).toBe(whole)
  })

  test.skipIf(!canBeTried)('a damaged progress file can’t be set aside, and is left', () => {
    close('{"course')
    expectClear(asNobody('hint', '1'), /Could not write .*progress\.json/)
    expect(kept()).toBe('{"course')
  })
})

describe('a disk that is full', () => {
  const mounted = (size: string) => {
    mkdirSync(folder, { recursive: true })
    return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0
  }
  const unmount = () => void spawnSync('umount', [folder])
  const fill = () => {
    try {
      for (let i = 0; ; i++) writeFileSync(join(folder, `fill${i}`), Buffer.alloc(4096))
    } catch {
      // Full.
    }
  }

  test('a server can’t be brought: said, and the progress is whole', async (context) => {
    if (!mounted('64k')) return context.skip()
    try {
      keep(whole)
      fill()
      expectClear(
        await runToEnd(place, 'run', '1', '--no-open'),
        /Could not write .*(ENOSPC|no space)/,
      )
      expect(kept()).toBe(whole)
      const { code, stdout } = await runToEnd(place, 'doctor')
      expect(stdout).toMatch(/missing (folder|disk)/)
      expect(code).toBe(1)
    } finally {
      unmount()
    }
  })

  test.skipIf(!hasTmux)(
    'the place can’t be kept: said, and the old one is whole',
    async (context) => {
      const port = await freePort()
      keep(whole)
      // The files are there then, so that only the progress is to be written.
      const running = start(place, ['watch', '1', '--no-open', '--port', String(port)])
      await printed(running, 'checked in')
      running.child.kill('SIGTERM')
      await running.ended
      const before = kept()
      const files = join(place.cwd, 'files')
      cpSync(folder, files, { recursive: true })
      if (!mounted('512k')) return context.skip()
      const terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 40 })
      try {
        cpSync(files, folder, { recursive: true })
        fill()
        await terminal.command(`node ${cli} 1 --no-open`)
        await terminal.sees('exit code 1')
        expect(await terminal.text()).toMatch(/Could not write\s[\s\S]*progress\.json/)
        expect(kept()).toBe(before)
        expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
      } finally {
        terminal.close()
        unmount()
      }
    },
  )
})
