import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cli, holdPort, makePlace, type TestPlace } from './place.ts'
import { runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal } from './terminal.ts'

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

interface Report {
  readonly ok: boolean
  readonly findings: readonly { about: string; state: string; said: string; next?: string }[]
}

async function doctor(args: readonly string[] = [], env: Record<string, string> = {}) {
  const running = start(place, ['doctor', '--json', ...args], env)
  const code = await running.ended
  const report: Report = JSON.parse(running.stdout())
  return { code, report, about: (what: string) => report.findings.find((f) => f.about === what) }
}

test('a folder that can be used: exit code 0, and nothing is left in it', async () => {
  mkdirSync(join(place.cwd, 'my-webserver'))
  writeFileSync(
    join(place.cwd, 'my-webserver/progress.json'),
    '{"course":"learn-webserver","version":1,"stages":{}}',
  )
  const { code, report, about } = await doctor()
  expect(report.ok).toBe(true)
  expect(code).toBe(0)
  expect(about('Node')).toMatchObject({ state: 'ok', said: process.versions.node })
  expect(about('folder')).toMatchObject({ state: 'ok' })
  expect(about('progress')).toMatchObject({ state: 'ok' })
  expect(about('changes')).toMatchObject({ state: 'ok' })
  expect(readdirSync(join(place.cwd, 'my-webserver'))).toEqual(['progress.json'])
})

test('a folder that can’t be made: missing, exit code 1, in words too', async () => {
  writeFileSync(join(place.cwd, 'a-file'), '')
  const { code, about } = await doctor(['--dir', 'a-file/servers'])
  expect(code).toBe(1)
  expect(about('folder')).toMatchObject({
    state: 'missing',
    next: expect.stringContaining('--dir'),
  })
  const words = await runToEnd(place, 'doctor', '--dir', 'a-file/servers')
  expect(words.code).toBe(1)
  expect(words.stdout).toMatch(/✘ missing folder .*a-file\/servers/)
  expect(words.stdout).toContain('Fix 1 line marked "missing" first.')
})

test('a folder of other files, and a file: missing, with what to do', async () => {
  mkdirSync(join(place.cwd, 'photos'))
  writeFileSync(join(place.cwd, 'photos/cat.jpg'), '')
  for (const dir of ['photos', 'photos/cat.jpg']) {
    const { code, about } = await doctor(['--dir', dir])
    expect(about('folder')).toMatchObject({
      state: 'missing',
      said: expect.stringContaining(join(place.cwd, dir)),
      next: expect.stringContaining('Name '),
    })
    expect(code).toBe(1)
  }
})

test('a damaged progress file is told of, and left as it is', async () => {
  mkdirSync(join(place.cwd, 'my-webserver'))
  writeFileSync(join(place.cwd, 'my-webserver/progress.json'), '{ "course"')
  const { code, about } = await doctor()
  expect(about('progress')).toMatchObject({ state: 'warning' })
  expect(code).toBe(0)
  expect(readdirSync(join(place.cwd, 'my-webserver'))).toEqual(['progress.json'])
})

test('a port of a stage that is taken is named, with who has it', async () => {
  const holder = await holdPort(9004)
  try {
    const { code, about } = await doctor()
    expect(about('port 9004')).toMatchObject({
      state: 'warning',
      said: expect.stringContaining('Port 9004 is in use'),
      next: expect.stringContaining('stage 4 uses another port'),
    })
    expect(code).toBe(0)
  } finally {
    holder?.close()
  }
})

describe('programs that are there or not', () => {
  const put = (name: string, code: string) => {
    const file = join(place.cwd, name)
    writeFileSync(file, `#!/bin/sh\n${code}\n`)
    chmodSync(file, 0o755)
  }

  test('an empty PATH: no opener, no Python, no editor, and the course can be taken', async () => {
    const { code, about } = await doctor([], { PATH: place.cwd, EDITOR: '', VISUAL: '' })
    for (const what of ['Python', 'editor']) expect(about(what)?.state).toBe('warning')
    expect(code).toBe(0)
  })

  test('Python 2 alone is too old; with a Python 3 beside it that one is taken', async () => {
    put('python', 'echo Python 2.7.18 >&2')
    expect((await doctor([], { PATH: place.cwd })).about('Python')?.said).toContain(
      '2.7.18 is older',
    )
    put('python3', 'echo Python 3.9.2')
    expect((await doctor([], { PATH: place.cwd })).about('Python')).toMatchObject({
      state: 'ok',
      said: '3.9.2, as python3',
    })
  })

  test('an editor with arguments is found', async () => {
    put('ed1', '')
    const { about } = await doctor([], { PATH: place.cwd, VISUAL: 'ed1 --wait' })
    expect(about('editor')).toMatchObject({ state: 'ok', said: 'ed1, from VISUAL' })
  })
})

test.skipIf(process.platform !== 'linux')('by SSH, or without a display', async () => {
  const ssh = await doctor([], { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' })
  expect(ssh.about('browser')?.next).toContain('ssh -L')
  const none = await doctor([], { DISPLAY: '', WAYLAND_DISPLAY: '', BROWSER: '' })
  expect(none.about('browser')?.said).toContain('no display')
  const asked = await doctor([], { BROWSER: 'firefox' })
  expect(asked.about('browser')).toMatchObject({ state: 'ok' })
})

test.skipIf(!hasTmux)('it is one screen, and knows the terminal', async () => {
  const terminal = openTestTerminal({
    cwd: place.cwd,
    env: { ...place.env, BROWSER: 'firefox', EDITOR: 'sh' },
    columns: 80,
    rows: 24,
  })
  try {
    await terminal.command(`clear; node ${cli} doctor`)
    await terminal.sees('exit code 0')
    await terminal.sees(/ok +Node/)
    await terminal.sees(/ok +terminal +80 columns, 24 rows/)
    await terminal.sees(/ok +characters +Unicode, C\.UTF-8/)
  } finally {
    terminal.close()
  }
})
