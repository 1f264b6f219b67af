// What the benchmarks share: programs on a free port, wrk or autocannon, medians.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'

/** Everything runs for seconds, to show that it works; figures mean nothing then. */
export const isSmoke = process.env['SMOKE'] === '1'

/** Starts a program and waits until it answers with 200 and so many bytes; undefined if it never does. */
export async function startProgram(
  command: readonly [program: string, ...args: string[]],
  port: string,
  env: NodeJS.ProcessEnv = {},
  cwd = process.cwd(),
): Promise<ChildProcess | undefined> {
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, PORT: port },
    stdio: 'ignore',
  })
  // One that is not installed is told by an event, and no child then has an exit code.
  let isMissing = false
  child.once('error', () => {
    isMissing = true
  })
  const end = Date.now() + 10_000
  while (!isMissing && child.exitCode === null && Date.now() < end) {
    if (await answers(`http://127.0.0.1:${port}/`)) return child
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await stopProgram(child)
  return undefined
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exited
}

/** Requests a second on 32 connections: by wrk where there is one, for it takes less of the machine. */
export function load(url: string, seconds: number, autocannon: string): number {
  const wrk = spawnSync('wrk', ['-t1', '-c32', `-d${Math.ceil(seconds)}`, url], {
    encoding: 'utf8',
  })
  if (wrk.error === undefined) return Number(/Requests\/sec:\s*([\d.]+)/.exec(wrk.stdout)?.[1])
  const args = ['-c', '32', '-d', String(seconds), '--json', url]
  const { stdout } = spawnSync(autocannon, args, { encoding: 'utf8' })
  return Number(/"requests":\{"average":([\d.]+)/.exec(stdout)?.[1])
}

export function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200))
    }).on('error', () => resolve(false))
  })
}

export function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(String(port)))
    })
  })
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
