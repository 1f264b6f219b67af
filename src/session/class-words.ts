import { terminalWords } from '../words/terminal.ts'
import { offeredStage } from './classroom.ts'
import type { Classroom, SessionState } from './state.ts'

/** What a class has to say to a learner; each undefined where there is nothing to say, all for who learns alone. */
export interface ClassWords {
  readonly lookUp: string | undefined
  /** The stage that the teacher suggests, to which a key leads. */
  readonly offered: string | undefined
  readonly hand: string | undefined
}

export function classWords(state: SessionState): ClassWords {
  const { classroom } = state
  const offered = classroom && offeredStage(state)
  return {
    lookUp: classroom?.isLookUp === true ? terminalWords.lookUp : undefined,
    offered: offered && terminalWords.offered(offered.number, offered.title),
    hand: classroom?.handMs === undefined ? undefined : handWords(classroom),
  }
}

function handWords({ handPlace, isConnected }: Classroom): string {
  if (!isConnected) return terminalWords.handWaits
  return handPlace === undefined ? terminalWords.handRaised : terminalWords.handPlace(handPlace - 1)
}
