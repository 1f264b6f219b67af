import { createHash } from 'node:crypto'
import type { SavedSession } from '../protocol.ts'
import type { Assets } from './assets.ts'
import { documentOf, policyOf } from './document.ts'
import type { PageSource } from './source.ts'

/** Bytes of JSON that all of the exchanges may take in a file. The latest are in it; of the others, their lines. */
const maxDetailBytes = 32 * 1024 * 1024

/** The page with what it shows now in one file: it opens from disk, and asks nothing of any network. */
export function savedPage(
  source: PageSource,
  { script, style }: Assets,
  _options: { readonly redact: boolean },
): string {
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  const policy = policyOf(sourceOf(code), sourceOf(style), "'none'")
  return documentOf(
    [`<meta http-equiv="Content-Security-Policy" content="${policy}">`, `<style>${style}</style>`],
    [
      `<script type="application/json">${asData(savedSession(source))}</script>`,
      `<script>${code}</script>`,
    ],
  )
}

/** By its hash alone may it run. */
const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** JSON in which nothing can end the element that it stands in. */
const asData = (value: SavedSession) => JSON.stringify(value).replaceAll('<', '\\u003c')

function savedSession(source: PageSource): SavedSession {
  const details: SavedSession['details'][number][] = []
  let size = 0
  for (const number of [...source.exchanges.keys()].toReversed()) {
    const detail = source.detail(number)
    if (detail === undefined) continue
    size += JSON.stringify(detail).length
    if (size > maxDetailBytes) break
    details.push(detail)
  }
  return {
    session: { ...source.session, actions: [], asking: undefined, notices: [] },
    exchanges: [...source.exchanges.values()].toSorted((a, b) => a.number - b.number),
    connections: [...source.connections.values()].toSorted((a, b) => a.id - b.id),
    printed: source.printed,
    details: details.toReversed(),
  }
}
