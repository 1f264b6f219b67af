import type { BodyReader } from './body.ts'
import { AMPERSAND, EQUALS } from './bytes.ts'
import type { Draft } from './draft.ts'

/** The fields of a urlencoded form, `name=value&name=value` (WHATWG URL, section 5). */
export function createFormReader(draft: Draft): BodyReader {
  let inValue = false
  return {
    push(bytes, from, to, offset) {
      const shift = offset - from
      for (let index = from; index < to; index++) {
        const byte = bytes[index]
        const isEnd = byte === AMPERSAND
        if (!isEnd && (inValue || byte !== EQUALS)) continue
        draft.grow(inValue ? 'form-value' : 'form-name', index + shift)
        draft.emit(isEnd ? 'form-separator' : 'form-equals', index + 1 + shift)
        inValue = !isEnd
      }
      draft.grow(inValue ? 'form-value' : 'form-name', to + shift)
    },
    end() {},
  }
}
