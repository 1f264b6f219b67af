import { type Action, type ActionId, actions } from './actions.ts'
import type { SessionState } from './state.ts'

// Which of the actions can be done now, and which of them are named.

const answers: readonly ActionId[] = ['yes', 'no', 'undecided']

/** What can be done now. While something is asked, the answers alone. */
export function offeredIn(state: SessionState): Action[] {
  const isAsking = state.asking !== undefined
  return actions.filter(({ id, offered }) => (!isAsking || answers.includes(id)) && offered(state))
}

/** What a key does now; undefined where it does nothing. */
export function actionFor(state: SessionState, key: string): Action | undefined {
  const pressed = key.length === 1 ? key.toLowerCase() : key
  return offeredIn(state).find(({ keys }) => keys.includes(pressed))
}

const maxNamed = 6

/** What is named at the foot: at most six keys, the first one first. */
export function footActions(state: SessionState): Action[] {
  const ranked = offeredIn(state).flatMap((action) => {
    const rank = action.isSilent ? undefined : action.rank?.(state)
    return rank === undefined ? [] : [{ action, rank }]
  })
  ranked.sort((a, b) => a.rank - b.rank)
  const last = ranked.slice(-2)
  const first = ranked.slice(0, -2).slice(0, maxNamed - last.length)
  return [...first, ...last].map(({ action }) => action)
}
