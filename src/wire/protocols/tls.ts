/** What a client says first when it speaks TLS (RFC 8446, section 4.1.2), as far as anybody can read it. */
export interface ClientHello {
  /** The name of the server that it looks for. */
  readonly serverName: string | undefined
  /** Versions that it offers, the one it likes best first: `TLS 1.3`. */
  readonly versions: readonly string[]
  /** What it would speak inside: `h2`, `http/1.1`. */
  readonly applicationProtocols: readonly string[]
}

/** What a server answers: the version that is used, or a refusal. */
export type ServerHello =
  | { readonly type: 'hello'; readonly version: string }
  | { readonly type: 'alert'; readonly description: string }

const handshake = 0x16
const alert = 0x15
const clientHello = 1
const serverHello = 2

/** A record of TLS begins with its type and the major version 3. */
export const looksLikeTls = (bytes: Uint8Array): boolean =>
  (bytes[0] === handshake || bytes[0] === alert) && bytes[1] === 3 && (bytes[2] ?? 0) <= 4

/** Undefined where the bytes are no such message, or too few of them have come. */
export function readClientHello(bytes: Uint8Array): ClientHello | undefined {
  const body = handshakeMessage(bytes, clientHello)
  if (body === undefined) return undefined
  const legacy = body.number(2)
  body.skip(32)
  body.vector(1)
  body.vector(2)
  body.vector(1)
  const extensions = readExtensions(body)
  if (body.isShort) return undefined
  const offered = extensions.get(43)
  const versions = offered === undefined ? [legacy] : numbers(offered.vector(1))
  const names = extensions.get(0)?.vector(2)
  // The kind of name: there is one only, a host name.
  names?.skip(1)
  return {
    serverName: names?.vector(2).text() || undefined,
    versions: versions.flatMap((version) => versionName(version) ?? []),
    applicationProtocols: texts(extensions.get(16)?.vector(2)),
  }
}

/** Undefined where the bytes are neither, or too few of them have come. */
export function readServerHello(bytes: Uint8Array): ServerHello | undefined {
  if (!looksLikeTls(bytes)) return undefined
  if (bytes[0] === alert) {
    const code = bytes[6]
    if (code === undefined) return undefined
    return { type: 'alert', description: alertNames[code] ?? `alert ${code}` }
  }
  const body = handshakeMessage(bytes, serverHello)
  if (body === undefined) return undefined
  const legacy = body.number(2)
  body.skip(32)
  body.vector(1)
  body.skip(3)
  const chosen = readExtensions(body).get(43)?.number(2)
  if (body.isShort) return undefined
  return {
    type: 'hello',
    version:
      versionName(chosen ?? legacy) ?? `0x${(chosen ?? legacy).toString(16).padStart(4, '0')}`,
  }
}

/** Values that nobody may understand are offered so that servers get used to them (GREASE, RFC 8701). */
const versionName = (version: number) =>
  ({ 768: 'SSL 3.0', 769: 'TLS 1.0', 770: 'TLS 1.1', 771: 'TLS 1.2', 772: 'TLS 1.3' })[version]

/** RFC 8446, section 6, those that a first answer may be. */
const alertNames: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  40: 'handshake_failure',
  47: 'illegal_parameter',
  50: 'decode_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  112: 'unrecognized_name',
  120: 'no_application_protocol',
}

/** The body of the first handshake message, if it is of this type; it may fill several records. */
function handshakeMessage(bytes: Uint8Array, type: number): Cursor | undefined {
  const fragments: Uint8Array[] = []
  const records = new Cursor(bytes)
  while (!records.isAtEnd) {
    const isHandshake = records.number(1) === handshake
    records.skip(2)
    const fragment = records.vector(2)
    if (!isHandshake || records.isShort) break
    fragments.push(fragment.bytes)
  }
  const message = new Cursor(Buffer.concat(fragments))
  if (message.number(1) !== type) return undefined
  const body = message.vector(3)
  return message.isShort ? undefined : body
}

function readExtensions(body: Cursor): Map<number, Cursor> {
  const extensions = new Map<number, Cursor>()
  if (body.isAtEnd) return extensions
  const list = body.vector(2)
  while (!list.isAtEnd && !list.isShort) extensions.set(list.number(2), list.vector(2))
  return extensions
}

function numbers(list: Cursor): number[] {
  const found: number[] = []
  while (!list.isAtEnd && !list.isShort) found.push(list.number(2))
  return found
}

function texts(list: Cursor | undefined): string[] {
  const found: string[] = []
  while (list !== undefined && !list.isAtEnd && !list.isShort) found.push(list.vector(1).text())
  return found
}

/** Reads along some bytes. Beyond their end all is zero and empty, and `isShort` tells. */
class Cursor {
  readonly bytes: Uint8Array
  isShort = false
  #at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length
  }

  skip(count: number): void {
    this.#at += count
    this.isShort ||= this.#at > this.bytes.length
  }

  number(size: number): number {
    let value = 0
    for (let i = 0; i < size; i++) value = 256 * value + (this.bytes[this.#at + i] ?? 0)
    this.skip(size)
    return value
  }

  /** A length of so many bytes, and then as many bytes as it says. */
  vector(size: number): Cursor {
    const length = this.number(size)
    const from = this.#at
    this.skip(length)
    return new Cursor(this.bytes.subarray(from, from + length))
  }

  text(): string {
    return Buffer.from(this.bytes).toString('latin1')
  }
}
