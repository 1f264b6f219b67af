import process from 'node:process'
import { marked } from './marked.ts'

/** The languages of people that the course speaks. `marked` is English with each sentence marked, for tests. */
type Spoken<T> = { readonly en: T }

/**
 * One room's words in the language that is spoken. A second language is one more folder whose words have
 * the type of the English ones, and one more key here.
 */
export function inLanguage<T extends object>({ en }: Spoken<T>): T {
  return process.env['LEARN_WEBSERVER_WORDS'] === 'marked' ? marked(en) : en
}
