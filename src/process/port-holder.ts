import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { listeningSockets, processes, socketsOf } from './sockets.ts'

/** A program that listens on a port of this machine. */
export interface Holder {
  readonly name: string
  readonly pid: number
  /** It is a run of this course. */
  readonly isCourse: boolean
}

/** Who listens on a port of this machine; undefined where that can't be told. */
export async function portHolder(port: number): Promise<Holder | undefined> {
  if (process.platform === 'linux') return linuxHolder(port)
  if (process.platform === 'win32') return undefined
  const text = await output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'])
  const pid = /^p(\d+)$/m.exec(text)?.[1]
  if (pid === undefined) return undefined
  const command = await output('ps', ['-ww', '-o', 'command=', '-p', pid])
  return {
    name: /^c(.+)$/m.exec(text)?.[1] ?? 'a program',
    pid: Number(pid),
    isCourse: isCourse(command.trim().split(/\s+/)),
  }
}

/** The ports that a group of processes listens on; none where that can't be told. */
export async function portsOfGroup(group: number): Promise<number[]> {
  if (process.platform === 'linux') return linuxPorts(group)
  if (process.platform === 'win32') return []
  const text = await output('lsof', ['-nP', '-a', `-g${group}`, '-iTCP', '-sTCP:LISTEN', '-Fn'])
  return unique(Array.from(text.matchAll(/^n.*:(\d+)$/gm), ([, port]) => Number(port)))
}

/** Whether the words of a command line start this course: as it is installed, or from where we run. */
export const isCourse = (words: readonly string[], own = process.argv[1]): boolean =>
  words
    .slice(0, 3)
    .some((word) => word === own || /learn-webserver(\/dist\/cli\.cjs|\.cmd)?$/.test(word))

function linuxHolder(port: number): Holder | undefined {
  const wanted = new Set(
    listeningSockets()
      .filter((socket) => socket.port === port)
      .map(({ inode }) => inode),
  )
  if (wanted.size === 0) return undefined
  const holder = processes().find((process) => socketsOf(process).some((it) => wanted.has(it)))
  return (
    holder && {
      name: holder.name,
      pid: Number(holder.pid),
      isCourse: isCourse(commandLine(holder.pid)),
    }
  )
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
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
