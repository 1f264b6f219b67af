import type { Note } from '../../../notes/note.ts'
import type { MessageDetail } from '../../protocol.ts'
import { isLit, type Lit } from './lit.ts'

/** Characters of a note's words: they may quote what came. */
const longest = 900
/** Notes that stand beside one line. */
const mostNotes = 20

export const cutWords = (words: string): string =>
  words.length > longest ? `${words.slice(0, longest)}…` : words

/** The notes beside a line: those that begin in it. `to` is undefined for the last line, which has all that follow. */
export function Notes({
  message: { notes },
  from,
  to,
  lit,
}: {
  readonly message: MessageDetail
  readonly from: number
  readonly to: number | undefined
  readonly lit: Lit | undefined
}) {
  const here = notes.filter(({ start }) => start >= from && (to === undefined || start < to))
  return (
    <div class="notes">
      {here.slice(0, mostNotes).map((note) => (
        <NoteLine key={`${note.about} ${note.start} ${note.words}`} note={note} lit={lit} />
      ))}
    </div>
  )
}

function NoteLine({ note, lit }: { readonly note: Note; readonly lit: Lit | undefined }) {
  const { about, severity, start, end, words, todo } = note
  return (
    <p
      class={`${severity} ${isLit(lit, start, Math.max(end, start + 1)) ? 'lit' : ''}`}
      data-note={about}
      data-start={start}
      data-end={end}
    >
      {cutWords(words)}
      {todo !== undefined && !/[.?!]$/.test(words) && '.'}
      {todo !== undefined && <span class="todo"> {cutWords(todo)}</span>}
    </p>
  )
}
