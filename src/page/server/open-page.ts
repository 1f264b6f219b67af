import { type OpenTo, urlsOf } from '../../process/host.ts'
import type { Session } from '../../session/as-seen.ts'
import { readAssets } from './assets.ts'
import { createLiveSource } from './live-source.ts'
import { openPageServer, type PageServer } from './page-server.ts'

/** Serves a session as a page until it is closed. */
export async function openSessionPage(
  session: Session,
  { openTo }: { readonly openTo: OpenTo | undefined },
): Promise<PageServer> {
  const source = createLiveSource(session, (port) => (openTo ? urlsOf(openTo, port) : []))
  const server = await openPageServer(source, readAssets())
  return {
    url: server.url,
    async close() {
      source.close()
      await server.close()
    },
  }
}
