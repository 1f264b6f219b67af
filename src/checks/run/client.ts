import type { Socket } from 'node:net'
import type { Message } from '../../http/message.ts'
import { createReader, type Reader } from '../../http/reader.ts'
import { onCleanEnd, readBeforeFailing, reset } from '../../wire/socket-end.ts'
import type { Ending } from '../judge/observation.ts'

/** A connection to the server, as a check uses it. */
export interface CheckClient {
  /** What comes from now on is the response to a request with this method. */
  begin(method: string): void
  write(bytes: Uint8Array): void
  /** Says that no more will be sent. */
  halfClose(): void
  /**
   * Sends the bytes and tears the connection down in the same breath: a response has no time to come
   * between. Settles when that is done.
   */
  leave(bytes: Uint8Array): Promise<void>
  /** Reads the first piece that comes from now on, and no more until `resume`. */
  pause(): void
  resume(): void
  /** Is polite to the server: takes the rest of the response, then hangs up. */
  retire(): void
  /** Nobody waits for anything on it. */
  readonly isRetired: boolean
  destroy(): void
  /** Settles when the connection is made, or can't be. */
  readonly connected: Promise<void>
  /** How many bytes of the response have come. */
  readonly length: number
  /** The bytes of the response so far. */
  readonly bytes: Uint8Array
  readonly message: Message | undefined
  readonly ending: Ending | undefined
  /** Nobody took the connection. */
  readonly refused: boolean
  /** Calls back whenever something has come; gives back a function that ends that. */
  onMore(tell: () => void): () => void
}

/** Milliseconds that a client waits for a response, before it leaves without one. */
const leavesAfterMs = 2000

/**
 * Sends the bytes and tears the connection down when the response has begun. Of that only the first piece
 * is read: so the server can't have sent all of a long one. Settles when that is done.
 */
export function leaveMidway(socket: Socket, bytes: Uint8Array): Promise<void> {
  const leave = () => reset(socket)
  const timer = setTimeout(leave, leavesAfterMs)
  socket.on('error', () => {}).once('readable', leave)
  socket.write(bytes)
  return new Promise((resolve) => {
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Bytes of a response that are read: a server may send without end. */
const maxBytes = 20_000_000
/** Bytes of a response that are taken apart. */
const maxReadBytes = maxBytes

/** Takes a socket, connected or connecting. */
export function openClient(socket: Socket): CheckClient {
  const listeners = new Set<() => void>()
  let chunks: Buffer[] = []
  let length = 0
  let reader: Reader = createReader('response')
  let ending: Ending | undefined
  let refused = false
  let retired = false
  let isPausing = false
  const last = () => reader.messages.find((message) => !isInterim(message)) ?? reader.messages[0]

  const tell = () => {
    for (const listener of [...listeners]) listener()
    if (retired && (ending !== undefined || last()?.complete === true)) socket.end()
  }
  const end = (type: 'closed' | 'reset') => {
    if (ending !== undefined) return
    ending = { type }
    if (type === 'closed') reader.end()
    tell()
  }
  socket.setNoDelay(true)
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    length += chunk.length
    reader.push(chunk)
    if (length > maxBytes || isPausing) socket.pause()
    tell()
  })
  readBeforeFailing(socket)
  onCleanEnd(socket, () => end('closed'))
  socket.on('close', () => end('closed'))
  socket.on('error', (error) => {
    refused ||= 'code' in error && error.code === 'ECONNREFUSED'
    end('reset')
  })
  const connected = socket.connecting
    ? new Promise<void>((resolve) => {
        socket.once('connect', resolve).once('close', () => resolve())
      })
    : Promise.resolve()

  return {
    begin(method) {
      chunks = []
      length = 0
      reader = createReader('response', { maxBytes: maxReadBytes, methodOf: () => method })
    },
    write: (part) => {
      if (!socket.writableEnded) socket.write(part)
    },
    halfClose: () => socket.end(),
    leave: (last) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve()
        const go = () => {
          if (!socket.writableEnded) socket.write(last)
          reset(socket)
        }
        socket.once('close', () => resolve())
        if (socket.connecting) socket.once('connect', go)
        else go()
      }),
    pause() {
      isPausing = true
    },
    resume() {
      isPausing = false
      socket.resume()
    },
    retire() {
      retired = true
      tell()
    },
    destroy: () => socket.destroy(),
    connected,
    get isRetired() {
      return retired
    },
    get length() {
      return length
    },
    get bytes() {
      if (chunks.length > 1) chunks = [Buffer.concat(chunks)]
      const [all = Buffer.alloc(0)] = chunks
      // A view: to copy megabytes at each look would take longer than to check them.
      return new Uint8Array(all.buffer, all.byteOffset, all.length)
    },
    get message() {
      return last()
    },
    get ending() {
      return ending
    },
    get refused() {
      return refused
    },
    onMore(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const isInterim = ({ startLine }: Message) =>
  startLine?.type === 'status-line' && startLine.status < 200
