import { CR, LF } from './bytes.ts'
import { readChunkSize } from './chunks.ts'
import type { NamedField } from './field-line.ts'
import { type Line, LineBuffer, Source } from './lines.ts'
import type { Draft } from './message-builder.ts'
import { Section } from './section.ts'

type Part = 'size' | 'data' | 'data-ending' | 'trailers' | 'rest' | 'nothing'

const nothing = new Source(new Uint8Array(0))

/** A body in chunks, the trailer section included (RFC 9112, section 7.1). */
export class ChunkedBody {
  readonly #draft: Draft
  readonly #onTrailer: (field: NamedField) => void
  readonly #line = new LineBuffer()
  #trailers: Section | undefined = undefined
  #part: Part = 'size'
  #remaining = 0

  constructor(draft: Draft, onTrailer: (field: NamedField) => void) {
    this.#draft = draft
    this.#onTrailer = onTrailer
  }

  get isComplete(): boolean {
    return this.#part === 'nothing'
  }

  /** Takes a part of the bytes from `from` on; gives where it ends. */
  push(source: Source, from: number): number {
    const { bytes } = source
    if (this.#part === 'data') return this.#pushData(bytes, from)
    if (this.#part === 'rest') {
      this.#draft.take(bytes, from, bytes.length)
      this.#draft.settle('body')
      return bytes.length
    }
    const lineFeed = bytes.indexOf(LF, from)
    const to = lineFeed < 0 ? bytes.length : lineFeed + 1
    this.#draft.take(bytes, from, to)
    if (lineFeed < 0) this.#line.add(bytes, from, to)
    else this.#readLine(source, from, to)
    return to
  }

  /** Says that the connection is closed. */
  end(): void {
    const { length, kept } = this.#line
    // Half a line ending is no line.
    const isCut = length > 1 || (length === 1 && kept[0] !== CR)
    if (isCut) this.#readLine(nothing, 0, 0)
    const { start, end } = this.#draft.unsettled
    this.#draft.problem('body-cut-short', start, end, 'error')
  }

  #pushData(bytes: Uint8Array, from: number): number {
    const to = from + Math.min(bytes.length - from, this.#remaining)
    this.#draft.take(bytes, from, to)
    this.#draft.grow('chunk-data', this.#draft.length)
    this.#remaining -= to - from
    if (this.#remaining === 0) this.#part = 'data-ending'
    return to
  }

  #readLine(source: Source, from: number, to: number): void {
    const line = this.#line.finish(this.#draft, source, from, to, this.#draft.length)
    if (line === undefined) this.#readLongLine()
    else if (this.#trailers !== undefined) this.#readTrailer(line, this.#trailers)
    else if (this.#part === 'size') this.#readSize(line)
    else this.#readDataEnding(line)
  }

  /** A line that is too long to look into. If it was a size, the rest can not be told apart. */
  #readLongLine(): void {
    const { start, end } = this.#draft.unsettled
    this.#draft.problem('line-too-long', start, end, 'error')
    this.#draft.settle('unknown')
    if (this.#part === 'size') this.#part = 'rest'
    if (this.#part === 'data-ending') this.#part = 'size'
  }

  #readSize(line: Line): void {
    const size = readChunkSize(line)
    if (size === undefined) {
      this.#part = 'rest'
    } else if (size > 0) {
      this.#remaining = size
      this.#part = 'data'
    } else {
      this.#part = 'trailers'
      this.#trailers = new Section(this.#draft, this.#draft.trailers, this.#onTrailer)
    }
  }

  /** After a wrong size, the next line may well be the size of the next chunk. */
  #readDataEnding(line: Line): void {
    if (!line.empty) line.error('bad-chunk-ending', line.start, line.end)
    line.emit('unknown', line.end)
    line.emitEnding()
    this.#part = 'size'
  }

  #readTrailer(line: Line, trailers: Section): void {
    if (!line.empty) {
      trailers.read(line)
      return
    }
    line.emitBlank()
    this.#part = 'nothing'
  }
}
