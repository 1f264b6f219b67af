import { createHash } from 'node:crypto'
import type { PageSession, SavedSession } from '../protocol.ts'
import type { Assets } from './assets.ts'
import { documentOf, policyOf } from './document.ts'

/** The page with what it shows now in one file: it opens from disk, and asks nothing of any network. */
export function savedPage(saved: SavedSession, { script, style }: Assets): string {
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  const policy = policyOf(sourceOf(code), sourceOf(style), "'none'")
  return documentOf(
    [`<meta http-equiv="Content-Security-Policy" content="${policy}">`, `<style>${style}</style>`],
    [`<script type="application/json">${asData(saved)}</script>`, `<script>${code}</script>`],
  )
}

/** By its hash alone may it run. */
const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** JSON in which nothing can end the element that it stands in. */
const asData = (value: SavedSession) => JSON.stringify(value).replaceAll('<', '\\u003c')

/** A session in which nothing more can be done. What was said of a moment is gone. */
export const atRest = (session: PageSession): PageSession => ({
  ...session,
  actions: [],
  asking: undefined,
  notices: [],
  waiting: undefined,
})
