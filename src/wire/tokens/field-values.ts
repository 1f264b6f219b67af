import { emitCookies, emitSetCookie } from './cookies.ts'
import { emitEntityTags } from './entity-tags.ts'
import { emitHost } from './host.ts'
import type { Line } from './lines.ts'
import { emitList } from './lists.ts'

type Emit = (line: Line, from: number, to: number) => void

const list: Emit = (line, from, to) => emitList(line, from, to, 'list-member')
const mediaTypes: Emit = (line, from, to) => emitList(line, from, to, 'media-type')
const whole: Emit = (line, _from, to) => line.emit('field-value', to)

const date: Emit = (line, from, to) =>
  line.emit(isDate(line, from, to) ? 'date' : 'field-value', to)
const tagOrDate: Emit = (line, from, to) =>
  isDate(line, from, to) ? line.emit('date', to) : emitEntityTags(line, from, to)

const structures: Record<string, Emit> = {
  host: emitHost,
  cookie: emitCookies,
  'set-cookie': emitSetCookie,
}
const byStructure: [Emit, string][] = [
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
]
for (const [emit, names] of byStructure) {
  for (const name of names.split(' ')) structures[name] = emit
}
const structureOf = new Map(Object.entries(structures))

/** The tokens of a field value: its parts, where the field's definition gives it parts. */
export function emitFieldValue(line: Line, from: number, to: number, lowerName: string): void {
  const emit = structureOf.get(lowerName) ?? whole
  emit(line, from, to)
}

/** A date starts with the name of its day, in all three forms (RFC 9110, section 5.6.7). */
function isDate(line: Line, from: number, to: number): boolean {
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ ,a-z]/.test(line.text(from, Math.min(from + 4, to)))
}
