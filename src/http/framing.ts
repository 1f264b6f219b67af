import { listMembers } from './headers.ts'
import type {
  Field,
  Framing,
  ProblemCode,
  Range,
  RequestLine,
  Role,
  StatusLine,
} from './message.ts'

/** Reports a problem at a range of the message. */
export type Report = (code: ProblemCode, range: Range, severity: 'error' | 'warning') => void

const framingNames = [
  'content-length',
  'transfer-encoding',
  'connection',
  'proxy-connection',
  'upgrade',
]
const framingLengths = new Set(framingNames.map(({ length }) => length))

/** Whether a field whose name is so long may say where the message ends: most others need not be looked at. */
export const mayFrame = (nameLength: number): boolean => framingLengths.has(nameLength)

/** What the fields of a header section say about where the message, and the connection, end. */
export class FramingFields {
  #length: number | undefined = undefined
  #lengthRange: Range | undefined = undefined
  #lengthUsable = true
  readonly #role: Role
  readonly #codings = new Codings()
  #closes = false
  #keepsAlive = false
  #maySwitch = false
  #upgrade = false

  constructor(role: Role) {
    this.#role = role
  }

  /** Takes note of a field, and reports what is wrong with it (RFC 9112, section 6). */
  add(field: Field, report: Report): void {
    switch (field.name.toLowerCase()) {
      case 'content-length':
        this.#addLength(field, report)
        return
      case 'transfer-encoding':
        this.#addCodings(field, report)
        return
      case 'connection':
      case 'proxy-connection':
        for (const option of listMembers(field.value)) {
          if (option === 'close') this.#closes = true
          else if (option === 'keep-alive') this.#keepsAlive = true
          else if (option === 'upgrade') this.#maySwitch = true
        }
        return
      case 'upgrade':
        this.#upgrade = true
    }
  }

  /**
   * Takes note of a trailer, which may not say how long the body is, as that is over (RFC 9110,
   * section 6.5.1). Strict parsers let a Transfer-Encoding pass there in a response.
   */
  addTrailer(field: Field, report: Report): void {
    const name = field.name.toLowerCase()
    if (name === 'content-length' || name === 'connection') this.add(field, report)
    if (name !== 'transfer-encoding') return
    const severity = this.#role === 'request' && field.value !== '' ? 'error' : 'warning'
    report('bad-transfer-encoding', field.nameRange, severity)
  }

