import {
  COLON,
  CR,
  find,
  isFieldByte,
  isWhiteSpace,
  skipToken,
  skipWhiteSpace,
  trimEnd,
} from './bytes.ts'
import { type FieldName, fieldNameOf } from './field-names.ts'
import type { Line } from './lines.ts'
import type { Field } from './message.ts'

/** A field with its name as fields are told apart by it. */
export interface NamedField {
  readonly field: Field
  readonly name: FieldName
}

/**
 * Reads a field line: name, colon, value (RFC 9112, section 5). Undefined if it has no colon.
 * White space at its start is taken as an indent; whether it may stand there the caller knows.
 */
export function readFieldLine(line: Line): NamedField | undefined {
  const places = emitFieldLine(line)
  if (places === undefined) return undefined
  const { name, start, nameEnd, valueStart, valueEnd } = places
  const field: Field = {
    name: line.text(start, nameEnd),
    value: line.text(valueStart, valueEnd),
    nameRange: line.range(start, nameEnd),
    valueRange: line.range(valueStart, valueEnd),
    line: line.whole,
  }
  return { field, name }
}

/** Where the parts of a field line stand, as indexes into its bytes. */
interface FieldPlaces {
  readonly name: FieldName
  readonly start: number
  readonly nameEnd: number
  readonly valueStart: number
  readonly valueEnd: number
}

/** Gives the bytes of a field line their tokens, as `readFieldLine` does, and makes no field of it. */
export function emitFieldLine(line: Line): FieldPlaces | undefined {
  const { bytes, end } = line
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
  if (tokenEnd < colon || colon === start) judgeName(line, { start, tokenEnd, nameEnd, colon })
  line.emit('field-name', nameEnd)
  line.emit('space', colon)
  line.emit('colon', colon + 1)

  const valueStart = skipWhiteSpace(bytes, colon + 1, end)
  const valueEnd = trimEnd(bytes, valueStart, end)
  const name = fieldNameOf(bytes, start, nameEnd)
  line.emit('optional-white-space', valueStart)
  if (isCleanValue(line, valueStart, valueEnd)) name.emitValue(line, valueStart, valueEnd)
  else emitBrokenValue(line, valueStart, valueEnd)
  line.emit('optional-white-space', end)
  line.emitEnding()
  return { name, start, nameEnd, valueStart, valueEnd }
}

/**
 * Reads a line that goes on with the value of the field before it, which no longer may be done
 * (obs-fold, RFC 9112, section 5.2); gives the field as it now is.
 */
export function readFold(line: Line, field: Field | undefined): Field | undefined {
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
    valueRange: { start: field.valueRange.start, end: line.range(valueEnd, valueEnd).end },
    line: { start: field.line.start, end: line.whole.end },
  }
}

/** Where the parts of a name stand that does not end, as it has to, with its colon. */
interface NamePlaces {
  readonly start: number
  /** The first byte that is none of a token. */
  readonly tokenEnd: number
  readonly nameEnd: number
  readonly colon: number
}

function judgeName(line: Line, { start, tokenEnd, nameEnd, colon }: NamePlaces): void {
  if (nameEnd === start) line.error('empty-field-name', start, colon + 1)
  else if (tokenEnd < nameEnd) line.error('bad-field-name', tokenEnd, tokenEnd + 1)
  else line.error('space-before-colon', nameEnd, colon)
}

function isCleanValue(line: Line, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (isFieldByte(line.bytes[index])) continue
    line.error(line.bytes[index] === CR ? 'bare-cr' : 'bad-field-value', index, index + 1)
    return false
  }
  return true
}

function emitBrokenValue(line: Line, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    if (line.bytes[index] !== CR) continue
    line.emit('field-value', index)
    line.emit('bare-cr', index + 1)
  }
  line.emit('field-value', to)
}

export function startsWithSpace(line: Line): boolean {
  return isWhiteSpace(line.bytes[line.start])
}

/** A template string, unlike `join`, makes no copy: many folds take no more time than their bytes. */
function joinFold(before: string, after: string): string {
  if (before === '' || after === '') return before + after
  return `${before} ${after}`
}
