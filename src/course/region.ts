/** Lines of a source file between `// #region NAME` and its `// #endregion`. */
export interface Region {
  readonly lines: readonly string[]
  /**
   * For each line its number, from 1, in the file as a learner has it: without markers. Undefined
   * for a line that stands for a region left out.
   */
  readonly numbers: readonly (number | undefined)[]
}

const marker = /^\s*(?:\/\/|#) ?#(region|endregion)\b\s*(\S*)/

/**
 * The named region without its common indentation and without markers. A region inside it that is
 * in `leftOut` is shown as one line of `…`.
 */
export function findRegion(
  source: string,
  name: string,
  leftOut: readonly string[],
): Region | undefined {
  const open: string[] = []
  const found: { text: string; number: number | undefined }[] = []
  let number = 0
  let isKnown = false
  for (const text of source.split(/\r?\n/)) {
    const [, kind, region = ''] = marker.exec(text) ?? []
    if (kind === undefined) {
      number += 1
      if (open.includes(name) && !open.some((each) => leftOut.includes(each)))
        found.push({ text, number })
    } else if (kind === 'region') {
      open.push(region)
      isKnown ||= region === name
      const isLeftOut = open.includes(name) && leftOut.includes(region)
      if (isLeftOut && found.at(-1)?.number !== undefined)
        found.push({ text: `${/^\s*/.exec(text)?.[0] ?? ''}…`, number: undefined })
    } else open.pop()
  }
  if (!isKnown) return undefined
  return {
    lines: withoutIndent(found.map(({ text }) => text)),
    numbers: found.map((line) => line.number),
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

/** Regions that are not closed, and ends that close nothing, by their line from 1. */
export function regionMistakes(
  source: string,
): { readonly line: number; readonly open: string | undefined }[] {
  const open: { name: string; line: number }[] = []
  const found: { line: number; open: string | undefined }[] = []
  for (const [i, text] of source.split(/\r?\n/).entries()) {
    const [, kind, name = ''] = marker.exec(text) ?? []
    if (kind === 'region') open.push({ name, line: i + 1 })
    else if (kind === 'endregion' && open.pop() === undefined)
      found.push({ line: i + 1, open: undefined })
  }
  return [...found, ...open.map(({ name, line }) => ({ line, open: name }))]
}
