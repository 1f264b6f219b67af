import type { Onlooker } from '../json/server-json.ts'
import type { PageSession, ServerLine, StageLine } from '../page/protocol.ts'
import type { PlainSource } from '../page/server/plain-source.ts'
import { urlsOf } from '../process/host.ts'
import type { TappedServer } from '../process/tapped-server.ts'
import type { Upstream } from '../process/upstream.ts'
import { createPrinted } from '../session/printed.ts'
import { serverLanguageOf } from '../session/server-language.ts'
import type { Session as WireSession } from '../wire/session.ts'
import type { Place } from './context.ts'

export interface JsonPageOptions {
  readonly kind: PageSession['kind']
  readonly stage?: StageLine
  /** What the server is called, and the address that is opened. */
  readonly name: string
  readonly url: (port: number) => string
  readonly upstream: Upstream
  /** Gets what the page shows, to save it at the end. */
  readonly onSource?: ((source: PlainSource) => void) | undefined
}

/** A server whose JSON is printed, looked at by a page too: it is served where `--page` asks for it. */
export async function lookOnAsPage(
  { kind, stage, name, url, upstream, onSource }: JsonPageOptions,
  { options, lifetime }: Pick<Place, 'options' | 'lifetime'>,
  { port }: Pick<TappedServer, 'port'>,
  wire: WireSession,
): Promise<Onlooker> {
  const [{ createPlainSource, sessionWithoutLesson }, { visitAddress }, { sendRequest }] =
    await Promise.all([
      import('../page/server/plain-source.ts'),
      import('../page/view/visit-address.ts'),
      import('./send-request.ts'),
    ])
  const others = options.openTo ? urlsOf(options.openTo, port).map(visitAddress) : []
  let server: ServerLine = {
    name,
    status: 'starting',
    url: url(port),
    port,
    privatePort: undefined,
    said: [],
    awaits: undefined,
    others,
  }
  const source = createPlainSource({
    session: sessionWithoutLesson(kind, { server, stage }),
    connectionsNow: () => wire.connections,
    exchangesNow: () => wire.exchanges,
    language: () => serverLanguageOf(upstream),
    address: () => ({ host: '127.0.0.1', port }),
    send: (bytes) => sendRequest(port, bytes),
  })
  onSource?.(source)
  const printed = createPrinted()
  return {
    line: options.page ? await pageLine(source, { options, lifetime }) : undefined,
    onChange: source.take,
    onOutput: (stream, bytes) =>
      source.take({ type: 'printed', lines: printed.take(stream, bytes) }),
    onStatus(status, privatePort) {
      server = { ...server, status, privatePort }
      source.set({ server })
    },
  }
}

async function pageLine(source: PlainSource, place: Pick<Place, 'options' | 'lifetime'>) {
  const { openPageAt, servePage } = await import('./page-of.ts')
  const page = await servePage(source, place)
  // The browser opens by itself; who reads the JSON waits for no such thing.
  void openPageAt(page, place)
  return { type: 'page', url: page.url }
}
