import type { Content } from './content.ts'
import type { Source } from './lines.ts'
import type { Draft } from './message-builder.ts'

/** A body that ends after so many bytes, or with the connection (RFC 9112, sections 6.2 and 6.3). */
export class SizedBody {
  readonly #draft: Draft
  readonly #content: Content
  #remaining: number

  constructor(draft: Draft, content: Content, length = Number.POSITIVE_INFINITY) {
    this.#draft = draft
    this.#content = content
    this.#remaining = length
  }

  get isComplete(): boolean {
    return this.#remaining === 0
  }

  /** Takes what is its own of the bytes from `from` on; gives where that ends. */
  push(source: Source, from: number): number {
    const { bytes } = source
    const to = from + Math.min(bytes.length - from, this.#remaining)
    const offset = this.#draft.length
    this.#draft.take(bytes, from, to)
    this.#remaining -= to - from
    this.#content.push(source, from, to, offset)
    if (this.isComplete) this.#content.end()
    return to
  }

  /** Says that the connection is closed. */
  end(): void {
    const { length } = this.#draft
    this.#content.end()
    if (this.#remaining === Number.POSITIVE_INFINITY) this.#draft.complete = true
    else this.#draft.problem('body-cut-short', length, length, 'error')
  }
}
