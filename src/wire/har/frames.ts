import type { Change, Connection, Exchange } from '../exchange.ts'

/** A message of a WebSocket, as Chrome writes it. */
export interface HarFrame {
  readonly type: 'send' | 'receive'
  /** Seconds since 1970. */
  readonly time: number
  /** Of its first frame (RFC 6455, section 11.8). */
  readonly opcode: number
  /** Text, or binary data in base64. */
  readonly data: string
}

/** The messages of one connection, and how many more there were than are kept. */
export interface KeptFrames {
  readonly messages: readonly HarFrame[]
  readonly left: number
}

export interface HarFrames {
  take(change: Change & { type: 'frame' }): void
  /** The messages of the WebSocket that the exchange opened; undefined where it opened none. */
  of(exchange: Exchange): KeptFrames | undefined
}

/** Characters of the messages of one connection that are kept. */
const mostKept = 4 * 1024 * 1024

/** Keeps the messages of WebSockets until their connections end. `origin`: the time of day at 0 on the tap's clock. */
export function createHarFrames(origin: number): HarFrames {
  const kept = new WeakMap<Connection, { messages: HarFrame[]; left: number; size: number }>()
  return {
    take({ connection, frame, at }) {
      if (frame.protocol !== 'websocket') return
      const { message, opcode, code, from, payload } = frame
      const isControl = opcode === 'close' || opcode === 'ping' || opcode === 'pong'
      if (message === undefined && !isControl) return
      const bytes = message === undefined ? payload : (message.bytes ?? payload)
      const data = Buffer.from(bytes).toString(message?.type === 'text' ? 'utf8' : 'base64')
      const own = kept.get(connection) ?? { messages: [], left: 0, size: 0 }
      kept.set(connection, own)
      own.size += data.length
      if (own.size > mostKept) own.left += 1
      else
        own.messages.push({
          type: from === 'client' ? 'send' : 'receive',
          time: (origin + at) / 1000,
          opcode: message === undefined ? code : message.type === 'text' ? 1 : 2,
          data,
        })
    },
    of: (exchange) => (isSwitched(exchange) ? kept.get(exchange.connection) : undefined),
  }
}

/** The response changed the protocol: what follows on the connection is no HTTP. */
export const isSwitched = ({ response }: Exchange) =>
  response?.startLine?.type === 'status-line' && response.startLine.status === 101
