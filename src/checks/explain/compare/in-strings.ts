import { type Change, type Editor, inCommon, spanOf, splice } from './edit.ts'
import type { Token } from './statements.ts'

/** Words, tags, escapes and signs of a string. */
const partsOf = (text: string) =>
  text.match(/<\/?\w+>?|\/?>|&\w+;|(?:\\.)+|[\w$]+|\s+|[^\w\s]/g) ?? []

/** A string of several lines, of which one is missing or too many. */
function linesChange(
  { text, start }: Pick<Token, 'text' | 'start'>,
  theirs: string,
  editor: Editor,
): Change[] {
  const [a, b] = [text.split('\n'), theirs.split('\n')]
  const [begin, end] = inCommon(a, b)
  // Another page than that of the course is no mistake.
  if (Math.max(a.length, b.length) - begin - end > 1) return []
  const at = Math.min(begin, a.length - 1)
  const from = start + a.slice(0, at).join('\n').length + (at > 0 ? 1 : 0)
  const line = a[at] ?? ''
  return [
    {
      kind: 'replace',
      source: splice(editor.source, start, start + text.length, theirs),
      part: spanOf(editor.source, from + line.length - line.trimStart().length, from + line.length),
      text:
        b
          .slice(begin, b.length - end)
          .join(' ')
          .trim() || (b[at] ?? '').trim(),
      whole: undefined,
      lines: [spanOf(editor.source, from, from).line],
    },
  ]
}

/** In a long string the part of it that differs is changed, in one of several lines each on its own. */
export function stringChanges(
  { text: mine, start }: Token,
  theirs: string,
  editor: Editor,
): Change[] {
  const [a, b] = [mine.split('\n'), theirs.split('\n')]
  if (!/['"`]/.test(mine) || mine.length < 12) return []
  if (a.length !== b.length) return linesChange({ text: mine, start }, theirs, editor)
  let at = start
  return a.flatMap((line, i) => {
    const from = at
    at += line.length + 1
    const wanted = b[i] ?? ''
    if (line === wanted) return []
    const parts = partsOf(line)
    const [begin, end] = inCommon(parts, partsOf(wanted))
    // Half of the quotes would be no part of a program.
    if (b.length === 1 && (begin === 0 || end === 0)) return []
    const same = parts.slice(0, begin).join('').length
    const behind = end === 0 ? 0 : parts.slice(-end).join('').length
    const [first, last] = [from + same, from + line.length - behind]
    const text = wanted.slice(same, wanted.length - behind)
    const isShown = last > first && text.trim() !== ''
    return [
      {
        kind: 'replace' as const,
        source: splice(editor.source, first, last, text),
        part: spanOf(
          editor.source,
          isShown ? first : from,
          isShown ? last : from + line.trimEnd().length,
        ),
        text: isShown ? text : wanted.trim(),
        whole: isShown && b.length > 1 ? undefined : wanted.trim(),
        lines: [spanOf(editor.source, from, from).line],
      },
    ]
  })
}