  #addLength(field: Field, report: Report): void {
    const range = field.value === '' ? field.nameRange : field.valueRange
    const values = lengthsIn(field.value)
    const [first = Number.NaN] = values
    const before = this.#length
    if (this.#codings.range !== undefined) {
      report('content-length-with-transfer-encoding', field.nameRange, 'error')
    }
    if (values.some(Number.isNaN)) report('bad-content-length', range, 'error')
    else if (before !== undefined || values.length > 1) {
      const same = values.every((value) => value === (before ?? first))
      report(same ? 'content-length-repeated' : 'content-length-differs', field.nameRange, 'error')
    }
    if (!values.every((value) => value === (before ?? first))) this.#lengthUsable = false
    this.#length ??= first
    this.#lengthRange ??= field.nameRange
  }

  #addCodings(field: Field, report: Report): void {
    if (this.#length !== undefined) {
      report('content-length-with-transfer-encoding', field.nameRange, 'error')
    }
    const wasMisplaced = this.#codings.isMisplaced
    if (!this.#codings.add(field)) report('bad-transfer-encoding', field.nameRange, 'warning')
    if (wasMisplaced || !this.#codings.isMisplaced) return
    // An answer may end with the connection; a request has to end without (RFC 9112, 6.1).
    const severity = this.#role === 'request' ? 'error' : 'warning'
    report('bad-transfer-encoding', field.valueRange, severity)
  }

  /** Where the body of a request ends (RFC 9112, section 6.3). */
  ofRequest(line: RequestLine | undefined, report: Report): Framing {
    const { range, isChunked } = this.#codings
    // A request for a tunnel has no body: what follows is for the other end (RFC 9110, 9.3.6).
    if (line?.method === 'CONNECT') return { type: 'none' }
    if (range === undefined) return this.#byLength({ type: 'none' })
    if (!isChunked && !this.#codings.isMisplaced) report('bad-transfer-encoding', range, 'error')
    else if (line?.version === 'HTTP/1.0') report('bad-transfer-encoding', range, 'warning')
    return { type: isChunked ? 'chunked' : 'until-close' }
  }

  /** Where the body of a response ends; `method` is that of its request, where known. */
  ofResponse(line: StatusLine | undefined, method: string | undefined, report: Report): Framing {
    const { range, isChunked, isKnown } = this.#codings
    if (line?.status === 101 && !this.upgrades) report('missing-upgrade', line.line, 'error')
    if (hasNoBody(line, method)) {
      const mayAnnounce = line?.status === 304 || method === 'HEAD'
      if (mayAnnounce) return { type: 'none' }
      if (range !== undefined) report('bad-transfer-encoding', range, 'warning')
      if (this.#lengthRange !== undefined) {
        report('length-without-body', this.#lengthRange, 'warning')
      }
      return { type: 'none' }
    }
    if (range === undefined) return this.#byLength({ type: 'until-close' })
    const isOld = isChunked && line?.version === 'HTTP/1.0'
    if (!isKnown || isOld) report('bad-transfer-encoding', range, 'warning')
    return { type: isChunked ? 'chunked' : 'until-close' }
  }

  #byLength(without: Framing): Framing {
    if (this.#length === undefined) return without
    if (!this.#lengthUsable || Number.isNaN(this.#length)) return { type: 'until-close' }
    return { type: 'content-length', length: Math.min(this.#length, Number.MAX_SAFE_INTEGER) }
  }

  /** Whether the connection can carry another message after this one (RFC 9112, section 9.3). */
  persists(version: string | undefined): boolean {
    if (version === 'HTTP/1.1') return !this.#closes
    return this.#keepsAlive
  }

  /** Whether the sender offers, or agrees, to go on in another protocol (RFC 9110, section 7.8). */
  get upgrades(): boolean {
    return this.#upgrade && this.#maySwitch
  }
}

/** RFC 9112, section 6.3, rules 1 and 2. */
function hasNoBody(line: StatusLine | undefined, method: string | undefined): boolean {
  if (method === 'HEAD') return true
  if (line === undefined) return false
  if (isTunnel(line, method)) return true
  const { status } = line
  return (status >= 100 && status < 200) || status === 204 || status === 304
}

/** A 1xx response, after which the final one comes. After 101, none comes: the protocol is another (RFC 9110, 15.2.2). */
export function isInterim(line: StatusLine): boolean {
  return line.status >= 100 && line.status < 200 && line.status !== 101
}

/** CONNECT that went well: no more HTTP on this connection (RFC 9110, section 9.3.6). */
export function isTunnel(line: StatusLine, method: string | undefined): boolean {
  return method === 'CONNECT' && line.status >= 200 && line.status < 300
}

const knownCodings = new Set(['chunked', 'gzip', 'x-gzip', 'deflate', 'compress', 'x-compress'])

/** The transfer codings of all fields that name one, in order (RFC 9112, section 6.1). */
class Codings {
  /** The last value that named a coding. */
  range: Range | undefined = undefined
  #count = 0
  #firstChunked = -1
  #lastIsChunked = false
  #allKnown = true

  /** Whether the field named any. */
  add(field: Field): boolean {
    const codings = listMembers(field.value)
    if (codings.every((coding) => coding === '')) return false
    for (const coding of codings) {
      this.#lastIsChunked = coding === 'chunked'
      if (coding === 'chunked' && this.#firstChunked < 0) this.#firstChunked = this.#count
      if (!knownCodings.has(coding)) this.#allKnown = false
      this.#count++
    }
    this.range = field.valueRange
    return true
  }

  get isChunked(): boolean {
    return this.#lastIsChunked
  }

  /** Whether something came after `chunked`, be it `chunked` again. */
  get isMisplaced(): boolean {
    return this.#firstChunked >= 0 && this.#firstChunked < this.#count - 1
  }

  get isKnown(): boolean {
    return this.#allKnown
  }
}

function lengthsIn(value: string): number[] {
  if (/^\d{1,15}$/.test(value)) return [Number(value)]
  return value.split(',').map((one) => lengthOf(one.trim()))
}

/** Digits alone, and no number past what 64 bits hold, where strict parsers give up; or NaN. */
function lengthOf(value: string): number {
  if (!/^0*\d{1,20}$/.test(value)) return Number.NaN
  return value.length < 16 || BigInt(value) < 2n ** 64n ? Number(value) : Number.NaN
}
