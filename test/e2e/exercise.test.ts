import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withoutMarkers } from '../../src/course/region.ts'
import { mistaken } from './mistakes.ts'
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
  const begin = async (stage: string, columns = 100) => {
    port = await freePort()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, columns, rows: 70 })
    await terminal.type(`node ${cli} --port ${port} watch ${stage}`)
    await terminal.press('Enter')
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

  test('stage 1, saved in place: mistakes, their words, and in the end all of it holds', async () => {
    await begin('1')
    const file = '1-raw-socket/server.ts'
    expect(readFileSync(join(folder, file), 'utf8')).toBe(program('1-raw-socket/start.ts'))
    await terminal.sees('Your file:   my-webserver/1-raw-socket/server.ts')
    await terminal.sees('1 of 13 checks pass')

    inPlace(file, mistaken(1, 'no-empty-line'))
    await saved('✘ leaves a blank line before the words')
    await terminal.sees('the header ends with an empty line, and there is none')

    inPlace(file, mistaken(1, 'name-misspelled'))
    await saved(/✘ answers GET \/hello with 200[\s\S]*1-raw-socket\/server\.ts:\d+/)

    inPlace(file, 'const answer = [1, 2\n')
    await saved(/1-raw-socket\/server\.ts:\d+:\d+/)

    inPlace(file, program('1-raw-socket/server.ts'))
    await saved('All 13 checks pass.')
    expect(progress().stages['raw-socket'].exercise.checks).toMatchObject({ hold: 13, of: 13 })
  })

  test('stage 2, saved by renaming: the mistake is told, mended, and one save is one verdict', async () => {
    await begin('2')
    const file = '2-html-string/server.ts'
    // Where the stage begins: the finished server of the one before, on this stage's port.
    expect(readFileSync(join(folder, file), 'utf8')).toBe(
      program('1-raw-socket/server.ts').replace("'9001'", "'9002'"),
    )
    renamed(file, mistaken(2, 'page-not-sent'))
    await saved(/✘ /)
    renamed(file, program('2-html-string/server.ts'))
    await saved(/All \d+ checks pass\./)
    const verdicts = (await terminal.text()).match(/saved \d\d:\d\d:\d\d/g)
    expect(verdicts).toHaveLength(2)
  })

  test('k checks, h gives stronger hints, d compares, s asks twice, z keeps a backup', async () => {
    await begin('1')
    await terminal.press('k')
    await expect
      .poll(async () => (await terminal.text()).match(/checked in/g)?.length, { timeout: 20_000 })
      .toBe(2)
    await terminal.press('h')
    await terminal.sees(/hint 1 of \d/)
    await terminal.press('h')
    await terminal.sees(/hint 2 of \d/)
    expect(progress().stages['raw-socket'].exercise.hints).toBe(2)

    await terminal.press('d')
    await terminal.sees('A diff shows lines of the solution. Show it?')
    await terminal.press('Enter')
    await terminal.sees(/q quit\s*$/)
    expect(await terminal.text()).not.toContain('+ the solution')
    expect(progress().stages['raw-socket'].exercise).not.toHaveProperty('solution')

    await terminal.press('s')
    await terminal.sees('Show the solution?')
    await terminal.type('y')
    await terminal.press('Enter')
    await terminal.sees('Show it all the same?')
    await terminal.press('Enter')
    await terminal.sees(/q quit\s*$/)
    expect(await terminal.text()).not.toMatch(/^ +\d+ +const httpResponse/m)
    await terminal.press('s')
    await terminal.type('y')
    await terminal.press('Enter')
    await terminal.sees('Show it all the same?')
    await terminal.type('y')
    await terminal.press('Enter')
    await terminal.showed(/^ +\d+ +const httpResponse/m)
    expect(progress().stages['raw-socket'].exercise.solution).toMatch(/^\d{4}-/)

    await terminal.press('d')
    await terminal.sees('- yours   + the solution')
    await terminal.sees(/^ \+ const httpResponse = /m)

    inPlace('1-raw-socket/server.ts', '// mine\n')
    await saved(/came to its end/)
    await terminal.press('z')
    await terminal.sees('Put 1-raw-socket/server.ts back to the beginning?')
    await terminal.type('y')
    await terminal.press('Enter')
    await terminal.sees('Yours is kept: my-webserver/backups/')
    const [time = ''] = readdirSync(join(folder, 'backups'))
    const kept = join(folder, 'backups', time, '1-raw-socket/server.ts')
    expect(readFileSync(kept, 'utf8')).toBe('// mine\n')
    await terminal.sees('1 of 13 checks pass')
  })

  test('w shows the exchanges of the checks and of the browser, byte for byte', async () => {
    await begin('1')
    inPlace('1-raw-socket/server.ts', mistaken(1, 'no-empty-line'))
    await saved('✘ leaves a blank line before the words')
    await terminal.sees('Serving HTTP on port')
    const response = await fetchRaw(port, 'GET /from-outside HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(response).toContain('Hello world!')
    await terminal.press('w')
    await terminal.sees('leaves a blank line before the words: GET /hello')
    await terminal.sees('your browser: GET /from-outside')
    await terminal.press('Enter')
    await terminal.showed(/unfolded[\s\S]*GET \/hello HTTP\/1\.1␍␊[\s\S]*HTTP\/1\.1 200 OK/)
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
    await terminal.sees('in the editor')
    await terminal.sees(/Opened with .*vi\.[\s\S]*q quit\s*$/)
    expect(readFileSync(notes, 'utf8')).toBe(join(folder, '1-raw-socket/server.ts'))
  })

  test('q ends it, and no port is left', async () => {
    await begin('1')
    await terminal.press('q')
    await terminal.sees(/\$\s*$/)
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
    ['loops forever', serve('while (true) {}'), /nothing, in 2 s/],
    ['loops before it listens', 'while (true) {}\n', /nothing listens/],
    [
      'floods its output',
      serve("socket.end('no')", "setInterval(() => console.log('flood '.repeat(2000)), 1)"),
      /✘ answers GET \/hello with 200/,
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
    await terminal.showed(said)
    await terminal.showed(/saved \d\d:\d\d:\d\d, checked in/)
    await terminal.press('h')
    await terminal.showed(/hint 1 of/)
    inPlace('1-raw-socket/server.ts', program('1-raw-socket/server.ts'))
    await terminal.showed('All 13 checks pass.')
    await terminal.press('q')
    await terminal.sees(/\$\s*$/)
    expect(await isOpen(port)).toBe(false)
    await expect.poll(() => processesOf(folder), { timeout: 5000 }).toEqual([])
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
    expect((await runToEnd(place, 'hint', '1')).stdout).toContain('That was the last one.')
  })

  test('solution: not without asking, where nobody can answer; --yes is remembered', async () => {
    const asked = await runToEnd(place, 'solution', '1')
    expect(asked.code).toBe(2)
    expect(asked.stderr).toContain('learn-webserver solution --yes')
    const shown = await runToEnd(place, 'solution', '1', '--yes')
    expect(shown.stdout).toContain('const listenSocket = createServer(')
    expect((await runToEnd(place, 'solution', '1')).code).toBe(0)
    expect((await runToEnd(place, 'status')).stdout).toContain('solution seen')
  })

  test('diff: what is missing; nothing once it is the same', async () => {
    mkdirSync(join(folder, '1-raw-socket'))
    writeFileSync(join(folder, '1-raw-socket/server.ts'), program('1-raw-socket/start.ts'))
    const { stdout } = await runToEnd(place, 'diff', '1')
    expect(stdout).toMatch(/^ - {5}\/\/ Receive:/m)
    expect(stdout).toMatch(/^ \+ const httpResponse/m)
    writeFileSync(join(folder, '1-raw-socket/server.ts'), program('1-raw-socket/server.ts'))
    expect((await runToEnd(place, 'diff', '1')).stdout).toContain('Your server is the solution')
  })

  test('check: 0 where all hold, 1 where not, 2 where it could not run; status tells when', async () => {
    mkdirSync(join(folder, '1-raw-socket'))
    const file = join(folder, '1-raw-socket/server.ts')
    writeFileSync(file, program('1-raw-socket/server.ts'))
    expect((await runToEnd(place, 'check', '1')).code).toBe(0)
    writeFileSync(file, mistaken(1, 'line-feed-alone'))
    expect((await runToEnd(place, 'check', '1')).code).toBe(1)
    writeFileSync(join(folder, 'settings.json'), '{ "language": "cobol" }')
    const wrong = await runToEnd(place, 'check', '1')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toMatch(/settings\.json: language[\s\S]*"ts", "js", "py"/)
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

const fetchRaw = (port: number, request: string) =>
  new Promise<string>((resolve, reject) => {
    let answer = ''
    const socket = createConnection(port, '127.0.0.1', () => socket.write(request))
    socket.on('data', (bytes) => {
      answer += bytes
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
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
