import type { Check, WrittenCheck } from './checks.ts'

/** A language that the course has its programs in. */
export type Language = 'ts' | 'js' | 'py'

/** What runs a program; hints name its functions. */
export type Platform = 'node' | 'python'

export interface LanguageFacts {
  readonly title: string
  readonly platform: Platform
}

/** What is known of each language; the first is the one that is taken unless another is asked for. */
export const languages: Readonly<Record<Language, LanguageFacts>> = {
  ts: { title: 'TypeScript', platform: 'node' },
  js: { title: 'JavaScript', platform: 'node' },
  py: { title: 'Python', platform: 'python' },
}

export const languageNames: readonly Language[] = ['js', 'ts', 'py']

/** A program's file in a language; `name` is without its ending. */
export const languageFile = (name: string, language: Language) => `${name}.${language}`

/** The file of a stage that the learner changes. */
export const serverFile = (language: Language) => languageFile('server', language)

/** Words that are the same everywhere, or one set for Node and one for Python. */
export type Hint = string | Readonly<Record<Platform, string>>

/** The words for somebody who writes in this language. */
export const hintFor = (hint: Hint, language: Language): string =>
  typeof hint === 'string' ? hint : hint[languages[language].platform]

/** The checks, their hints and what they expect in the words for somebody who writes in this language. */
export const checksIn = (checks: readonly (Check | WrittenCheck)[], language: Language): Check[] =>
  checks.map(({ expected, ...each }) => ({
    ...each,
    hint: hintFor(each.hint, language),
    ...(expected !== undefined && { expected: hintFor(expected, language) }),
  }))
