// The built command under load: started, watched from outside, and looked for when it is gone.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface Course {
  readonly child: ChildProcess
  readonly port: number
  /** A folder of its own for temporary files; its path stands in the arguments of all it starts. */
  readonly temporary: string
  /** Lines that were no JSON, or that had control characters in them. */
  readonly badLines: string[]
  readonly stderr: () => string
  /** What it ended with; undefined while it runs. */
  readonly ended: () => string | undefined
}

let started = 0

/** Starts `run STAGE`, with --json or in words, and waits until it can be visited. */
export async function startCourse(root: string, stage: number, json: boolean): Promise<Course> {
  const temporary = join(root, `course-${++started}`)
  const work = join(temporary, 'work')
  mkdirSync(join(temporary, 'tmp'), { recursive: true })
  mkdirSync(work)
  const port = await freePort()
  const args = ['run', String(stage), '--no-open', '--port', String(port)]
  const child = spawn(
    process.execPath,
    [resolve('dist/cli.cjs'), ...args, ...(json ? ['--json'] : [])],
    {
      cwd: work,
      env: {
        ...process.env,
        HOME: temporary,
        XDG_CONFIG_HOME: join(temporary, '.config'),
        TMPDIR: join(temporary, 'tmp'),
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let stderr = ''
  let end: string | undefined
  let ready = false
  const badLines: string[] = []
  child.stderr.on('data', (bytes) => {
    stderr = `${stderr}${bytes}`.slice(-4000)
  })
  child.once('exit', (code, signal) => {
    end = String(signal ?? code)
  })
  onLines(child, (line) => {
    ready ||= /"type":"ready"|is running/.test(line)
    if (badLines.length < 20 && !(json ? isJson(line) : isClean(line)))
      badLines.push(line.slice(0, 200))
  })
  const until = Date.now() + 20_000
  while (!ready && end === undefined && Date.now() < until) await wait(20)
  if (!ready) throw new Error(`run ${stage} did not start (${end ?? 'it still runs'}): ${stderr}`)
  return { child, port, temporary, badLines, stderr: () => stderr, ended: () => end }
}

/** Tells of each line; a line is put together once, however many pieces it comes in. */
function onLines({ stdout }: ChildProcess, told: (line: string) => void): void {
  let pieces: string[] = []
  stdout?.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...more] = text.split('\n')
    pieces.push(first)
    for (const next of more) {
      told(pieces.join(''))
      pieces = [next]
    }
  })
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
const isClean = (line: string) => !/[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(line)

/** Megabytes of memory that a process holds. */
export function memoryOf({ child }: Course): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })
  return Number(stdout.trim()) / 1024
}

/** What a course that is gone has left behind, two seconds later at most. */
export async function leftBy(course: Course): Promise<string[]> {
  const until = Date.now() + 2000
  while (true) {
    const left = await leftNow(course)
    if (left.length === 0 || Date.now() > until) return left
    await wait(100)
  }
}

async function leftNow({ port, temporary, ended }: Course): Promise<string[]> {
  const folders = readdirSync(join(temporary, 'tmp'))
  return [
    ...(ended() === undefined ? ['the course itself still runs'] : []),
    ...processesOf(temporary).map((command) => `process ${command}`),
    ...((await isOpen(port)) ? [`port ${port}`] : []),
    ...folders.map((folder) => `temporary folder ${folder}`),
  ]
}

/** The processes in whose arguments a folder stands; one that only waits to be buried is none. */
function processesOf(folder: string): string[] {
  const { stdout } = spawnSync('ps', ['-axww', '-o', 'pid=,stat=,command='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes(`${folder}/`) && !/^\d+\s+Z/.test(line))
}

/** The server program that a course has started, by its process id. */
export function serverOf({ temporary }: Course): number | undefined {
  const line = processesOf(temporary).find((line) => !line.includes(' sh -c '))
  return line === undefined ? undefined : Number(line.split(/\s/)[0])
}

/** Ends what is left of a course, by process id, so that a soak leaves nothing behind itself. */
export function bury({ child, temporary }: Course): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  for (const line of processesOf(temporary)) {
    try {
      process.kill(Number(line.split(/\s/)[0]), 'SIGKILL')
    } catch {
      // It has ended by itself in the meantime.
    }
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
    socket.once('connect', () => socket.destroy())
  })
}

function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => settle(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
