import { type NamedField, readFieldLine, readFold, startsWithSpace } from './field-line.ts'
import { limits } from './limits.ts'
import type { Line } from './lines.ts'
import type { Field, Range } from './message.ts'
import type { Draft } from './message-builder.ts'

/** About how many bytes of memory a field takes besides its text. */
const fieldCost = 300

/** The lines of a header or trailer section up to its blank line (RFC 9112, sections 5 and 7.1.2). */
export class Section {
  readonly #draft: Draft
  readonly #fields: Field[]
  readonly #start: number
  readonly #indented: boolean
  readonly #onDeciding: (field: NamedField, line: Line) => void
  #last: Field | undefined = undefined
  #isFirst = true
  #isLong = false
  /** The first line that is no field line, and which of the problems says so. */
  #broken: { readonly line: Range; readonly index: number } | undefined = undefined

  /** `indented`: the start line was, so an indented line is a field line of its own. */
  constructor(
    draft: Draft,
    fields: Field[],
    onDeciding: (field: NamedField, line: Line) => void,
    indented = false,
  ) {
    this.#draft = draft
    this.#fields = fields
    this.#start = draft.length
    this.#onDeciding = onDeciding
    this.#indented = indented
  }

  read(line: Line): void {
    const isFold = startsWithSpace(line)
    const isFirst = this.#isFirst
    this.#isFirst = false
    this.#checkLength(line)
    if (isFold && !isFirst && !this.#indented) {
      this.#readFold(line)
      return
    }
    if (isFold) {
      line.error(isFirst ? 'space-before-first-field' : 'obs-fold', line.start, line.start + 1)
    }
    const index = this.#draft.problems.length
    const named = readFieldLine(line)
    if (this.#draft.problems.length > index) this.#judge(line, index)
    if (named === undefined) return
    this.#last = named.field
    if (this.#hasRoom(line)) this.#fields.push(named.field)
    if (named.name.decides) this.#onDeciding(named, line)
  }

  #judge(line: Line, index: number): void {
    const code = this.#draft.problems[index]?.code
    if (code !== 'missing-colon' && code !== 'bad-field-name') return
    this.#broken ??= { line: line.whole, index }
  }

  #readFold(line: Line): void {
    const isListed = this.#last !== undefined && this.#last === this.#fields.at(-1)
    const field = readFold(line, this.#last)
    if (!isListed || field === undefined || !this.#hasRoom(line)) return
    this.#fields[this.#fields.length - 1] = field
    this.#last = field
  }

  #hasRoom(line: Line): boolean {
    if (line.stop - this.#start > limits.fields) return false
    return this.#draft.affords(fieldCost + line.end - line.start)
  }

  #checkLength(line: Line): void {
    if (this.#isLong || line.stop <= limits.usualHead) return
    if (this.#draft.body === undefined) line.warn('long-header-section', line.start, line.end)
    this.#isLong = true
  }

  /**
   * Says that the message is over and no blank line came. The first line that is no field line
   * may well be the body, so the blank line is missing there.
   */
  endWithoutBlankLine(): void {
    const { problems, length } = this.#draft
    const code = 'missing-blank-line'
    if (this.#broken === undefined) this.#draft.problem(code, length, length, 'error')
    else problems[this.#broken.index] = { severity: 'error', code, ...this.#broken.line }
  }
}
