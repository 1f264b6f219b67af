import type { Stage } from '../course/course.ts'
import { menuWords } from '../words/menu.ts'
import type { Progress } from './progress.ts'
import { stageState } from './stage-state.ts'

/** How far a stage is, as one reads it; empty for one that was not begun. */
export function stateWords(stage: Stage, progress: Progress): string {
  const state = stageState(stage, progress)
  const checks = 'checks' in state && state.checks
  const passing = checks ? [menuWords.checksPass(checks.passed, checks.of)] : []
  switch (state.type) {
    case 'new':
      return ''
    case 'begun':
      return [menuWords.screenOf(state.screen, stage.screens.length), ...passing].join(', ')
    case 'read':
      return [menuWords.read, ...passing].join(', ')
    case 'done':
      return passing.join()
  }
}
