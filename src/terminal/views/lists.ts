import stringWidth from 'fast-string-width'
import type { Stage } from '../../course/course.ts'
import type { Action } from '../../session/actions.ts'
import { offeredIn } from '../../session/offered.ts'
import type { Listed, SessionState } from '../../session/state.ts'
import { clockOf } from '../../words/clock.ts'
import { actionWords } from '../../words/session.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visibleText } from '../../words/visible.ts'
import { inOneRow, wrap } from '../draw/columns.ts'
import { renderInline } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'
import { keyName } from './footer.ts'
import { markedRows } from './menu-page.ts'
import type { WireView } from './wire.ts'

/** The screens of a stage. */
export function renderScreens(stage: Stage, at: number, theme: Theme): string[] {
  const width = String(stage.screens.length).length
  const rows = stage.screens.map(
    ({ title }, i) => `${String(i + 1).padStart(width)}  ${renderInline(title, theme)}`,
  )
  return [
    theme.paint(
      'strong',
      terminalWords.screensOf(
        `${terminalWords.stage(stage.number)} ${theme.symbols.dot} ${stage.title}`,
      ),
    ),
    '',
    ...markedRows(rows, at, theme),
  ]
}

/** Exchanges to choose from, each with its number, its time and its faults. */
export function renderExchanges(
  title: string,
  among: readonly Listed[],
  at: number,
  view: WireView,
  theme: Theme,
): string[] {
  const rows = exchangeRows(among, view, theme)
  return [theme.paint('strong', title), '', ...markedRows(rows, at, theme)]
}

/** Exchanges, a row each. */
export function exchangeRows(among: readonly Listed[], view: WireView, theme: Theme): string[] {
  return among.map(({ exchange, check }) => {
    const faults = view.faults(exchange)
    const when = exchange.requestAt ?? exchange.responseAt ?? exchange.connection.openedAt
    const time = clockOf(performance.timeOrigin + when)
    const words = [
      String(exchange.number).padStart(3),
      ...(check === undefined ? [time] : []),
      view.title(exchange),
    ].join('  ')
    const of =
      check === undefined
        ? ''
        : `   ${terminalWords.ofCheck(visibleText(check.check, theme.symbols))}`
    const row = inOneRow(
      words + of,
      theme.columns - 5 - stringWidth(faults),
      theme.symbols.ellipsis,
    )
    return faults === '' ? row : `${row}  ${faults}`
  })
}

/** Every key that does something on the page below, and what it does. */
export function renderHelp(below: SessionState, theme: Theme): string[] {
  const here = named(offeredIn(below))
  return [
    theme.paint('strong', terminalWords.keysHere),
    '',
    ...here.flatMap((action) => keyRow(action, below, theme)),
  ]
}

const named = (all: readonly Action[]): Action[] => all.filter(({ isSilent }) => !isSilent)

function keyRow(action: Action, state: SessionState | undefined, theme: Theme): string[] {
  const name = keyName(action, state, theme)
  const pad = ' '.repeat(Math.max(7 - stringWidth(name), 1))
  return wrap(actionWords[action.id].help, theme.columns - 10).map(
    (line, i) => (i === 0 ? theme.paint('strong', name) + pad : ' '.repeat(7)) + line,
  )
}
