import { useLayoutEffect, useRef } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import type { PageAct, PageAction, PageSession } from '../protocol.ts'
import { Notices } from './notices.tsx'

/** What is said and asked, and what can be done now: what is needed here first, the rest when it is opened. */
export function Actions({
  session,
  act,
}: {
  readonly session: PageSession
  readonly act: (act: PageAct) => void
}) {
  const section = useRef<HTMLElement>(null)
  const hadFocus = section.current?.contains(document.activeElement) === true
  // What was pressed may be gone: whoever goes on by Tab goes on from here.
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) section.current?.focus()
  })
  const { actions, notices, asking, waiting } = session
  const near = actions.filter(({ isNear }) => isNear || asking !== undefined)
  // Two keys may do the same: one button is enough.
  const others = actions.filter(({ name }) => near.every((action) => action.name !== name))
  if (actions.length + notices.length === 0 && waiting === undefined) return null
  const item = (action: PageAction) => (
    <li key={action.id}>
      <button
        type="button"
        title={action.help}
        aria-keyshortcuts={keyOnBoard(action.key)}
        data-action={action.id}
        onClick={() => act({ type: 'act', id: action.id, key: action.key })}
      >
        <span class="name">{action.name}</span>
        <span class="key" aria-hidden="true">
          {keyName(action.key)}
        </span>
      </button>
    </li>
  )
  return (
    <section ref={section} tabIndex={-1} class="actions" aria-label={pageWords.actions.title}>
      <div role="status">
        <Notices notices={notices} />
        {waiting !== undefined && <p class="soft">{waiting}</p>}
        {asking !== undefined && <p class="asking">{asking}</p>}
      </div>
      <ul>{near.map(item)}</ul>
      {others.length > 0 && (
        <details>
          <summary>{pageWords.actions.more}</summary>
          <ul>{others.map(item)}</ul>
        </details>
      )}
    </section>
  )
}

/** How a key is named: by what stands on it. */
export const keyName = (key: string): string =>
  ({ enter: '↵', escape: 'Esc', space: pageWords.actions.space })[key] ?? key

const keyOnBoard = (key: string): string =>
  ({ enter: 'Enter', escape: 'Escape', space: 'Space' })[key] ?? key
