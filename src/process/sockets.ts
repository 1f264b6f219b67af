import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

// What Linux tells of sockets in /proc.

/** A socket that listens, by the number under which processes hold it. */
export interface ListeningSocket {
  readonly inode: string
  readonly port: number
}

const listening = '0A'

/** Every TCP socket of this machine that listens. */
export const listeningSockets = (): ListeningSocket[] =>
  ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    read(table)
      .split('\n')
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[3] === listening)
      .flatMap(([, address = '', ...rest]) => {
        const inode = rest[7]
        const port = Number.parseInt(address.split(':')[1] ?? '', 16)
        return inode === undefined ? [] : { inode, port }
      }),
  )

/** A process and its group. */
export interface ProcessEntry {
  readonly pid: string
  readonly name: string
  readonly group: number
}

/** The processes that run now. */
export const processes = (): ProcessEntry[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      // PID (NAME) STATE PARENT GROUP: a name may hold spaces and brackets itself.
      const match = /^\d+ \((.*)\) \S+ \d+ (\d+)/s.exec(read(`/proc/${pid}/stat`))
      return match === null ? [] : { pid, name: match[1] ?? '', group: Number(match[2]) }
    })

/** The inodes of the sockets that a process holds; none of another user's, or one that has ended. */
export function socketsOf({ pid }: ProcessEntry): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(
      (fd) => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1] ?? [],
    )
  } catch {
    return []
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
