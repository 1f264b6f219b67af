import { CR, find, keptBytes, LF } from './bytes.ts'
import { ChunkedBody } from './chunked-body.ts'
import { createContent, PlainContent } from './content.ts'
import { isInterim } from './framing.ts'
import { Head } from './head.ts'
import { limits } from './limits.ts'
import { LineBuffer, Source } from './lines.ts'
import type { Message, Role, TokenKind } from './message.ts'
import { Draft } from './message-builder.ts'
import { findPlain, shortestPlain } from './plain.ts'
import { PlainMessage, type ReadWhole } from './plain-message.ts'
import type { Reader, ReaderOptions } from './reader.ts'
import { SizedBody } from './sized-body.ts'
import { looksLikeTls } from './start-line.ts'

/** Reads one whole message to the last detail, at once. */
const readWhole: ReadWhole = (role, bytes, method) => {
  const reader = new MessageReader(role, { keep: 'views', methodOf: () => method }, false)
  reader.push(bytes)
  const [message] = reader.messages
  if (message === undefined) throw new Error('there is no message without bytes')
  return message
}

const nothing = new Source(new Uint8Array(0))

/** A message with what reads it: its head and then, once that is known, its body. */
interface Current {
  readonly draft: Draft
  readonly head: Head
  body: SizedBody | ChunkedBody | undefined
}

/** The reader of one direction of a connection: message after message, each a head and a body. */
export class MessageReader implements Reader {
  messages: Message[] = []
  readonly #role: Role
  readonly #options: ReaderOptions
  readonly #line = new LineBuffer()
  readonly #takesPlain: boolean
  /** Where the next message starts. */
  #start = 0
  /** The last message, complete or not; undefined if it was a plain one. */
  #last: Current | undefined = undefined
  /** The last message was a plain one, and is to be the last of the connection. */
  #isClosed = false
  /** Number of the exchange that the message belongs to. */
  #index = 0
  #ended = false

  /** `takesPlain`: messages that come whole and plainly framed are read when someone asks. */
  constructor(role: Role, options: ReaderOptions, takesPlain = true) {
    this.#role = role
    this.#options = options
    this.#takesPlain = takesPlain
  }

  push(bytes: Uint8Array): void {
    if (this.#ended) return
    const source = new Source(bytes)
    this.#last?.draft.resume()
    let index = 0
    while (index < bytes.length) {
      let current = this.#last
      if (current === undefined || current.draft.complete) {
        const plainEnd = this.#takePlain(source, index)
        if (plainEnd !== undefined) {
          index = plainEnd
          continue
        }
        current = this.#open()
      }
      if (current.body === undefined) index = this.#pushLine(current, source, index)
      else index = current.body.push(source, index)
      if (current.body?.isComplete) this.#complete(current.draft)
    }
    this.#last?.draft.show()
  }

  forget(): void {
    const growing = this.messages.at(-1)
    this.messages = growing?.complete === false && !this.#ended ? [growing] : []
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    if (this.#last === undefined || this.#last.draft.complete) return
    const { draft } = this.#last
    draft.resume()
    this.#finish(this.#last)
    draft.settle('unknown')
    draft.show(true)
  }

  /** Takes a message as a whole if it is plain; gives where it ends. */
  #takePlain(source: Source, from: number): number | undefined {
    if (!this.#takesPlain || this.#isClosed) return undefined
    if (source.bytes.length - from < shortestPlain) return undefined
    const last = this.#last
    if (last !== undefined) {
      if (!last.head.persists || last.head.maySwitch) return undefined
      last.draft.show()
    }
    const role = this.#role
    const method = role === 'response' ? this.#options.methodOf?.(this.#index) : undefined
    const plain = findPlain(source.bytes, from, role, method)
    if (plain === undefined) return undefined
    if (plain.end - from > (this.#options.limit ?? limits.captured)) return undefined
    const bytes = keptBytes(source.bytes, from, plain.end, this.#options.keep)
    const start = this.#start
    const message = new PlainMessage(role, start, bytes, plain, readWhole)
    // Nearly always it is alone, and a list that is pushed to gets room for many.
    if (this.messages.length === 0) this.messages = [message]
    else this.messages.push(message)
    this.#last = undefined
    this.#isClosed = !plain.persists
    this.#start += bytes.length
    this.#index++
    return plain.end
  }

  #open(): Current {
    const before = this.#last
    before?.draft.show()
    const start = this.#start
    const draft = new Draft(this.#role, start, this.#options)
    const isClosed = before === undefined ? this.#isClosed : !before.head.persists
    this.#isClosed = false
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
    const lineFeed = find(bytes, LF, from, bytes.length)
    const to = lineFeed === bytes.length ? lineFeed : lineFeed + 1
    current.draft.take(bytes, from, to)
    if (this.#isTls(current.draft, bytes, from, to)) {
      this.#line.length = 0
      current.draft.problem('tls-not-http', 0, 3, 'error')
      readRest(current, 'unknown')
    } else if (lineFeed === bytes.length) this.#line.add(bytes, from, to)
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
    this.#start += draft.length
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
