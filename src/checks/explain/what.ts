import type { Excerpt } from './excerpt.ts'

/** What happened: the line that is wrong, if one came, and words for the wrong part of it. */
export interface What {
  /** `response`: what the server sent; `output`: what it printed; `program`: what became of it. */
  readonly from: 'response' | 'output' | 'program'
  readonly excerpt: Excerpt | undefined
  readonly words: string
}
