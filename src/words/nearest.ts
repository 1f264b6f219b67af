import { distance } from 'fastest-levenshtein'

/**
 * The candidate that a mistyped word most probably means: at most a third of its letters differ, and two
 * letters that changed places count as two. Undefined where none comes near. Case does not count.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; edits: number } | undefined
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < (best?.edits ?? Math.max(2, Math.ceil(word.length / 3)) + 1))
      best = { candidate, edits }
  }
  return best !== undefined && best.edits < best.candidate.length ? best.candidate : undefined
}
