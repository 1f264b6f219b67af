import { asciiSymbols, unicodeSymbols } from '../../src/terminal/draw/symbols.ts'
import type { Theme } from '../../src/terminal/draw/theme.ts'

/** Without colour, the same on every machine. */
export const plainTheme: Theme = {
  columns: 80,
  rows: 24,
  symbols: unicodeSymbols,
  coloured: false,
  paint: (_tone, text) => text,
}

export const asciiTheme: Theme = { ...plainTheme, symbols: asciiSymbols }
export const narrowTheme: Theme = { ...plainTheme, columns: 40 }
