import { hexValue } from '../http/bytes.ts'
import { contentOf } from '../http/dechunk.ts'
import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { latin1, utf8 } from './bytes.ts'
import { type DecodedPart, decodeParts } from './parts.ts'

/** One half of `name=value`, step by step. Each step is undefined where it changed nothing. */
export interface DecodedText {
  /** As it was sent. */
  readonly raw: Uint8Array
  /** With a space for every `+`. */
  readonly spaced: Uint8Array | undefined
  /** With a byte for every `%XX`. */
  readonly bytes: Uint8Array | undefined
  /** The bytes read as UTF-8; with U+FFFD where they are none. */
  readonly text: string
  readonly oddities: readonly Oddity[]
}

/** What is unusual about a piece of a form. */
export type Oddity =
  /** A `%` without two hexadecimal digits after it: it stays as it is. */
  | { readonly type: 'bad-percent'; readonly text: string }
  /** The bytes are not UTF-8. */
  | { readonly type: 'not-utf8' }
  /** HTML entities that the browser wrote, and not the person; the first few of them. */
  | {
      readonly type: 'entities'
      readonly found: readonly { readonly text: string; readonly means: string }[]
    }

/** One `name=value`. */
export interface DecodedPair {
  /** Bytes as sent, `=` included. */
  readonly length: number
  readonly name: DecodedText
  /** Undefined where there is no `=`: the value is then empty. */
  readonly value: DecodedText | undefined
  /** Its number among the pairs of the same name, from 1, and how many those are. */
  readonly nth: number
  readonly of: number
}

/** A form as it came in a message, taken apart. */
export type DecodedForm =
  | {
      readonly type: 'pairs'
      readonly in: 'query' | 'body'
      /** As it was sent, without the question mark. */
      readonly raw: Uint8Array
      readonly pairs: readonly DecodedPair[]
      /** Empty pieces between two `&`, which count for nothing. */
      readonly empty: number
      /** Pairs beyond those that are taken apart. */
      readonly more: number
    }
  | {
      readonly type: 'parts'
      readonly in: 'body'
      readonly boundary: string
      readonly parts: readonly DecodedPart[]
      readonly more: number
    }

/** Pairs and parts that are taken apart at most. */
export const mostPairs = 200

/** The forms that a request carries: in its query, in its body, or in both (WHATWG URL, section 5.1). */
export function decodeForm(request: Message): DecodedForm[] {
  return [...decodeQuery(request), ...decodeBody(request)]
}

function decodeQuery({ startLine }: Message): DecodedForm[] {
  if (startLine?.type !== 'request-line') return []
  const mark = startLine.target.indexOf('?')
  if (mark < 0) return []
  const query = startLine.target.slice(mark + 1).replace(/#.*$/s, '')
  return query === '' ? [] : [decodePairs(Buffer.from(query, 'latin1'), 'query')]
}

function decodeBody(request: Message): DecodedForm[] {
  const type = headerValue(request.fields, 'Content-Type') ?? ''
  if (headerValue(request.fields, 'Content-Encoding') !== undefined) return []
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    const content = contentOf(request)
    return content.length === 0 ? [] : [decodePairs(content, 'body')]
  }
  if (!/^multipart\/form-data\b/i.test(type) || request.body === undefined) return []
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(type)
  const parts = decodeParts(request)
  if (parts.length === 0) return []
  return [
    {
      type: 'parts',
      in: 'body',
      boundary: boundary?.[1] ?? boundary?.[2] ?? '',
      parts: parts.slice(0, mostPairs),
      more: Math.max(parts.length - mostPairs, 0),
    },
  ]
}

/** Takes `name=value&name=value` apart, step by step. */
export function decodePairs(raw: Uint8Array, where: 'query' | 'body'): DecodedForm {
  const pieces = split(raw, 0x26)
  const filled = pieces.filter(({ length }) => length > 0)
  const taken = filled.slice(0, mostPairs).map(decodePair)
  const counts = new Map<string, number>()
  for (const { name } of taken) counts.set(name.text, (counts.get(name.text) ?? 0) + 1)
  const seen = new Map<string, number>()
  const pairs = taken.map((pair): DecodedPair => {
    const nth = (seen.get(pair.name.text) ?? 0) + 1
    seen.set(pair.name.text, nth)
    return { ...pair, nth, of: counts.get(pair.name.text) ?? nth }
  })
  return {
    type: 'pairs',
    in: where,
    raw,
    pairs,
    empty: pieces.length - filled.length,
    more: filled.length - taken.length,
  }
}

function decodePair(piece: Uint8Array): Pick<DecodedPair, 'length' | 'name' | 'value'> {
  const equals = piece.indexOf(0x3d)
  return {
    length: piece.length,
    name: decodeText(equals < 0 ? piece : piece.subarray(0, equals)),
    value: equals < 0 ? undefined : decodeText(piece.subarray(equals + 1)),
  }
}

/** One name or value through all steps: `+`, `%XX`, UTF-8. */
function decodeText(raw: Uint8Array): DecodedText {
  const spaced = raw.includes(0x2b) ? raw.map((byte) => (byte === 0x2b ? 0x20 : byte)) : undefined
  const { bytes, bad } = percentDecode(spaced ?? raw)
  const text = utf8(bytes)
  const shown = text ?? new TextDecoder().decode(bytes)
  return {
    raw,
    spaced,
    bytes: bytes.length === raw.length ? undefined : bytes,
    text: shown,
    oddities: [
      ...bad.map((one): Oddity => ({ type: 'bad-percent', text: one })),
      ...(text === undefined ? [{ type: 'not-utf8' } as const] : []),
      ...entitiesIn(shown),
    ],
  }
}

/** Entities that are said one by one at most. */
const mostEntities = 3

/** What a browser writes for characters that the page's charset does not have (WHATWG URL, section 1.3). */
function entitiesIn(text: string): Oddity[] {
  const found = [...text.matchAll(/&#(\d{2,7});/g)].flatMap(([entity, code]) => {
    const point = Number(code)
    return point < 0x80 || point > 0x10ffff
      ? []
      : [{ text: entity, means: String.fromCodePoint(point) }]
  })
  return found.length === 0 ? [] : [{ type: 'entities', found: found.slice(0, mostEntities) }]
}

function percentDecode(raw: Uint8Array): { bytes: Uint8Array; bad: string[] } {
  const bytes = new Uint8Array(raw.length)
  const bad: string[] = []
  let to = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0
    const high = hexValue(raw[at + 1])
    const low = hexValue(raw[at + 2])
    if (byte === 0x25 && high >= 0 && low >= 0) {
      bytes[to++] = high * 16 + low
      at += 2
      continue
    }
    if (byte === 0x25 && bad.length < 3) bad.push(latin1(raw.subarray(at, at + 3)))
    bytes[to++] = byte
  }
  return { bytes: bytes.subarray(0, to), bad }
}

function split(bytes: Uint8Array, at: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let start = 0
  while (true) {
    const end = bytes.indexOf(at, start)
    pieces.push(bytes.subarray(start, end < 0 ? bytes.length : end))
    if (end < 0) return pieces
    start = end + 1
  }
}
