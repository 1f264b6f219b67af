/** Lines of a source file between `// #region NAME` and its `// #endregion`. */
export interface Region {
  /** Line, from 1, of the region's first line in the file as a learner has it: without markers. */
  readonly line: number
  readonly lines: readonly string[]
}

const marker = /^\s*(?:\/\/|#) ?#(region|endregion)\b\s*(\S*)/

/** The named region, its common indentation and the markers of regions within it left out. */
export function findRegion(source: string, name: string): Region | undefined {
  const all = source.split(/\r?\n/)
  const open = all.findIndex((line) => {
    const match = marker.exec(line)
    return match?.[1] === 'region' && match[2] === name
  })
  if (open < 0) return undefined
  let depth = 0
  const close = all.findIndex((line, i) => {
    if (i < open) return false
    const kind = marker.exec(line)?.[1]
    if (kind === 'region') depth += 1
    if (kind === 'endregion') depth -= 1
    return kind === 'endregion' && depth === 0
  })
  const inside = all.slice(open + 1, close < 0 ? undefined : close)
  const before = all.slice(0, open).filter((line) => !marker.test(line))
  return {
    line: before.length + 1,
    lines: withoutIndent(inside.filter((line) => !marker.test(line))),
  }
}

/** The whole file without its region markers, and without blank lines left at its ends. */
export function withoutMarkers(source: string): string {
  return source
    .split('\n')
    .filter((line) => !marker.test(line))
    .join('\n')
}

/** The names of all regions of a file. */
export function regionNames(source: string): string[] {
  return source.split(/\r?\n/).flatMap((line) => {
    const match = marker.exec(line)
    return match?.[1] === 'region' && match[2] ? [match[2]] : []
  })
}

function withoutIndent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  const common = Math.min(...indents, Number.MAX_SAFE_INTEGER)
  return lines.map((line) => line.slice(Math.min(common, line.length)))
}
