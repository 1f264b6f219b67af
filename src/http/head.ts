import { isWhiteSpace } from './bytes.ts'
import type { NamedField } from './field-line.ts'
import { FramingFields, isTunnel, type Report } from './framing.ts'
import { HostCheck } from './host-check.ts'
import type { Line } from './lines.ts'
import type { Framing } from './message.ts'
import type { Draft } from './message-builder.ts'
import { Section } from './section.ts'
import { readStartLine, skipCarriageReturns } from './start-line.ts'

/** What comes after a line: more lines, the body, or, as nothing here is a message, anything. */
export type Next = 'lines' | 'body' | 'no-message'

/** The start line and the header section of one message, line by line (RFC 9112, section 2.1). */
export class Head {
  readonly #draft: Draft
  readonly #isClosed: boolean
  readonly #framing: FramingFields
  readonly #host = new HostCheck()
  #section: Section | undefined = undefined
  #maySwitch = false

  /** `isClosed`: the message before it was to be the last of the connection. */
  constructor(draft: Draft, isClosed: boolean) {
    this.#draft = draft
    this.#isClosed = isClosed
    this.#framing = new FramingFields(draft.role)
  }

  get hasStartLine(): boolean {
    return this.#section !== undefined
  }

  /** Whether the connection can carry another message after this one. */
  get persists(): boolean {
    return this.#framing.persists(this.#draft.startLine?.version)
  }

  /** Whether what comes after this message may be of another protocol. */
  get maySwitch(): boolean {
    return this.#maySwitch
  }

  read(line: Line): Next {
    if (this.#section === undefined) return this.#readStartLine(line)
    if (!line.empty) {
      this.#section.read(line)
      return 'lines'
    }
    this.#draft.renewRoom()
    line.emitBlank()
    this.#draft.blankLine = line.whole
    return 'body'
  }

  /** A line that is too long to look into, which is what the draft has no tokens for. */
  readLongLine(): Next {
    const { start, end } = this.#draft.unsettled
    if (this.#section === undefined && this.#draft.role === 'response') {
      this.#draft.problem('missing-start-line', start, end, 'error')
      return 'no-message'
    }
    this.#draft.problem('line-too-long', start, end, 'error')
    this.#draft.settle('unknown')
    this.#section ??= this.#createSection(false)
    return 'lines'
  }

  #readStartLine(line: Line): Next {
    const start = skipCarriageReturns(line)
    if (start === line.end) {
      line.emitBlank('warning')
      return 'lines'
    }
    const { role } = this.#draft
    if (this.#isClosed) line.error('bytes-after-message', start, line.end)
    const read = readStartLine(line, start, role)
    if (read === undefined) {
      const code = role === 'response' ? 'missing-start-line' : 'bad-request-line'
      const isFirst = this.#draft.start === 0
      if (!this.#isClosed) line.error(isFirst ? code : 'bytes-after-message', start, line.end)
      return 'no-message'
    }
    if (typeof read === 'object') this.#draft.startLine = read
    this.#section = this.#createSection(read !== 'field' && isWhiteSpace(line.bytes[start]))
    if (read === 'field') {
      line.error('missing-start-line', start, start)
      this.#section.read(line)
    }
    return 'lines'
  }

  #createSection(isIndented: boolean): Section {
    const onField = (field: NamedField, line: Line) => {
      this.#framing.add(field, this.#report)
      if (this.#draft.role === 'request') this.#host.add(field, line)
    }
    return new Section(this.#draft, this.#draft.fields, onField, isIndented)
  }

  /** Where the body ends, once the blank line has come; `method` as in `ReaderOptions.methodOf`. */
  frame(method: string | undefined): Framing {
    const { startLine, blankLine } = this.#draft
    if (this.#draft.role === 'request') {
      const line = startLine?.type === 'request-line' ? startLine : undefined
      if (this.#host.isMissing(line?.version) && blankLine !== undefined) {
        this.#report('missing-host', blankLine, 'error')
      }
      this.#maySwitch = line?.method === 'CONNECT' || this.#framing.upgrades
      return this.#framing.ofRequest(line, this.#report)
    }
    const line = startLine?.type === 'status-line' ? startLine : undefined
    this.#maySwitch = line !== undefined && (line.status === 101 || isTunnel(line, method))
    return this.#framing.ofResponse(line, method, this.#report)
  }

  addTrailer(field: NamedField): void {
    this.#framing.addTrailer(field, this.#report)
  }

  /** Says that no more lines come, and that the start line was the last or did not come. */
  endInStartLine(): void {
    if (!this.hasStartLine) return
    const { start, end } = this.#draft.unsettled
    this.#draft.problem('cut-short', start, end, 'error')
  }

  endWithoutBlankLine(): void {
    this.#section?.endWithoutBlankLine()
  }

  readonly #report: Report = (code, { start, end }, severity) => {
    this.#draft.problem(code, start, end, severity)
  }
}
