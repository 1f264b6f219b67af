import { type BodyReader, createBodyReader, createPlainReader } from './body.ts'
import { CR, isWhiteSpace, LF } from './bytes.ts'
import { readChunkSize } from './chunks.ts'
import { Draft } from './draft.ts'
import { FramingFields, isInterim, isTunnel, type Report } from './framing.ts'
import { limits } from './limits.ts'
import { type Line, LineBuffer } from './lines.ts'
import type { Field, Framing, Message, ProblemCode, Range, Role, TokenKind } from './message.ts'
import type { Reader, ReaderOptions } from './reader.ts'
import { checkTrailer, HostCheck, Section } from './section.ts'
import { looksLikeTls, readStartLine, skipCarriageReturns } from './start-line.ts'

/** What the next byte belongs to. */
type State =
  | 'start-line'
  | 'fields'
  | 'body'
  | 'chunk-size'
  | 'chunk-data'
  | 'chunk-ending'
  | 'trailers'
  | 'complete'

const nothing = new Uint8Array(0)

/** The reader of one direction of a connection, as a state machine over lines and bodies. */
export class MessageReader implements Reader {
  readonly messages: Message[] = []
  readonly #role: Role
  readonly #options: ReaderOptions
  readonly #line = new LineBuffer()
  #draft: Draft
  #state: State = 'complete'
  #framing = new FramingFields()
  #host = new HostCheck()
  #section: Section
  #body: BodyReader
  #remaining = 0
  /** Number of the exchange that the message belongs to. */
  #index = 0
  #closed = false
  #mayHaveSwitched = false
  #ended = false

  constructor(role: Role, options: ReaderOptions) {
    this.#role = role
    this.#options = options
    this.#draft = new Draft(role, 0, 0)
    this.#section = new Section(this.#draft, [], () => {})
    this.#body = createPlainReader(this.#draft)
  }

  push(bytes: Uint8Array): void {
    if (this.#ended) return
    this.#draft.resume()
    let index = 0
    while (index < bytes.length) {
      if (this.#state === 'complete') this.#open()
      const isData = this.#state === 'body' || this.#state === 'chunk-data'
      index = isData ? this.#pushData(bytes, index) : this.#pushLine(bytes, index)
    }
    this.#draft.show()
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    if (this.#state === 'complete') return
    this.#draft.resume()
    this.#finish()
    this.#draft.settle('unknown')
    this.#draft.show()
  }

  #open(): void {
    const { start, length } = this.#draft
    this.#draft.show()
    this.#draft = new Draft(this.#role, start + length, this.#options.limit ?? limits.captured)
    this.messages.push(this.#draft)
    if (this.#mayHaveSwitched && this.#hasSwitched()) {
      this.#readRest('unknown')
      return
    }
    this.#mayHaveSwitched = false
    this.#framing = new FramingFields()
    this.#host = new HostCheck()
    this.#state = 'start-line'
  }

  #hasSwitched(): boolean {
    return this.#role === 'response' || (this.#options.switched?.(this.#index - 1) ?? true)
  }

  /** All that comes belongs to this message, and nothing in it can be told apart. */
  #readRest(kind: TokenKind): void {
    const draft = this.#draft
    draft.renewRoom()
    draft.settle(kind)
    draft.framing = { type: 'until-close' }
    draft.body = { start: 0, end: draft.length }
    this.#body = createPlainReader(draft, kind)
    this.#remaining = Number.POSITIVE_INFINITY
    this.#state = 'body'
  }

  #pushLine(bytes: Uint8Array, from: number): number {
    const lineFeed = bytes.indexOf(LF, from)
    const to = lineFeed < 0 ? bytes.length : lineFeed + 1
    this.#draft.take(bytes, from, to)
    if (this.#state === 'start-line' && this.#isTls(bytes, from, to)) {
      this.#line.length = 0
      this.#report('tls-not-http', { start: 0, end: 3 }, 'error')
      this.#readRest('unknown')
    } else if (lineFeed < 0) this.#line.add(bytes, from, to)
    else this.#readLine(bytes, from, to)
    return to
  }

