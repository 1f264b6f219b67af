import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { cli, freePort, makePlace, refused, type TestPlace } from './place.ts'
import { printed, start } from './run.ts'
import { patienceMs, slowness } from './slowness.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

/** Milliseconds after which nothing of the course may be left, however it ended, on a machine that does little else. */
const promisedMs = 2000

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
const note = (pid) => appendFileSync(process.env['PIDS'] ?? '', pid + ' ')
note(process.pid)
${listen}
`

const ignore = `
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})`
const startOthers = `
const forever = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'
for (let i = 0; i < 2; i++) note(spawn(process.execPath, ['-e', forever], { stdio: 'ignore' }).pid)`
/** One with a session of its own, which has the server's output; what tells of it is its environment. */
const leave = `
note(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' }).pid)`
const loop = `
setTimeout(() => { for (;;); }, 200)`

interface Server {
  readonly code: string
  /** The processes that it is, each of which it notes. */
  readonly processes: number
}

/** Servers as learners write them. */
const servers = {
  'is ordinary': { code: begin, processes: 1 },
  'ignores signals': { code: begin + ignore, processes: 1 },
  'starts processes of its own': { code: begin + startOthers, processes: 3 },
  'gives a process a session of its own': { code: begin + leave, processes: 2 },
  'loops forever': { code: begin + loop, processes: 1 },
  'does all of that': { code: begin + ignore + startOthers + loop, processes: 3 },
} as const satisfies Record<string, Server>

const { stages } = loadCourse(join(import.meta.dirname, '../../lessons')).in('js')
const thirdOf = (stage: number) => stages[stage - 1]?.screens[2]?.id

/** A place of its own for each test, so that tests can run side by side. */
interface Scene {
  readonly place: TestPlace
  /** Where the course puts temporary files. */
  readonly temporary: string
  readonly env: Record<string, string>
  /** The processes that the learner's server has noted. */
  noted(): number[]
  /** Ends what is left when the test is over. */
  closing(close: () => void): void
}

function openScene(onTestFinished: (end: () => void) => void): Scene {
  const place = makePlace()
  const temporary = join(place.cwd, '../tmp')
  mkdirSync(temporary)
  const pids = join(place.cwd, '../pids.txt')
  const crash = join(place.cwd, '../crash.mjs')
  // As a mistake of the course would be met with: an exception that nobody catches.
  writeFileSync(
    crash,
    `if (process.argv[1] === ${JSON.stringify(cli)}) process.on('SIGUSR2', () => { throw new Error('boom') })`,
  )
  const noted = () =>
    existsSync(pids) ? readFileSync(pids, 'utf8').trim().split(' ').filter(Boolean).map(Number) : []
  const closings: (() => void)[] = []
  onTestFinished(() => {
    for (const close of closings) close()
    for (const pid of noted()) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
    place.remove()
  })
  const env = { ...place.env, TMPDIR: temporary, PIDS: pids, NODE_OPTIONS: `--import=${crash}` }
  return { place, temporary, env, noted, closing: (close) => void closings.push(close) }
}

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

/** What is left of the course: processes, ports, temporary folders. */
async function left(
  { temporary }: Scene,
  ports: readonly number[],
  pids: readonly number[],
): Promise<string[]> {
  const open = await Promise.all(ports.map(async (port) => ((await refused(port)) ? [] : [port])))
  return [
    ...processes()
      .filter(({ pid }) => pids.includes(pid))
      .map(({ pid, command }) => `process ${pid} ${command}`),
    ...open.flat().map((port) => `port ${port}`),
    ...readdirSync(temporary).map((name) => `folder ${name}`),
  ]
}

/** Waits until nothing is left, and holds the course to the time that was promised. */
async function untilNothingIsLeft(
  scene: Scene,
  ports: readonly number[],
  pids: readonly number[],
): Promise<void> {
  const begun = performance.now()
  const look = () => left(scene, ports, pids)
  await vi.waitFor(async () => expect(await look()).toEqual([]), {
    timeout: patienceMs,
    interval: 100,
  })
  const tookMs = performance.now() - begun
  // Where it took longer, what else is at work may be the reason: that is asked now and not before.
  if (tookMs > promisedMs) expect(tookMs).toBeLessThan(promisedMs * (await slowness()))
}

/** Makes the learner's folder, with this server for stage 1. */
function writeServer({ place }: Scene, code: string): void {
  const folder = join(place.cwd, 'my-webserver')
  mkdirSync(join(folder, '1-raw-socket'), { recursive: true })
  writeFileSync(
    join(folder, 'progress.json'),
    '{"course":"learn-webserver","version":1,"stages":{}}',
  )
  writeFileSync(join(folder, '1-raw-socket/server.js'), code)
  writeFileSync(join(folder, 'settings.json'), '{"language":"js"}')
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
}

interface Begun {
  readonly terminal: TestTerminal
  readonly course: number
  readonly ports: number[]
}

function openTerminal({ place, env, closing }: Scene): TestTerminal {
  const terminal = openTestTerminal({ cwd: place.cwd, env, rows: 40 })
  closing(terminal.close)
  return terminal
}

/** Starts a command in a terminal and waits until the server runs and its keys can be pressed. */
async function beginInTerminal(scene: Scene, command: string): Promise<Begun> {
  const terminal = openTerminal(scene)
  const port = await freePort()
  await terminal.command(`node ${cli} --no-open --port ${port} ${command}`)
  await terminal.sees('q quit')
  const own = /It listens on port (\d+)/.exec(await terminal.text())?.[1]
  const shell = Number(await terminal.ask('#{pane_pid}'))
  const course = processes().find(({ parent }) => parent === shell)?.pid
  if (course === undefined) throw new Error('the course does not run')
  return { terminal, course, ports: [port, ...(own === undefined ? [] : [Number(own)])] }
}

const signalled =
  (signal: NodeJS.Signals) =>
  async ({ course }: Begun) =>
    void process.kill(course, signal)

/** The ways a course ends. */
const ends = {
  'q is pressed': ({ terminal }: Begun) => terminal.press('q'),
  'Ctrl-C': ({ terminal }: Begun) => terminal.press('C-c'),
  SIGTERM: signalled('SIGTERM'),
  SIGHUP: signalled('SIGHUP'),
  SIGINT: signalled('SIGINT'),
  SIGQUIT: signalled('SIGQUIT'),
  SIGKILL: signalled('SIGKILL'),
  'a crash': signalled('SIGSEGV'),
  'an exception that nobody catches': signalled('SIGUSR2'),
  'the terminal is closed': async ({ terminal }: Begun) => terminal.close(),
} as const

type How = keyof typeof ends
const hows: readonly How[] = [
  'q is pressed',
  'Ctrl-C',
  'SIGTERM',
  'SIGHUP',
  'SIGKILL',
  'a crash',
  'an exception that nobody catches',
  'the terminal is closed',
]
/** The kindest, and the one that the course can do nothing at. */
const extremes: readonly How[] = ['q is pressed', 'SIGKILL']
/** Commands with a server: the course's own in a temporary folder, and twice the learner's. */
const commands = {
  run: 'run 1',
  tap: 'tap -- node my-webserver/1-raw-socket/server.js',
  watch: 'watch 1',
} as const

/** Each way to end with the nastiest server, and each server with the kindest and the nastiest way. */
const table: readonly (readonly [
  how: How,
  command: keyof typeof commands,
  server: keyof typeof servers,
])[] = [
  ...([...hows, 'SIGINT', 'SIGQUIT'] as const).map(
    (how) => [how, 'tap', 'does all of that'] as const,
  ),
  // The temporary folder is the course's to take away.
  ...hows.map((how) => [how, 'run', 'is ordinary'] as const),
  ...extremes.flatMap((how) => [
    [how, 'watch', 'is ordinary'] as const,
    [how, 'tap', 'is ordinary'] as const,
    [how, 'tap', 'ignores signals'] as const,
    [how, 'tap', 'starts processes of its own'] as const,
    [how, 'tap', 'loops forever'] as const,
    // Other systems tell no environments.
    ...(process.platform === 'linux'
      ? [[how, 'tap', 'gives a process a session of its own'] as const]
      : []),
  ]),
]

describe.skipIf(!hasTmux).concurrent('nothing is left, and the terminal can be used', () => {
  test.for(table)(
    '%s in %s while the server %s',
    async ([how, command, name], { expect, onTestFinished }) => {
      const scene = openScene(onTestFinished)
      const { noted, temporary } = scene
      const isOwn = command !== 'run'
      if (isOwn) writeServer(scene, servers[name].code)
      const begun = await beginInTerminal(scene, commands[command])
      const { terminal, course, ports } = begun
      const expected = isOwn ? servers[name].processes : 0
      await expect.poll(() => noted().length).toBeGreaterThanOrEqual(expected)
      // Where there is no folder of the learner's, the servers are in a temporary one.
      if (!isOwn) expect(readdirSync(temporary)).toHaveLength(1)
      const pids = [course, ...below(course), ...noted()]
      expect(processes().filter(({ pid }) => pids.includes(pid)).length).toBeGreaterThan(expected)

      await ends[how](begun)
      await untilNothingIsLeft(scene, ports, pids)
      if (how === 'the terminal is closed') return

      // Where nothing could be done at the end, the shell may have written on the screen that is given back after it.
      if (!['SIGKILL', 'a crash', 'SIGQUIT'].includes(how)) await terminal.sees(/^exit code \d/m)
      const said = await terminal.text()
      await terminal.type('clear; stty -a | tr ";" " "')
      await terminal.press('Enter')
      await terminal.sees(/^isig icanon/m)
      expect(await terminal.screen()).toMatch(/ echo echoe/)
      expect(await terminal.ask('#{cursor_flag}')).toBe('1')
      expect(await terminal.ask('#{alternate_on}')).toBe('0')
      if (how !== 'an exception that nobody catches') return
      expect(said).toContain('Something went wrong inside the course: boom')
      expect(said).toContain('exit code 1')
      expect(said).not.toMatch(/\n\s+at /)
    },
  )
})

test.skipIf(!hasTmux)(
  'the terminal is closed while a question waits: the course ends',
  async ({ onTestFinished }) => {
    const scene = openScene(onTestFinished)
    const terminal = openTerminal(scene)
    await terminal.command(`node ${cli} 1 --no-open`)
    await terminal.sees('Where should your servers be saved?')
    const pids = below(Number(await terminal.ask('#{pane_pid}')))
    expect(pids.length).toBeGreaterThan(0)
    terminal.close()
    await untilNothingIsLeft(scene, [], pids)
  },
)

describe.concurrent('checks that are under way: nothing is left of them', () => {
  test.for(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL', 'SIGSEGV'] as const)(
    '%s while the server does its worst',
    async (signal, { expect, onTestFinished }) => {
      const scene = openScene(onTestFinished)
      const { code, processes: count } = servers['does all of that']
      writeServer(scene, code)
      const running = start(scene.place, ['check', '1'], scene.env)
      scene.closing(() => running.child.kill('SIGKILL'))
      await expect.poll(() => scene.noted()).toHaveLength(count)
      running.child.kill(signal)
      await running.ended
      await untilNothingIsLeft(scene, [], scene.noted())
    },
  )
})

test('an exception that nobody catches is one sentence, and exit code 1', async ({
  onTestFinished,
}) => {
  const { place, env } = openScene(onTestFinished)
  const running = start(place, ['run', '1', '--no-open', '--port', String(await freePort())], env)
  await printed(running, 'is running')
  running.child.kill('SIGUSR2')
  expect(await running.ended).toBe(1)
  expect(running.stderr()).toBe(
    'Something went wrong inside the course: boom\nThis is our mistake, not yours. Please report it, with what you did before.\nTo see more: run it again with NODE_DEBUG=learn-webserver\n',
  )
})

describe('two courses at once', () => {
  test.for([
    ['in one folder', true],
    ['in two', false],
  ] as const)(
    '%s: both serve, and the end of one is not that of the other',
    async ([, isShared], { onTestFinished }) => {
      const scene = openScene(onTestFinished)
      if (isShared) writeServer(scene, servers['is ordinary'].code)
      const begun = await Promise.all(
        [1, 2].map(async () => {
          const port = await freePort()
          const args = ['run', '1', '--no-open', '--port', String(port)]
          const running = start(scene.place, args, scene.env)
          scene.closing(() => running.child.kill('SIGKILL'))
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
      await untilNothingIsLeft(scene, [], [])
    },
  )

  test.skipIf(!hasTmux)(
    'in one folder, going on in two stages: each keeps its place',
    async ({ onTestFinished }) => {
      const scene = openScene(onTestFinished)
      writeServer(scene, servers['is ordinary'].code)
      const terminals = await Promise.all(
        [2, 3].map(async (stage) => {
          const terminal = openTerminal(scene)
          await terminal.command(`node ${cli} ${stage} --plain --no-open`)
          await terminal.sees('lists the keys.')
          return terminal
        }),
      )
      // Two screens on, both at the same moment each time.
      for (const screen of [2, 3]) {
        await Promise.all(terminals.map((terminal) => terminal.press('n', 'Enter')))
        for (const terminal of terminals) await terminal.showed(new RegExp(` ${screen}/\\d`))
      }
      for (const terminal of terminals) {
        await terminal.press('q', 'Enter')
        await terminal.sees('exit code 0')
      }
      const kept = readFileSync(join(scene.place.cwd, 'my-webserver/progress.json'), 'utf8')
      expect(JSON.parse(kept)).toMatchObject({
        stages: { 'html-string': { screen: thirdOf(2) }, 'html-file': { screen: thirdOf(3) } },
      })
    },
  )
})
