import {
  COLON,
  CR,
  find,
  isWhiteSpace,
  skipField,
  skipToken,
  skipWhiteSpace,
  trimEnd,
} from './bytes.ts'
import { mayFrame } from './framing.ts'
import { limits } from './limits.ts'
import type { Line } from './line.ts'
import type { Field, Range } from './message.ts'
import type { Tokens } from './tokens.ts'
import { emitValue } from './values.ts'

/**
 * Reads a field line: name, colon, value (RFC 9112, section 5). Undefined if it has no colon.
 * White space at its start is taken as an indent; whether it may stand there the caller knows.
 */
export function readFieldLine(line: Line): Field | undefined {
  const { bytes, end, tokens } = line
  const start = skipWhiteSpace(bytes, line.start, end)
  const tokenEnd = skipToken(bytes, start, end)
  const colon = find(bytes, COLON, tokenEnd, end)
  if (colon === end) {
    line.error('missing-colon', start, end)
    line.emit('unknown', end)
    line.emitEnding()
    return undefined
  }
  line.emit('space', start)
  const nameEnd = trimEnd(bytes, tokenEnd, colon)
  if (nameEnd === start) line.error('empty-field-name', start, colon + 1)
  else if (tokenEnd < nameEnd) line.error('bad-field-name', tokenEnd, tokenEnd + 1)
  else if (tokenEnd < colon) line.error('space-before-colon', nameEnd, colon)
  line.emit('field-name', nameEnd)
  line.emit('space', colon)
  line.emit('colon', colon + 1)

  const name = line.text(start, nameEnd)
  const valueStart = skipWhiteSpace(bytes, colon + 1, end)
  const valueEnd = trimEnd(bytes, valueStart, end)
  line.emit('optional-white-space', valueStart)
  if (!tokens.isSilent) {
    if (isCleanValue(line, valueStart, valueEnd))
      emitValue(tokens, name.toLowerCase(), valueStart, valueEnd)
    else emitBrokenValue(line, valueStart, valueEnd)
  }
  line.emit('optional-white-space', end)
  line.emitEnding()
  return {
    name,
    value: line.text(valueStart, valueEnd),
    nameRange: { start, end: nameEnd },
    valueRange: { start: valueStart, end: valueEnd },
    line: line.whole,
  }
}

/**
 * Reads a line that goes on with the value of the field before it, which no longer may be done
 * (obs-fold, RFC 9112, section 5.2); gives the field as it now is.
 */
function readFold(line: Line, field: Field | undefined): Field | undefined {
  const { bytes, end } = line
  const valueStart = skipWhiteSpace(bytes, line.start, end)
  const valueEnd = trimEnd(bytes, valueStart, end)
  line.error('obs-fold', line.start, valueStart)
  line.emit('optional-white-space', valueStart)
  if (isCleanValue(line, valueStart, valueEnd)) line.emit('field-value', valueEnd)
  else emitBrokenValue(line, valueStart, valueEnd)
  line.emit('optional-white-space', end)
  line.emitEnding()
  if (field === undefined) return undefined
  return {
    ...field,
    value: joinFold(field.value, line.text(valueStart, valueEnd)),
    valueRange: { start: field.valueRange.start, end: valueEnd },
    line: { start: field.line.start, end: line.stop },
  }
}

/** A template string, unlike `join`, makes no copy: many folds take no more time than their bytes. */
function joinFold(before: string, after: string): string {
  if (before === '' || after === '') return before + after
  return `${before} ${after}`
}

function isCleanValue(line: Line, from: number, to: number): boolean {
  const bad = skipField(line.bytes, from, to)
  if (bad === to) return true
  line.error(line.bytes[bad] === CR ? 'bare-cr' : 'bad-field-value', bad, bad + 1)
  return false
}

function emitBrokenValue(line: Line, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    if (line.bytes[index] !== CR) continue
    line.emit('field-value', index)
    line.emit('bare-cr', index + 1)
  }
  line.emit('field-value', to)
}

/** The lines of a header or trailer section up to its empty line (RFC 9112, sections 5 and 7.1.2). */
export class Section {
  readonly fields: Field[] = []
  readonly #onField: (field: Field, line: Line) => void
  /** An indented line is a field line of its own, as the start line was indented, too. */
  readonly #isIndented: boolean
  #isFirst = true
  #isLong: boolean
  #folded: Field | undefined = undefined
  /** The first line that is no field line, and the place of the problem that says so. */
  #broken: { readonly line: Range; readonly index: number } | undefined = undefined

  constructor(
    onField: (field: Field, line: Line) => void,
    { isIndented = false, isTrailer = false },
  ) {
    this.#onField = onField
    this.#isIndented = isIndented
    this.#isLong = isTrailer
  }

  /** Whether the line that begins at `at` says nothing about where the message ends; then it need not be read for that. */
  isOfNoWeight(bytes: Uint8Array, at: number): boolean {
    const nameLength = skipToken(bytes, at, bytes.length) - at
    if (nameLength === 0 || mayFrame(nameLength)) return false
    this.#isFirst = false
    return true
  }

  read(line: Line): void {
    const isIndented = isWhiteSpace(line.bytes[line.start])
    const isFirst = this.#isFirst
    this.#isFirst = false
    this.#judgeLength(line)
    if (isIndented && !isFirst && !this.#isIndented) {
      const field = readFold(line, this.#folded)
      if (field !== undefined) this.fields[this.fields.length - 1] = field
      this.#folded = field
      return
    }
    if (isIndented)
      line.error(isFirst ? 'space-before-first-field' : 'obs-fold', line.start, line.start + 1)
    const { problems } = line.tokens
    const index = problems.length
    const field = readFieldLine(line)
    const code = problems[index]?.code
    if (code === 'missing-colon' || code === 'bad-field-name')
      this.#broken ??= { line: line.whole, index }
    if (field === undefined) return
    this.fields.push(field)
    this.#folded = field
    this.#onField(field, line)
  }

  #judgeLength(line: Line): void {
    const isLongLine = line.end - line.start >= limits.line
    if (isLongLine) line.warn('line-too-long', line.start, line.end)
    if (this.#isLong || line.stop <= limits.usualHead) return
    if (!isLongLine) line.warn('long-header-section', line.start, line.end)
    this.#isLong = true
  }

  /**
   * Says that the message is over and no empty line came. The first line that is no field line
   * may well be the body, so the empty line is missing there.
   */
  endWithoutBlankLine(tokens: Tokens, end: number): void {
    const code = 'missing-blank-line'
    if (this.#broken === undefined) tokens.problem(code, end, end, 'error')
    else tokens.problems[this.#broken.index] = { severity: 'error', code, ...this.#broken.line }
  }
}
