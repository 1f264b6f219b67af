/** What may be drawn shorter: blanks between parts, and lines. */
const long = /^[ =─-]$/

/** So many of a run of blanks, and of a line, stay. */
const least = { blank: 2, line: 3 }

/**
 * A drawing made of letters, as narrow as it can be without another look: a column goes where every row only goes on with
 * a blank or a line. Pure.
 */
export function squeezed(rows: readonly string[]): string[] {
  const width = Math.max(...rows.map((row) => row.length))
  const padded = rows.map((row) => row.padEnd(width))
  const goesOn = (row: string, at: number) => {
    const letter = row[at] ?? ''
    const most = letter === ' ' ? least.blank : least.line
    return long.test(letter) && row.slice(0, at).endsWith(letter.repeat(most))
  }
  const columns = Array.from({ length: width }, (_, at) => at).filter(
    (at) => !padded.every((row) => goesOn(row, at)),
  )
  return padded.map((row) =>
    columns
      .map((at) => row[at])
      .join('')
      .trimEnd(),
  )
}
