import { unicodeSymbols } from '../terminal/draw/symbols.ts'
import type { Theme } from '../terminal/draw/theme.ts'

/** How a report is drawn: the same on every machine. */
export const reportTheme: Theme = {
  columns: 80,
  rows: 24,
  symbols: unicodeSymbols,
  coloured: false,
  paint: (_tone, text) => text,
}
