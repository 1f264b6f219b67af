import { languageOfCommand } from '../../notes/evidence.ts'
import type { Session } from '../../session/as-seen.ts'
import type { SessionState } from '../../session/state.ts'
import { nameOfVisitor } from '../../session/visitors.ts'
import type { PageAct, PageSession } from '../protocol.ts'
import { checkDetail, checkDetails, redactedExercise } from '../view/check-wire.ts'
import { pageSession } from '../view/session.ts'
import { visitAddress } from '../view/visit-address.ts'
import { gather } from './gathered.ts'
import { atRest } from './saved-page.ts'
import type { PageSource } from './source.ts'

/**
 * A session that goes on, as the page shows it. `others`: the addresses at which others may visit its server,
 * by its port. `close` ends that it is looked at.
 */
export function createLiveSource(
  session: Session,
  others: (port: number) => readonly string[],
): PageSource & { close(): void } {
  const address = () => ({ host: '127.0.0.1', port: session.state.server?.port ?? 0 })
  const gathered = gather({
    connectionsNow: () => session.state.connections,
    exchangesNow: () => session.state.exchanges,
    language: () => languageOfCommand([session.state.server?.name ?? '']),
    visitor: ({ client }) => nameOfVisitor(client, session.state),
    address,
  })
  let state: SessionState | undefined
  let shown: PageSession | undefined
  const onChange = () => {
    const before = state
    state = session.state
    const { connections, exchanges, printed } = state
    if (before?.exchanges !== exchanges) gathered.restart(connections, exchanges, printed)
    if (before !== undefined && isSame(before, state)) return
    shown = undefined
    gathered.tell({ type: state.end === undefined ? 'session' : 'ended' })
  }
  onChange()

  const visitable = memoized((port: number) => others(port).map(visitAddress))
  const stops = [session.onChange(onChange), session.onNews(gathered.take), gathered.stop]
  const shownNow = () => {
    shown ??= pageSession(session.state, visitable(session.state.server?.port ?? 0))
    return shown
  }

  return {
    ...gathered,
    get session() {
      return shownNow()
    },
    get isOver() {
      return session.state.end !== undefined
    },
    checkDetail: (check, number, redact) =>
      session.state.exercise &&
      checkDetail(session.state.exercise, check, number, address(), redact),
    act: (act) => isShown(act, shownNow()) && actIn(session, act),
    saved(redact) {
      const { exercise } = session.state
      const wire = gathered.saved(redact)
      const shown = atRest(shownNow())
      if (exercise === undefined || shown.exercise === undefined) return { ...wire, session: shown }
      return {
        ...wire,
        details: [...wire.details, ...checkDetails(exercise, address(), redact)],
        session: redact
          ? { ...shown, exercise: redactedExercise(shown.exercise, exercise) }
          : shown,
      }
    },
    close() {
      for (const stop of stops) stop()
      gathered.tell({ type: 'ended' })
    },
  }
}

/** The page offers it: what is left out there, as the end of the session, is not done for it either. */
const isShown = (act: PageAct, { actions }: PageSession) =>
  act.type !== 'act' || actions.some(({ id, key }) => id === act.id && key === act.key)

/** What is begun here is not waited for: it may ask something first, which the page answers by another action. */
function actIn(session: Session, act: PageAct): boolean {
  switch (act.type) {
    case 'act':
      return session.act(act.id, act.key) !== undefined
    case 'pick':
      return session.choose(act.number) !== undefined
    case 'send':
      return session.send(Buffer.from(act.bytes, 'base64'))
  }
}

/** What the page's session is made of; the wire and what is printed come by themselves. */
const lookedAt = [
  'kind',
  'stages',
  'progress',
  'stage',
  'screen',
  'shown',
  'server',
  'exercise',
  'asking',
  'notices',
  'waiting',
  'end',
] as const satisfies readonly (keyof SessionState)[]

const isSame = (a: SessionState, b: SessionState) => lookedAt.every((key) => a[key] === b[key])

function memoized<T>(work: (port: number) => T): (port: number) => T {
  let last: { readonly port: number; readonly result: T } | undefined
  return (port) => {
    if (last?.port !== port) last = { port, result: work(port) }
    return last.result
  }
}
