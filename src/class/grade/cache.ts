import * as v from 'valibot'
import { keyOf as keptKeyOf, openKept } from '../../process/kept.ts'
import { type Outcome, outcome } from './outcome.ts'

/** Where outcomes are kept from one time to the next. */
export interface OutcomeCache {
  read(key: string): Outcome | undefined
  write(key: string, outcome: Outcome): void
}

/** Changes when what is kept has another form, or is found out in another way. */
const form = 2

/** Names what came of a hand-in, by all that it depends on. */
export const keyOf = (...parts: readonly unknown[]): string => keptKeyOf(form, ...parts)

/** Keeps outcomes in a folder. `isFresh`: what was kept before counts for nothing. */
export function openCache(folder: string, now: Date, isFresh = false): OutcomeCache {
  const kept = openKept(folder, now)
  return {
    read(key) {
      const read = isFresh ? undefined : v.safeParse(outcome, kept.read(key))
      return read?.success ? read.output : undefined
    },
    write: kept.write,
  }
}
