import { latin1 } from '../../http/bytes.ts'
import { ChunkScanner } from '../../http/chunks.ts'
import { headerValue } from '../../http/headers.ts'
import { mediaTypeOf } from '../../http/media-type.ts'
import type { Message } from '../../http/message.ts'
import { EventStreamReader, type StreamEvent } from './event-stream.ts'

/** Reads a response that is an event stream while it comes. A compressed one is not read. */
export class ResponseStream {
  readonly #events = new EventStreamReader()
  readonly #found: StreamEvent[] = []
  readonly #chunks: ChunkScanner | undefined

  /** The stream that a response is, once its head has come; undefined where it is none. */
  static of(response: Message): ResponseStream | undefined {
    const { body, bytes, framing } = response
    // To read its fields costs more than to record the response, and hardly any is a stream.
    if (!/event-stream/i.test(latin1(bytes, 0, body?.start ?? 0))) return undefined
    const { fields } = response
    if (mediaTypeOf(fields)?.type !== 'text/event-stream') return undefined
    if (headerValue(fields, 'content-encoding') !== undefined) return undefined
    return new ResponseStream(framing?.type === 'chunked')
  }

  constructor(isChunked: boolean) {
    if (isChunked)
      this.#chunks = new ChunkScanner((data) => void this.#found.push(...this.#events.push(data)))
  }

  /** Takes the next bytes of the body, as they are sent. */
  push(bytes: Uint8Array): StreamEvent[] {
    if (this.#chunks === undefined) return this.#events.push(bytes)
    this.#chunks.push(bytes, 0)
    return this.#found.splice(0)
  }
}
