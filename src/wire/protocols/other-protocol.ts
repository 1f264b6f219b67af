import type { Side } from '../event.ts'
import type { StreamEvent } from './event-stream.ts'
import { beginsHttp2, type Http2Frame, Http2Reader } from './http2.ts'
import { type ClientHello, looksLikeTls, readClientHello, readServerHello } from './tls.ts'
import { compressionOf, type WebSocketFrame, WebSocketReader } from './websocket.ts'

/** The beginning of TLS; what follows can't be read. */
export type TlsHello =
  | { readonly protocol: 'tls'; readonly from: 'client'; readonly hello: ClientHello }
  /** The server speaks TLS: with this version, or it refuses with an alert. */
  | { readonly protocol: 'tls'; readonly from: 'server'; readonly version: string }
  | { readonly protocol: 'tls'; readonly from: 'server'; readonly alert: string }
  /** What the server sends is no TLS. */
  | { readonly protocol: 'tls'; readonly from: 'server'; readonly isTls: false }

/** One thing that passed in another protocol than HTTP/1, or inside a response that is a stream. */
export type Frame = WebSocketFrame | Http2Frame | TlsHello | StreamEvent

/** The protocols by the names they have in code; `other` is one that is passed on and not read. */
export type ProtocolName = 'websocket' | 'http2' | 'tls' | 'tunnel' | 'other'

/** What is spoken on a connection instead of HTTP/1, from some byte on. */
export interface OtherProtocol {
  readonly name: ProtocolName
  /** As the peers name it: the value of Upgrade, or where a tunnel leads. */
  readonly label: string
  /** Bytes that each side has sent in it. */
  readonly lengths: Readonly<Record<Side, number>>
  /** The first of those bytes, as many as are shown. */
  readonly beginnings: Readonly<Record<Side, Uint8Array>>
  /** Takes what a side sends next; gives back what has come whole by it. */
  push(from: Side, bytes: Uint8Array): Frame[]
}

/** Reads the bytes of one side and remembers what it needs to. */
type Push = (from: Side, bytes: Uint8Array) => Frame[]

/** Bytes of each side that are kept to be shown. */
const mostOfBeginning = 256

class Spoken implements OtherProtocol {
  readonly name: ProtocolName
  readonly label: string
  readonly lengths = { client: 0, server: 0 }
  readonly beginnings: Record<Side, Uint8Array> = {
    client: new Uint8Array(0),
    server: new Uint8Array(0),
  }
  readonly #push: Push

  constructor(name: ProtocolName, label: string, push: Push) {
    this.name = name
    this.label = label
    this.#push = push
  }

  push(from: Side, bytes: Uint8Array): Frame[] {
    this.lengths[from] += bytes.length
    const begun = this.beginnings[from]
    if (begun.length < mostOfBeginning)
      this.beginnings[from] = Uint8Array.from(
        Buffer.concat([begun, bytes.subarray(0, mostOfBeginning - begun.length)]),
      )
    return this.#push(from, bytes)
  }
}

/** What a request and the response that changes the protocol say of it. */
export interface Switch {
  /** The value of the response's Upgrade; undefined for a tunnel. */
  readonly upgrade: string | undefined
  /** The value of the response's Sec-WebSocket-Extensions. */
  readonly extensions: string | undefined
  /** Where a tunnel leads: the target of CONNECT. */
  readonly target: string
}

/** The protocol after a response that ends HTTP/1 (RFC 9110, sections 7.8 and 9.3.6). */
export function protocolAfter({ upgrade, extensions, target }: Switch): OtherProtocol {
  if (upgrade === undefined) return tunnel(target)
  const name = upgrade.trim().toLowerCase()
  if (name === 'websocket') return webSocket(upgrade, extensions)
  if (name === 'h2c') return http2('h2c')
  return new Spoken('other', upgrade.trim(), () => [])
}

/**
 * The protocol that a client's first bytes begin, if it is not HTTP/1; `undecided` while they could begin
 * either.
 */
export function protocolOf(first: Uint8Array): OtherProtocol | 'http1' | 'undecided' {
  if (first.length >= 3 && looksLikeTls(first)) return tls()
  if (first[0] === 0x16) return first.length < 3 ? 'undecided' : 'http1'
  const isHttp2 = beginsHttp2(first)
  if (isHttp2 === undefined) return 'undecided'
  return isHttp2 ? http2('HTTP/2') : 'http1'
}

function webSocket(label: string, extensions: string | undefined): OtherProtocol {
  const compression = compressionOf(extensions)
  const readers = {
    client: new WebSocketReader('client', compression.client),
    server: new WebSocketReader('server', compression.server),
  }
  return new Spoken('websocket', label, (from, bytes) => readers[from].push(bytes))
}

/** HTTP/2 on a connection; `label` as the peers call it. */
export function http2(label: string): OtherProtocol {
  const readers = { client: new Http2Reader('client'), server: new Http2Reader('server') }
  return new Spoken('http2', label, (from, bytes) => readers[from].push(bytes))
}

/** Bytes of a hello that are kept until all of it has come. */
const mostKept = 64 * 1024

function tls(): OtherProtocol {
  const begun: Record<Side, Uint8Array | undefined> = {
    client: new Uint8Array(0),
    server: new Uint8Array(0),
  }
  return new Spoken('tls', 'TLS', (from, bytes) => {
    const before = begun[from]
    if (before === undefined) return []
    const all = Buffer.concat([before, bytes])
    const hello = from === 'client' ? clientSays(all) : serverSays(all)
    begun[from] = hello === undefined && all.length < mostKept ? all : undefined
    return hello === undefined ? [] : [hello]
  })
}

function clientSays(bytes: Uint8Array): TlsHello | undefined {
  const hello = readClientHello(bytes)
  return hello && { protocol: 'tls', from: 'client', hello }
}

function serverSays(bytes: Uint8Array): TlsHello | undefined {
  if (bytes.length < 3) return undefined
  if (!looksLikeTls(bytes)) return { protocol: 'tls', from: 'server', isTls: false }
  const said = readServerHello(bytes)
  if (said === undefined) return undefined
  return said.type === 'hello'
    ? { protocol: 'tls', from: 'server', version: said.version }
    : { protocol: 'tls', from: 'server', alert: said.description }
}

/** What passes in a tunnel is told by the client's first bytes, if it is TLS or HTTP/2. */
function tunnel(target: string): OtherProtocol {
  let inside: OtherProtocol | 'http1' | 'undecided' = 'undecided'
  let held = new Uint8Array(0)
  return new Spoken('tunnel', target, (from, bytes) => {
    if (inside === 'undecided' && from === 'client') {
      held = Buffer.concat([held, bytes])
      inside = protocolOf(held)
      return typeof inside === 'string' ? [] : inside.push('client', held)
    }
    return typeof inside === 'string' ? [] : inside.push(from, bytes)
  })
}
