/** The language that a server is written in, where that is known. */
export type ServerLanguage = 'node' | 'python'

/** Advice in the server's own language; for an unknown one neither Node's nor Python's words. */
export function inCode<T>(
  language: ServerLanguage | undefined,
  advice: { readonly node: T; readonly python: T; readonly other: T },
): T {
  return advice[language ?? 'other']
}
