import process from 'node:process'
import { marked } from './marked.ts'
import { withSafeValues } from './safe.ts'

/** The languages of people that the course speaks. `marked` is English with each sentence marked, for tests. */
type Spoken<T> = { readonly en: T }

/**
 * One room's words in the language that is spoken. A second language is one more folder whose words have
 * the type of the English ones, and one more key here. Values that are put into words are made safe to print.
 */
export function inLanguage<T extends object>({ en }: Spoken<T>): T {
  return process.env['LEARN_WEBSERVER_WORDS'] === 'marked'
    ? marked(withSafeValues(en))
    : withSafeValues(en)
}
