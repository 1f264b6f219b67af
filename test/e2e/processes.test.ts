import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { printed, start } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

/** Milliseconds after which nothing of the course may be left, however it ended. */
const promised = 2000

const listen = `
createServer((socket) => {
  socket.on('data', () => socket.end('HTTP/1.1 200 OK\\r\\n\\r\\nhello'))
  socket.on('error', () => {})
}).listen(Number(process.env['PORT']), '127.0.0.1')
`
const begin = `
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:net'
const note = (pid: number | undefined) => appendFileSync(process.env['PIDS'] ?? '', pid + ' ')
note(process.pid)
${listen}
`

/** Servers as learners write them; each notes the processes that it is. */
const servers = {
  'is ordinary': begin,
  'ignores signals': `${begin}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})`,
  'starts processes of its own': `${begin}
const forever = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'
for (let i = 0; i < 2; i++) note(spawn(process.execPath, ['-e', forever], { stdio: 'ignore' }).pid)`,
  'loops forever': `${begin}
setTimeout(() => { for (;;); }, 200)`,
} as const

let place: TestPlace
let terminal: TestTerminal
let env: Record<string, string>
let temporary: string
beforeEach(() => {
  place = makePlace()
  temporary = join(place.cwd, '../tmp')
  mkdirSync(temporary)
  const crash = join(place.cwd, '../crash.mjs')
  // As a mistake of the course would be met with: an exception that nobody catches.
  writeFileSync(
    crash,
    `if (process.argv[1]?.endsWith('cli.js')) process.on('SIGUSR2', () => { throw new Error('boom') })`,
  )
  env = {
    ...place.env,
    TMPDIR: temporary,
    PIDS: join(place.cwd, '../pids.txt'),
    NODE_OPTIONS: `--import=${crash}`,
  }
})
afterEach(() => {
  terminal?.close()
  for (const pid of noted()) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
  place.remove()
})

const noted = () =>
  existsSync(env['PIDS'] ?? '')
    ? readFileSync(env['PIDS'] ?? '', 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean)
        .map(Number)
    : []

interface Row {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** The processes that run now; those that only wait to be buried are none. */
const processes = (): Row[] =>
  spawnSync('ps', ['-axww', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid, parent, , ...command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command.join(' '),
    }))

/** What a process has started, and what that has. */
const below = (pid: number, among = processes()): number[] =>
  among.filter(({ parent }) => parent === pid).flatMap((row) => [row.pid, ...below(row.pid, among)])

const isRunning = (pid: number) => processes().some((row) => row.pid === pid)

const refused = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('error', () => resolve(true))
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })

/** What is left of the course: processes, ports, temporary folders. */
async function left(ports: readonly number[], pids: readonly number[]): Promise<string[]> {
  const open = await Promise.all(ports.map(async (port) => ((await refused(port)) ? [] : [port])))
  return [
    ...processes()
      .filter(({ pid }) => pids.includes(pid))
      .map(({ pid, command }) => `process ${pid} ${command}`),
    ...open.flat().map((port) => `port ${port}`),
    ...readdirSync(temporary).map((name) => `folder ${name}`),
  ]
}

function writeServer(code: string): void {
  const folder = join(place.cwd, 'my-webserver')
  mkdirSync(join(folder, '1-raw-socket'), { recursive: true })
  writeFileSync(
    join(folder, 'progress.json'),
    '{"course":"learn-webserver","version":1,"stages":{}}',
  )
  writeFileSync(join(folder, '1-raw-socket/server.ts'), code)
}

interface Begun {
  readonly course: number
  readonly ports: number[]
}

/** Starts `run 1` in the terminal and waits until the server runs and its keys can be pressed. */
async function beginInTerminal(): Promise<Begun> {
  terminal = openTestTerminal({ cwd: place.cwd, env, rows: 40 })
  const port = await freePort()
  await terminal.type(`node ${cli} run 1 --no-open --port ${port}; echo "exit code $?"`)
  await terminal.press('Enter')
  await terminal.sees('q quit')
  const own = Number(/It listens on port (\d+)/.exec(await terminal.text())?.[1])
  const shell = Number(await terminal.ask('#{pane_pid}'))
  const course = processes().find(({ parent }) => parent === shell)?.pid
  if (course === undefined) throw new Error('the course does not run')
  return { course, ports: [port, own] }
}

