import { isAtWork } from '../../session/conditions.ts'
import { linesBelow, type SessionState } from '../../session/state.ts'
import { clockOf } from '../../words/clock.ts'
import { terminalWords } from '../../words/terminal.ts'

/** What the last checks said, in one line, for a page that lies on the work; on the work itself, where its end is out of sight. */
export function verdictBeside(state: SessionState): string | undefined {
  const { exercise, shown } = state
  if (exercise?.last === undefined) return undefined
  if (shown.length === 1 && !(isAtWork(state) && linesBelow(state) > 0)) return undefined
  const { isChecking, last } = exercise
  if (isChecking) return terminalWords.checking
  const { results, savedAt, at } = last
  const passed = results.filter(({ verdict }) => verdict.type === 'passes').length
  return terminalWords.checkedAt(clockOf((savedAt ?? at).getTime()), passed, results.length)
}
