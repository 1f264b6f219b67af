import { createFeed } from '../../../src/session/feed.ts'
import { createWireView, type WireView } from '../../../src/terminal/views/wire.ts'
import { createSession } from '../../../src/wire/session.ts'
import { capture, eventsOf, type Happening } from '../../notes/exchange.ts'
import { plainTheme } from '../theme.ts'

export interface Screen {
  readonly columns: number
  readonly unicode?: boolean
  readonly show?: readonly string[]
}

/** What the screen shows of some connections, and the view that drew it. */
export function screenOf(
  { columns, unicode = true, show = ['method', 'target', 'status'] }: Screen,
  ...connections: (readonly Happening[])[]
) {
  const session = createSession()
  const view = createWireView({
    theme: plainTheme(columns, unicode),
    show,
    exchanges: () => session.exchanges,
    server: 'server.ts',
  })
  const feed = createFeed()
  for (const [i, happenings] of connections.entries())
    for (const event of eventsOf(happenings, i + 1, (i + 1) * 20))
      for (const change of session.take(event)) feed.take(change, event.at)
  return { lines: marginOf(view.feed(feed.feed.items)), view, session, feed }
}

/** Lines with the margin that they are printed with. */
export const marginOf = (lines: readonly string[]): string[] =>
  lines.map((line) => ` ${line}`.trimEnd())

/** Lines as a whole screen, for a snapshot. */
export const screen = (lines: readonly string[]): string => `\n${lines.join('\n')}\n`

/** The only exchange, unfolded. */
export function wholeOf(screenOf: { view: WireView; session: ReturnType<typeof createSession> }) {
  const [first] = screenOf.session.exchanges
  return first === undefined ? [] : marginOf(screenOf.view.whole(first))
}

export const asked = (name: string): Happening => ({ client: capture(name) })
export const hello: Happening = { server: 'HTTP/1.1 200 OK\r\n\r\nHello world!\n' }
