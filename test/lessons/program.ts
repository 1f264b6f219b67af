import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readProgram } from '../../src/typescript/program.ts'

/** The package's folder, in which tests and benches are run. */
const root = process.cwd()

/** A folder laid out as the learner's, the programs' types stripped as the course strips them. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lessons-'))
  cpSync(join(root, 'fixtures/site'), join(folder, 'site'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  addProgram(folder, 'http-server', readFileSync(join(root, 'lessons/http-server.ts'), 'utf8'))
  return folder
}

/** Adds one of the stages' programs, under the name its stage has. */
export function addStage(folder: string, stage: string): string {
  return addProgram(
    folder,
    `${stage}/server`,
    readFileSync(join(root, `lessons/${stage}/server.ts`), 'utf8'),
  )
}

/** Writes a TypeScript program where it runs as it is, and gives back its path. */
export function addProgram(folder: string, name: string, source: string): string {
  const read = readProgram(source, 'typescript')
  if (read.type === 'broken') throw new Error(`${name}: ${read.problem.said}`)
  const path = join(folder, `${name}.js`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, read.code.replaceAll('http-server.ts', 'http-server.js'))
  return path
}

export interface Program {
  readonly port: number
  readonly child: ChildProcess
  /** What it wrote so far. */
  output(): string
  /** Resolves once what it wrote matches. */
  wrote(pattern: RegExp): Promise<void>
  stop(): Promise<void>
}

export interface Start {
  readonly nodeOptions?: readonly string[]
  readonly uid?: number
}

/** Starts a program on a free port; resolves once it has said so and serves there. */
export async function startProgram(
  folder: string,
  path: string,
  { nodeOptions = [], uid }: Start = {},
): Promise<Program> {
  const port = await freePort()
  const child = spawn(process.execPath, [...nodeOptions, path], {
    cwd: folder,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid }),
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const exited = once(child, 'exit')
  const program: Program = {
    port,
    child,
    output: () => output,
    wrote: (pattern) =>
      until(
        () => pattern.test(output),
        `${pattern}`,
        () => output,
      ),
    stop: async () => {
      child.kill()
      await exited
    },
  }
  await program.wrote(/on port/)
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`it ended:\n${output}`)
  }
  return program
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** How many of the files, sockets and pipes a program has open match; on Linux alone. */
export function countOpen({ child }: Program, pattern: RegExp): number {
  const folder = `/proc/${child.pid}/fd`
  return readdirSync(folder).filter((fd) => {
    try {
      return pattern.test(readlinkSync(join(folder, fd)))
    } catch {
      return false // closed since
    }
  }).length
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Asks again and again, for as long as a slow machine may need. */
export async function until(
  holds: () => boolean,
  what: string,
  seen: () => string = () => '',
): Promise<void> {
  const end = Date.now() + 20_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never came: ${what}. Seen:\n${seen().slice(-2000)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