const signalled = (signal: NodeJS.Signals) => async (course: number) =>
  void process.kill(course, signal)

/** The ways a course ends. */
const ends: Record<string, (course: number) => Promise<void>> = {
  'q is pressed': () => terminal.press('q'),
  'Ctrl-C': () => terminal.press('C-c'),
  SIGTERM: signalled('SIGTERM'),
  SIGHUP: signalled('SIGHUP'),
  SIGKILL: signalled('SIGKILL'),
  'a crash': signalled('SIGSEGV'),
  'an exception that nobody catches': signalled('SIGUSR2'),
  'the terminal is closed': async () => terminal.close(),
}

describe.skipIf(!hasTmux)('nothing is left, and the terminal can be used', () => {
  const table = Object.keys(ends).flatMap((how) =>
    ['is the course’s own', ...Object.keys(servers)].map((server) => ({ how, server })),
  )

  test.each(table)('$how while the server $server', async ({ how, server }) => {
    const code = servers[server as keyof typeof servers]
    if (code !== undefined) writeServer(code)
    const { course, ports } = await beginInTerminal()
    const expected = code === undefined ? 0 : server.includes('of its own') ? 3 : 1
    await expect.poll(() => noted().length, { timeout: 10_000 }).toBe(expected)
    // Where there is no folder of the learner's, the servers are in a temporary one.
    expect(readdirSync(temporary)).toHaveLength(code === undefined ? 1 : 0)
    const pids = [course, ...below(course), ...noted()]
    for (const pid of pids) expect(isRunning(pid)).toBe(true)

    await ends[how]?.(course)
    await expect.poll(() => left(ports, pids), { timeout: promised, interval: 50 }).toEqual([])
    if (how === 'the terminal is closed') return

    await terminal.sees('exit code')
    await terminal.type('clear; stty -a | tr ";" " "')
    await terminal.press('Enter')
    await terminal.sees(/^isig icanon/m)
    expect(await terminal.screen()).toMatch(/ echo echoe/)
    expect(await terminal.ask('#{cursor_flag}')).toBe('1')
    if (how.startsWith('an exception')) {
      expect(await terminal.text()).not.toMatch(/\n\s+at /)
    }
  })
})

test.skipIf(!hasTmux)(
  'the terminal is closed while a question waits: the course ends',
  async () => {
    terminal = openTestTerminal({ cwd: place.cwd, env })
    await terminal.type(`node ${cli} 1 --no-open`)
    await terminal.press('Enter')
    await terminal.sees('Which folder')
    const pids = below(Number(await terminal.ask('#{pane_pid}')))
    expect(pids.length).toBeGreaterThan(0)
    terminal.close()
    await expect.poll(() => left([], pids), { timeout: promised, interval: 50 }).toEqual([])
  },
)

test('an exception that nobody catches is one sentence, and exit code 1', async () => {
  const running = start(place, ['run', '1', '--no-open', '--port', String(await freePort())], env)
  await printed(running, 'is running')
  running.child.kill('SIGUSR2')
  expect(await running.ended).toBe(1)
  expect(running.stderr()).toBe(
    'The course met something it did not expect: boom\nPlease report it, with what you did before.\n',
  )
})

describe('two courses at once', () => {
  test.each([
    ['in one folder', true],
    ['in two', false],
  ])('%s: both serve, and the end of one is not that of the other', async (_where, isShared) => {
    if (isShared) writeServer(servers['is ordinary'])
    const begun = await Promise.all(
      [1, 2].map(async () => {
        const port = await freePort()
        const running = start(place, ['run', '1', '--no-open', '--port', String(port)], env)
        await printed(running, 'is running')
        return { running, port }
      }),
    )
    const [first, second] = begun
    const ask = async (port: number) => (await fetch(`http://127.0.0.1:${port}/`)).status
    for (const { port } of begun) expect(await ask(port)).toBe(200)
    first?.running.child.kill('SIGKILL')
    await first?.running.ended
    await expect.poll(() => refused(first?.port ?? 0)).toBe(true)
    expect(await ask(second?.port ?? 0)).toBe(200)
    second?.running.child.kill('SIGTERM')
    await second?.running.ended
    await expect.poll(() => readdirSync(temporary), { timeout: promised }).toEqual([])
  })
})
