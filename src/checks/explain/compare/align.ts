import type { Statement } from './statements.ts'

/** A statement of the learner's with the one of the solution that it stands for; one may have no other. */
export interface Pair {
  readonly own: Statement | undefined
  readonly wanted: Wanted | undefined
}

/** A statement of the solution, in the learner's names. */
export interface Wanted extends Statement {
  readonly words: readonly string[]
}

/** Quotes of either kind are the same to a program. */
export const wordOf = (text: string) =>
  /^"[^"'\\]*"$/.test(text) ? `'${text.slice(1, -1)}'` : text

export const wordsOf = ({ tokens }: Statement): string[] => tokens.map(({ text }) => wordOf(text))

/** Statements that have less than this in common are two different ones. */
const leastAlike = 0.5

/** Pairs two programs, statement by statement, in their order, so that they have as much as possible in common. */
export function align(own: readonly Statement[], wanted: readonly Wanted[]): Pair[] {
  const words = own.map(wordsOf)
  const score = (i: number, j: number): number => {
    const [a, b] = [words[i] ?? [], wanted[j]?.words ?? []]
    const alike = likeness(a, b)
    const isAsDeep = own[i]?.depth === wanted[j]?.depth
    return alike < leastAlike ? -1 : alike + (isAsDeep ? 0.2 : 0)
  }
  const best: number[][] = [...own, undefined].map(() => [...wanted, undefined].map(() => 0))
  const at = (i: number, j: number) => best[i]?.[j] ?? 0
  const scores = own.map((_, i) => wanted.map((_, j) => score(i, j)))
  for (let i = own.length - 1; i >= 0; i--)
    for (let j = wanted.length - 1; j >= 0; j--) {
      const row = best[i]
      const pair = scores[i]?.[j] ?? -1
      if (row !== undefined)
        row[j] = Math.max(at(i + 1, j), at(i, j + 1), pair < 0 ? 0 : pair + at(i + 1, j + 1))
    }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < own.length || j < wanted.length) {
    const pair = scores[i]?.[j] ?? -1
    if (pair >= 0 && at(i, j) === pair + at(i + 1, j + 1))
      pairs.push({ own: own[i++], wanted: wanted[j++] })
    else if (i < own.length && at(i, j) === at(i + 1, j))
      pairs.push({ own: own[i++], wanted: undefined })
    else pairs.push({ own: undefined, wanted: wanted[j++] })
  }
  return pairs
}

/** How much two lists of words have in common, in the same order: from 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.join(' ') === b.join(' ')) return 1
  let before = b.map(() => 0)
  for (const word of a) {
    const row: number[] = []
    for (const [j, other] of b.entries())
      row[j] = word === other ? (before[j - 1] ?? 0) + 1 : Math.max(before[j] ?? 0, row[j - 1] ?? 0)
    before = row
  }
  return (2 * (before.at(-1) ?? 0)) / (a.length + b.length)
}
