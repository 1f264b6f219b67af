import { asciiSymbols, unicodeSymbols } from '../../src/terminal/draw/symbols.ts'
import type { Look } from '../../src/terminal/draw/theme.ts'

/** Without colour, the same on every machine. */
export const plainLook: Look = {
  columns: 80,
  rows: 24,
  symbols: unicodeSymbols,
  coloured: false,
  paint: (_tone, text) => text,
}

export const asciiLook: Look = { ...plainLook, symbols: asciiSymbols }
export const narrowLook: Look = { ...plainLook, columns: 40 }
