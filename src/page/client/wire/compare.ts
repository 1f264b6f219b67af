import { diffArrays } from 'diff'

/** A line of a response held against the one before. */
export interface Compared {
  readonly type: 'same' | 'new' | 'gone'
  readonly text: string
}

/** Lines that are compared at most. */
const mostLines = 400

/** Two responses, line by line: what both have, what is new and what is gone. Pure. */
export function compared(before: readonly string[], now: readonly string[]): Compared[] {
  return diffArrays(before.slice(0, mostLines), now.slice(0, mostLines)).flatMap(
    ({ value, added, removed }) =>
      value.map((text): Compared => ({ type: added ? 'new' : removed ? 'gone' : 'same', text })),
  )
}
