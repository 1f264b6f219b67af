import { noteWords } from '../words/notes.ts'
import type { Why } from './why.ts'

const { reasons } = noteWords

/** The reason as words for a beginner; undefined where there is nothing to say. */
export function whyWords(why: Why): string | undefined {
  switch (why.type) {
    case 'navigation':
      return reasons.navigation
    case 'reload':
      return reasons.reload
    case 'reload-after-error':
      return reasons.reloadAfterError
    case 'hard-reload':
      return reasons.hardReload
    case 'again':
      return reasons.again
    case 'retry':
      return reasons.retry
    case 'prefetch':
      return reasons.prefetch
    case 'link':
      return reasons.link(why.from)
    case 'form':
      return reasons.form(why.from)
    case 'form-again':
      return reasons.formAgain
    case 'redirect':
      return reasons.redirect(why.from)
    case 'favicon':
      return reasons.favicon
    case 'picture':
      return reasons.picture(why.from)
    case 'fetch':
      return reasons.fetch(why.from)
    case 'websocket':
      return reasons.websocket(why.from)
    case 'part':
      return reasons.part(why.from, kindOf(why.kind))
    case 'program':
      return reasons.program(why.name)
    case 'unknown':
      return undefined
  }
}

/** A value of Sec-Fetch-Dest in words (Fetch Metadata, section 2.1). */
const kindOf = (kind: string) =>
  Object.hasOwn(reasons.kinds, kind) ? (reasons.kinds[kind] ?? kind) : kind
