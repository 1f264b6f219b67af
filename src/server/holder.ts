import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Who listens on a port of this machine, such as `node (process 4711)`; undefined where that can't be told. */
export async function portHolder(port: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxHolder(port)
  if (process.platform === 'win32') return undefined
  const text = await output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'])
  const pid = /^p(\d+)$/m.exec(text)?.[1]
  const name = /^c(.+)$/m.exec(text)?.[1]
  return pid === undefined ? undefined : describe(name ?? 'a program', pid)
}

const describe = (name: string, pid: string) => `${name} (process ${pid})`

/** /proc/net/tcp names the socket's inode, and one of /proc/PID/fd points to it. */
function linuxHolder(port: number): string | undefined {
  const wanted = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => inodes(table, port)),
  )
  if (wanted.size === 0) return undefined
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const holds = readdirSync(`/proc/${pid}/fd`).some((fd) => {
        const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1]
        return inode !== undefined && wanted.has(inode)
      })
      if (holds) return describe(readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), pid)
    } catch {
      // Another user's process, or one that has ended.
    }
  }
  return undefined
}

const listening = '0A'

function inodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  try {
    return readFileSync(table, 'utf8')
      .split('\n')
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[1]?.endsWith(suffix) && row[3] === listening)
      .flatMap((row) => row[9] ?? [])
  } catch {
    return []
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

const output = (command: string, args: string[]) =>
  new Promise<string>((resolve) => {
    execFile(command, args, (_error, stdout) => resolve(stdout))
  })
