/** How a server program ended. */
export type End =
  | { readonly type: 'exited'; readonly code: number }
  | {
      readonly type: 'killed'
      readonly signal: string
      /** What it used too much of, where it was stopped for that. */
      readonly tooMuch?: Resource
    }
  | { readonly type: 'not-started'; readonly reason: string }

/** What a program that nobody here wrote may use so much of, and no more. */
export type Resource = 'memory' | 'processes' | 'files' | 'processor'
