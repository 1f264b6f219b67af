import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withoutMarkers } from '../../src/course/region.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const program = (name: string) => withoutMarkers(readFileSync(join(lessons, name), 'utf8'))

let place: TestPlace
let folder: string
beforeEach(() => {
  place = makePlace()
  folder = join(place.cwd, 'my-webserver')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'progress.json'),
    '{ "course": "learn-webserver", "version": 1, "stages": {} }',
  )
})
afterEach(() => place.remove())

const progress = () => JSON.parse(readFileSync(join(folder, 'progress.json'), 'utf8'))

describe.skipIf(!hasTmux)('the exercise, in a real terminal', () => {
  let terminal: TestTerminal
  let port: number
  const begin = async (stage: string) => {
    port = await freePort()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, columns: 100, rows: 60 })
    await terminal.command(`node ${cli} --lang ts --port ${port} watch ${stage}`)
    await terminal.sees(/checks pass[\s\S]*checked in[\s\S]*q quit\s*$/)
  }
  afterEach(() => terminal?.close())

  const inPlace = (file: string, text: string) => writeFileSync(join(folder, file), text)
  const renamed = (file: string, text: string) => {
    writeFileSync(join(folder, `${file}.tmp`), text)
    renameSync(join(folder, `${file}.tmp`), join(folder, file))
  }
  const saved = async (verdict: string | RegExp) => {
    await terminal.sees(verdict)
    await terminal.sees(/saved \d\d:\d\d:\d\d, checked in [\d.]+ m?s/)
  }

  test('saved in place or by renaming: mistakes are told, and in the end all of it passes', async () => {
    await begin('1')
    const file = '1-raw-socket/server.ts'
    expect(readFileSync(join(folder, file), 'utf8')).toBe(program('1-raw-socket/start.ts'))
    inPlace(file, "throw new Error('too early')\n")
    await saved(/✘ [\s\S]*line \d+/)
    renamed(file, program('1-raw-socket/server.ts'))
    await saved(/All \d+ checks pass\./)
    const { checks } = progress().stages['raw-socket'].exercise
    expect(checks.passed).toBe(checks.of)
  })

  test('e opens the editor that EDITOR names, and takes the terminal back', async () => {
    const notes = join(place.cwd, 'edited')
    const editor = join(place.cwd, 'vi')
    writeFileSync(editor, `#!/bin/sh\nprintf '%s' "$1" > '${notes}'\necho in the editor\n`, {
      mode: 0o755,
    })
    place = { ...place, env: { ...place.env, EDITOR: editor } }
    await begin('1')
    await terminal.press('e')
    await terminal.sees(/Opened with .*vi\.[\s\S]*q quit\s*$/)
    expect(readFileSync(notes, 'utf8')).toBe(join(folder, '1-raw-socket/server.ts'))
    await terminal.press('q')
    await terminal.sees(/in the editor[\s\S]*\$\s*$/)
    expect(await isOpen(port)).toBe(false)
  })

  const serve = (onData: string, more = '') => `import { createServer } from 'node:net'
${more}
createServer((socket) => {
  socket.on('data', () => { ${onData} })
  socket.on('error', () => {})
}).listen(Number(process.env['PORT']), '127.0.0.1')
`
  const hostile: [string, string, RegExp][] = [
    ['loops forever', serve('while (true) {}'), /busy all the time/],
    ['loops before it listens', 'while (true) {}\n', /listens on no port/],
    [
      'floods its output',
      serve("socket.end('no')", "setInterval(() => console.log('flood '.repeat(2000)), 1)"),
      /✘ responds to GET \/hello with 200/,
    ],
    ['never answers', serve(''), /nothing, in 2 s/],
    [
      'forks',
      serve(
        '',
        "import { spawn } from 'node:child_process'\nspawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'forked'])",
      ),
      /nothing, in 2 s/,
    ],
    [
      'ignores signals',
      serve('', "for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {})"),
      /nothing, in 2 s/,
    ],
    ['sends without end', serve("setInterval(() => socket.write('x'.repeat(100_000)), 1)"), /✘ /],
  ]
  test.each(hostile)('a server that %s leaves the course usable', async (_does, text, said) => {
    await begin('1')
    inPlace('1-raw-socket/server.ts', text)
    await saved(said)
    await terminal.press('h')
    await terminal.sees(/hint 1 of/)
    await terminal.press('Escape')
    inPlace('1-raw-socket/server.ts', program('1-raw-socket/server.ts'))
    await terminal.sees(/All \d+ checks pass\./)
    await terminal.press('q')
    await terminal.sees(/\$\s*$/)
    expect(await isOpen(port)).toBe(false)
    await expect.poll(() => processesOf(folder)).toEqual([])
  })
})

