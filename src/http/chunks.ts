import {
  BACKSLASH,
  CR,
  DQUOTE,
  EQUALS,
  hexValue,
  isFieldByte,
  LF,
  SEMICOLON,
  skipToken,
} from './bytes.ts'
import { type Line, nextLine } from './line.ts'
import type { Field } from './message.ts'
import { Section } from './section.ts'
import type { Tokens } from './tokens.ts'

/**
 * Finds where a chunked body ends (RFC 9112, section 7.1) as its bytes come, in any pieces, and keeps none of them.
 * `readChunks` reads the same rules from the bytes that were kept.
 */
export class ChunkScanner {
  isComplete = false
  #part: 'size' | 'extension' | 'data' | 'data-ending' | 'trailers' | 'rest' = 'size'
  #size = 0
  #digits = 0
  /** Bytes of the line that has not ended. */
  #lineLength = 0
  #isOnlyCr = true
  readonly #onData: ((data: Uint8Array) => void) | undefined

  /** `onData` is told of the data in the chunks, as it comes. */
  constructor(onData?: (data: Uint8Array) => void) {
    this.#onData = onData
  }

  /** Takes what belongs to the body of the bytes from `from` on; gives where that ends. */
  push(bytes: Uint8Array, from: number): number {
    let index = from
    while (index < bytes.length && !this.isComplete) {
      if (this.#part === 'rest') return bytes.length
      if (this.#part === 'size') index = this.#pushSize(bytes, index)
      else if (this.#part === 'data') index = this.#pushData(bytes, index)
      else index = this.#pushLine(bytes, index)
    }
    return index
  }

  #pushSize(bytes: Uint8Array, from: number): number {
    let index = from
    for (; index < bytes.length; index++) {
      const digit = hexValue(bytes[index])
      if (digit < 0) {
        this.#part = this.#digits === 0 || isTooLarge(this.#size) ? 'rest' : 'extension'
        return index
      }
      this.#size = this.#size * 16 + digit
      this.#digits++
    }
    return index
  }

  #pushData(bytes: Uint8Array, from: number): number {
    const taken = Math.min(bytes.length - from, this.#size)
    this.#size -= taken
    if (taken > 0) this.#onData?.(bytes.subarray(from, from + taken))
    if (this.#size === 0) this.#part = 'data-ending'
    return from + taken
  }

  #pushLine(bytes: Uint8Array, from: number): number {
    const lineFeed = bytes.indexOf(LF, from)
    const end = lineFeed < 0 ? bytes.length : lineFeed
    if (end > from && (end - from > 1 || bytes[from] !== CR)) this.#isOnlyCr = false
    this.#lineLength += end - from
    if (lineFeed < 0) return end
    if (this.#part === 'trailers') this.isComplete = this.#isOnlyCr && this.#lineLength <= 1
    else if (this.#part === 'data-ending') this.#beginSize()
    else this.#part = this.#size === 0 ? 'trailers' : 'data'
    this.#lineLength = 0
    this.#isOnlyCr = true
    return lineFeed + 1
  }

  #beginSize(): void {
    this.#part = 'size'
    this.#size = 0
    this.#digits = 0
  }
}

/** Past what 64 bits hold strict parsers give up. */
const isTooLarge = (size: number) => size >= 2 ** 64

/** Gives the chunks from `from` on their tokens, and the trailers; `isOver`: no more bytes come. */
export function readChunks(
  tokens: Tokens,
  from: number,
  isOver: boolean,
  onTrailer: (field: Field, line: Line) => void,
): readonly Field[] {
  const { bytes } = tokens
  const trailers = new Section(onTrailer, { isTrailer: true })
  let part: 'size' | 'data-ending' | 'trailers' = 'size'
  let at = from
  while (at < bytes.length) {
    const line = nextLine(tokens, at, isOver)
    if (line === undefined) break
    at = line.stop
    if (part === 'trailers') {
      if (line.isEmpty) {
        line.emitBlank()
        break
      }
      trailers.read(line)
    } else if (part === 'data-ending') {
      // After a wrong size, the next line may well be the size of the next chunk.
      if (!line.isEmpty) line.error('bad-chunk-ending', line.start, line.end)
      line.emit('unknown', line.end)
      line.emitEnding()
      part = 'size'
    } else {
      const size = readChunkSize(line)
      if (size === undefined) {
        tokens.grow('body', bytes.length)
        break
      }
      if (size === 0) part = 'trailers'
      else {
        at = Math.min(at + size, bytes.length)
        tokens.grow('chunk-data', at)
        part = 'data-ending'
      }
    }
  }
  return trailers.fields
}

/** A chunk's size and extensions. Undefined if there is no size, and then nothing says how the body goes on. */
function readChunkSize(line: Line): number | undefined {
  const { bytes, end } = line
  let index = line.start
  let size = 0
  for (; index < end && hexValue(bytes[index]) >= 0; index++) {
    size = size * 16 + hexValue(bytes[index])
  }
  if (index === line.start || isTooLarge(size)) {
    line.error('bad-chunk-size', line.start, end)
    line.emit('unknown', end)
    line.emitEnding()
    return undefined
  }
  line.emit('chunk-size', index)
  if (index < end) emitExtensions(line, index)
  line.emitEnding()
  return Math.min(size, Number.MAX_SAFE_INTEGER)
}

function emitExtensions(line: Line, from: number): void {
  if (line.bytes[from] !== SEMICOLON) {
    line.error('bad-chunk-size', from, line.end)
    line.emit('unknown', line.end)
    return
  }
  const wrong = checkExtensions(line, from)
  if (wrong < line.end) {
    const code = line.bytes[wrong] === CR ? 'bare-cr' : 'bad-chunk-extension'
    line.error(code, wrong, wrong + 1)
  }
  line.emit('chunk-extension', line.end)
}

/**
 * Where the extensions, `;name=value;name="value"`, break a rule that strict parsers keep (RFC
 * 9112, section 7.1.1); the line's end if nowhere. What such parsers let pass is a warning.
 */
function checkExtensions(line: Line, from: number): number {
  const { bytes, end } = line
  let index = from
  while (index < end) {
    if (bytes[index] !== SEMICOLON) return index
    const nameStart = index + 1
    const nameEnd = skipToken(bytes, nameStart, end)
    if (nameStart === end) return index
    if (nameEnd === nameStart) {
      if (bytes[nameEnd] !== EQUALS && bytes[nameEnd] !== SEMICOLON) return nameEnd
      line.warn('bad-chunk-extension', index, nameEnd + 1)
    }
    index = nameEnd
    if (bytes[index] !== EQUALS || index === end) continue
    const valueStart = index + 1
    const valueEnd = skipToken(bytes, valueStart, end)
    index =
      bytes[valueEnd] === DQUOTE && valueEnd < end ? skipQuoted(bytes, valueEnd, end) : valueEnd
    if (index < 0) return valueEnd
    if (index === valueStart) line.warn('bad-chunk-extension', valueStart - 1, valueStart)
  }
  return end
}

/** The index after a quoted string, or -1 if it does not end. */
function skipQuoted(bytes: Uint8Array, from: number, to: number): number {
  for (let index = from + 1; index < to; index++) {
    if (bytes[index] === DQUOTE) return index + 1
    if (bytes[index] === BACKSLASH) index++
    if (!isFieldByte(bytes[index])) return -1
  }
  return -1
}
