import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One character as a reader sees it. */
export interface Cell {
  readonly text: string
  /** Its place in the string, in UTF-16 code units. */
  readonly index: number
  /** Columns it takes on the screen: 0, 1 or 2. */
  readonly width: number
}

/** Splits text without escape sequences into what a terminal puts side by side. */
export function cells(text: string): Cell[] {
  return Array.from(graphemes.segment(text), ({ segment, index }) => ({
    text: segment,
    index,
    width: stringWidth(segment),
  }))
}

/** Cuts text into rows of at most `columns` columns; a row keeps the index of its first character. */
export function fold(text: string, columns: number): { text: string; start: number }[] {
  const rows = [{ text: '', start: 0 }]
  let row = { text: '', start: 0 }
  rows[0] = row
  let used = 0
  for (const cell of cells(text)) {
    if (used + cell.width > columns && used > 0) {
      row = { text: '', start: cell.index }
      rows.push(row)
      used = 0
    }
    row.text += cell.text
    used += cell.width
  }
  return rows
}

/** The column, from 0, at which the character at `index` starts. */
export function columnAt(text: string, index: number): number {
  return stringWidth(text.slice(0, index))
}
