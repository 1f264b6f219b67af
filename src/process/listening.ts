import { execFile } from 'node:child_process'
import { closeSync, openSync, readlinkSync, readSync } from 'node:fs'
import { endianness } from 'node:os'
import { orUndefined } from '../words/caught.ts'
import { familyOf, processes } from './family.ts'
import { namesIn } from './read-regular.ts'

// Who listens on this machine, and where, as the system tells it. Nobody is connected to: to a server,
// a connection is a visitor, and some can't bear one that says nothing.

/** An address at which a program listens: `127.0.0.1`, `::1`, or all of them: `0.0.0.0`, `::`. */
export interface ListeningAddress {
  readonly host: string
  readonly port: number
}

export interface ListeningSocket extends ListeningAddress {
  readonly pid: number
}

/**
 * The addresses at which this machine listens on a port, by whichever program; undefined where the
 * system does not tell.
 */
export async function addressesOfPort(
  port: number,
): Promise<readonly ListeningAddress[] | undefined> {
  if (process.platform === 'linux') return listeningRows()?.filter((row) => row.port === port)
  const sockets =
    process.platform === 'win32'
      ? await askNetstat()
      : await askLsof([`-iTCP:${port}`, '-sTCP:LISTEN'])
  return sockets?.filter((socket) => socket.port === port)
}

/**
 * Where the processes of a group and what they started listen, each address once for each process. None where
 * the system does not tell. On Windows, which has no groups, of the first process alone.
 */
export async function listeningSocketsOf(group: number): Promise<readonly ListeningSocket[]> {
  if (process.platform === 'linux') {
    const rows = listeningRows() ?? []
    return familyOf(group).flatMap((pid) => socketsOf(pid, rows))
  }
  if (process.platform === 'win32')
    return (await askNetstat())?.filter(({ pid }) => pid === group) ?? []
  return (await askLsof(['-a', `-g${group}`, '-iTCP', '-sTCP:LISTEN'])) ?? []
}

/** The processes that listen on a port; none of other users where those are kept from us. */
export async function listenersOn(port: number): Promise<readonly ListeningSocket[]> {
  if (process.platform === 'linux') {
    const rows = listeningRows()?.filter((row) => row.port === port) ?? []
    return rows.length === 0 ? [] : processes().flatMap(({ pid }) => socketsOf(pid, rows))
  }
  const sockets =
    process.platform === 'win32'
      ? await askNetstat()
      : await askLsof([`-iTCP:${port}`, '-sTCP:LISTEN'])
  return sockets?.filter((socket) => socket.port === port) ?? []
}

/** A listening socket by the number under which processes hold it. */
export interface ListeningRow extends ListeningAddress {
  readonly inode: string
}

const listening = '0A'

/** Reads `/proc/net/tcp` and `/proc/net/tcp6` of Linux. */
export const readProcNetTcp = (table: string): ListeningRow[] =>
  table
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => row[3] === listening)
    .flatMap((row) => {
      const [address, port] = row[1]?.split(':') ?? []
      const inode = row[9]
      if (address === undefined || port === undefined || inode === undefined) return []
      return { host: readHexAddress(address), port: Number.parseInt(port, 16), inode }
    })

/** Addresses stand there as 32-bit words in the byte order of the machine. */
function readHexAddress(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => {
    const inOrder = (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))
    return endianness() === 'LE' ? inOrder.reverse() : inOrder
  })
  if (bytes.length === 4) return bytes.join('.')
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255
  if (isMapped) return bytes.slice(12).join('.')
  const groups = Array.from({ length: 8 }, (_, i) =>
    (256 * (bytes[2 * i] ?? 0) + (bytes[2 * i + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

/** Reads what `lsof -nP -F ptn` says: a line for the process, then type and name for each socket. */
export function readLsof(text: string): ListeningSocket[] {
  const sockets: ListeningSocket[] = []
  let pid = 0
  let isSix = false
  for (const line of text.split('\n')) {
    const value = line.slice(1)
    if (line.startsWith('p')) pid = Number(value)
    if (line.startsWith('t')) isSix = value === 'IPv6'
    const name = line.startsWith('n') ? /^\[?(.+?)\]?:(\d+)$/.exec(value) : null
    if (name?.[1] === undefined) continue
    const host = name[1] === '*' ? (isSix ? '::' : '0.0.0.0') : name[1]
    sockets.push({ host, port: Number(name[2]), pid })
  }
  return sockets
}

/**
 * Reads what `netstat -ano` of Windows says. The state is in the language of the system; that there is
 * nobody at the other end is in none.
 */
export const readNetstat = (text: string): ListeningSocket[] =>
  Array.from(
    text.matchAll(
      /^\s*TCP\s+\[?([\da-f.:]+?)(?:%\w+)?\]?:(\d+)\s+(?:0\.0\.0\.0|\[::\]):0\s+\S+\s+(\d+)\s*$/gim,
    ),
    ([, host = '', port, pid]) => ({ host, port: Number(port), pid: Number(pid) }),
  )

/** Linux writes the sockets that listen first, and may have many thousands of others after them. */
function listeningRows(): ListeningRow[] | undefined {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(readWhileListening)
  // A machine without IPv6 has no second one.
  return tables[0] === undefined
    ? undefined
    : tables.flatMap((table) => (table === undefined ? [] : readProcNetTcp(table)))
}

function readWhileListening(path: string): string | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const buffer = Buffer.alloc(16 * 1024)
    let table = ''
    while (true) {
      const length = readSync(file, buffer)
      table += buffer.toString('latin1', 0, length)
      const lastWhole = table.trimEnd().split('\n').at(-2)?.trim().split(/\s+/)
      const isOver = lastWhole !== undefined && lastWhole[0] !== 'sl' && lastWhole[3] !== listening
      if (length === 0 || isOver) return table
    }
  } catch {
    return undefined
  } finally {
    closeSync(file)
  }
}

/** Those of the sockets that a process holds; none of another user's process, or one that has ended. */
function socketsOf(pid: number, rows: readonly ListeningRow[]): ListeningSocket[] {
  const held = new Set(namesIn(`/proc/${pid}/fd`).map((fd) => link(pid, fd)))
  return rows
    .filter(({ inode }) => held.has(`socket:[${inode}]`))
    .map(({ host, port }) => ({ host, port, pid }))
}

const link = (pid: number, fd: string) =>
  orUndefined(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? ''

const askLsof = async (args: readonly string[]) => {
  const text = await output('lsof', ['-nP', ...args, '-Fptn'])
  return text === undefined ? undefined : readLsof(text)
}

const askNetstat = async () => {
  const text = await output('netstat', ['-ano'])
  return text === undefined ? undefined : readNetstat(text)
}

/** What a program prints; undefined where it can't be run. With nothing to tell, lsof exits with 1. */
export const output = (command: string, args: readonly string[]) =>
  new Promise<string | undefined>((resolve) => {
    execFile(command, args, { windowsHide: true }, (error, stdout) =>
      resolve(error !== null && typeof error.code === 'string' ? undefined : stdout),
    )
  })
