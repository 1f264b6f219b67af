/** What a filter looks at: of the request its method and target, of the response its status. */
export interface Filtered {
  readonly method: string | undefined
  readonly target: string | undefined
  readonly status: number | undefined
}

/**
 * Whether an exchange is what somebody looks for: each word is a status code (`404`, `4xx`), an HTTP method
 * or a part of the path. A word with `!` before it must not fit.
 */
export function fits({ method, target, status }: Filtered, filter: string): boolean {
  const code = status === undefined ? '' : String(status)
  const isMeant = (word: string): boolean => {
    if (word.startsWith('!') && word.length > 1) return !isMeant(word.slice(1))
    if (/^[1-5](xx|\d\d)$/i.test(word))
      return word.slice(1).toLowerCase() === 'xx' ? code[0] === word[0] : code === word
    if (/^[A-Z-]+$/.test(word)) return method === word
    return (target ?? '').toLowerCase().includes(word.toLowerCase())
  }
  return filter.split(/\s+/).filter(Boolean).every(isMeant)
}
