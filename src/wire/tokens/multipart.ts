import { bytesOf, CR, DASH, isWhiteSpace, LF } from './bytes.ts'
import type { Content } from './content.ts'
import type { Draft } from './draft.ts'
import { emitFieldLine } from './field-line.ts'
import { LineBuffer, type Source } from './lines.ts'

/** White space that may stand after a boundary; with more, the line is data. */
const paddingLimit = 64

type Where = 'line-start' | 'data' | 'fields' | 'epilogue'

/**
 * The parts of a multipart body: boundary, field lines, blank line, data (RFC 2046, section 5.1;
 * RFC 7578). The line ending before a boundary belongs to the boundary, so a line that may be one
 * stays without tokens until that is known.
 */
export function createMultipartContent(draft: Draft, boundary: string): Content {
  const delimiter = bytesOf(`--${boundary}`)
  const line = new LineBuffer()
  let where: Where = 'line-start'
  /** The offset where the line ending before this line starts. */
  let dataEnd = draft.length
  let lineStart = draft.length
  let matched = 0
  let dashes = 0
  let padding = 0
  let last = 0

  /** Goes on, after its delimiter, in a line that may be a boundary; says whether it still may. */
  function mayBeBoundary(byte: number): boolean {
    if (matched < delimiter.length) return false
    if (last === CR) return byte === LF
    if (byte === DASH && padding === 0) return ++dashes <= 2
    if (isWhiteSpace(byte)) return dashes !== 1 && ++padding <= paddingLimit
    return (byte === CR || byte === LF) && dashes !== 1
  }

  /** Goes on in the delimiter in one step; gives where it is over, or other bytes stand. */
  function skipDelimiter(bytes: Uint8Array, from: number, to: number): number {
    const shift = matched - from
    const end = Math.min(to, delimiter.length - shift)
    let index = from
    while (index < end && bytes[index] === delimiter[index + shift]) index++
    matched = index + shift
    if (index > from) last = bytes[index - 1] ?? 0
    return index
  }

  function startLine(offset: number, ending: number): void {
    where = 'line-start'
    dataEnd = offset - ending
    draft.grow('multipart-data', dataEnd)
    lineStart = offset
    matched = 0
    dashes = 0
    padding = 0
    last = 0
  }

  function emitBoundary(offset: number, ending: number): void {
    draft.emit(lineStart - dataEnd === 1 ? 'bare-lf' : 'crlf', lineStart)
    draft.emit('multipart-boundary', offset - ending)
    if (ending > 0) draft.emit(ending === 1 ? 'bare-lf' : 'crlf', offset)
    where = dashes === 2 ? 'epilogue' : 'fields'
  }

  function pushLineStart(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const index = skipDelimiter(bytes, from, to)
    if (index === to) return to
    const byte = bytes[index] ?? 0
    const next = offset + index - from + 1
    if (!mayBeBoundary(byte)) {
      where = 'data'
      pushData(byte, next - 1)
    } else {
      if (byte === LF) emitBoundary(next, last === CR ? 2 : 1)
      last = byte
    }
    return index + 1
  }

  /** A line ending stays open: a boundary may follow, and then it is the boundary's. */
  function pushData(byte: number, offset: number): void {
    if (byte === LF) startLine(offset + 1, last === CR ? 2 : 1)
    else draft.grow('multipart-data', byte === CR ? offset : offset + 1)
    last = byte === LF ? 0 : byte
  }

  /** Data up to the next line ending, in one step. */
  function pushDataRun(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const lineFeed = bytes.indexOf(LF, from)
    const end = lineFeed < 0 || lineFeed >= to ? to : lineFeed
    if (end === from) {
      pushData(LF, offset)
      return from + 1
    }
    last = bytes[end - 1] ?? 0
    draft.grow('multipart-data', offset + end - from - (last === CR ? 1 : 0))
    return end
  }

  function pushFields(source: Source, from: number, to: number, offset: number): number {
    const { bytes } = source
    const lineFeed = bytes.indexOf(LF, from)
    if (lineFeed < 0 || lineFeed >= to) {
      line.add(bytes, from, to)
      return to
    }
    const read = line.finish(draft, source, from, lineFeed + 1, offset + lineFeed + 1 - from)
    if (read === undefined) draft.grow('unknown', offset + lineFeed + 1 - from)
    else if (read.empty) {
      read.asPart().emitBlank()
      startLine(offset + lineFeed + 1 - from, 0)
    } else emitFieldLine(read.asPart())
    return lineFeed + 1
  }

  return {
    push(source, from, to, offset) {
      const { bytes } = source
      const shift = offset - from
      let index = from
      while (index < to) {
        if (where === 'line-start') index = pushLineStart(bytes, index, to, index + shift)
        else if (where === 'data') index = pushDataRun(bytes, index, to, index + shift)
        else if (where === 'fields') index = pushFields(source, index, to, index + shift)
        else {
          draft.grow('multipart-data', to + shift)
          index = to
        }
      }
    },
    end() {
      const isWhole = matched === delimiter.length && dashes === 2
      if (where === 'line-start' && isWhole) emitBoundary(draft.length, 0)
      draft.settle(where === 'fields' ? 'unknown' : 'multipart-data')
    },
  }
}
