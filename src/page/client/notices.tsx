import type { PageSession } from '../protocol.ts'

/** What happened, as far as there is something to say. */
export function Notices({ notices }: { readonly notices: PageSession['notices'] }) {
  return (
    <>
      {notices.map(({ tone, text }, i) => (
        <p key={i} class={tone === 'plain' ? undefined : tone}>
          {text}
        </p>
      ))}
    </>
  )
}
