import { pageWords } from '../../words/page.ts'
import { Notices } from './notices.tsx'
import type { PageState } from './store.ts'

/** What the server printed, and what is said of its start or its end. */
export function Printed({ state: { session, printed } }: { readonly state: PageState }) {
  const server = session?.server
  if (server === undefined || (printed.length === 0 && server.said.length === 0)) return null
  return (
    <section class="printed" aria-labelledby="printed-title">
      <h2 id="printed-title">{pageWords.printed(server.name)}</h2>
      {printed.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it.
        <pre tabIndex={0} aria-labelledby="printed-title" role="log">
          {printed.join('\n')}
        </pre>
      )}
      <Notices notices={server.said} />
    </section>
  )
}
