import type { StreamEvent } from '../wire/protocols/event-stream.ts'
import type { Http2Frame } from '../wire/protocols/http2.ts'
import type { Frame, OtherProtocol, TlsHello } from '../wire/protocols/other-protocol.ts'
import type { WebSocketFrame } from '../wire/protocols/websocket.ts'
import { protocolsWords as words } from '../words/protocols.ts'

/** How a view shows what came over the wire: bytes, or text that was read from them. */
export type Shown = (given: Uint8Array | string) => string

/** Which protocol a connection speaks from here on. `isAfterHttp`: a response has agreed on it. */
export function protocolWords(
  { name, label }: OtherProtocol,
  isAfterHttp: boolean,
  shown: Shown,
): string {
  return {
    websocket: words.webSocket,
    http2: isAfterHttp ? words.http2After : words.http2,
    tls: words.tls,
    tunnel: words.tunnel(shown(label)),
    other: words.other(shown(label)),
  }[name]
}

/** Who sent it. */
export const isFromClient = (frame: Frame): boolean => 'from' in frame && frame.from === 'client'

/** A frame in words. */
export interface FrameWords {
  readonly head: string
  /** What the frame carries, as it is shown. */
  readonly text: string | undefined
  readonly problems: readonly string[]
}

export function frameWords(frame: Frame, shown: Shown): FrameWords {
  switch (frame.protocol) {
    case 'websocket':
      return webSocketWords(frame, shown)
    case 'http2':
      return http2Words(frame, shown)
    case 'tls':
      return tlsWords(frame, shown)
    case 'event-stream':
      return eventWords(frame, shown)
  }
}

/** Bytes of a message that are made text for a line. */
const mostBytes = 1000

const beginning = (bytes: Uint8Array) => bytes.subarray(0, mostBytes)

function webSocketWords(frame: WebSocketFrame, shown: Shown): FrameWords {
  const { opcode, code, length, isMasked, fin, message, close, payload } = frame
  const name =
    close !== undefined
      ? words.close(close.code)
      : opcode === 'reserved'
        ? words.reservedFrame(code)
        : words.frameNames[opcode]
  const isWhole = message?.sentLength === length
  const unpacked = isWhole && message.isCompressed ? message.bytes?.length : undefined
  const parts = [
    name,
    ...(close === undefined ? [words.size({ bytes: length, unpacked })] : []),
    ...(isMasked ? [words.masked] : []),
    ...(message === undefined || isWhole ? [] : [words.endsMessage(message.sentLength)]),
    ...(fin || opcode === 'reserved' ? [] : [words.goesOn]),
  ]
  const text =
    close !== undefined
      ? shown(close.reason)
      : message?.type === 'binary'
        ? hex(message.bytes)
        : shown(beginning(message?.bytes ?? (fin ? payload : new Uint8Array(0))))
  return {
    head: parts.join(', '),
    text,
    problems: frame.problems.map((problem) => words.frameProblems[problem]),
  }
}

const hex = (bytes: Uint8Array | undefined) =>
  bytes &&
  Buffer.from(bytes.subarray(0, 32))
    .toString('hex')
    .replace(/..(?!$)/g, '$& ')

function http2Words(frame: Http2Frame, shown: Shown): FrameWords {
  const { name, stream, length, flags } = frame
  return {
    head: [
      `${name} ${words.stream(stream)}`,
      words.size({ bytes: length, unpacked: undefined }),
      ...flags,
    ].join(', '),
    text: http2Text(frame, shown),
    problems: [],
  }
}

function http2Text({ payload }: Http2Frame, shown: Shown): string | undefined {
  switch (payload.type) {
    case 'headers':
      return payload.headers.map(({ name, value }) => shown(`${name} ${value}`)).join(', ')
    case 'header-block':
      return payload.isDecodable ? words.blockGoesOn : words.notDecoded
    case 'settings':
      return payload.settings.map(({ name, value }) => words.setting(name, value)).join(', ')
    case 'window-update':
      return words.windowUpdate(payload.increment)
    case 'error':
      return payload.error
    case 'goaway':
      return [
        words.goaway(payload.lastStream, payload.error),
        ...(payload.reason === '' ? [] : [shown(payload.reason)]),
      ].join(', ')
    case 'data':
      return shown(beginning(payload.bytes))
    case 'other':
      return undefined
  }
}

function tlsWords(frame: TlsHello, shown: Shown): FrameWords {
  const only = (head: string): FrameWords => ({ head, text: undefined, problems: [] })
  if (frame.from === 'client') {
    const { serverName, versions, applicationProtocols } = frame.hello
    return only(
      words.clientHello({
        serverName: serverName && shown(serverName),
        versions,
        applicationProtocols: applicationProtocols.map((each) => shown(each)),
      }),
    )
  }
  if ('version' in frame) return only(words.serverHello(frame.version))
  if ('alert' in frame) return only(words.tlsAlert(frame.alert))
  return { head: words.noTls, text: undefined, problems: [words.notTls] }
}

function eventWords(event: StreamEvent, shown: Shown): FrameWords {
  const text = (given: string) => shown(beginning(Buffer.from(given)))
  if (event.type === 'comment') return { head: words.comment, text: text(event.text), problems: [] }
  const { id, retry } = event
  return {
    head: [
      words.streamEvent(shown(event.event), id && shown(id)),
      ...(retry === undefined ? [] : [words.retry(retry)]),
      ...(event.isCut ? [words.cut] : []),
    ].join(', '),
    text: text(event.data),
    problems: [],
  }
}
