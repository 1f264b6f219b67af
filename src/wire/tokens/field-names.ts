import { spells } from './bytes.ts'
import { emitCookies, emitSetCookie } from './cookies.ts'
import { emitEntityTags } from './entity-tags.ts'
import { emitHost } from './host.ts'
import type { Line } from './lines.ts'
import { emitList } from './lists.ts'

/** Gives the bytes of a field value their tokens. */
export type EmitValue = (line: Line, from: number, to: number) => void

/** A field name in lower case (RFC 9110, section 5.1), with what the values of the field are made of. */
export interface FieldName {
  readonly lower: string
  readonly emitValue: EmitValue
  /** Whether it says for whom the message is, or where it or its connection ends. */
  readonly decides: boolean
}

const list: EmitValue = (line, from, to) => emitList(line, from, to, 'list-member')
const mediaTypes: EmitValue = (line, from, to) => emitList(line, from, to, 'media-type')
const whole: EmitValue = (line, _from, to) => line.emit('field-value', to)
const date: EmitValue = (line, from, to) =>
  line.emit(isDate(line, from, to) ? 'date' : 'field-value', to)
const tagOrDate: EmitValue = (line, from, to) =>
  isDate(line, from, to) ? line.emit('date', to) : emitEntityTags(line, from, to)

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

const deciding = new Set(
  'host content-length transfer-encoding connection proxy-connection upgrade'.split(' '),
)
const buckets: FieldName[][] = Array.from({ length: 256 }, () => [])
for (const [emitValue, names] of usual) {
  for (const lower of names.split(' ')) {
    const bytes = new Uint8Array(Buffer.from(lower, 'latin1'))
    buckets[bucketOf(bytes, 0, bytes.length)]?.push({
      lower,
      emitValue,
      decides: deciding.has(lower),
    })
  }
}

/** Which field the name that stands at `from` to `to` of a line is of. */
export function fieldNameOf(line: Line, from: number, to: number): FieldName {
  const bucket = buckets[bucketOf(line.bytes, from, to)] ?? []
  for (const known of bucket) {
    if (known.lower.length === to - from && spells(line.bytes, from, known.lower)) return known
  }
  return { lower: line.text(from, to).toLowerCase(), emitValue: whole, decides: false }
}

/** A number below 256 that spellings of one name share and different names mostly do not. */
function bucketOf(bytes: Uint8Array, from: number, to: number): number {
  const letters = (bytes[from] ?? 0) * 5 + (bytes[to - 1] ?? 0) * 3 + (bytes[(from + to) >> 1] ?? 0)
  return ((letters & 0x1f) * 8 + to - from) & 0xff
}

/** A date starts with the name of its day, in all three forms (RFC 9110, section 5.6.7). */
function isDate(line: Line, from: number, to: number): boolean {
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ ,a-z]/.test(line.text(from, Math.min(from + 4, to)))
}
