import { findImports } from './imports.ts'
import { parseProgram } from './parse.ts'
import { findTypes, type TypeRange } from './types.ts'

/** A part of a text and what comes in its place. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly put: string
}

/**
 * The JavaScript of a TypeScript program, to be read: without its types and what was said of them,
 * files beside it named `.js`, its lines as Biome would break them. Undefined where the program has
 * a mistake.
 */
export function withoutTypes(source: string): string | undefined {
  const parsed = parseProgram(source, 'typescript')
  if (parsed.type === 'broken') return undefined
  const { file } = parsed
  const cuts = findTypes(file, source).ranges.map((range) => cut(range, source))
  const names = findImports(file)
    .filter(({ specifier }) => /^\.{1,2}\/.*\.ts$/.test(specifier))
    .map(({ end }): Edit => ({ start: end - 2, end, put: 'js' }))
  return joined(edited(source, [...cuts, ...names]), source)
}

function edited(source: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const { start, end, put } of edits.toSorted((a, b) => a.start - b.start)) {
    out += source.slice(at, start) + put
    at = end
  }
  return out + source.slice(at)
}

/** A list over several lines: what is before it, its items, and the line that closes it. */
const list = /^((?: *import \{| *[^\n]*\())\n((?: +[^\n()[\]{}]+,\n)+) *([)}].*)$/gm

/** The lists that fit on one line now that they are shorter: 100 columns, as everywhere here. */
const joined = (text: string, source: string) =>
  text.replace(list, (whole, head: string, items: string, tail: string) => {
    const space = tail.startsWith('}') ? ' ' : ''
    const inside = items.trim().replace(/,$/, '').replace(/\n\s*/g, ' ')
    const line = `${head}${space}${inside}${space}${tail}`
    return line.length > 100 || source.includes(whole) ? whole : line
  })

function cut({ kind, start, end, first, last }: TypeRange, source: string): Edit {
  if (kind === 'whole') return cutLines(source, start, end)
  const put = `${first === '(' ? first : ''}${last ?? ''}`
  const after = source.slice(end).search(/\S|$/) + end
  if (kind === 'item') {
    if (source[end - 1] === ',') return { start, end: after, put }
    const before = /,?\s*$/.exec(source.slice(0, start))?.[0].length ?? 0
    return { start: start - before, end, put }
  }
  // A word such as `readonly` goes with the space behind it.
  return { start, end: /\w/.test(source.charAt(start)) ? after : end, put }
}

/** A statement with its lines, what is said above it, and one of two empty lines around it. */
function cutLines(source: string, from: number, to: number): Edit {
  const lineEnd = source.indexOf('\n', to)
  const end = lineEnd < 0 ? source.length : lineEnd + 1
  const before = source
    .slice(0, source.lastIndexOf('\n', from - 1) + 1)
    .split('\n')
    .slice(0, -1)
  while (isSaid.test(before.at(-1) ?? '')) before.pop()
  const [next = ''] = source.slice(end).split('\n')
  if (next.trim() === '' && (before.length === 0 || opens.test(before.at(-1) ?? '')))
    return { start: lengthOf(before), end: Math.min(end + next.length + 1, source.length), put: '' }
  if (closes.test(next) && before.at(-1)?.trim() === '') before.pop()
  return { start: lengthOf(before), end, put: '' }
}

const lengthOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length + 1, 0)

const isSaid = /^\s*(?:\/\/(?! ?#)|\/?\*)/
const opens = /^\s*$|[{([]$|^\s*\/\/ ?#region/
const closes = /^\s*(?:[)}\]]|\/\/ ?#endregion)/