describe('the commands', () => {
  test('hint: each time a stronger one, and the last again', async () => {
    const first = await runToEnd(place, 'hint', '1')
    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(/hint 1 of \d/)
    const of = Number(/hint 1 of (\d)/.exec(first.stdout)?.[1])
    for (let number = 2; number <= of; number++)
      expect((await runToEnd(place, 'hint', '1')).stdout).toContain(`hint ${number} of ${of}`)
    expect((await runToEnd(place, 'hint', '1')).stdout).toContain(
      'That was the last hint for this step.',
    )
  })

  test('solution: not without asking, where nobody can answer; --yes is remembered', async () => {
    const asked = await runToEnd(place, 'solution', '1')
    expect(asked.code).toBe(2)
    expect(asked.stderr).toContain('solution --yes 1')
    const shown = await runToEnd(place, 'solution', '1', '--yes')
    expect(shown.stdout).toContain('const listenSocket = createServer(')
    expect((await runToEnd(place, 'solution', '1')).code).toBe(0)
    const one = await runToEnd(place, 'status', 'form', '--json')
    expect(JSON.parse(one.stdout).map(({ stage }: { stage: number }) => stage)).toEqual([6])
    expect((await runToEnd(place, 'status')).stdout).toMatch(/Raw socket .*solution/)
  })

  test('diff: what is missing; nothing once it is the same', async () => {
    mkdirSync(join(folder, '1-raw-socket'))
    writeFileSync(join(folder, '1-raw-socket/server.ts'), program('1-raw-socket/start.ts'))
    const { stdout } = await runToEnd(place, 'diff', '1')
    expect(stdout).toMatch(/^ - \/\/ Step 1/m)
    expect(stdout).toMatch(/^ \+ const httpResponse/m)
    writeFileSync(join(folder, '1-raw-socket/server.ts'), program('1-raw-socket/server.ts'))
    expect((await runToEnd(place, 'diff', '1')).stdout).toContain(
      'Your server is the same as the solution.',
    )
  })

  test('check: 0 where all hold, 1 where not, 2 where it could not run; status tells when', async () => {
    mkdirSync(join(folder, '1-raw-socket'))
    const file = join(folder, '1-raw-socket/server.ts')
    writeFileSync(file, program('1-raw-socket/server.ts'))
    expect((await runToEnd(place, 'check', '1')).code).toBe(0)
    writeFileSync(file, "throw new Error('too early')\n")
    expect((await runToEnd(place, 'check', '1')).code).toBe(1)
    writeFileSync(join(folder, 'settings.json'), '{ "language": "cobol" }')
    const wrong = await runToEnd(place, 'check', '1')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toMatch(
      /settings\.json: the value of "language" is wrong\.\s+Expected: one of "js"/,
    )
  })

  test('status: a row for each stage, as a table, narrow, and as JSON', async () => {
    const { stdout } = await runToEnd(place, 'status', '--json')
    const rows: { name: string; seen: number }[] = JSON.parse(stdout)
    expect(rows.map(({ name }) => name)).toEqual([
      'raw-socket',
      'html-string',
      'html-file',
      'static-server',
      'subclass',
      'form',
    ])
    expect((await runToEnd(place, 'status')).stdout).toMatch(/^ 1 {3}Raw socket +0 of \d+/m)
  })
})

const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** The command lines of processes that run something in a folder. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return line.includes(folder) && !line.includes('tmux') ? [line] : []
      } catch {
        return []
      }
    })
}
