import { stageOnPort } from '../course/as-started.ts'
import type { SessionState } from './state.ts'

/** The same state, whose stage's screens say the port that its server has. */
export function onPortInUse(state: SessionState): SessionState {
  const { stage, movedTo } = state
  return stage === undefined || movedTo === undefined
    ? state
    : { ...state, stage: stageOnPort(stage, movedTo) }
}
