import stringWidth from 'fast-string-width'
import type { Action } from '../../session/actions.ts'
import { footActions } from '../../session/offered.ts'
import { choicesOn, linesBelow, pageOf, type SessionState, unseen } from '../../session/state.ts'
import { actionWords } from '../../words/session.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visibleText } from '../../words/visible.ts'
import { wrap } from '../draw/columns.ts'
import type { Theme, Tone } from '../draw/theme.ts'
import { renderClassroom } from './classroom.ts'
import { verdictBeside } from './verdict.ts'

const noticeTones: Readonly<Record<string, Tone | undefined>> = {
  warning: 'warning',
  error: 'error',
}

/** What is below the page: what is said or asked, what came meanwhile, and the line of keys. */
export function renderFooter(state: SessionState, theme: Theme): string[] {
  const said = state.notices.flatMap(({ tone, text }) => {
    const painted = noticeTones[tone]
    return wrap(visibleText(text, theme.symbols), theme.columns - 2).map((line) =>
      painted === undefined ? line : theme.paint(painted, line),
    )
  })
  const news = counts(state, theme)
  const inClass = renderClassroom(state, theme).flatMap((line) => wrap(line, theme.columns - 2))
  const lines = [...said, ...inClass, ...news, ...keyLine(state, theme)].map((line) => ` ${line}`)
  // A full screen has one row for what is new, or for nothing.
  return news.length > 0 ? lines : ['', ...lines]
}

/** What goes on out of sight. */
function counts(state: SessionState, theme: Theme): string[] {
  const { paused, filter, feed, waiting } = state
  const isWire = pageOf(state).type === 'wire'
  const below = linesBelow(state)
  const fresh = paused === undefined ? 0 : feed.requests - paused.requests
  const parts = [
    ...(waiting === undefined ? [] : [waiting]),
    ...verdict(state, theme),
    ...(isWire || unseen(state) === 0
      ? []
      : [
          `${terminalWords.newRequests(unseen(state))}   ${theme.paint('strong', 'w')} ${terminalWords.show}`,
        ]),
    ...(isWire && paused !== undefined ? [terminalWords.paused(fresh)] : []),
    ...(isWire && filter !== ''
      ? [terminalWords.filterIs(visibleText(filter, theme.symbols))]
      : []),
    ...(below > 0 ? [terminalWords.moreBelow(below)] : []),
  ]
  return parts.length === 0 ? [] : wrap(parts.join('   '), theme.columns - 2)
}

/** What the checks say, where it is out of sight; and how it is reached, where one key does that. */
function verdict(state: SessionState, theme: Theme): string[] {
  const said = verdictBeside(state)
  if (said === undefined) return []
  const isFailing = state.exercise?.passes === false && !state.exercise.isChecking
  return isFailing && state.shown.length === 2
    ? [said, `${theme.paint('strong', keyNames['escape'] ?? '')} ${terminalWords.seeFailed}`]
    : [said]
}

function keyLine(state: SessionState, theme: Theme): string[] {
  const { typing, asking } = state
  if (typing !== undefined) {
    const prompt =
      typing.what === 'filter' ? terminalWords.filterPrompt : terminalWords.searchPrompt
    return [`${theme.paint('strong', prompt)} ${visibleText(typing.text, theme.symbols)}_`]
  }
  const keys = keyBar(footActions(state), state, theme)
  return asking === undefined ? keys : [...wrap(asking, theme.columns - 2), ...keys]
}

/** Keys and what they do, in as many lines as they need. */
function keyBar(actions: readonly Action[], state: SessionState, theme: Theme): string[] {
  const lines: string[] = []
  for (const action of actions) {
    const item = `${theme.paint('strong', keyName(action, state, theme))} ${actionWords[action.id].short}`
    const last = lines.at(-1)
    if (last !== undefined && stringWidth(last) + stringWidth(item) + 4 < theme.columns)
      lines[lines.length - 1] = `${last}   ${item}`
    else lines.push(item)
  }
  return lines
}

/** How a key is named: by what stands on it. */
export function keyName(
  { id, keys: [key = ''] }: Action,
  state: SessionState | undefined,
  { symbols }: Pick<Theme, 'symbols'>,
): string {
  if (id === 'answer' || id === 'pick') {
    const count = state === undefined ? 9 : Math.min(choicesOn(state), 9)
    return count > 1 ? `1-${count}` : '1'
  }
  if (id === 'move' || id === 'scroll') return symbols.upAndDown
  return keyNames[key] ?? (key === 'enter' ? symbols.enter : key)
}

const keyNames: Readonly<Record<string, string | undefined>> = { space: 'Space', escape: 'Esc' }