  /** Whether the first three bytes, the last of which has come now, are those of TLS. */
  #isTls(bytes: Uint8Array, from: number, to: number): boolean {
    const { length, kept } = this.#line
    const isFirstLine = this.#draft.length === length + to - from
    if (!isFirstLine || length > 2 || length + to - from < 3) return false
    const byte = (index: number) => kept[index] ?? bytes[from + index - length] ?? 0
    return looksLikeTls(byte(0), byte(1), byte(2))
  }

  #readLine(bytes: Uint8Array, from: number, to: number): void {
    const line = this.#line.finish(this.#draft, bytes, from, to, this.#draft.length)
    if (line === undefined) {
      this.#readLongLine()
      return
    }
    switch (this.#state) {
      case 'start-line':
        this.#readStartLine(line)
        return
      case 'fields':
        this.#readField(line)
        return
      case 'chunk-size':
        this.#readChunkSize(line)
        return
      case 'chunk-ending':
        this.#readChunkEnding(line)
        return
      case 'trailers':
        this.#readTrailer(line)
    }
  }

  /** A line that is too long to look into. Where it said how to go on, the rest is not known. */
  #readLongLine(): void {
    const draft = this.#draft
    const line = { start: draft.tokens.at(-1)?.end ?? 0, end: draft.length }
    if (this.#state === 'start-line' && this.#role === 'response') {
      this.#report('missing-start-line', line, 'error')
      this.#readRest('body')
      return
    }
    this.#report('line-too-long', line, 'error')
    draft.grow('unknown', draft.length)
    if (this.#state === 'start-line') this.#startFields(false)
    if (this.#state === 'chunk-size') this.#readBody(createPlainReader(draft))
    if (this.#state === 'chunk-ending') this.#state = 'chunk-size'
  }

  #readStartLine(line: Line): void {
    const start = skipCarriageReturns(line)
    if (start === line.end) {
      line.emitBlank('warning')
      return
    }
    const draft = this.#draft
    const isExtra = draft.start > 0
    if (this.#closed) line.error('bytes-after-message', start, line.end)
    const read = readStartLine(line, start, this.#role)
    if (read === undefined) {
      const missing = this.#role === 'response' ? 'missing-start-line' : 'bad-request-line'
      if (!this.#closed) {
        line.error(isExtra ? 'bytes-after-message' : missing, start, line.end)
      }
      this.#readRest(this.#role === 'response' ? 'body' : 'unknown')
      return
    }
    if (typeof read === 'object') draft.startLine = read
    const indented = isWhiteSpace(line.bytes[start])
    if (read !== 'field') {
      this.#startFields(indented)
      return
    }
    line.error('missing-start-line', start, start)
    this.#startFields(false)
    this.#section.read(line)
  }

  #startFields(indented: boolean): void {
    const draft = this.#draft
    const onField = (field: Field, line: Line) => {
      this.#framing.add(field, this.#report)
      if (this.#role === 'request') this.#host.add(field, line, this.#report)
    }
    this.#section = new Section(draft, draft.fields, onField, indented)
    this.#state = 'fields'
  }

  #readField(line: Line): void {
    if (!line.empty) {
      this.#section.read(line)
      return
    }
    const draft = this.#draft
    draft.renewRoom()
    line.emitBlank()
    draft.blankLine = line.whole
    draft.framing = this.#frame(line.whole)
    draft.body = { start: draft.length, end: draft.length }
    switch (draft.framing.type) {
      case 'none':
        this.#complete()
        return
      case 'chunked':
        this.#state = 'chunk-size'
        return
      case 'content-length':
        this.#readBody(createBodyReader(draft), draft.framing.length)
        return
      case 'until-close':
        this.#readBody(createBodyReader(draft))
    }
  }

  #frame(blankLine: Range): Framing {
    const line = this.#draft.startLine
    if (this.#role === 'request') {
      const requestLine = line?.type === 'request-line' ? line : undefined
      this.#host.end(requestLine?.version, blankLine, this.#report)
      this.#mayHaveSwitched = requestLine?.method === 'CONNECT' || this.#framing.upgrades
      return this.#framing.ofRequest(requestLine, this.#report)
    }
    const statusLine = line?.type === 'status-line' ? line : undefined
    const method = this.#options.methodOf?.(this.#index)
    if (statusLine !== undefined) {
      this.#mayHaveSwitched = statusLine.status === 101 || isTunnel(statusLine, method)
    }
    return this.#framing.ofResponse(statusLine, method, this.#report)
  }

  #readBody(body: BodyReader, length = Number.POSITIVE_INFINITY): void {
    this.#body = body
    this.#remaining = length
    this.#state = 'body'
    if (length === 0) this.#complete()
  }

  #pushData(bytes: Uint8Array, from: number): number {
    const draft = this.#draft
    const to = from + Math.min(bytes.length - from, this.#remaining)
    const offset = draft.length
    draft.take(bytes, from, to)
    this.#remaining -= to - from
    if (this.#state === 'chunk-data') {
      draft.grow('chunk-data', draft.length)
      if (this.#remaining === 0) this.#state = 'chunk-ending'
      return to
    }
    this.#body.push(bytes, from, to, offset)
    if (this.#remaining > 0) return to
    this.#body.end()
    this.#complete()
    return to
  }

  #readChunkSize(line: Line): void {
    const size = readChunkSize(line)
    if (size === undefined) {
      this.#readBody(createPlainReader(this.#draft))
      return
    }
    this.#remaining = size
    this.#state = size > 0 ? 'chunk-data' : 'trailers'
    if (size > 0) return
    const onField = (field: Field) => checkTrailer(field, this.#role, this.#framing, this.#report)
    this.#section = new Section(this.#draft, this.#draft.trailers, onField)
  }

  #readChunkEnding(line: Line): void {
    if (!line.empty) line.error('bad-chunk-ending', line.start, line.end)
    line.emit('unknown', line.end)
    line.emitEnding()
    this.#state = 'chunk-size'
  }

  #readTrailer(line: Line): void {
    if (!line.empty) {
      this.#section.read(line)
      return
    }
    line.emitBlank()
    this.#complete()
  }

  #complete(): void {
    const line = this.#draft.startLine
    this.#draft.complete = true
    this.#state = 'complete'
    this.#closed = !this.#framing.persists(line?.version)
    if (line?.type !== 'status-line' || !isInterim(line)) this.#index++
  }

  /** Brings a message to its end that was not complete when the connection was. */
  #finish(): void {
    const draft = this.#draft
    const wasStartLine = this.#state === 'start-line'
    const { length, kept } = this.#line
    // Half a line ending is no line.
    const isCut = length > 1 || (length === 1 && kept[0] !== CR)
    if (isCut) this.#readLine(nothing, 0, 0)
    switch (this.#state) {
      case 'start-line':
        return
      case 'fields':
        if (wasStartLine && isCut) {
          this.#cut('cut-short')
          return
        }
        this.#section.endWithoutBlankLine()
        return
      case 'body':
        this.#body.end()
        if (this.#remaining === Number.POSITIVE_INFINITY) {
          draft.complete = draft.framing?.type === 'until-close'
        }
        if (!draft.complete) this.#cut('body-cut-short')
        return
      default:
        this.#cut('body-cut-short')
    }
  }

  #cut(code: ProblemCode): void {
    this.#report(code, this.#draft.unsettled, 'error')
  }

  readonly #report: Report = (code, { start, end }, severity) => {
    this.#draft.problem(code, start, end, severity)
  }
}
