import { ReleasedMessage } from '../http/evicted-message.ts'
import type { Message } from '../http/message.ts'
import { PlainMessage } from '../http/plain-message.ts'
import type { OpenExchange } from './open-exchange.ts'

/** Keeps the latest messages whole and lets the oldest go when all take too much memory together. */
export class CaptureBudget {
  readonly #limit: number
  /** The messages, each with its exchange at the same place in the other list; none once released. */
  #messages: (Message | undefined)[] = []
  #exchanges: (OpenExchange | undefined)[] = []
  /** Those before this place are released. */
  #first = 0
  #weight = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes in a message that grows no more. The latest one always stays whole. */
  add(exchange: OpenExchange, message: Message): void {
    this.#messages.push(message)
    this.#exchanges.push(exchange)
    this.#weight += weigh(message)
    while (this.#weight > this.#limit && this.#first < this.#messages.length - 1) this.#release()
    // Places of released ones are given back from time to time, not one by one.
    if (this.#first < 1000 || this.#first < this.#messages.length / 8) return
    this.#messages = this.#messages.slice(this.#first)
    this.#exchanges = this.#exchanges.slice(this.#first)
    this.#first = 0
  }

  /** Lets go of the messages of exchanges that are forgotten, as far as no others came before. */
  releaseForgotten(): void {
    while (this.#exchanges[this.#first]?.isForgotten) this.#release()
  }

  #release(): void {
    const message = this.#messages[this.#first]
    const exchange = this.#exchanges[this.#first]
    this.#messages[this.#first] = undefined
    this.#exchanges[this.#first] = undefined
    this.#first++
    if (message === undefined) return
    this.#weight -= weigh(message)
    if (message instanceof PlainMessage) message.release()
    else exchange?.replace(message, new ReleasedMessage(message))
  }
}

/** About how many bytes of memory a message takes: what was sent is often the smaller part. */
function weigh(message: Message): number {
  // Its fields and tokens are not there until someone asks, and not for long.
  if (message instanceof PlainMessage)
    return 1000 + message.bytes.length + message.startLine.line.end
  const { bytes, body, tokens, fields, trailers, problems } = message
  const lists = 48 * (tokens.length + problems.length) + 300 * (fields.length + trailers.length)
  const text = Math.min(body?.start ?? bytes.length, bytes.length)
  return 1500 + bytes.length + text + lists
}
