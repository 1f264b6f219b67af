import { useEffect, useRef, useState } from 'preact/hooks'
import type { ExchangeDetail, ExchangeLine } from '../../protocol.ts'

/** What is known of all of an exchange. */
export type Loaded =
  | { readonly type: 'loading' }
  | { readonly type: 'gone' }
  | { readonly type: 'there'; readonly detail: ExchangeDetail }

/** A stream tells of each event: the whole is asked for at most so often, in milliseconds. */
const mostOftenMs = 200

/** All of an exchange, asked for again when its line has changed. */
export function useDetail(
  line: ExchangeLine | undefined,
  detailOf: (number: number) => Promise<ExchangeDetail | undefined>,
): Loaded {
  const [loaded, setLoaded] = useState<{ readonly number: number; readonly was: Loaded }>()
  const asked = useRef({ number: 0, at: 0 })
  const number = line?.number
  useEffect(() => {
    if (number === undefined) return
    const isFirst = asked.current.number !== number
    const ask = async () => {
      asked.current = { number, at: performance.now() }
      const detail = await detailOf(number).catch(() => undefined)
      if (asked.current.number !== number) return
      setLoaded({
        number,
        was: detail === undefined ? { type: 'gone' } : { type: 'there', detail },
      })
    }
    const wait = isFirst ? 0 : asked.current.at + mostOftenMs - performance.now()
    if (wait <= 0) {
      void ask()
      return
    }
    const timer = setTimeout(ask, wait)
    return () => clearTimeout(timer)
  }, [line, number, detailOf])
  return loaded !== undefined && loaded.number === number ? loaded.was : { type: 'loading' }
}

/** Bytes from base64. */
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
