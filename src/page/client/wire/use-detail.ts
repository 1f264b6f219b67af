import { useEffect, useRef, useState } from 'preact/hooks'
import type { ExchangeDetail, ExchangeLine } from '../../protocol.ts'

/** Gives all of an exchange, as it is at this moment; undefined where it is not kept any more. */
export type DetailOf = (number: number, check?: string) => Promise<ExchangeDetail | undefined>

/** What is known of all of an exchange. */
export type Loaded =
  | { readonly type: 'loading' }
  | { readonly type: 'gone' }
  /** `line` is the one that the detail belongs to. */
  | { readonly type: 'there'; readonly line: ExchangeLine; readonly detail: ExchangeDetail }

/** A stream tells of each event, and a busy wire of each exchange: all of one is asked for at most so often, in milliseconds. */
const mostOftenMs = 200

interface Asked {
  readonly line: ExchangeLine | undefined
  readonly at: number
}
const nothingAsked: Asked = { line: undefined, at: Number.NEGATIVE_INFINITY }

const isSame = (line: ExchangeLine, other: ExchangeLine | undefined) =>
  line.number === other?.number && line.check === other.check

/** All of an exchange, asked for again when its line has changed. Until it is there, the one before is shown. */
export function useDetail(line: ExchangeLine | undefined, detailOf: DetailOf): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ type: 'loading' })
  const asked = useRef(nothingAsked)
  // What is told in another way, as with secrets or without, is not shown any more.
  useEffect(() => {
    asked.current = nothingAsked
    setLoaded({ type: 'loading' })
  }, [detailOf])
  useEffect(() => {
    if (line === undefined) return
    const ask = async () => {
      asked.current = { line, at: performance.now() }
      const detail = await detailOf(line.number, line.check).catch(() => undefined)
      if (!isSame(line, asked.current.line)) return
      setLoaded(detail === undefined ? { type: 'gone' } : { type: 'there', line, detail })
    }
    const wait = asked.current.at + mostOftenMs - performance.now()
    if (wait <= 0) {
      void ask()
      return
    }
    const timer = setTimeout(ask, wait)
    return () => clearTimeout(timer)
  }, [line, detailOf])
  return loaded
}

/** Bytes from base64. */
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
