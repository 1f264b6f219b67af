import { bytesOf, CR, DASH, isWhiteSpace, LF } from './bytes.ts'
import type { Content } from './content.ts'
import { emitFieldLine } from './field-line.ts'
import { LineBuffer, type Source } from './lines.ts'
import type { Draft } from './message-builder.ts'

/** White space that may stand after a boundary; with more, the line is data. */
const paddingLimit = 64

type Where = 'line-start' | 'data' | 'fields' | 'epilogue'

/**
 * The parts of a multipart body: boundary, field lines, blank line, data (RFC 2046, section 5.1;
 * RFC 7578). The line ending before a boundary belongs to the boundary, so a line that may be one
 * stays without tokens until that is known.
 */
export class MultipartContent implements Content {
  readonly #draft: Draft
  readonly #delimiter: Uint8Array
  readonly #line = new LineBuffer()
  #where: Where = 'line-start'
  /** The offset where the line ending before this line starts. */
  #dataEnd: number
  #lineStart: number
  #matched = 0
  #dashes = 0
  #padding = 0
  #last = 0

  constructor(draft: Draft, boundary: string) {
    this.#draft = draft
    this.#delimiter = bytesOf(`--${boundary}`)
    this.#dataEnd = draft.length
    this.#lineStart = draft.length
  }

  push(source: Source, from: number, to: number, offset: number): void {
    const { bytes } = source
    const shift = offset - from
    let index = from
    while (index < to) {
      switch (this.#where) {
        case 'line-start':
          index = this.#pushLineStart(bytes, index, to, index + shift)
          break
        case 'data':
          index = this.#pushDataRun(bytes, index, to, index + shift)
          break
        case 'fields':
          index = this.#pushFields(source, index, to, index + shift)
          break
        case 'epilogue':
          this.#draft.grow('multipart-data', to + shift)
          index = to
      }
    }
  }

  end(): void {
    const isWhole = this.#matched === this.#delimiter.length && this.#dashes === 2
    if (this.#where === 'line-start' && isWhole) this.#emitBoundary(this.#draft.length, 0)
    this.#draft.settle(this.#where === 'fields' ? 'unknown' : 'multipart-data')
  }

  #pushLineStart(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const index = this.#skipDelimiter(bytes, from, to)
    if (index === to) return to
    const byte = bytes[index] ?? 0
    const next = offset + index - from + 1
    if (!this.#mayBeBoundary(byte)) {
      this.#where = 'data'
      this.#pushData(byte, next - 1)
    } else {
      if (byte === LF) this.#emitBoundary(next, this.#last === CR ? 2 : 1)
      this.#last = byte
    }
    return index + 1
  }

  /** Goes on in the delimiter in one step; gives where it is over, or other bytes stand. */
  #skipDelimiter(bytes: Uint8Array, from: number, to: number): number {
    const delimiter = this.#delimiter
    const shift = this.#matched - from
    const end = Math.min(to, delimiter.length - shift)
    let index = from
    while (index < end && bytes[index] === delimiter[index + shift]) index++
    this.#matched = index + shift
    if (index > from) this.#last = bytes[index - 1] ?? 0
    return index
  }

  /** Goes on, after its delimiter, in a line that may be a boundary; says whether it still may. */
  #mayBeBoundary(byte: number): boolean {
    if (this.#matched < this.#delimiter.length) return false
    if (this.#last === CR) return byte === LF
    if (byte === DASH && this.#padding === 0) return ++this.#dashes <= 2
    if (isWhiteSpace(byte)) return this.#dashes !== 1 && ++this.#padding <= paddingLimit
    return (byte === CR || byte === LF) && this.#dashes !== 1
  }

  #emitBoundary(offset: number, ending: number): void {
    this.#draft.emit(this.#lineStart - this.#dataEnd === 1 ? 'bare-lf' : 'crlf', this.#lineStart)
    this.#draft.emit('multipart-boundary', offset - ending)
    if (ending > 0) this.#draft.emit(ending === 1 ? 'bare-lf' : 'crlf', offset)
    this.#where = this.#dashes === 2 ? 'epilogue' : 'fields'
  }

  #startLine(offset: number, ending: number): void {
    this.#where = 'line-start'
    this.#dataEnd = offset - ending
    this.#draft.grow('multipart-data', this.#dataEnd)
    this.#lineStart = offset
    this.#matched = 0
    this.#dashes = 0
    this.#padding = 0
    this.#last = 0
  }

  /** A line ending stays open: a boundary may follow, and then it is the boundary's. */
  #pushData(byte: number, offset: number): void {
    if (byte === LF) this.#startLine(offset + 1, this.#last === CR ? 2 : 1)
    else this.#draft.grow('multipart-data', byte === CR ? offset : offset + 1)
    this.#last = byte === LF ? 0 : byte
  }

  /** Data up to the next line ending, in one step. */
  #pushDataRun(bytes: Uint8Array, from: number, to: number, offset: number): number {
    const lineFeed = bytes.indexOf(LF, from)
    const end = lineFeed < 0 || lineFeed >= to ? to : lineFeed
    if (end === from) {
      this.#pushData(LF, offset)
      return from + 1
    }
    this.#last = bytes[end - 1] ?? 0
    this.#draft.grow('multipart-data', offset + end - from - (this.#last === CR ? 1 : 0))
    return end
  }

  #pushFields(source: Source, from: number, to: number, offset: number): number {
    const { bytes } = source
    const lineFeed = bytes.indexOf(LF, from)
    if (lineFeed < 0 || lineFeed >= to) {
      this.#line.add(bytes, from, to)
      return to
    }
    const stop = offset + lineFeed + 1 - from
    const line = this.#line.finish(this.#draft, source, from, lineFeed + 1, stop)
    if (line === undefined) this.#draft.grow('unknown', stop)
    else if (line.empty) {
      line.asPart().emitBlank()
      this.#startLine(stop, 0)
    } else emitFieldLine(line.asPart())
    return lineFeed + 1
  }
}
