import type { Message, Range } from '../../http/message.ts'
import type { Note } from '../../notes/note.ts'
import { notesOn } from '../../notes/notes.ts'
import { viewWords } from '../../words/views.ts'
import { visible } from '../../words/visible.ts'
import { beside, sideBySide, wrap } from '../draw/columns.ts'
import { drawLabels, type Label } from '../draw/labels.ts'
import { type Theme, wideFrom } from '../draw/theme.ts'
import { renderBody } from './body.ts'
import { renderForms } from './form.ts'
import { type MessageLine, messageLines } from './message-lines.ts'
import { createTeller, toneOf } from './note-words.ts'

const { more } = viewWords

export interface MessageView {
  /** Notes that stay in sight: what they are about. */
  readonly show: ReadonlySet<string>
  /** Every line with its note; otherwise lines without a note in sight are folded. */
  readonly whole: boolean
  /** All bytes of a body that is no text, and not its first rows alone. @default false */
  readonly hasAllBytes?: boolean
  /** Columns there are for the message. */
  readonly columns: number
  /** What is said about it. @default notesOn(message) */
  readonly notes?: readonly Note[]
}

/** Column that notes stand in beside the bytes. */
const noteColumn = 64
/** Column of the words beside a blank line. */
const blankLineColumn = 24

/** How much of a message before its body is drawn, however long it is. */
const most = {
  folded: { lines: 40, bytes: 400 },
  whole: { lines: 400, bytes: 4000 },
} as const
/** Notes that are hung under one line. */
const mostNotes = 50

/** A message line by line, as it came, with its notes. What is too long is cut, and the rest counted. */
export function renderMessage(message: Message, theme: Theme, view: MessageView): string[] {
  if (message.bytes.length === 0 && message.length > 0) {
    return [theme.paint('dim', `${theme.symbols.ellipsis} ${more.bytesGone(message.length)}`)]
  }
  const notes = view.notes ?? notesOn(message)
  const isInSight = ({ about, severity }: Note) => severity !== 'note' || view.show.has(about)
  const { lines, inBody } = linesWithNotes(message, notes)
  const tell = createTeller(theme, view.whole)
  const out: string[] = []
  const { ellipsis } = theme.symbols
  const limit = view.whole ? most.whole : most.folded
  let room: number = limit.lines
  let folded = 0
  let things: 'headers' | 'lines' = 'headers'
  const unfold = () => {
    if (folded === 0) return
    out.push(theme.paint('dim', `${ellipsis} ${more[things](folded)}`))
    folded = 0
    things = 'headers'
  }
  for (const { type, range, notes: here } of lines) {
    const said = view.whole || type === 'blank-line' ? here : here.filter(isInSight)
    const isPlain = type === 'field' && said.length === 0 && !view.whole
    if (isPlain || (room === 0 && type !== 'blank-line')) {
      folded += 1
      if (type !== 'field') things = 'lines'
      continue
    }
    unfold()
    if (room > 0) room -= 1
    const shown = showLine(message, range, said, limit.bytes, theme, tell)
    const isBeside = view.whole && theme.columns >= wideFrom
    if (type === 'blank-line') out.push(...renderBlankLine(shown, isBeside, theme))
    else if (isBeside) out.push(...renderBeside(shown, theme))
    else out.push(...drawLine(shown, shown.labels, theme, view.columns))
    if (shown.left > 0) out.push(theme.paint('dim', `${ellipsis} ${more.bytesInLine(shown.left)}`))
    const untold = said.length - shown.labels.length
    if (untold > 0) out.push(theme.paint('dim', `${ellipsis} ${more.notes(untold)}`))
  }
  unfold()
  if (message.body !== undefined) {
    const inSight = view.whole ? inBody : inBody.filter(isInSight)
    out.push(...renderBody(message, message.body, theme, view, inSight, tell))
  }
  const lost = message.length - message.bytes.length
  if (lost > 0) out.push(theme.paint('dim', `${theme.symbols.ellipsis} ${more.bytesLost(lost)}`))
  if (view.whole && message.role === 'request')
    out.push(...renderForms(message, theme, view.columns))
  return out
}

