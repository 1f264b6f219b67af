import type { Note } from '../../notes/note.ts'
import type { Look, Tone } from '../draw/theme.ts'
import { visibleText } from '../draw/visible.ts'

/** The tone of a note's words; the words name the severity too. */
export const toneOf = ({ severity }: Note): Tone => (severity === 'note' ? 'label' : severity)

/** Characters of a note's words: they may quote what came. */
const longest = 600

/** A note as the text of a label: its sentence and what to change. */
export function noteWords({ words, todo }: Note, { symbols }: Pick<Look, 'symbols'>): string {
  const text = todo === undefined ? words : `${words}${words.endsWith('.') ? '' : '.'} ${todo}`
  return visibleText(text.length > longest ? `${text.slice(0, longest)}...` : text, symbols)
}

/**
 * Gives out the words of notes one after the other. A problem that was told in full is told in
 * short where it comes again.
 */
export function createTeller(look: Pick<Look, 'symbols'>): (note: Note) => string {
  const told = new Set<string>()
  return (note) => {
    const words = noteWords(note, look)
    if (note.severity === 'note' || note.todo === undefined) return words
    if (told.has(words)) return `${note.severity}: the same here`
    told.add(words)
    return words
  }
}
