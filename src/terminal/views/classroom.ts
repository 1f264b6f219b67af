import { offeredStage } from '../../session/classroom.ts'
import type { SessionState } from '../../session/state.ts'
import { terminalWords } from '../../words/terminal.ts'
import type { Theme } from '../draw/theme.ts'

/** What a class has to say to a learner, a line each; nothing for who learns alone. */
export function renderClassroom(state: SessionState, { paint }: Pick<Theme, 'paint'>): string[] {
  const { classroom } = state
  if (classroom === undefined) return []
  const { isLookUp, handMs } = classroom
  const offered = offeredStage(state)
  return [
    ...(isLookUp ? [paint('accent', terminalWords.lookUp)] : []),
    ...(offered === undefined
      ? []
      : [
          `${terminalWords.offered(offered.number, offered.title)}   ${paint('strong', '>')} ${terminalWords.goThere}`,
        ]),
    ...(handMs === undefined ? [] : [handWords(classroom)]),
  ]
}

function handWords({ handPlace, isConnected }: NonNullable<SessionState['classroom']>): string {
  if (!isConnected) return terminalWords.handWaits
  return handPlace === undefined ? terminalWords.handRaised : terminalWords.handPlace(handPlace - 1)
}
