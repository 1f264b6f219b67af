import { type Stage, screenNumber } from '../../course/course.ts'
import { checksWords } from '../../words/checks.ts'
import type { Cause } from './cause.ts'
import type { Excerpt } from './excerpt.ts'
import { type Explanation, explain } from './explain.ts'
import type { Failed } from './failure.ts'

const { parts } = checksWords

/** A part of what is told of a check. `name`: what it is called, empty where it goes on with the one before. */
export type Part = { readonly name: string } & (
  | { readonly type: 'plain'; readonly text: string }
  /** A command to copy, which is never folded. */
  | { readonly type: 'command'; readonly text: string }
  | { readonly type: 'markdown'; readonly text: string }
  /** Bytes of a response, some of them marked with words. */
  | { readonly type: 'bytes'; readonly excerpt: Excerpt; readonly words: string }
  /** The learner's own line. */
  | { readonly type: 'source'; readonly where: NonNullable<Explanation['where']> }
)

/** What to know of a check that passes, in the order in which it is shown. */
export const partsOfWarning = ({ what, where, why, fix }: Cause, stage: Stage): Part[] => [
  ...markdown(parts.warning, what),
  ...source(where && { ...where, why }, stage),
  ...markdown(parts.fix, fix),
]

/** What is told of a failure, in the order in which it is shown: what happened, where, why, fix, more. */
export function partsOfFailure({ check, verdict }: Failed, stage: Stage): Part[] {
  const words = explain(check, verdict)
  const { what } = words
  const screen = words.screen === undefined ? undefined : screenWords(words.screen, stage)
  const name = parts[what.from]
  return [
    ...(words.request === undefined
      ? []
      : [{ type: 'command' as const, name: parts.request, text: words.request }]),
    ...plain('', words.requestNote),
    ...(what.excerpt === undefined
      ? plain(name, what.words)
      : [{ type: 'bytes' as const, name, excerpt: what.excerpt, words: what.words }]),
    ...plain(parts.error, words.error),
    ...source(words.where, stage),
    ...plain(parts.expected, words.expected),
    ...markdown(parts.why, words.why),
    ...markdown(parts.fix, words.fix),
    ...plain(parts.more, screen),
  ]
}

const plain = (name: string, text: string | undefined): Part[] =>
  text === undefined ? [] : [{ type: 'plain', name, text }]

const markdown = (name: string, text: string | undefined): Part[] =>
  text === undefined ? [] : [{ type: 'markdown', name, text }]

/** The learner's own line, and the file where it is not clear which. */
function source(where: Explanation['where'], stage: Stage): Part[] {
  if (where === undefined) return []
  const file = plain(parts.file, `${where.file}:${where.line}`)
  if (where.text === undefined) return file
  const isClear = where.file.startsWith(`${stage.folder}/server.`)
  return [...(isClear ? [] : file), { type: 'source', name: parts.line(where.line), where }]
}

/** Where in the lesson this was said. */
function screenWords(id: string, stage: Stage): string | undefined {
  const number = screenNumber(stage, id)
  if (number === undefined) return undefined
  return checksWords.screen(number, stage.screens[number - 1]?.title ?? '')
}
