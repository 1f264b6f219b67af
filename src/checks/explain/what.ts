import type { Excerpt } from './excerpt.ts'

/** What happened: the line that is wrong, if one came, and words for the wrong part of it. */
export interface What {
  /** `answer`: what the server sent; `output`: what it printed; `program`: what became of it. */
  readonly from: 'answer' | 'output' | 'program'
  readonly excerpt: Excerpt | undefined
  readonly words: string
}
