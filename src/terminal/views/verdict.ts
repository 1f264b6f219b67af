import type { SessionState } from '../../session/state.ts'
import { clockOf } from '../../words/clock.ts'
import { terminalWords } from '../../words/terminal.ts'

/** What the last checks said, in one line, for a page that lies on the work. None on the work itself. */
export function verdictBeside({ exercise, shown }: SessionState): string | undefined {
  if (exercise?.last === undefined || shown.length === 1) return undefined
  const { isChecking, last } = exercise
  if (isChecking) return terminalWords.checking
  const { results, savedAt, at } = last
  const passed = results.filter(({ verdict }) => verdict.type === 'passes').length
  return terminalWords.checkedAt(clockOf((savedAt ?? at).getTime()), passed, results.length)
}
