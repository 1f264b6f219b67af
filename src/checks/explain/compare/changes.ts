import { changeWords } from '../../../words/changes.ts'
import { align, type Pair, type Wanted, wordsOf } from './align.ts'
import { type Change, type Editor, inCommon, linesOf, spanOf, splice } from './edit.ts'
import { stringChanges } from './in-strings.ts'
import { meaningOf } from './meaning.ts'
import { inOwnNames } from './own-names.ts'
import { type Statement, statementsOf } from './statements.ts'

const { kinds } = changeWords

export interface Comparison {
  /** The more likely ones first. */
  readonly changes: readonly Change[]
  /** Lines of the learner's program that are the same in the solution, and as deep. */
  readonly same: ReadonlySet<number>
}

/** Compares a learner's program with the solution, statement by statement. */
export function compare(source: string, solution: string, language: 'node' | 'python'): Comparison {
  const own = statementsOf(source, language)
  const pairs = align(own, inOwnNames(own, statementsOf(solution, language)))
  const isSame = ({ own: mine, wanted }: Pair) =>
    mine !== undefined &&
    wanted !== undefined &&
    mine.depth === wanted.depth &&
    wordsOf(mine).join(' ') === wanted.words.join(' ')
  const editor: Editor = { source, own, pairs, language }
  const singles = pairs.flatMap((pair, i) => (isSame(pair) ? [] : changeOf(pair, i, editor)))
  const changes = [...movesOf(editor), ...singles, ...inARow(editor, isSame)]
    .filter((change, i, all) => all.findIndex((other) => other.source === change.source) === i)
    .filter((change) => isShort(change) && !leavesUnused(change, editor))
  const same = new Set(
    pairs.flatMap((pair) =>
      pair.own === undefined
        ? []
        : isSame(pair)
          ? linesOf(pair.own.line, pair.own.endLine)
          : linesInCommon(pair, source),
    ),
  )
  return { changes: changes.sort((a, b) => rank(a) - rank(b)), same }
}

/**
 * Nobody copies many lines of another program, and those that they would stand for are mostly right: what is
 * written is on one line, and in place of one. Only a condition comes with what is below it.
 */
function isShort({ kind, part, text }: Change): boolean {
  const lines = text.split('\n').length
  return kind === 'replace' ? lines === 1 && part.line === part.endLine : lines <= 2
}

/** What the learner has made would be gone, or used by nothing: then it is not corrected, but given up. */
function leavesUnused({ source }: Change, { source: before, own }: Editor): boolean {
  return own.some(({ tokens: [first, name] }) => {
    if (!/^(?:def|class|function)$/.test(first?.text ?? '') || name === undefined) return false
    const uses = (text: string) => text.split(new RegExp(`\\b${name.text}\\b`)).length - 1
    return uses(source) <= 1 && uses(before) > 1
  })
}

/** Of a statement on several lines, those on which it does not differ. */
function linesInCommon({ own, wanted }: Pair, source: string): number[] {
  if (own === undefined || wanted === undefined || own.endLine === own.line) return []
  const [begin, end] = inCommon(wordsOf(own), wanted.words)
  const differs = own.tokens.slice(begin, own.tokens.length - end)
  const lines = differs.flatMap((token) => {
    const { line, endLine } = spanOf(source, token.start, token.end)
    return linesOf(line, endLine)
  })
  return linesOf(own.line, own.endLine).filter((line) => !lines.includes(line))
}

/** A small change of a line is likelier than a line that is not there, and that than one too many. */
const rank = ({ kind, text }: Change) =>
  ({ move: 0, indent: 1, replace: text.length > 60 ? 5 : 2, insert: 3, remove: 4 })[kind]

/** The text of a statement of the solution, as the learner would write it: on one line. */
function textOf({ tokens }: Pick<Wanted, 'tokens'>): string {
  let text = ''
  for (const [i, token] of tokens.entries()) {
    const isApart = i > 0 && token.start > (tokens[i - 1]?.end ?? 0)
    const isInside = /[([]$/.test(text) || /^[)\],]/.test(token.text)
    text += (isApart && !isInside ? ' ' : '') + token.text
  }
  return text
}

