import stringWidth from 'fast-string-width'
import { pageOf, type SessionState } from '../../session/state.ts'
import { visibleText } from '../../words/visible.ts'
import { inMargin } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'
import { renderFooter } from './footer.ts'
import type { PageView } from './frame.ts'
import { menuHeading, menuRows } from './menu.ts'

/** The page that the course begins with, alone: it is drawn before the views of all others are loaded. */
export const createMenuView = (theme: Theme): PageView => ({
  page(state) {
    const page = pageOf(state)
    return page.type === 'menu' ? inMargin(renderMenu(state, page.at, theme)) : []
  },
  foot: (state) => renderFooter(state, theme),
})

/** The stages with their state. */
export function renderMenu(
  { stages, progress, folder = '' }: SessionState,
  at: number,
  theme: Theme,
): string[] {
  const rows = menuRows({ stages }, progress, theme)
  return [
    ...menuHeading({ stages }, progress, visibleText(folder, theme.symbols), theme),
    '',
    ...markedRows(rows, at, theme),
  ]
}

/** Rows of a list, of which one is marked. */
export function markedRows(
  rows: readonly string[],
  at: number,
  { symbols, paint }: Theme,
): string[] {
  const space = ' '.repeat(stringWidth(symbols.here))
  return rows.map((row, i) =>
    i === at ? `${paint('accent', symbols.here)} ${row}` : `${space} ${row}`,
  )
}
