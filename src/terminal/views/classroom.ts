import { classWords } from '../../session/class-words.ts'
import type { SessionState } from '../../session/state.ts'
import { terminalWords } from '../../words/terminal.ts'
import type { Theme } from '../draw/theme.ts'

/** What a class has to say to a learner, a line each; nothing for who learns alone. */
export function renderClassroom(state: SessionState, { paint }: Pick<Theme, 'paint'>): string[] {
  const { lookUp, offered, hand } = classWords(state)
  return [
    ...(lookUp === undefined ? [] : [paint('accent', lookUp)]),
    ...(offered === undefined
      ? []
      : [`${offered}   ${paint('strong', '>')} ${terminalWords.goThere}`]),
    ...(hand === undefined ? [] : [hand]),
  ]
}
