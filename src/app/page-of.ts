import type { PageServer } from '../page/server/page-server.ts'
import type { PageSource } from '../page/server/source.ts'
import type { OpenedPage } from '../session/effects.ts'
import { openBrowser } from './browser.ts'
import type { Place } from './context.ts'

/** Serves a page until the course ends. */
export async function servePage(
  source: PageSource & { close(): void },
  { lifetime }: Pick<Place, 'lifetime'>,
): Promise<PageServer> {
  const [{ openPageServer }, { readAssets }] = await Promise.all([
    import('../page/server/page-server.ts'),
    import('../page/server/assets.ts'),
  ])
  const server = await openPageServer(source, readAssets())
  lifetime.add(async () => {
    source.close()
    await server.close()
  })
  return server
}

/** Opens a page in the browser, unless the person wants to do that themselves. */
export const openPageAt = async (
  { url }: PageServer,
  { options }: Pick<Place, 'options'>,
): Promise<OpenedPage> => ({
  url,
  isOpened: options.open && (await openBrowser(url)) === 'opened',
})
