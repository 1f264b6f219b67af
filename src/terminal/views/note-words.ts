import type { Note } from '../../notes/note.ts'
import { noteWords as words } from '../../words/notes.ts'
import { viewWords } from '../../words/views.ts'
import { visibleText } from '../../words/visible.ts'
import type { Theme, Tone } from '../draw/theme.ts'

/** The tone of a note's words; the words name the severity too. */
export const toneOf = ({ severity }: Note): Tone => (severity === 'note' ? 'label' : severity)

/** Characters of a note's words: they may quote what came. */
const longest = 900

const sentence = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`)

/**
 * A note as the text of a label: its sentence and what to change. `isWhole`: with what the curious want
 * to know, and where it is written.
 */
export function noteWords(
  { words: said, todo, more, source }: Note,
  { symbols }: Pick<Theme, 'symbols'>,
  isWhole = false,
): string {
  const parts = [said, ...(todo === undefined ? [] : [todo])]
  if (isWhole && more !== undefined) parts.push(more)
  if (isWhole && source !== undefined) parts.push(`(${viewWords.standard(source)})`)
  const text = parts
    .map((part, i) =>
      i < parts.length - 1 && !parts[i + 1]?.startsWith('(') ? sentence(part) : part,
    )
    .join(' ')
  return visibleText(text.length > longest ? `${text.slice(0, longest)}...` : text, symbols)
}

/**
 * Gives out the words of notes one after the other. A problem that was told in full is told in
 * short where it comes again.
 */
export function createTeller(
  theme: Pick<Theme, 'symbols'>,
  isWhole = false,
): (note: Note) => string {
  const told = new Set<string>()
  return (note) => {
    const text = noteWords(note, theme, isWhole)
    if (note.severity === 'note' || note.todo === undefined) return text
    if (told.has(text)) return words.again(note.severity)
    told.add(text)
    return text
  }
}

/** `1 error, 2 warnings`; undefined where there is neither. */
export function countWords(notes: readonly Note[]): string | undefined {
  const count = (severity: Note['severity']) =>
    notes.filter((note) => note.severity === severity).length
  return words.counts(count('error'), count('warning'))
}
