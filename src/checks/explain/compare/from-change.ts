import { changeWords as words } from '../../../words/changes.ts'
import type { Cause } from '../cause.ts'
import type { Evidence } from '../evidence.ts'
import { whereOf } from '../where.ts'
import type { Change } from './edit.ts'
import { meaningOf, meaningOfExtra, meaningOfMissing } from './meaning.ts'

/** The cause that is known because a change has made the check pass. */
export function causeOfChange(evidence: Pick<Evidence, 'file' | 'textOf'>, change: Change): Cause {
  const where = whereOf(evidence, change.part)
  const { line, column, endLine, endColumn } = change.part
  const was = line === endLine ? where.text?.slice(column - 1, endColumn - 1) : undefined
  const told = wordsOf(change)
  const why = change.why ?? (was && meaning(change, was)) ?? told.why
  return { id: `change-${change.kind}`, what: undefined, where, ...told, why, isTried: true }
}

/** What the change means, from its kind; undefined where that tells nothing. */
function meaning({ kind, text }: Change, was: string): string | undefined {
  if (kind === 'replace') return meaningOf(was, text)
  if (kind === 'insert') return meaningOfMissing(text)
  return kind === 'remove' ? meaningOfExtra(was) : undefined
}

function wordsOf({ kind, part, text, whole, lines }: Change) {
  const { line } = part
  switch (kind) {
    case 'replace':
      return words.replace(text, whole, text === whole)
    case 'insert':
      return words.insert(text, part.endLine)
    case 'remove':
      return words.remove(line, lines.at(-1) ?? line)
    case 'move':
      return words.move(line, Number(text))
    case 'indent':
      return words.indent(line, text === 'deeper')
  }
}

/** Whether a cause that the rules have found is the one that a change has shown: it names what the change writes. */
export function agrees({ where, fix, isGuess }: Cause, { kind, text, lines }: Change): boolean {
  if (fix === undefined || isGuess || (where === undefined && kind !== 'insert')) return false
  if (where !== undefined && kind === 'replace' && !lines.includes(where.line)) return false
  if (kind === 'remove' || kind === 'move' || kind === 'indent') return false
  const names = text.match(/[A-Za-z_$][\w$]{3,}/g) ?? []
  return names.some((name) => fix.includes(name))
}
