import { courseWords } from '../words/course.ts'
import { CourseError } from '../words/errors.ts'

/** Something wrong in a file of lessons/. */
export interface Mistake {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly said: string
  /** What was expected. */
  readonly expected: string
}

/** Takes a mistake down; reading goes on. */
export type Tell = (mistake: Mistake) => void

/** All mistakes of one run as one error, each once, in the order of files and lines. */
export function mistakesError(mistakes: readonly Mistake[]): CourseError {
  const lines = mistakes
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    .map(({ file, line, said, expected }) => `${file}:${line}: ${said} ${expected}`)
  const once = [...new Set(lines)]
  return new CourseError({ said: once.join('\n'), next: courseWords.mistakes.all(once.length) })
}
