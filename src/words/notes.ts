import * as en from './en/notes.ts'
import { inLanguage } from './in-language.ts'

/** What is said of the parts of a message, of a request's reason and of a connection. */
export const noteWords = inLanguage({
  en: {
    clients: en.clients,
    kinds: en.kinds,
    parts: en.parts,
    pages: en.pages,
    hosts: en.hosts,
    foreignPages: en.foreignPages,
    reasons: en.reasons,
    changes: en.changes,
    copies: en.copies,
    connections: en.connections,
    views: en.views,
    again: en.again,
    counts: en.counts,
  },
})
