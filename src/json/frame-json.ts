import type { StreamEvent } from '../wire/protocols/event-stream.ts'
import type { Http2Frame } from '../wire/protocols/http2.ts'
import type { Frame, TlsHello } from '../wire/protocols/other-protocol.ts'
import type { WebSocketFrame } from '../wire/protocols/websocket.ts'
import { protocolsWords } from '../words/protocols.ts'

/** What passed in another protocol, or in a response that is a stream; so many bytes of what it carries. */
export function frameAsJson(frame: Frame, maxBytes: number): object {
  switch (frame.protocol) {
    case 'websocket':
      return webSocketAsJson(frame, maxBytes)
    case 'http2':
      return http2AsJson(frame, maxBytes)
    case 'tls':
      return tlsAsJson(frame)
    case 'event-stream':
      return eventAsJson(frame, maxBytes)
  }
}

function webSocketAsJson(frame: WebSocketFrame, maxBytes: number): object {
  const { protocol, from, opcode, code, fin, isMasked, length, message, close, problems } = frame
  return {
    protocol,
    from,
    opcode,
    code,
    fin,
    masked: isMasked,
    length,
    ...(message !== undefined && {
      message: {
        type: message.type,
        length: message.sentLength,
        compressed: message.isCompressed,
        complete: message.isWhole && (message.bytes?.length ?? 0) <= maxBytes,
        ...(message.bytes !== undefined && carried(message.bytes, message.type, maxBytes)),
      },
    }),
    ...(close !== undefined && {
      close: {
        ...(close.code !== undefined && {
          code: close.code,
          name: protocolsWords.closeName(close.code),
        }),
        reason: close.reason,
      },
    }),
    ...(problems.length > 0 && { problems }),
  }
}

const carried = (bytes: Uint8Array, type: 'text' | 'binary', maxBytes: number) => {
  const part = Buffer.from(bytes.subarray(0, maxBytes))
  return type === 'text' ? { text: part.toString() } : { bytes: part.toString('base64') }
}

function http2AsJson(
  { protocol, from, name, stream, length, flags, payload }: Http2Frame,
  maxBytes: number,
): object {
  const frame = { protocol, from, name, stream, length, flags }
  switch (payload.type) {
    case 'headers':
      return { ...frame, headers: payload.headers.map(({ name, value }) => [name, value]) }
    case 'settings':
      return { ...frame, settings: payload.settings.map(({ name, value }) => [name, value]) }
    case 'window-update':
      return { ...frame, increment: payload.increment }
    case 'error':
      return { ...frame, error: payload.error }
    case 'goaway': {
      const { lastStream, error, reason } = payload
      return { ...frame, lastStream, error, reason }
    }
    case 'data':
      return {
        ...frame,
        bytes: Buffer.from(payload.bytes.subarray(0, maxBytes)).toString('base64'),
      }
    case 'header-block':
    case 'other':
      return frame
  }
}

function tlsAsJson(frame: TlsHello): object {
  const { protocol, from } = frame
  if (frame.from === 'client') return { protocol, from, ...frame.hello }
  if ('version' in frame) return { protocol, from, version: frame.version }
  return 'alert' in frame
    ? { protocol, from, alert: frame.alert }
    : { protocol, from, isTls: frame.isTls }
}

function eventAsJson(event: StreamEvent, maxBytes: number): object {
  const { protocol } = event
  if (event.type === 'comment')
    return { protocol, from: 'server', comment: event.text.slice(0, maxBytes) }
  return {
    protocol,
    from: 'server',
    event: event.event,
    data: event.data.slice(0, maxBytes),
    ...(event.id !== undefined && { id: event.id }),
    ...(event.retry !== undefined && { retry: event.retry }),
    complete: !event.isCut && event.data.length <= maxBytes,
  }
}
