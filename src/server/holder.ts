import { execFile } from 'node:child_process'
import { listeningSockets, processes, socketsOf } from './sockets.ts'

/** Who listens on a port of this machine, such as `node (process 4711)`; undefined where that can't be told. */
export async function portHolder(port: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxHolder(port)
  if (process.platform === 'win32') return undefined
  const text = await output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'])
  const pid = /^p(\d+)$/m.exec(text)?.[1]
  const name = /^c(.+)$/m.exec(text)?.[1]
  return pid === undefined ? undefined : describe(name ?? 'a program', pid)
}

/** The ports that a group of processes listens on; none where that can't be told. */
export async function portsOfGroup(group: number): Promise<number[]> {
  if (process.platform === 'linux') return linuxPorts(group)
  if (process.platform === 'win32') return []
  const text = await output('lsof', ['-nP', '-a', `-g${group}`, '-iTCP', '-sTCP:LISTEN', '-Fn'])
  return unique(Array.from(text.matchAll(/^n.*:(\d+)$/gm), ([, port]) => Number(port)))
}

const describe = (name: string, pid: string) => `${name} (process ${pid})`

function linuxHolder(port: number): string | undefined {
  const wanted = new Set(
    listeningSockets()
      .filter((socket) => socket.port === port)
      .map(({ inode }) => inode),
  )
  if (wanted.size === 0) return undefined
  const holder = processes().find((process) => socketsOf(process).some((it) => wanted.has(it)))
  return holder && describe(holder.name, holder.pid)
}

function linuxPorts(group: number): number[] {
  const held = new Set(
    processes()
      .filter((process) => process.group === group)
      .flatMap(socketsOf),
  )
  return unique(
    listeningSockets()
      .filter(({ inode }) => held.has(inode))
      .map(({ port }) => port),
  )
}

const unique = (ports: number[]) => [...new Set(ports)].sort((a, b) => a - b)

const output = (command: string, args: string[]) =>
  new Promise<string>((resolve) => {
    execFile(command, args, (_error, stdout) => resolve(stdout))
  })
