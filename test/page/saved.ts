import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageSession, SavedSession } from '../../src/page/protocol.ts'
import { readAssets } from '../../src/page/server/assets.ts'
import { savedPage } from '../../src/page/server/saved-page.ts'
import { connectionLine } from '../../src/page/view/connection.ts'
import { exchangeDetail, exchangeLine, type LandedFrame } from '../../src/page/view/exchange.ts'
import { createSession } from '../../src/wire/session.ts'
import { eventsOf, type Happening } from '../notes/exchange.ts'

const session: PageSession = {
  kind: 'file',
  stage: undefined,
  lesson: undefined,
  server: undefined,
  exercise: undefined,
  actions: [],
  asking: undefined,
  notices: [],
  waiting: undefined,
}

/** A session in which each list of happenings is a connection, as a saved page holds it. */
export function savedOf(...connections: readonly (readonly Happening[])[]): SavedSession {
  const wire = createSession({ listed: 100_000 })
  const frames = new Map<number, LandedFrame[]>()
  const landed = new Map<number, LandedFrame[]>()
  for (const [i, happenings] of connections.entries())
    for (const event of eventsOf(happenings, i + 1, i * 20))
      for (const change of wire.take(event))
        if (change.type === 'frame') {
          const { connection, exchange, at, frame } = change
          const [map, key] =
            exchange === undefined ? [landed, connection.id] : [frames, exchange.number]
          map.set(key, [...(map.get(key) ?? []), { at, frame }])
        }
  const around = (number: number) => ({ session: wire, frames: frames.get(number) ?? [] })
  return {
    session,
    exchanges: wire.exchanges.map((one) => exchangeLine(one, around(one.number))),
    connections: wire.connections.map((one) => connectionLine(one, landed.get(one.id))),
    printed: [],
    dotted: [],
    details: wire.exchanges.map((one) =>
      exchangeDetail(one, around(one.number), { host: 'localhost', port: 9001 }),
    ),
  }
}

const built = join(import.meta.dirname, '../../dist')

/** A saved page in a file, with its address; `remove` takes it away. `dist`: where the bundle is. */
export function savedFile(
  saved: SavedSession,
  dist: string = built,
): { readonly url: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'learn-webserver-page-'))
  const file = join(folder, 'session.html')
  writeFileSync(file, savedPage(saved, readAssets(dist)))
  return {
    url: pathToFileURL(file).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
