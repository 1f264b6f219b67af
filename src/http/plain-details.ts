import {
  asBuffer,
  COLON,
  CR,
  LF,
  latin1,
  skipField,
  skipToken,
  skipWhiteSpace,
  trimEnd,
} from './bytes.ts'
import { type Emitter, TokenList, TokenWalk, type WholeEmitter } from './emitter.ts'
import { type EmitValue, fieldNameOf } from './field-names.ts'
import { badHostByte } from './host.ts'
import { limits } from './limits.ts'
import type {
  Field,
  Message,
  Problem,
  Range,
  RequestLine,
  StatusLine,
  Token,
  VisitToken,
} from './message.ts'
import { type PlainBody, readBody } from './plain-body.ts'
import { emitTarget, targetFault } from './target.ts'

/** What a message says beyond its framing. */
export type Details = Pick<
  Message,
  'fields' | 'blankLine' | 'body' | 'trailers' | 'tokens' | 'eachToken' | 'problems'
>

/** The header section of a plain message with no fault in it. */
interface Head {
  readonly startLine: RequestLine | StatusLine
  readonly fields: readonly Field[]
  /** For each field, what its value is made of. */
  readonly values: readonly EmitValue[]
  readonly blankLine: Range
}

/**
 * Reads a short plain message whose head has no fault, in one pass over its bytes: nearly all are
 * of that kind. Undefined if it is not; then the reader goes through it line by line.
 */
export function readPlain(
  bytes: Uint8Array,
  startLine: RequestLine | StatusLine,
): Details | undefined {
  // So few bytes come to no limit.
  if (bytes.length > limits.tokens) return undefined
  const buffer = asBuffer(bytes)
  const head = readHead(buffer, startLine)
  return head && new PlainDetails(buffer, head)
}

class PlainDetails implements Details {
  readonly fields: readonly Field[]
  readonly trailers: readonly Field[] = none
  readonly blankLine: Range
  readonly body: Range
  readonly problems: readonly Problem[]
  readonly #bytes: Uint8Array
  readonly #head: Head
  readonly #body: PlainBody
  #tokens: readonly Token[] | undefined = undefined

  constructor(bytes: Uint8Array, head: Head) {
    const { fields, blankLine } = head
    this.fields = fields
    this.blankLine = blankLine
    this.body = { start: blankLine.end, end: bytes.length }
    this.#bytes = bytes
    this.#head = head
    this.#body = readBody(bytes, blankLine.end, fields)
    this.problems = this.#body.problems
  }

  get tokens(): readonly Token[] {
    if (this.#tokens !== undefined) return this.#tokens
    const list = new TokenList(this.#bytes)
    this.#emit(list)
    this.#tokens = list.tokens
    return list.tokens
  }

  eachToken(visit: VisitToken): void {
    this.#emit(new TokenWalk(this.#bytes, visit))
  }

  #emit(emitter: WholeEmitter): void {
    emitHead(emitter, this.#head)
    this.#body.emit(emitter, this.body.start)
  }
}

function readHead(bytes: Uint8Array, startLine: RequestLine | StatusLine): Head | undefined {
  if (!isFaultless(bytes, startLine)) return undefined
  const text = latin1(bytes, 0, bytes.length)
  const fields: Field[] = []
  const values: EmitValue[] = []
  let hosts = 0
  let start = startLine.line.end
  while (bytes[start] !== CR) {
    const nameEnd = skipToken(bytes, start, bytes.length)
    const valueStart = skipWhiteSpace(bytes, nameEnd + 1, bytes.length)
    const stop = skipField(bytes, valueStart, bytes.length)
    if (nameEnd === start || bytes[nameEnd] !== COLON) return undefined
    if (bytes[stop] !== CR || bytes[stop + 1] !== LF) return undefined
    const valueEnd = trimEnd(bytes, valueStart, stop)
    const { lower, decides, emitValue, spelling } = fieldNameOf(bytes, start, nameEnd)
    if (decides) {
      if (lower === 'host') {
        if (badHostByte(bytes, valueStart, valueEnd) < valueEnd) return undefined
        hosts++
      } else if (
        lower === 'content-length' &&
        startLine.type === 'status-line' &&
        startLine.status === 204
      )
        return undefined
    }
    fields.push({
      name: spelling ?? text.slice(start, nameEnd),
      value: text.slice(valueStart, valueEnd),
      nameRange: { start, end: nameEnd },
      valueRange: { start: valueStart, end: valueEnd },
      line: { start, end: stop + 2 },
    })
    values.push(emitValue)
    start = stop + 2
  }
  if (hosts > 1 || (hosts === 0 && needsHost(startLine))) return undefined
  return { startLine, fields, values, blankLine: { start, end: start + 2 } }
}

function needsHost({ type, version }: RequestLine | StatusLine): boolean {
  return type === 'request-line' && version === 'HTTP/1.1'
}

function isFaultless(bytes: Uint8Array, line: RequestLine | StatusLine): boolean {
  if (line.type === 'request-line') {
    const { start, end } = line.targetRange
    return targetFault(bytes, start, end, line.method) === undefined
  }
  const { start, end } = line.reasonRange
  return skipField(bytes, start, end) === end
}

const none: readonly never[] = []

function emitHead(emitter: Emitter, { startLine, fields, values, blankLine }: Head): void {
  if (startLine.type === 'request-line') emitRequestLine(emitter, startLine)
  else emitStatusLine(emitter, startLine)
  emitter.emit('crlf', startLine.line.end)
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]
    const emitValue = values[index]
    if (field === undefined || emitValue === undefined) return
    const { nameRange, valueRange, line } = field
    emitter.emit('field-name', nameRange.end)
    emitter.emit('colon', nameRange.end + 1)
    emitter.emit('optional-white-space', valueRange.start)
    emitValue(emitter, valueRange.start, valueRange.end)
    if (line.end - 2 > valueRange.end) emitter.emit('optional-white-space', line.end - 2)
    emitter.emit('crlf', line.end)
  }
  emitter.emit('blank-line', blankLine.end)
}

function emitRequestLine(
  emitter: Emitter,
  { method, methodRange, targetRange, line }: RequestLine,
): void {
  emitter.emit('method', methodRange.end)
  emitter.emit('space', targetRange.start)
  emitTarget(emitter, targetRange.start, targetRange.end, method)
  emitter.emit('space', targetRange.end + 1)
  emitter.emit('version', line.end - 2)
}

function emitStatusLine(
  emitter: Emitter,
  { versionRange, statusRange, reasonRange }: StatusLine,
): void {
  emitter.emit('version', versionRange.end)
  emitter.emit('space', statusRange.start)
  emitter.emit('status-code', statusRange.end)
  emitter.emit('space', reasonRange.start)
  emitter.emit('reason-phrase', reasonRange.end)
}
