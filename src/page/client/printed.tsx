import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import { Notices } from './notices.tsx'
import type { PageState } from './store.ts'

/** What the server printed, and what is said of its start or its end. */
export function Printed({ state: { session, printed } }: { readonly state: PageState }) {
  const server = session?.server
  const pre = useRef<HTMLPreElement>(null)
  useFollow(pre, printed)
  if (server === undefined || (printed.length === 0 && server.said.length === 0)) return null
  return (
    <section class="printed" aria-labelledby="printed-title">
      <h2 id="printed-title">{pageWords.printed(server.name)}</h2>
      {printed.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it.
        <pre ref={pre} tabIndex={0} aria-labelledby="printed-title" role="log">
          {printed.join('\n')}
        </pre>
      )}
      <Notices notices={server.said} />
    </section>
  )
}

/** Keeps the end of what scrolls in sight while it grows, unless somebody has scrolled away from it. */
function useFollow({ current }: RefObject<HTMLElement | null>, grown: unknown): void {
  const wasAtEnd = useRef(true)
  if (current !== null)
    wasAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < near
  useLayoutEffect(() => {
    if (wasAtEnd.current) current?.scrollTo({ top: current.scrollHeight })
  }, [current, grown])
}

/** Pixels from the end that count as the end. */
const near = 8
