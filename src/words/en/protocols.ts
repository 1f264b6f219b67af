import { grouped, listed, plural } from '../plural.ts'

// What is said of other protocols than HTTP/1 on the wire.

export const webSocket =
  'From here on this connection speaks WebSocket. The 101 response was its last HTTP message.'
export const http2After =
  'From here on this connection speaks HTTP/2, in binary frames. The 101 response was its last message in text.'
export const http2 = 'This connection speaks HTTP/2, in binary frames.'
export const tls =
  'This connection speaks TLS: after its first messages, all bytes are encrypted. The tap passes them on.'
export const other = (label: string) =>
  `From here on this connection speaks ${label}. The tap passes it on and does not read it.`

export const tunnel = (target: string) =>
  `From here on this connection is a tunnel to ${target}. The tap passes all bytes on.`

/** WebSocket close codes (RFC 6455, section 7.4.1, and IANA's registry). */
const closeCodes: Readonly<Record<number, string>> = {
  1000: 'normal closure',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1005: 'no status code',
  1006: 'closed without a close frame',
  1007: 'invalid payload',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'an extension is missing',
  1011: 'internal error',
  1012: 'service restart',
  1013: 'try again later',
  1014: 'bad gateway',
}

const rangeOf = (code: number) => {
  if (code >= 4000 && code < 5000) return 'a code of the application'
  if (code >= 3000 && code < 4000) return 'a registered code of a library'
  return 'an unknown code'
}

export const closeName = (code: number) => closeCodes[code] ?? rangeOf(code)

export const close = (code: number | undefined) =>
  code === undefined ? 'close' : `close ${code} (${closeName(code)})`

/** The kind of a frame that carries a part of a message. */
export const frameNames = {
  text: 'text',
  binary: 'binary',
  continuation: 'continuation',
  close: 'close',
  ping: 'ping',
  pong: 'pong',
}
export const reservedFrame = (code: number) => `frame with the reserved opcode ${code}`

export interface FrameSize {
  readonly bytes: number
  /** Bytes after unpacking; undefined where it was not packed. */
  readonly unpacked: number | undefined
}

export const size = ({ bytes, unpacked }: FrameSize) =>
  unpacked === undefined
    ? plural(bytes, 'byte')
    : `${plural(unpacked, 'byte')}, compressed to ${grouped(bytes)}`
export const endsMessage = (bytes: number) => `ends a message of ${plural(bytes, 'byte')}`
export const masked = 'masked'
export const goesOn = 'the message goes on in the next frame'

/** What RFC 6455 does not allow in a frame. */
export const frameProblems = {
  'not-masked': 'A client must mask every frame. Browsers do, and servers close the connection.',
  masked: 'A server must not mask its frames. Browsers close the connection.',
  'reserved-opcode': 'This opcode has no meaning. The other side closes the connection.',
  'reserved-bits':
    'A reserved bit is set, and no extension that gives it a meaning was agreed on. The other side closes the connection.',
  'control-fragmented': 'A ping, pong or close must be one frame.',
  'control-too-long': 'A ping, pong or close holds 125 bytes at most.',
  'out-of-order': 'The frames of a message must follow each other, and only the first has a type.',
  'not-utf8': 'The payload of a text message must be UTF-8.',
  'not-unpacked': 'This message is marked as compressed, but could not be decompressed.',
}

export const stream = (id: number) => (id === 0 ? 'connection' : `stream ${id}`)
export const notDecoded = 'headers that could not be decoded'
export const blockGoesOn = 'the headers go on in the next frame'
export const setting = (name: string, value: number) => `${name} ${value}`
export const windowUpdate = (bytes: number) => `${plural(bytes, 'byte')} more may be sent`
export const goaway = (lastStream: number, error: string) => `${error}, last stream ${lastStream}`

export interface Hello {
  readonly serverName: string | undefined
  readonly versions: readonly string[]
  readonly applicationProtocols: readonly string[]
}

export const clientHello = ({ serverName, versions, applicationProtocols }: Hello) =>
  [
    versions.length === 0 ? 'TLS ClientHello' : `TLS ClientHello: offers ${listed(versions, 'or')}`,
    ...(serverName === undefined ? [] : [`asks for the server ${serverName}`]),
    ...(applicationProtocols.length === 0
      ? []
      : [`can speak ${listed(applicationProtocols, 'or')} inside`]),
  ].join(', ')
export const serverHello = (version: string) =>
  `TLS ServerHello: ${version}. From here on all is encrypted.`
export const tlsAlert = (description: string) =>
  `TLS alert: the server refuses, with ${description}.`
export const noTls = 'a response without TLS'
export const notTls =
  'The client speaks TLS, as for https://, and the server responds without TLS. Write http:// in the address.'

export const moreFrames = (count: number) => `${plural(count, 'more frame')} came too fast to show.`

export const streamEvent = (event: string, id: string | undefined) =>
  id === undefined ? `event ${event}` : `event ${event}, id ${id}`
export const retry = (ms: number) => `reconnects after ${ms} ms`
export const comment = 'comment'
export const cut = 'the rest is not kept'
