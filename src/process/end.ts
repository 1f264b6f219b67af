/** How a server program ended. */
export type End =
  | { readonly type: 'exited'; readonly code: number }
  | { readonly type: 'killed'; readonly signal: string }
  | { readonly type: 'not-started'; readonly reason: string }
