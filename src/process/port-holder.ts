import { readFileSync } from 'node:fs'
import { orUndefined } from '../words/caught.ts'
import { listenersOn, output } from './listening.ts'

/** A program that listens on a port of this machine. */
export interface Holder {
  readonly name: string
  readonly pid: number
  /** It is a run of this course. */
  readonly isCourse: boolean
}

/** Who listens on a port of this machine; undefined where that can't be told. */
export async function portHolder(port: number): Promise<Holder | undefined> {
  const [listener] = await listenersOn(port)
  if (listener === undefined) return undefined
  const { pid } = listener
  const [name, words] = await Promise.all([nameOf(pid), commandLine(pid)])
  return { name: name ?? 'a program', pid, isCourse: isCourse(words) }
}

/** Whether the words of a command line start this course: as it is installed, or from where we run. */
export const isCourse = (words: readonly string[], own = process.argv[1]): boolean =>
  words
    .slice(0, 3)
    .some((word) => word === own || /learn-webserver(\/dist\/cli\.cjs|\.cmd)?$/.test(word))

async function nameOf(pid: number): Promise<string | undefined> {
  switch (process.platform) {
    case 'linux':
      return readProcess(pid, 'comm')?.trim()
    case 'win32':
      // A line of CSV that begins with the name.
      return /^"([^"]+)"/.exec(
        (await output('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])) ?? '',
      )?.[1]
    default: {
      const path = (await output('ps', ['-ww', '-o', 'comm=', '-p', String(pid)]))?.trim()
      return path?.split('/').at(-1)
    }
  }
}

/** Not told on Windows. */
async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === 'linux') return readProcess(pid, 'cmdline')?.split('\0') ?? []
  if (process.platform === 'win32') return []
  const line = await output('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return line?.trim().split(/\s+/) ?? []
}

const readProcess = (pid: number, file: 'comm' | 'cmdline'): string | undefined =>
  orUndefined(() => readFileSync(`/proc/${pid}/${file}`, 'utf8'))
