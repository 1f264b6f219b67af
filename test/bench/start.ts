// How fast the course starts, as ratios to `node -e 0` in one run, its peers' `--version` beside.
// The menu is drawn in a real terminal (`script` makes it) and timed until its rows stand there;
// its ratio is to a Node program that prints the same words and stays. ROUNDS says how many times each
// is started, in turn; figures are medians. Run it in the package's folder, with dist/ built.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machine, publish, table, withGoal } from './markdown.ts'
import { installPeers } from './peers.ts'
import { median } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 31)
const cli = resolve('dist/cli.cjs')
const question = 'Static server'

interface Start {
  readonly name: string
  readonly args: readonly string[]
  /** Drawn in a terminal, and timed until the question stands there. */
  readonly inTerminal?: boolean
  /** The name of the start that this one is compared with. */
  readonly beside: string
  readonly goal?: number
}

const bare = 'node -e 0'
const bareQuestion = 'node, the question printed'
const ours: readonly Start[] = [
  { name: bare, args: ['-e', '0'], beside: bare },
  ...['--version', '--help', 'list'].map((command) => ({
    name: `learn-webserver ${command}`,
    args: [cli, command],
    beside: bare,
    goal: 1.3,
  })),
]
const inTerminal: readonly Start[] = [
  {
    name: bareQuestion,
    args: ['-e', `console.log(${JSON.stringify(question)});setTimeout(()=>{},1e4)`],
    inTerminal: true,
    beside: bareQuestion,
  },
  {
    name: 'learn-webserver, its menu drawn',
    args: [cli],
    inTerminal: true,
    beside: bareQuestion,
    goal: 1.6,
  },
]

const home = mkdtempSync(join(tmpdir(), 'bench-start-'))
const work = join(home, 'work')
mkdirSync(work)
const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), TERM: 'xterm' }
const peers = installPeers('serve', 'http-server', 'learnyounode')
try {
  const starts: Start[] = [...ours]
  if (await makeLearnersFolder()) starts.push(...inTerminal)
  else console.log('No terminal could be made, so the menu is left out.\n')
  for (const peer of ['serve', 'http-server', 'learnyounode']) {
    const file = peers.file(peer)
    if (file !== undefined)
      starts.push({ name: `${peer} --version`, args: [file, '--version'], beside: bare })
  }
  print(starts, await measureAll(starts))
} finally {
  peers.remove()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}

async function measureAll(starts: readonly Start[]): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  for (let round = -1; round < rounds; round++) {
    // Each round begins with another one, so that none always follows the same neighbour.
    const first = (round + 1) % starts.length
    for (const start of [...starts.slice(first), ...starts.slice(0, first)]) {
      const time = start.inTerminal ? await timeInTerminal(start.args) : timeToEnd(start.args)
      // The first round only warms the disk's cache.
      if (round >= 0) times.set(start.name, [...(times.get(start.name) ?? []), time])
    }
  }
  return times
}

function print(starts: readonly Start[], times: ReadonlyMap<string, readonly number[]>): void {
  const time = (name: string) => median(times.get(name) ?? [])
  const rows = starts.map(({ name, beside, goal }) => {
    const ratio = time(name) / time(beside)
    return [
      name === beside ? name : `\`${name}\``,
      goal === undefined ? ratio.toFixed(2) : withGoal(ratio, goal),
      Math.round(time(name)).toString(),
    ]
  })
  publish(
    'start',
    `${table([['Start', 'Ratio', 'ms'], ...rows])}\n\nMedians of ${rounds} starts each, in turn. ${machine()}.`,
  )
}

/** Milliseconds until the process has ended. */
function timeToEnd(args: readonly string[]): number {
  const begun = performance.now()
  const { status } = spawnSync(process.execPath, args, { cwd: work, env, stdio: 'ignore' })
  const time = performance.now() - begun
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return time
}

/** Milliseconds from the start of Node in a terminal of 80 columns until the question stands there. */
async function timeInTerminal(args: readonly string[]): Promise<number> {
  const marks = await watchTerminal(args, (shown) => shown.includes(question))
  if (marks === undefined) throw new Error(`${args.join(' ')} never asked: ${question}`)
  return marks
}

/** Runs Node in a terminal until something holds; gives back how long that took. */
function watchTerminal(
  args: readonly string[],
  holds: (shown: string) => boolean,
): Promise<number | undefined> {
  const begin = 'the shell is there'
  const quoted = [process.execPath, ...args].map((arg) => `'${arg}'`).join(' ')
  const command = `stty cols 80 rows 24; printf '${begin}\\n'; exec ${quoted}`
  const terminal = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: work,
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  })
  return new Promise((settle) => {
    let shown = ''
    let begun: number | undefined
    let time: number | undefined
    const end = () => terminal.kill('SIGTERM')
    const timer = setTimeout(end, 15_000)
    const poll = setInterval(() => look(), 200)
    const look = () => {
      if (begun === undefined && shown.includes(begin)) begun = performance.now()
      if (begun === undefined || time !== undefined || !holds(shown)) return
      time = performance.now() - begun
      end()
    }
    terminal.stdout.setEncoding('utf8').on('data', (text) => {
      shown += text
      look()
    })
    terminal.once('error', () => settle(undefined))
    terminal.once('close', () => {
      clearTimeout(timer)
      clearInterval(poll)
      settle(time)
    })
  })
}

/** The folder of a learner who has begun: without one, the course asks where it shall be. */
async function makeLearnersFolder(): Promise<boolean> {
  if (spawnSync('script', ['--version']).status !== 0) return false
  const folder = join(work, 'my-webserver')
  const begun = () => existsSync(join(folder, 'progress.json'))
  await watchTerminal([cli, '--dir', folder, '--no-open', '--lang', 'js'], begun)
  return begun()
}
