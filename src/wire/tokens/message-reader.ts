import { CR, LF } from './bytes.ts'
import { ChunkedBody } from './chunked-body.ts'
import { createContent, PlainContent } from './content.ts'
import { Draft } from './draft.ts'
import { isInterim } from './framing.ts'
import { Head } from './head.ts'
import { limits } from './limits.ts'
import { LineBuffer, Source } from './lines.ts'
import type { Message, Role, TokenKind } from './message.ts'
import type { Reader, ReaderOptions } from './reader.ts'
import { SizedBody } from './sized-body.ts'
import { looksLikeTls } from './start-line.ts'

const nothing = new Source(new Uint8Array(0))

/** A message with what reads it: its head and then, once that is known, its body. */
interface Current {
  readonly draft: Draft
  readonly head: Head
  body: SizedBody | ChunkedBody | undefined
}

/** The reader of one direction of a connection: message after message, each a head and a body. */
export class MessageReader implements Reader {
  readonly messages: Message[] = []
  readonly #role: Role
  readonly #options: ReaderOptions
  readonly #line = new LineBuffer()
  /** The last message, complete or not. */
  #last: Current | undefined = undefined
  /** Number of the exchange that the message belongs to. */
  #index = 0
  #ended = false

  constructor(role: Role, options: ReaderOptions) {
    this.#role = role
    this.#options = options
  }

  push(bytes: Uint8Array): void {
    if (this.#ended) return
    // Views of a Buffer cost more than views of plain bytes.
    const source = new Source(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length))
    this.#last?.draft.resume()
    let index = 0
    while (index < bytes.length) {
      const current = this.#last?.draft.complete === false ? this.#last : this.#open(this.#last)
      if (current.body === undefined) index = this.#pushLine(current, source, index)
      else index = current.body.push(source, index)
      if (current.body?.isComplete) this.#complete(current.draft)
    }
    this.#last?.draft.show()
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    if (this.#last === undefined || this.#last.draft.complete) return
    const { draft } = this.#last
    draft.resume()
    this.#finish(this.#last)
    draft.settle('unknown')
    draft.show()
  }

  #open(before: Current | undefined): Current {
    before?.draft.show()
    const start = before === undefined ? 0 : before.draft.start + before.draft.length
    const draft = new Draft(this.#role, start, this.#options.limit ?? limits.captured)
    const isClosed = before !== undefined && !before.head.persists
    const current: Current = { draft, head: new Head(draft, isClosed), body: undefined }
    if (before?.head.maySwitch && this.#hasSwitched()) readRest(current, 'unknown')
    this.messages.push(draft)
    this.#last = current
    return current
  }

  #hasSwitched(): boolean {
    return this.#role === 'response' || (this.#options.switched?.(this.#index - 1) ?? true)
  }

  #pushLine(current: Current, source: Source, from: number): number {
    const { bytes } = source
    const lineFeed = bytes.indexOf(LF, from)
    const to = lineFeed < 0 ? bytes.length : lineFeed + 1
    current.draft.take(bytes, from, to)
    if (this.#isTls(current.draft, bytes, from, to)) {
      this.#line.length = 0
      current.draft.problem('tls-not-http', 0, 3, 'error')
      readRest(current, 'unknown')
    } else if (lineFeed < 0) this.#line.add(bytes, from, to)
    else this.#readLine(current, source, from, to)
    return to
  }

  /** Whether these are the first three bytes of a message, or the last of them, and those of TLS. */
  #isTls(draft: Draft, bytes: Uint8Array, from: number, to: number): boolean {
    const { length } = this.#line
    const isFirstLine = draft.length === length + to - from
    if (!isFirstLine || length > 2 || draft.length < 3) return false
    const { kept } = this.#line
    const byte = (index: number) => kept[index] ?? bytes[from + index - length] ?? 0
    return looksLikeTls(byte(0), byte(1), byte(2))
  }

  #readLine(current: Current, source: Source, from: number, to: number): void {
    const { draft, head } = current
    const line = this.#line.finish(draft, source, from, to, draft.length)
    const next = line === undefined ? head.readLongLine() : head.read(line)
    if (next === 'no-message') readRest(current, this.#role === 'response' ? 'body' : 'unknown')
    if (next === 'body') this.#startBody(current)
  }

  #startBody(current: Current): void {
    const { draft, head } = current
    const framing = head.frame(this.#options.methodOf?.(this.#index))
    draft.framing = framing
    draft.body = { start: draft.length, end: draft.length }
    switch (framing.type) {
      case 'none':
        this.#complete(draft)
        return
      case 'chunked':
        current.body = new ChunkedBody(draft, (field) => head.addTrailer(field))
        return
      case 'content-length':
        current.body = new SizedBody(draft, createContent(draft), framing.length)
        return
      case 'until-close':
        current.body = new SizedBody(draft, createContent(draft))
    }
  }

  #complete(draft: Draft): void {
    const line = draft.startLine
    draft.complete = true
    if (line?.type !== 'status-line' || !isInterim(line)) this.#index++
  }

  /** Brings a message to its end that was not complete when the connection was. */
  #finish(current: Current): void {
    const { length, kept } = this.#line
    // Half a line ending is no line.
    const isCut = length > 1 || (length === 1 && kept[0] !== CR)
    const hadStartLine = current.head.hasStartLine
    if (current.body === undefined && isCut) this.#readLine(current, nothing, 0, 0)
    if (current.body !== undefined) current.body.end()
    else if (!hadStartLine) current.head.endInStartLine()
    else current.head.endWithoutBlankLine()
  }
}

/** All that comes belongs to this message, and nothing in it can be told apart. */
function readRest(current: Current, kind: TokenKind): void {
  const { draft } = current
  draft.renewRoom()
  draft.settle(kind)
  draft.framing = { type: 'until-close' }
  draft.body = { start: 0, end: draft.length }
  current.body = new SizedBody(draft, new PlainContent(draft, kind))
}
