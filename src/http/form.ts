import { AMPERSAND, EQUALS } from './bytes.ts'
import type { Content } from './content.ts'
import type { GrowingEmitter } from './emitter.ts'
import type { Source } from './lines.ts'

/** The fields of a urlencoded form, `name=value&name=value` (WHATWG URL, section 5). */
export class FormContent implements Content {
  readonly #emitter: GrowingEmitter
  #inValue = false

  constructor(emitter: GrowingEmitter) {
    this.#emitter = emitter
  }

  push({ bytes }: Source, from: number, to: number, offset: number): void {
    const shift = offset - from
    for (let index = from; index < to; index++) {
      const isEnd = bytes[index] === AMPERSAND
      if (!isEnd && (this.#inValue || bytes[index] !== EQUALS)) continue
      this.#growPart(index + shift)
      this.#emitter.emit(isEnd ? 'form-separator' : 'form-equals', index + 1 + shift)
      this.#inValue = !isEnd
    }
    this.#growPart(to + shift)
  }

  end(): void {}

  #growPart(end: number): void {
    this.#emitter.grow(this.#inValue ? 'form-value' : 'form-name', end)
  }
}
