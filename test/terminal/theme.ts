import { chooseTheme, type Theme } from '../../src/terminal/draw/theme.ts'

/** How a terminal of so many columns is drawn on, without colour. */
export function plainTheme(columns: number, unicode = true): Theme {
  const locale = unicode ? 'C.UTF-8' : 'C'
  return chooseTheme({
    env: { LC_ALL: locale, NO_COLOR: '1' },
    columns,
    rows: 24,
    hasColours: true,
  })
}
