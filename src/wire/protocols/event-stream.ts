/** An event of a stream (WHATWG HTML, section 9.2.6), or a comment that keeps the connection alive. */
export type StreamEvent =
  | {
      readonly protocol: 'event-stream'
      readonly type: 'event'
      /** Its kind; `message` where the server names none. */
      readonly event: string
      readonly data: string
      /** What the browser sends as Last-Event-ID when it connects again. */
      readonly id: string | undefined
      /** Milliseconds after which the browser connects again. */
      readonly retry: number | undefined
      /** The data was longer than what is kept. */
      readonly isCut: boolean
    }
  | { readonly protocol: 'event-stream'; readonly type: 'comment'; readonly text: string }

/** Characters of a line, and of the data of one event, that are kept. */
const mostKept = 64 * 1024

/** Reads a body of the type `text/event-stream`, however it is cut. */
export class EventStreamReader {
  readonly #decoder = new TextDecoder()
  #line = ''
  #afterReturn = false
  #event = ''
  #data: string[] = []
  #dataLength = 0
  #isCut = false
  #id: string | undefined
  #retry: number | undefined

  /** Gives back what has ended with these bytes. */
  push(bytes: Uint8Array): StreamEvent[] {
    const events: StreamEvent[] = []
    let text = this.#decoder.decode(bytes, { stream: true })
    // A line ends with CR, LF or both, which may come apart.
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1)
    if (bytes.length > 0) this.#afterReturn = text.endsWith('\r')
    const [first = '', ...rest] = text.split(/\r\n|\r|\n/)
    this.#begin(first)
    for (const next of rest) {
      const event = this.#take(this.#line)
      if (event !== undefined) events.push(event)
      this.#line = ''
      this.#begin(next)
    }
    return events
  }

  #begin(text: string): void {
    if (this.#line.length + text.length > mostKept) this.#isCut = true
    this.#line += text.slice(0, Math.max(0, mostKept - this.#line.length))
  }

  #take(line: string): StreamEvent | undefined {
    if (line === '') return this.#dispatch()
    if (line.startsWith(':'))
      return { protocol: 'event-stream', type: 'comment', text: line.slice(1).replace(/^ /, '') }
    const [, field = line, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'event') this.#event = value
    if (field === 'data') this.#addData(value)
    if (field === 'id' && !value.includes('\0')) this.#id = value
    if (field === 'retry' && /^\d+$/.test(value)) this.#retry = Number(value)
    return undefined
  }

  #addData(value: string): void {
    this.#dataLength += value.length + 1
    if (this.#dataLength > mostKept) this.#isCut = true
    else this.#data.push(value)
  }

  /** An event without data is none, but what it set stays set. */
  #dispatch(): StreamEvent | undefined {
    const event: StreamEvent | undefined =
      this.#dataLength === 0
        ? undefined
        : {
            protocol: 'event-stream',
            type: 'event',
            event: this.#event || 'message',
            data: this.#data.join('\n'),
            id: this.#id,
            retry: this.#retry,
            isCut: this.#isCut,
          }
    this.#event = ''
    this.#data = []
    this.#dataLength = 0
    this.#isCut = false
    if (event !== undefined) this.#retry = undefined
    return event
  }
}
