import { headerValue } from '../http/headers.ts'
import type { Message, Role } from '../http/message.ts'
import type { Side } from './event.ts'
import { beginsHttp2, beginsHttp2Server, preface, sizeOfFrame } from './protocols/http2.ts'
import { type Frame, http2, type OtherProtocol, protocolAfter } from './protocols/other-protocol.ts'
import { firstFrame } from './protocols/websocket.ts'

/** Bytes of a recording that are frames of WebSocket or HTTP/2. */
export interface RecordedProtocol {
  readonly type: 'protocol'
  /** The byte that it starts at. */
  readonly at: number
  readonly protocol: OtherProtocol
  /** What it follows: the message that asked for it or agreed to it; `nothing`: the recording begins with it. */
  readonly after: Role | 'nothing'
  readonly frames: readonly Frame[]
  /** Bytes at the end that are no whole frame. */
  readonly cut: number
}

/** HTTP/2 that a recording begins with, of a client or of a server. */
export function recordedHttp2(
  bytes: Uint8Array,
  role: Role | undefined,
): RecordedProtocol | undefined {
  const isClient = role !== 'response' && beginsHttp2(bytes) === true
  const isServer = role !== 'request' && beginsHttp2Server(bytes)
  if (!isClient && !isServer) return undefined
  return readHttp2(http2('HTTP/2'), isClient ? 'client' : 'server', bytes, {
    at: 0,
    after: 'nothing',
  })
}

/**
 * What follows a message that asked for another protocol, or agreed to it; undefined where that is not known or no
 * frame of it. `hasBoth`: the bytes of both sides are there, by turns.
 */
export function recordedAfter(
  { role, fields, startLine }: Message,
  bytes: Uint8Array,
  { at, hasBoth }: { at: number; hasBoth: boolean },
): RecordedProtocol | undefined {
  const isSwitch = startLine?.type === 'status-line' ? startLine.status === 101 : true
  const upgrade = headerValue(fields, 'upgrade')
  if (!isSwitch || upgrade === undefined) return undefined
  // What only a request offers is agreed to, or no frame would make use of it.
  const extensions = headerValue(fields, 'sec-websocket-extensions')
  const protocol = protocolAfter({ upgrade, extensions, target: '' })
  const side = role === 'request' ? 'client' : 'server'
  const where = { at, after: role }
  const read =
    protocol.name === 'websocket'
      ? readWebSocket(protocol, hasBoth ? 'both' : side, bytes, where)
      : protocol.name === 'http2'
        ? readHttp2(protocol, beginsHttp2(bytes) === true ? 'client' : side, bytes, where)
        : undefined
  return read?.frames.length === 0 ? undefined : read
}

type Where = Pick<RecordedProtocol, 'at' | 'after'>

/** A client masks each frame, and a server none (RFC 6455, section 5.1): so it is known who has sent which. */
function readWebSocket(
  protocol: OtherProtocol,
  from: Side | 'both',
  bytes: Uint8Array,
  where: Where,
): RecordedProtocol {
  const frames: Frame[] = []
  let at = 0
  while (at < bytes.length) {
    const frame = firstFrame(bytes.subarray(at))
    if (frame === undefined) break
    const side = from !== 'both' ? from : frame.isMasked ? 'client' : 'server'
    frames.push(...protocol.push(side, bytes.subarray(at, at + frame.length)))
    at += frame.length
  }
  return { type: 'protocol', ...where, protocol, frames, cut: bytes.length - at }
}

function readHttp2(
  protocol: OtherProtocol,
  from: Side,
  bytes: Uint8Array,
  where: Where,
): RecordedProtocol {
  const frames = protocol.push(from, bytes)
  let taken = from === 'client' ? preface.length : 0
  for (const frame of frames) if (frame.protocol === 'http2') taken += sizeOfFrame(frame)
  return { type: 'protocol', ...where, protocol, frames, cut: Math.max(0, bytes.length - taken) }
}
