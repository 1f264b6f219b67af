import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import type { PageAct } from '../protocol.ts'
import { Actions } from './actions.tsx'
import { useCheckToShow } from './check-to-show.ts'
import { Checks } from './checks.tsx'
import type { PageModel } from './connect.ts'
import { Header } from './header.tsx'
import { Help } from './help.tsx'
import { textOf } from './inlines.tsx'
import { actOfKey, isTaken } from './keys.ts'
import { Lesson } from './lesson.tsx'
import { Notices } from './notices.tsx'
import { Printed } from './printed.tsx'
import { Save } from './save.tsx'
import type { PageState } from './store.ts'
import { type Theme, themeAfter } from './theme.ts'
import { Wire } from './wire/wire.tsx'

/** The session: lesson, checks and wire, and what can be done now. */
export function Session({
  model,
  state,
  theme,
  setTheme,
}: {
  readonly model: PageModel
  readonly state: PageState
  readonly theme: Theme
  readonly setTheme: (theme: Theme) => void
}) {
  const [above, setAbove] = useState<'help' | 'save' | undefined>()
  const wire = useRef<HTMLElement>(null)
  const act = useCallback((what: PageAct) => void model.act(what), [model])
  const { session } = state

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      if (event.key === '?') return setAbove('help')
      if (event.key === 'w') return wire.current?.focus()
      const { session: now } = model.state
      const meant = now && actOfKey(event.key, now)
      if (meant === undefined) return
      event.preventDefault()
      act(meant)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [model, act])
  useEffect(() => {
    document.title = titleOf(state)
  })

  // What a session that is over, or in a file, can't do is not named.
  const isLive = state.link === 'live'
  const send = useCallback(
    async (bytes: Uint8Array) => void (await model.act({ type: 'send', bytes: base64(bytes) })),
    [model],
  )
  const detailOf = useCallback(
    (number: number, ofCheck?: string) => model.detail({ number, check: ofCheck }),
    [model],
  )
  const checked = useCheckToShow(session?.exercise)
  const look = (check: string) => {
    checked.ask(check)
    // Where the columns are below each other, it is far away.
    requestAnimationFrame(() => document.getElementById('check-in-view')?.focus())
  }
  return (
    <>
      <a class="skip" href="#wire">
        {pageWords.skipToWire}
      </a>
      <Header
        state={state}
        open={setAbove}
        theme={theme}
        onTheme={() => setTheme(themeAfter(theme))}
      />
      <main class={session?.lesson === undefined ? 'alone' : undefined}>
        {session?.lesson !== undefined && (
          <section class="column" aria-label={pageWords.lesson}>
            <Lesson lesson={session.lesson} act={isLive ? act : undefined} />
            {session.exercise !== undefined && <Checks exercise={session.exercise} onLook={look} />}
            <Printed state={state} />
            {isLive && <Actions session={session} act={act} />}
          </section>
        )}
        <section class="column wire" id="wire" ref={wire} tabIndex={-1} aria-label={pageWords.wire}>
          <h2 class="hidden">{pageWords.wire}</h2>
          {!isLive && session !== undefined && <Notices notices={session.notices} />}
          {session !== undefined && session.lesson === undefined && (
            <Printed state={state} isFolded />
          )}
          {isQuiet(state) && <p class="soft">{pageWords.noServerYet}</p>}
          {session !== undefined && !isQuiet(state) && (
            <Wire
              exchanges={state.exchanges}
              connections={state.connections}
              detailOf={detailOf}
              host={session.server && new URL(session.server.url).host}
              send={isLive && session.server !== undefined ? send : undefined}
              check={checked.check}
              onLeaveCheck={checked.leave}
            />
          )}
          {session !== undefined && session.lesson === undefined && isLive && (
            <Actions session={session} act={act} />
          )}
        </section>
      </main>
      {above === 'help' && session !== undefined && (
        <Help session={session} onClose={() => setAbove(undefined)} />
      )}
      {above === 'save' && model.saveAt !== undefined && (
        <Save saveAt={model.saveAt} onClose={() => setAbove(undefined)} />
      )}
    </>
  )
}

/** No server has run yet. */
const isQuiet = ({ session, exchanges }: PageState) =>
  session?.lesson !== undefined && session.server === undefined && exchanges.length === 0

function titleOf({ session }: PageState): string {
  const { title } = pageWords
  if (session?.lesson !== undefined) return `${textOf(session.lesson.title)} · ${title}`
  return session?.server === undefined ? title : `${session.server.name} · ${title}`
}

const base64 = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
