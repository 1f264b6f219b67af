import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { type Note, notesOn } from '../wire/notes/notes.ts'
import type { Message, Range } from '../wire/tokens/message.ts'
import { renderBody } from './body.ts'
import { drawLabels, type Label } from './labels.ts'
import { type Look, wideFrom } from './look.ts'
import { visible } from './visible.ts'

export interface MessageView {
  /** Notes that stay in sight: what they are about. */
  readonly show: ReadonlySet<string>
  /** Every line with its note; otherwise lines without a note in sight are folded. */
  readonly whole: boolean
  /** Columns there are for the message. */
  readonly columns: number
  /** How to unfold what is folded, such as `f unfolds them`; left out where nothing can be pressed. */
  readonly hint: string | undefined
}

/** Column that notes stand in beside the bytes. */
const noteColumn = 64
/** Column of the words beside a blank line. */
const blankLineColumn = 24

/** A message line by line, as it came, with its notes. */
export function renderMessage(message: Message, look: Look, view: MessageView): string[] {
  const notes = notesOn(message)
  const out: string[] = []
  let folded = 0
  let hint = view.hint
  const unfold = () => {
    if (folded === 0) return
    const fields = `${folded} more field${folded === 1 ? '' : 's'}`
    const how = hint === undefined ? '' : `, ${hint}`
    out.push(look.paint('dim', `${look.symbols.ellipsis} ${fields}${how}`))
    hint = undefined
    folded = 0
  }
  for (const line of linesOf(message)) {
    const here = notes
      .filter(({ start, end }) => start < line.range.end && end >= line.range.start)
      .filter((note) => note.start >= line.range.start)
    const inSight = here.filter(
      ({ about, severity }) => severity !== 'note' || view.show.has(about),
    )
    if (line.type === 'field' && inSight.length === 0 && !view.whole) {
      folded += 1
      continue
    }
    unfold()
    if (line.type === 'blank-line') out.push(...renderBlankLine(message, line.range, here, look))
    else if (view.whole && look.columns >= wideFrom)
      out.push(...renderBeside(message, line.range, here, look))
    else out.push(...renderLine(message, line.range, view.whole ? here : inSight, look, view))
  }
  unfold()
  if (message.body !== undefined) out.push(...renderBody(message, message.body, look, view))
  return out
}

interface MessageLine {
  readonly type: 'start-line' | 'field' | 'blank-line' | 'other'
  readonly range: Range
}

/** The lines up to the body; bytes that belong to none of the known ones are lines of their own. */
function linesOf(message: Message): MessageLine[] {
  const { startLine, fields, blankLine, body, length } = message
  const known: MessageLine[] = [
    ...(startLine === undefined ? [] : [{ type: 'start-line' as const, range: startLine.line }]),
    ...fields.map(({ line }) => ({ type: 'field' as const, range: line })),
    ...(blankLine === undefined ? [] : [{ type: 'blank-line' as const, range: blankLine }]),
  ].sort((a, b) => a.range.start - b.range.start)
  const lines: MessageLine[] = []
  let at = 0
  const end = Math.min(body?.start ?? length, message.bytes.length)
  const fill = (until: number) => {
    while (at < until) {
      const lf = message.bytes.indexOf(10, at)
      const next = lf < 0 || lf >= until ? until : lf + 1
      lines.push({ type: 'other', range: { start: at, end: next } })
      at = next
    }
  }
  for (const line of known) {
    fill(Math.min(line.range.start, end))
    lines.push(line)
    at = line.range.end
  }
  fill(end)
  return lines
}

interface ShownLine {
  readonly text: string
  readonly labels: Label[]
  readonly paintLine: (row: string, start: number) => string
}

function showLine(message: Message, range: Range, notes: readonly Note[], look: Look): ShownLine {
  const bytes = message.bytes.subarray(range.start, range.end)
  const { text, indexOf } = visible(bytes, look.symbols)
  const content = indexOf(bytes.length - endingLength(bytes))
  return {
    text,
    labels: notes.map(({ start, end, words, severity }) => ({
      start: indexOf(start - range.start),
      end: indexOf(end - range.start),
      words,
      tone: severity === 'note' ? 'label' : severity,
    })),
    paintLine: (row, start) => {
      const cut = Math.max(content - start, 0)
      return row.slice(0, cut) + look.paint('dim', row.slice(cut))
    },
  }
}

const endingLength = (bytes: Uint8Array) => (bytes.at(-1) !== 10 ? 0 : bytes.at(-2) === 13 ? 2 : 1)

function renderLine(
  message: Message,
  range: Range,
  notes: readonly Note[],
  look: Look,
  { columns }: MessageView,
): string[] {
  const { text, labels, paintLine } = showLine(message, range, notes, look)
  return drawLabels(text, labels, { symbols: look.symbols, columns, paint: look.paint, paintLine })
}

/** A line with its notes in a column of their own, for wide terminals. */
function renderBeside(
  message: Message,
  range: Range,
  notes: readonly Note[],
  look: Look,
): string[] {
  const { text, paintLine } = showLine(message, range, [], look)
  const left = drawLabels(text, [], {
    symbols: look.symbols,
    columns: noteColumn - 3,
    paintLine,
  })
  const right = notes.flatMap(({ words, severity }) =>
    wrapAnsi(words, look.columns - noteColumn - 4)
      .split('\n')
      .map((line) => look.paint(severity === 'note' ? 'label' : severity, line)),
  )
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
    beside(left[i] ?? '', right[i] ?? '', noteColumn),
  )
}

function renderBlankLine(
  message: Message,
  range: Range,
  notes: readonly Note[],
  look: Look,
): string[] {
  const { text, paintLine } = showLine(message, range, [], look)
  const column = look.columns < 60 ? text.length + 2 : blankLineColumn
  const rows = notes.flatMap(({ words, severity }) =>
    wrapAnsi(`${look.symbols.blankLine} ${words}`, Math.max(look.columns - column - 4, 8))
      .split('\n')
      .map((row) => look.paint(severity === 'note' ? 'label' : severity, row)),
  )
  return rows.map((row, i) => beside(i === 0 ? paintLine(text, 0) : '', row, column))
}

function beside(left: string, right: string, column: number): string {
  return (left + ' '.repeat(Math.max(column - stringWidth(left), 1)) + right).trimEnd()
}