interface NotedLine extends MessageLine {
  readonly notes: readonly Note[]
}

/** Every note stands with the last line that begins at or before it. Notes come in order. */
function linesWithNotes(message: Message, notes: readonly Note[]) {
  const lines = messageLines(message)
  const { body } = message
  const isInBody = ({ start }: Note) =>
    body !== undefined && (lines.length === 0 || (start >= body.start && body.end > body.start))
  const inHead = notes.filter((note) => !isInBody(note))
  let first = 0
  const noted = lines.map((line, i): NotedLine => {
    const next = lines[i + 1]?.range.start ?? Number.POSITIVE_INFINITY
    const from = first
    while ((inHead[first]?.start ?? next) < next) first += 1
    return { ...line, notes: inHead.slice(from, first) }
  })
  return { lines: noted, inBody: notes.filter(isInBody) }
}

interface ShownLine {
  readonly text: string
  /** Bytes at its end that are not shown. */
  readonly left: number
  /** One for each note, as far as there is room. */
  readonly labels: readonly Label[]
  readonly paintLine: (row: string, start: number) => string
}

function showLine(
  message: Message,
  range: Range,
  notes: readonly Note[],
  longest: number,
  theme: Theme,
  tell: (note: Note) => string,
): ShownLine {
  const line = message.bytes.subarray(range.start, range.end)
  const bytes = line.length > longest ? line.subarray(0, characterStart(line, longest)) : line
  const { text, indexOf } = visible(bytes, theme.symbols)
  const content = indexOf(bytes.length - endingLength(bytes))
  return {
    text,
    left: line.length - bytes.length,
    labels: notes.slice(0, mostNotes).map((note) => ({
      start: indexOf(note.start - range.start),
      end: indexOf(note.end - range.start),
      words: tell(note),
      tone: toneOf(note),
    })),
    paintLine: (row, start) => {
      const cut = Math.max(content - start, 0)
      return row.slice(0, cut) + theme.paint('dim', row.slice(cut))
    },
  }
}

/** Where the UTF-8 character begins that the byte at an index belongs to. */
function characterStart(bytes: Uint8Array, index: number): number {
  let start = index
  while (index - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}

const endingLength = (bytes: Uint8Array) => (bytes.at(-1) !== 10 ? 0 : bytes.at(-2) === 13 ? 2 : 1)

const drawLine = (
  { text, paintLine }: ShownLine,
  labels: readonly Label[],
  { symbols, paint }: Theme,
  columns: number,
): string[] => drawLabels(text, labels, { symbols, columns, paint, paintLine })

const isProblem = ({ tone }: Label) => tone === 'warning' || tone === 'error'

/** A line with its notes in a column of their own, for wide terminals; problems hang under it. */
function renderBeside(shown: ShownLine, theme: Theme): string[] {
  const left = drawLine(shown, shown.labels.filter(isProblem), theme, noteColumn - 3)
  const right = shown.labels
    .filter((label) => !isProblem(label))
    .flatMap(({ words }) => wrap(words, theme.columns - noteColumn - 4))
    .map((line) => theme.paint('label', line))
  return sideBySide(left, right, noteColumn)
}

function renderBlankLine(
  { text, labels, paintLine }: ShownLine,
  isBeside: boolean,
  theme: Theme,
): string[] {
  const column = isBeside ? noteColumn : theme.columns < 60 ? text.length + 2 : blankLineColumn
  const rows = labels.flatMap((label) =>
    wrap(`${theme.symbols.blankLine} ${label.words}`, theme.columns - column - 4).map((row) =>
      theme.paint(label.tone ?? 'label', row),
    ),
  )
  if (rows.length === 0) return [paintLine(text, 0)]
  return rows.map((row, i) => beside(i === 0 ? paintLine(text, 0) : '', row, column))
}
