import { chooseLook, type Look } from '../../src/terminal/draw/theme.ts'

/** How a terminal of so many columns is drawn on, without colour. */
export function plainLook(columns: number, unicode = true): Look {
  const locale = unicode ? 'C.UTF-8' : 'C'
  return chooseLook({ env: { LC_ALL: locale, NO_COLOR: '1' }, columns, rows: 24, hasColours: true })
}
