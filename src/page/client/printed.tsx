import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import { Notices } from './notices.tsx'
import type { PageState } from './store.ts'

/** What the server printed, and what is said of its start or its end. `isFolded`: its last line, until it is opened. */
export function Printed({
  state: { session, printed },
  isFolded = false,
}: {
  readonly state: PageState
  readonly isFolded?: boolean
}) {
  const server = session?.server
  if (server === undefined || (printed.length === 0 && server.said.length === 0)) return null
  const title = pageWords.printed(server.name)
  return (
    <section class="printed" aria-label={title}>
      {printed.length > 0 &&
        (isFolded ? (
          <details>
            <summary>
              {title} <code>{printed.findLast((line) => line.trim() !== '')}</code>
            </summary>
            <Lines printed={printed} title={title} />
          </details>
        ) : (
          <>
            <h2>{title}</h2>
            <Lines printed={printed} title={title} />
          </>
        ))}
      <Notices notices={server.said} />
    </section>
  )
}

function Lines({
  printed,
  title,
}: {
  readonly printed: readonly string[]
  readonly title: string
}) {
  const pre = useRef<HTMLPreElement>(null)
  useFollow(pre, printed)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it.
    <pre ref={pre} tabIndex={0} aria-label={title} role="log" aria-live="off">
      {printed.join('\n')}
    </pre>
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
