import type { ActionId } from '../../session/actions.ts'
import { type Page, type SessionState, topOf } from '../../session/state.ts'

/** Pages of the terminal for which the page has a place of its own, beside the lesson. */
const beside: readonly Page['type'][] = ['wire', 'exchanges', 'exchange', 'printed', 'help']

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
]

/**
 * The session as the page has it: what lies on the lesson in the terminal, and beside it on the page, is taken
 * away; a page of a browser scrolls by itself.
 */
export function onThePage(state: SessionState): SessionState {
  let shown = state.shown
  while (shown.length > 1 && beside.includes(topOf(shown).page.type)) {
    const [lowest = shown[0], ...more] = shown.slice(0, -1)
    shown = [lowest, ...more]
  }
  return { ...state, shown, typing: undefined, fit: { rows: 0, lines: 0, found: [] } }
}
