import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import { choicesOn, type Fit, type SessionState, topOf, withTop } from '../../session/state.ts'
import type { Theme } from '../draw/theme.ts'

/** The lines of a page and of its foot. */
export interface PageView {
  /** The whole page, however long it is. */
  page(state: SessionState): string[]
  foot(state: SessionState): string[]
}

/** What a terminal shows of a page: its rows from `scroll` on, and the foot at its end. */
export interface Frame {
  readonly rows: readonly Row[]
  /** Rows that there are for the page, and rows that it has. */
  readonly fit: Fit
  readonly scroll: number
}

/** A row of the screen. `isContinued`: it goes on the line before, which is longer than the screen is wide. */
export interface Row {
  readonly text: string
  readonly isContinued: boolean
}

/** Rows of the page that stay in sight however much the foot has to say. */
const minRows = 3

/**
 * The whole screen for a state. Pure: the same state at the same size gives the same rows. Lists scroll
 * with their mark, and a page that follows shows its end.
 */
export function frameOf(state: SessionState, view: PageView, theme: Theme): Frame {
  const body = view.page(state).flatMap((line) => rowsOf(line, theme.columns))
  const shown = topOf(state.shown)
  const { page } = shown
  let rows = theme.rows
  let scroll = 0
  let foot: Row[] = []
  // The keys depend on whether there is more below, and the rows that there are on the keys.
  for (let round = 0; round < 2; round++) {
    const last = Math.max(body.length - rows, 0)
    const isList = choicesOn(state) > 0 && 'at' in page
    const header = isList ? body.length - choicesOn(state) : 0
    scroll = shown.follows
      ? last
      : isList
        ? Math.min(Math.max(header + page.at - rows + 2, 0), last)
        : Math.min(shown.scroll, last)
    const fit = { rows, lines: body.length, found: [] }
    const seen = {
      ...state,
      fit,
      shown: withTop(state.shown, { ...topOf(state.shown), scroll }),
    }
    foot = view.foot(seen).flatMap((line) => rowsOf(line, theme.columns))
    rows = Math.max(theme.rows - foot.length, minRows)
  }
  const lines = body.slice(scroll, scroll + rows)
  const space = Array.from({ length: rows - lines.length }, () => ({
    text: '',
    isContinued: false,
  }))
  return {
    rows: [...lines, ...space, ...foot].slice(0, theme.rows),
    fit: { rows, lines: body.length, found: linesWith(state.search, body) },
    scroll,
  }
}

/** A line as rows of the screen; only one that may not be broken, so that it can be copied, has several. */
function rowsOf(line: string, columns: number): Row[] {
  if (stringWidth(line) <= columns) return [{ text: line, isContinued: false }]
  return wrapAnsi(line, columns, { hard: true, trim: false, wordWrap: false })
    .split('\n')
    .map((text, i) => ({ text, isContinued: i > 0 }))
}

/** The rows in which a text stands, whatever its case. */
function linesWith(text: string, rows: readonly Row[]): number[] {
  if (text === '') return []
  const wanted = text.toLowerCase()
  return rows.flatMap((row, i) =>
    stripVTControlCharacters(row.text).toLowerCase().includes(wanted) ? [i] : [],
  )
}