function changeOf({ own, wanted }: Pair, at: number, editor: Editor): Change[] {
  if (own !== undefined && wanted !== undefined) return replaced(own, wanted, editor)
  if (wanted !== undefined) return inserted(wanted, at, editor)
  return own === undefined ? [] : removed(own, editor)
}

function replaced(own: Statement, wanted: Wanted, editor: Editor): Change[] {
  const { source } = editor
  const words = wordsOf(own)
  const text = textOf(wanted)
  const isDepthOnly = words.join(' ') === wanted.words.join(' ')
  if (isDepthOnly) return indented(own, wanted, editor)
  const [same, behind] = inCommon(words, wanted.words)
  // Where something is missing, what stands before it is shown.
  const isMissing = same + behind === words.length && same > 0
  const from = isMissing && /[\w'"`)\]]$/.test(words[same - 1] ?? '') ? same - 1 : same
  const mine = own.tokens.slice(from, own.tokens.length - behind)
  const theirs = wanted.tokens.slice(from, wanted.tokens.length - behind)
  const [only, other] = [mine[0], theirs[0]]
  if (mine.length === 1 && theirs.length === 1 && only && other) {
    const inString = stringChanges(only, other.text, editor)
    if (inString.length > 0) return inString
  }
  const isPart = mine.length > 0 && from + behind > 0
  const start = isPart ? (only?.start ?? own.start) : own.start
  const end = isPart ? (mine.at(-1)?.end ?? own.end) : own.end
  const shown = isPart ? textOf({ tokens: theirs }) : text
  const changed = splice(source, start, end, shown)
  const whole = isPart ? changed.slice(own.start, own.end + shown.length - (end - start)) : text
  return [
    {
      kind: 'replace',
      source: changed,
      part: spanOf(source, start, end),
      text: shown,
      whole: whole.includes('\n') ? undefined : whole,
      ...(isMissing && {
        why:
          meaningOf(textOf({ tokens: mine }), shown) ??
          kinds.partMissing(textOf({ tokens: wanted.tokens.slice(same, -behind || undefined) })),
      }),
      lines: linesOf(own.line, own.endLine),
    },
  ]
}

/** Lines below a statement that are in its block. */
function blockOf(own: Statement, { own: all }: Editor): Statement[] {
  const at = all.indexOf(own)
  const rest = all.slice(at + 1)
  const end = rest.findIndex(({ depth }) => depth <= own.depth)
  return [own, ...rest.slice(0, end < 0 ? undefined : end)]
}

function indented(own: Statement, wanted: Wanted, editor: Editor): Change[] {
  if (editor.language !== 'python') return []
  const indent = indentFor(wanted, editor)
  if (indent === undefined || indent === own.indent) return []
  const lines = editor.source.split('\n')
  for (const { line, endLine } of blockOf(own, editor))
    for (const each of linesOf(line, endLine)) {
      const text = lines[each - 1] ?? ''
      lines[each - 1] = indent + text.slice(own.indent.length)
    }
  return [
    {
      kind: 'indent',
      source: lines.join('\n'),
      part: spanOf(editor.source, own.start, own.end),
      text: indent.length > own.indent.length ? 'deeper' : 'less',
      whole: undefined,
      lines: [own.line],
    },
  ]
}

/** White space in front of a statement of the solution where it stands in the learner's program. */
function indentFor(wanted: Wanted, { pairs }: Editor): string | undefined {
  const at = pairs.findIndex((pair) => pair.wanted === wanted)
  const near = [...pairs.slice(0, at).reverse(), ...pairs.slice(at + 1)]
  const like = near.find(
    (pair) => pair.own && pair.wanted?.depth === wanted.depth && pair.own.depth === wanted.depth,
  )
  return like?.own?.indent
}

function inserted(wanted: Wanted, at: number, editor: Editor): Change[] {
  const { source, pairs } = editor
  const text = textOf(wanted)
  // Half of a block would be none.
  if (/[{:([]$|^[)}\]]/.test(text)) return []
  const before = pairs.slice(0, at).findLast(({ own }) => own !== undefined)?.own
  const indent = indentFor(wanted, editor) ?? before?.indent ?? ''
  const line = before === undefined ? 0 : source.indexOf('\n', before.end)
  const place = line < 0 ? source.length : before === undefined ? 0 : line + 1
  const lead = line < 0 ? '\n' : ''
  return [
    {
      kind: 'insert',
      source: splice(source, place, place, `${lead}${indent}${text}\n`),
      part: before === undefined ? spanOf(source, 0, 0) : spanOf(source, before.start, before.end),
      text,
      whole: text,
      lines: before === undefined ? [1] : [before.line],
    },
  ]
}

function removed(own: Statement, { source, language }: Editor): Change[] {
  const text = source.slice(own.start, own.end)
  if (/[{:([]$|^[)}\]]/.test(text)) return []
  return [
    {
      kind: 'remove',
      source: splice(source, own.start, own.end, language === 'python' ? 'pass' : ''),
      part: spanOf(source, own.start, own.end),
      text: '',
      whole: undefined,
      lines: linesOf(own.line, own.endLine),
    },
  ]
}

/** Statements that stand in the solution too, but in another place. */
function movesOf(editor: Editor): Change[] {
  const { pairs, source } = editor
  return pairs.flatMap(({ own, wanted }) => {
    if (own === undefined || wanted !== undefined) return []
    const words = wordsOf(own).join(' ')
    const at = pairs.findIndex(
      (pair) => pair.own === undefined && pair.wanted?.words.join(' ') === words,
    )
    const target = pairs[at]?.wanted
    if (target === undefined) return []
    const [there] = inserted(target, at, editor)
    const [gone] = removed(own, editor)
    if (there === undefined || gone === undefined) return []
    const added = there.source.length - source.length
    // What was added above the line has moved it down.
    const isAbove = source.slice(0, own.start) !== there.source.slice(0, own.start)
    const start = own.start + (isAbove ? added : 0)
    const text = editor.language === 'python' ? 'pass' : ''
    return [
      {
        ...there,
        kind: 'move' as const,
        source: splice(there.source, start, start + own.end - own.start, text),
        part: spanOf(source, own.start, own.end),
        text: String(there.lines[0] ?? 1),
        whole: undefined,
        lines: [own.line],
      },
    ]
  })
}

/** Statements in a row that are missing, or too many, all of them at once: some are of no use without the others. */
function inARow(editor: Editor, isSame: (pair: Pair) => boolean): Change[] {
  const { source, pairs } = editor
  const found: Change[] = []
  for (let from = 0; from < pairs.length; from++) {
    let to = from
    while (to < pairs.length && !isSame(pairs[to] ?? { own: undefined, wanted: undefined })) to++
    const run = pairs.slice(from, to)
    from = to
    const mine = run.flatMap(({ own }) => own ?? [])
    const wanted = run.flatMap((pair) => pair.wanted ?? [])
    const before = pairs.slice(0, to - run.length).findLast(({ own }) => own !== undefined)?.own
    if (run.length < 2 || run.length > longestRun || (mine.length > 0 && wanted.length > 0))
      continue
    const texts = wanted.map((each) => [indentFor(each, editor) ?? each.indent, textOf(each)])
    const text = texts.map((parts) => parts.join('')).join('\n')
    const [first, last] = [mine[0], mine.at(-1)]
    const place = before === undefined ? 0 : source.indexOf('\n', before.end) + 1
    const start = first === undefined ? place : first.start - first.indent.length
    const end = last === undefined ? place : last.end
    const shown = first ?? before
    found.push({
      kind: first === undefined ? 'insert' : 'remove',
      source: splice(source, start, end, last === undefined ? `${text}\n` : text),
      part: shown === undefined ? spanOf(source, 0, 0) : spanOf(source, shown.start, shown.end),
      text: wanted.map((each) => textOf(each)).join('\n'),
      whole: undefined,
      lines: mine.flatMap(({ line, endLine }) => linesOf(line, endLine)),
    })
  }
  return found
}

/** Statements that are changed at once; more of them would be another program. */
const longestRun = 8
