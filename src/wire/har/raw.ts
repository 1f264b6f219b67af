import type { Message } from '../../http/message.ts'
import type { HarContent } from './content.ts'

/** The bytes of a message as they passed, without those that the entry holds as content anyway. */
export interface RawMessage {
  /** The header section up to its empty line, a character for each byte. */
  readonly _head?: string
  /** A chunked body: what stands around the content, and how many bytes of content come between. */
  readonly _framing?: readonly (string | number)[]
  /** The body in base64, where the content does not give it back: it is packed, or in another charset. */
  readonly _body?: string
  /** All of a message without a whole header section, in base64. */
  readonly _bytes?: string
  /** Bytes of the whole message, where not all of them were kept. */
  readonly _length?: number
}

/** How a message's bytes are stored beside its content; undefined where that is not stored. */
export function rawMessage(message: Message, stored: HarContent | undefined): RawMessage {
  const { bytes, length, blankLine } = message
  const cut = length > bytes.length && { _length: length }
  if (blankLine === undefined || bytes.length < blankLine.end)
    return { ...(bytes.length > 0 && { _bytes: base64(bytes) }), ...cut }
  const body = bytes.subarray(blankLine.end)
  return {
    _head: Buffer.from(bytes.subarray(0, blankLine.end)).toString('latin1'),
    ...(body.length > 0 && rawBody(body, message.framing?.type === 'chunked', stored)),
    ...cut,
  }
}

function rawBody(body: Uint8Array, isChunked: boolean, stored: HarContent | undefined): RawMessage {
  const content = contentBytes(stored)
  if (!isChunked) return content.equals(body) ? {} : { _body: base64(body) }
  const framing = framingOf(body)
  return unframed(framing, content).equals(body) ? { _framing: framing } : { _body: base64(body) }
}

/** The bytes of a message that was stored so; undefined where its bytes are not in the entry. */
export function rawBytes(raw: RawMessage, stored: HarContent | undefined): Uint8Array | undefined {
  if (raw._bytes !== undefined) return Buffer.from(raw._bytes, 'base64')
  if (raw._head === undefined) return undefined
  return Buffer.concat([Buffer.from(raw._head, 'latin1'), storedBody(raw, contentBytes(stored))])
}

function storedBody({ _body, _framing }: RawMessage, content: Buffer): Uint8Array {
  if (_body !== undefined) return Buffer.from(_body, 'base64')
  return _framing === undefined ? content : unframed(_framing, content)
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const contentBytes = (stored: HarContent | undefined) =>
  Buffer.from(stored?.text ?? '', stored?.encoding ?? 'utf8')

/** What stands around the data of a chunked body, and how many bytes of data come between (RFC 9112, section 7.1). */
function framingOf(body: Uint8Array): (string | number)[] {
  const framing: (string | number)[] = []
  let from = 0
  let at = 0
  while (at < body.length) {
    const lineEnd = body.indexOf(10, at) + 1
    const line = Buffer.from(body.subarray(at, lineEnd)).toString('latin1')
    const size = Number.parseInt(/^[\da-f]+/i.exec(line)?.[0] ?? '', 16)
    if (lineEnd === 0 || !(size > 0)) break
    const end = Math.min(lineEnd + size, body.length)
    framing.push(Buffer.from(body.subarray(from, lineEnd)).toString('latin1'), end - lineEnd)
    from = end
    const next = body.indexOf(10, end) + 1
    at = next === 0 ? body.length : next
  }
  return [...framing, Buffer.from(body.subarray(from)).toString('latin1')]
}

function unframed(framing: readonly (string | number)[], content: Buffer): Buffer {
  let at = 0
  return Buffer.concat(
    framing.map((part) => {
      if (typeof part === 'string') return Buffer.from(part, 'latin1')
      at += part
      return content.subarray(at - part, at)
    }),
  )
}
