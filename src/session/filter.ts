import type { Exchange } from '../wire/exchange.ts'

/**
 * Whether an exchange is what somebody looks for: each word is a status code (`404`, `4xx`), an HTTP method
 * or a part of the path. A word with `!` before it must not fit.
 */
export function fitsFilter({ request, response }: Exchange, filter: string): boolean {
  const asked = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const said = response?.startLine?.type === 'status-line' ? response.startLine : undefined
  const status = said === undefined ? '' : String(said.status)
  const fits = (word: string): boolean => {
    if (word.startsWith('!') && word.length > 1) return !fits(word.slice(1))
    if (/^[1-5](xx|\d\d)$/i.test(word))
      return word.slice(1).toLowerCase() === 'xx' ? status[0] === word[0] : status === word
    if (/^[A-Z-]+$/.test(word)) return asked?.method === word
    return (asked?.target ?? '').toLowerCase().includes(word.toLowerCase())
  }
  return filter.split(/\s+/).filter(Boolean).every(fits)
}
