/** What is scrolled: how far, how much of it is in sight, and the rows that it has, all of one height in pixels. */
export interface Scrolled {
  readonly top: number
  readonly height: number
  readonly rows: number
  readonly rowHeight: number
}

/** Rows that are drawn above and below those in sight. */
const beyond = 5

/** The rows to draw, from `first` up to `last`. A list that has become shorter is in sight to its end. Pure. */
export function rowsInSight({ top, height, rows, rowHeight }: Scrolled): {
  readonly first: number
  readonly last: number
} {
  const from = Math.min(top, Math.max(rows * rowHeight - height, 0))
  return {
    first: Math.max(Math.floor(from / rowHeight) - beyond, 0),
    last: Math.min(Math.ceil((from + height) / rowHeight) + beyond, rows),
  }
}
