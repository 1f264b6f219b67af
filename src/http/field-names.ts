import { bytesOf, COMMA, SP, spells } from './bytes.ts'
import { emitCookies, emitSetCookie } from './cookies.ts'
import type { Emitter } from './emitter.ts'
import { emitEntityTags } from './entity-tags.ts'
import { emitHost } from './host.ts'
import { emitList } from './lists.ts'

/** Gives the bytes of a field value their tokens. */
export type EmitValue = (emitter: Emitter, from: number, to: number) => void

/** A field name in lower case (RFC 9110, section 5.1), with what the values of the field are made of. */
export interface FieldName {
  readonly lower: string
  readonly emitValue: EmitValue
  /** Whether it says for whom the message is, or where it or its connection ends. */
  readonly decides: boolean
  /** The name as it stands there if that is usual: to take it from here is faster than to cut it out. */
  readonly spelling: string | undefined
}

const list: EmitValue = (emitter, from, to) => emitList(emitter, from, to, 'list-member')
const mediaTypes: EmitValue = (emitter, from, to) => emitList(emitter, from, to, 'media-type')
const whole: EmitValue = (emitter, _from, to) => emitter.emit('field-value', to)
const date: EmitValue = (emitter, from, to) =>
  emitter.emit(isDate(emitter.bytes, from, to) ? 'date' : 'field-value', to)
const tagOrDate: EmitValue = (emitter, from, to) =>
  isDate(emitter.bytes, from, to) ? emitter.emit('date', to) : emitEntityTags(emitter, from, to)

/** Fields whose values have parts, and others that are usual enough to be told apart fast. */
const usual: [EmitValue, string][] = [
  [emitHost, 'host'],
  [emitCookies, 'cookie'],
  [emitSetCookie, 'set-cookie'],
  [mediaTypes, 'content-type accept accept-post accept-patch'],
  [date, 'date last-modified expires if-modified-since if-unmodified-since retry-after'],
  [emitEntityTags, 'etag if-match if-none-match'],
  [tagOrDate, 'if-range'],
  [list, 'accept-charset accept-encoding accept-language te content-encoding content-language'],
  [list, 'transfer-encoding connection proxy-connection keep-alive upgrade trailer vary allow via'],
  [list, 'cache-control pragma accept-ranges content-disposition strict-transport-security link'],
  [list, 'priority prefer expect alt-svc server-timing forwarded accept-ch critical-ch'],
  [list, 'access-control-allow-headers access-control-allow-methods'],
  [list, 'access-control-expose-headers access-control-request-headers'],
  [list, 'sec-ch-ua sec-ch-ua-full-version-list sec-websocket-extensions sec-websocket-protocol'],
  [whole, 'content-length user-agent server location origin referer upgrade-insecure-requests'],
  [whole, 'sec-fetch-site sec-fetch-mode sec-fetch-user sec-fetch-dest sec-ch-ua-mobile'],
  [whole, 'sec-ch-ua-platform authorization content-range range age x-powered-by'],
]

/** Leaves of a letter what it is in both cases. */
const withoutCase = 0xdf

const deciding = new Set(
  'host content-length transfer-encoding connection proxy-connection upgrade'.split(' '),
)

interface Known {
  readonly bytes: Uint8Array
  readonly name: FieldName
}

/** By `slotOf`, names with capitals as the RFCs have them, and in small letters; one a slot. */
const spellings: (Known | undefined)[] = Array.from({ length: 1024 })
/** By `slotOf` without case, the names in small letters. */
const inAnyCase: Known[][] = Array.from({ length: 1024 }, () => [])
for (const [emitValue, names] of usual) {
  for (const lower of names.split(' ')) {
    const decides = deciding.has(lower)
    const known = (text: string, spelling?: string): Known => ({
      bytes: bytesOf(text),
      name: { lower, emitValue, decides, spelling },
    })
    for (const spelling of [lower, capitalised(lower)]) {
      spellings[slotOf(bytesOf(spelling), 0, spelling.length)] = known(spelling, spelling)
    }
    inAnyCase[slotOf(bytesOf(lower), 0, lower.length, withoutCase)]?.push(known(lower))
  }
}

function capitalised(lower: string): string {
  return lower.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

/** Nothing is known of the value, and nothing decided by it. */
const unknown: FieldName = { lower: '', emitValue: whole, decides: false, spelling: undefined }

/** Which field the name that stands at `from` to `to` is of. */
export function fieldNameOf(bytes: Uint8Array, from: number, to: number): FieldName {
  const usual = spellings[slotOf(bytes, from, to)]
  if (usual !== undefined && isAt(bytes, from, to, usual.bytes)) return usual.name
  for (const { bytes: lower, name } of inAnyCase[slotOf(bytes, from, to, withoutCase)] ?? []) {
    if (lower.length === to - from && spells(bytes, from, lower)) return name
  }
  return unknown
}

function isAt(bytes: Uint8Array, from: number, to: number, known: Uint8Array): boolean {
  if (known.length !== to - from) return false
  let index = 0
  while (index < known.length && bytes[from + index] === known[index]) index++
  return index === known.length
}

/** A number below 1024 that different names mostly do not share. */
function slotOf(bytes: Uint8Array, from: number, to: number, mask = 0xff): number {
  const first = (bytes[from] ?? 0) & mask
  const inner = (bytes[(from + 3 * to) >> 2] ?? 0) & mask
  const last = (bytes[to - 1] ?? 0) & mask
  return (first * 7 + last + inner * 11 + (to - from) * 13) & 0x3ff
}

/** A date starts with the name of its day, in all three forms (RFC 9110, section 5.6.7). */
function isDate(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 4 || !dayNames.has(threeBytes(bytes, from))) return false
  const next = bytes[from + 3] ?? 0
  return next === SP || next === COMMA || (next >= 0x61 && next <= 0x7a)
}

const dayNames = new Set(
  ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => threeBytes(bytesOf(day), 0)),
)

function threeBytes(bytes: Uint8Array, from: number): number {
  return ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0)
}
