import headersJson from './en/headers.json' with { type: 'json' }
import methodsJson from './en/methods.json' with { type: 'json' }
import statusesJson from './en/statuses.json' with { type: 'json' }
import { inLanguage } from './in-language.ts'

/** What to say of each registered header, method and status code, in the language that is spoken. */
export const registries = { headers: headersJson, methods: methodsJson, statuses: statusesJson }

/** A sentence of a registry as it is shown. */
export const { sentence } = inLanguage({ en: { sentence: (text: string) => text } })
