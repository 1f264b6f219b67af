import type { Note } from '../../../notes/note.ts'
import { pageWireWords } from '../../../words/page-wire.ts'
import { tokenWords } from '../../../words/tokens.ts'
import type { MessageDetail, TokenLine } from '../../protocol.ts'
import { placeOf } from './lines.ts'
import type { Lit } from './lit.ts'
import { cutWords } from './notes.tsx'
import { sourcesOf } from './standard.ts'

const { exchange: words } = pageWireWords

/** Notes that are told of one byte. */
const mostNotes = 6

/** What the chosen byte belongs to: what is said of it here, and what its kind is for. */
export function Meaning({
  message,
  tokens,
  lit,
}: {
  readonly message: MessageDetail
  readonly tokens: readonly TokenLine[]
  readonly lit: Lit
}) {
  const token = tokens[placeOf(tokens, lit.byte)]
  if (token === undefined) return null
  const kind = tokenWords[token.kind]
  const { start, end } = token
  const notes = notesAbout(message, lit, start, end)
  const isOwn = (note: Note) => note.start >= start && note.end <= end
  const ownKind = { ...kind, severity: 'note', words: kind.said, source: kind.source } as const
  return (
    <div class="meaning" aria-live="polite" data-note={token.kind}>
      <h3>
        {kind.name}{' '}
        <small>
          {end - start === 1
            ? words.byte(start, message.length)
            : words.bytes(start, end - 1, message.length)}
        </small>
      </h3>
      {notes.filter(isOwn).map((note) => (
        <Told key={keyOf(note)} note={note} />
      ))}
      {!notes.some((note) => isOwn(note) && note.severity === 'note') && <Told note={ownKind} />}
      {notes
        .filter((note) => !isOwn(note))
        .map((note) => (
          <Told key={keyOf(note)} note={note} />
        ))}
    </div>
  )
}

const ranks = { error: 0, warning: 1, note: 2 } as const

const keyOf = ({ about, start, words }: Note) => `${about} ${start} ${words}`

/** Notes on the chosen bytes, what is wrong first, then the nearest: of a header's name too, whose note stands at its value. */
function notesAbout(
  { notes, tokens }: MessageDetail,
  lit: Lit,
  start: number,
  end: number,
): Note[] {
  const at = placeOf(tokens, start)
  const isName = tokens[at]?.kind === 'field-name'
  const value = tokens
    .slice(at + 1, at + 4)
    .find(({ kind }) => kind !== 'colon' && kind !== 'optional-white-space')
  const covers = (note: Note) =>
    (note.start < end && Math.max(note.end, note.start + 1) > start) ||
    (isName && note.start === value?.start)
  const distance = (note: Note) =>
    (note.start === lit.start && note.end === lit.end ? 0 : 1) + (note.end - note.start) / 1e9
  return notes
    .filter(covers)
    .sort((a, b) => ranks[a.severity] - ranks[b.severity] || distance(a) - distance(b))
    .slice(0, mostNotes)
}

/** A note with all that is known of it. */
export function Told({
  note: { severity, words: said, todo, more, source },
}: {
  readonly note: {
    readonly [name in 'todo' | 'more' | 'source']?: string | undefined
  } & Pick<Note, 'severity' | 'words'>
}) {
  return (
    <>
      <p class={severity}>
        {asSentence(cutWords(said))}
        {todo !== undefined && <span class="todo"> {cutWords(todo)}</span>}
      </p>
      {(more !== undefined || source !== undefined) && (
        <p class="more">
          {more} {source !== undefined && <Sources source={source} />}
        </p>
      )}
    </>
  )
}

/** A label as a sentence of its own. */
const asSentence = (words: string) =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!"]$/.test(words) ? '' : '.'}`

function Sources({ source }: { readonly source: string }) {
  return (
    <span class="source">
      {sourcesOf(source).map(({ text, href }, i) => (
        <span key={text}>
          {i > 0 && '; '}
          {href === undefined ? (
            text
          ) : (
            <a href={href} target="_blank" rel="noreferrer">
              {text}
            </a>
          )}
        </span>
      ))}
    </span>
  )
}
