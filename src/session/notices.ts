import type { Notice } from './state.ts'

export const plain = (text: string): Notice => ({ tone: 'plain', text })
export const warning = (text: string): Notice => ({ tone: 'warning', text })

/** What went wrong, and what to do. */
export const fault = (said: string, next: string): Notice[] => [
  { tone: 'error', text: said },
  plain(next),
]
