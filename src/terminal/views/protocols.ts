import type { StreamEvent } from '../../wire/protocols/event-stream.ts'
import type { Http2Frame } from '../../wire/protocols/http2.ts'
import type { Frame, OtherProtocol, TlsHello } from '../../wire/protocols/other-protocol.ts'
import type { WebSocketFrame } from '../../wire/protocols/websocket.ts'
import { protocolsWords as words } from '../../words/protocols.ts'
import { visible, visibleText } from '../../words/visible.ts'
import { inOneRow, wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

/** Which protocol a connection speaks from here on. `isAfterHttp`: a response has agreed on it. */
export function protocolLines(
  { name, label }: OtherProtocol,
  isAfterHttp: boolean,
  theme: Theme,
): string[] {
  const said = {
    websocket: words.webSocket,
    http2: isAfterHttp ? words.http2After : words.http2,
    tls: words.tls,
    tunnel: words.tunnel(visibleText(label, theme.symbols)),
    other: words.other(visibleText(label, theme.symbols)),
  }[name]
  return wrap(said, theme.columns - 3)
}

/** What passed, in a line and in what is wrong with it. */
export function frameLines(frame: Frame, theme: Theme): string[] {
  const { paint, symbols } = theme
  const arrow = isFromClient(frame) ? symbols.request : symbols.response
  const { head, text, problems } = describe(frame, theme)
  const line = text === undefined || text === '' ? head : `${head}: ${text}`
  return [
    `${arrow} ${inOneRow(line, theme.columns - 5, symbols.ellipsis)}`,
    ...problems
      .flatMap((problem) => wrap(problem, theme.columns - 5))
      .map((problem) => `  ${paint('error', problem)}`),
  ]
}

const isFromClient = (frame: Frame) => 'from' in frame && frame.from === 'client'

interface Described {
  readonly head: string
  /** What the frame carries, safe to print. */
  readonly text: string | undefined
  readonly problems: readonly string[]
}

function describe(frame: Frame, theme: Theme): Described {
  switch (frame.protocol) {
    case 'websocket':
      return describeWebSocket(frame, theme)
    case 'http2':
      return describeHttp2(frame, theme)
    case 'tls':
      return describeTls(frame, theme)
    case 'event-stream':
      return describeEvent(frame, theme)
  }
}

/** Bytes of a message that are made text for a line. */
const mostBytes = 1000

const asText = (bytes: Uint8Array, theme: Theme) =>
  visible(bytes.subarray(0, mostBytes), theme.symbols).text

function describeWebSocket(frame: WebSocketFrame, theme: Theme): Described {
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
      ? visibleText(close.reason, theme.symbols)
      : message?.type === 'binary'
        ? hex(message.bytes)
        : asText(message?.bytes ?? (fin ? payload : new Uint8Array(0)), theme)
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

function describeHttp2(frame: Http2Frame, theme: Theme): Described {
  const { name, stream, length, flags } = frame
  return {
    head: [
      `${name} ${words.stream(stream)}`,
      words.size({ bytes: length, unpacked: undefined }),
      ...flags,
    ].join(', '),
    text: http2Text(frame, theme),
    problems: [],
  }
}

function http2Text({ payload }: Http2Frame, theme: Theme): string | undefined {
  switch (payload.type) {
    case 'headers':
      return payload.headers
        .map(({ name, value }) => visibleText(`${name} ${value}`, theme.symbols))
        .join(', ')
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
        ...(payload.reason === '' ? [] : [visibleText(payload.reason, theme.symbols)]),
      ].join(', ')
    case 'data':
      return asText(payload.bytes, theme)
    case 'other':
      return undefined
  }
}

function describeTls(frame: TlsHello, theme: Theme): Described {
  const only = (head: string): Described => ({ head, text: undefined, problems: [] })
  if (frame.from === 'client') {
    const { serverName, versions, applicationProtocols } = frame.hello
    return only(
      words.clientHello({
        serverName: serverName && visibleText(serverName, theme.symbols),
        versions,
        applicationProtocols: applicationProtocols.map((each) => visibleText(each, theme.symbols)),
      }),
    )
  }
  if ('version' in frame) return only(words.serverHello(frame.version))
  if ('alert' in frame) return only(words.tlsAlert(frame.alert))
  return { head: words.noTls, text: undefined, problems: [words.notTls] }
}

function describeEvent(event: StreamEvent, theme: Theme): Described {
  const text = (given: string) => asText(Buffer.from(given), theme)
  if (event.type === 'comment') return { head: words.comment, text: text(event.text), problems: [] }
  const { id, retry } = event
  return {
    head: [
      words.streamEvent(
        visibleText(event.event, theme.symbols),
        id && visibleText(id, theme.symbols),
      ),
      ...(retry === undefined ? [] : [words.retry(retry)]),
      ...(event.isCut ? [words.cut] : []),
    ].join(', '),
    text: text(event.data),
    problems: [],
  }
}
