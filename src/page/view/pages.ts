import type { ActionId } from '../../session/actions.ts'
import { type SessionState, uncovered } from '../../session/state.ts'

/** What the terminal needs a key for, and the page shows all the time or does by itself. */
export const offPage: readonly ActionId[] = [
  'more',
  'scroll',
  'move',
  'choose',
  'pick',
  'answer',
  'wire',
  'list',
  'unfold',
  'changed',
  'form',
  'copy',
  'byHand',
  'send',
  'edit',
  'bytesAll',
  'printed',
  'filter',
  'search',
  'pause',
  'help',
  'page',
  'quit',
]

/**
 * The session as the page has it: what lies on the lesson in the terminal, and beside it on the page, is taken
 * away; a page of a browser scrolls by itself.
 */
export const onThePage = (state: SessionState): SessionState => ({
  ...state,
  shown: uncovered(state.shown),
  typing: undefined,
  fit: { rows: 0, lines: 0, found: [] },
})
