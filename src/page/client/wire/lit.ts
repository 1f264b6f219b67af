import type { Range } from '../../../http/message.ts'

/** What is pointed at: a byte of a message, and the part that lights up with it. */
export interface Lit extends Range {
  /** The message's place among the parts of the exchange. */
  readonly part: number
  readonly byte: number
}

/** Whether a range lights up with what is lit; an empty one lies in no range. */
export const isLit = (lit: Range | undefined, start: number, end: number): boolean =>
  lit !== undefined && lit.start < end && lit.end > start
