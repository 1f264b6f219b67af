/**
 * One line of the doctor. `missing` is what the course can't do without; with a `warning` it goes
 * on, less well.
 */
export type Finding = { readonly about: string; readonly said: string } & (
  | { readonly state: 'ok' }
  | { readonly state: 'warning' | 'missing'; readonly next: string }
)

export const ok = (about: string, said: string): Finding => ({ about, state: 'ok', said })
export const warning = (about: string, said: string, next: string): Finding => ({
  about,
  state: 'warning',
  said,
  next,
})
export const missing = (about: string, said: string, next: string): Finding => ({
  about,
  state: 'missing',
  said,
  next,
})

/** Whether nothing that was found keeps anybody from taking the course. */
export const canBegin = (findings: readonly Finding[]) =>
  findings.every(({ state }) => state !== 'missing')
