import { align, type Wanted, wordOf, wordsOf } from './align.ts'
import type { Statement } from './statements.ts'

const isName = (text: string) => /^[A-Za-z_$][\w$]*$/.test(text)
/** What the classes of the course call: a learner can't name it otherwise. */
const fixed = /^(?:do_?[A-Z]+|main|self|this|super)$/

/** The solution's statements with the names that the learner has given to the same things. */
export function inOwnNames(own: readonly Statement[], solution: readonly Statement[]): Wanted[] {
  const names = ownNames(own, solution)
  return solution.map((statement) => {
    const tokens = statement.tokens.map((token, i) => ({
      ...token,
      text: isPlain(statement, i)
        ? (names.get(token.text) ?? token.text)
        : withNames(token.text, names),
    }))
    return { ...statement, tokens, words: tokens.map(({ text }) => wordOf(text)) }
  })
}

/** A name that is no attribute of something and no word of an import. */
const isPlain = ({ tokens }: Statement, i: number) =>
  tokens[i - 1]?.text !== '.' && !/^(?:import|from)$/.test(tokens[0]?.text ?? '')

/** The names in the holes of a formatted string. */
const withNames = (text: string, names: ReadonlyMap<string, string>) =>
  /^(?:`|[fF]r?['"])/.test(text)
    ? text.replace(/\{[^{}]*\}/g, (hole) =>
        hole.replace(/(?<![\w$.])[A-Za-z_$][\w$]*/g, (name) => names.get(name) ?? name),
      )
    : text

/** For names of the solution that the learner does not use: the own name that stands where they do. */
function ownNames(
  own: readonly Statement[],
  solution: readonly Statement[],
): ReadonlyMap<string, string> {
  const namesIn = (statements: readonly Statement[]) =>
    new Set(statements.flatMap(({ tokens }) => tokens.map(({ text }) => text).filter(isName)))
  const [mine, theirs] = [namesIn(own), namesIn(solution)]
  const isFree = (name: string) => isName(name) && !fixed.test(name)
  // Where names differ, the lines are alike without them.
  const masked = (statement: Statement, others: ReadonlySet<string>): Statement => ({
    ...statement,
    tokens: statement.tokens.map((token, i) =>
      isFree(token.text) && !others.has(token.text) && isPlain(statement, i)
        ? { ...token, text: '§' }
        : token,
    ),
  })
  const a = own.map((each) => masked(each, theirs))
  const b = solution.map((each) => masked(each, mine))
  const votes = new Map<string, Map<string, number>>()
  for (const pair of align(
    a,
    b.map((each) => ({ ...each, words: wordsOf(each) })),
  )) {
    if (pair.own === undefined || pair.wanted === undefined) continue
    const real = own[a.indexOf(pair.own)]?.tokens ?? []
    const meant = solution.find(({ start }) => start === pair.wanted?.start)?.tokens ?? []
    if (real.length !== meant.length) continue
    for (const [i, { text }] of meant.entries()) {
      if (pair.wanted.tokens[i]?.text !== '§' || pair.own.tokens[i]?.text !== '§') continue
      const name = real[i]?.text ?? ''
      const of = votes.get(text) ?? new Map<string, number>()
      votes.set(text, of.set(name, (of.get(name) ?? 0) + 1))
    }
  }
  const found = new Map<string, string>()
  for (const [name, of] of votes) {
    const [[most] = []] = [...of].sort(([, x], [, y]) => y - x)
    if (most !== undefined && ![...found.values()].includes(most)) found.set(name, most)
  }
  return found
}
