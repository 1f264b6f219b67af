import type { Check } from '../../course/checks.ts'
import { problemText } from '../../http/problems.ts'
import { bodyWords } from './body-words.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { expectedWords } from './expected.ts'
import type { Came, Failure, Verdict } from './failure.ts'
import { nearestLine } from './nearest.ts'
import type { Thrown } from './stack-trace.ts'

/** A failure in words, for a terminal, for JSON and for a report. */
export interface Explanation {
  /** The line that sends it again; undefined where nothing was sent. */
  readonly again: string | undefined
  /** An error that the program printed: `TypeError: …` and the learner's own line. */
  readonly thrown: Thrown | undefined
  /** The line that is wrong, if one came, and words for the wrong part of it. */
  readonly came: { readonly excerpt: Excerpt | undefined; readonly words: string }
  /** Whether that line was sent back or printed. */
  readonly from: 'answer' | 'output' | 'program'
  readonly expected: string
  readonly why: string
  readonly hint: string
  /** Title of the screen that tells more; undefined where the program does not even begin. */
  readonly screen: string | undefined
}

const seconds = (milliseconds: number) => `${milliseconds / 1000} s`
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** What a beginner is told about a check that fails. */
export function explain(check: Check, verdict: Verdict & { type: 'fails' }): Explanation {
  const { failure, sent } = verdict
  const thrown = failure.kind === 'threw' ? failure.thrown : verdict.thrown
  const begins = failure.kind !== 'not-started' && !(sent === undefined && isUnreadable(thrown))
  return {
    again: sent?.again,
    thrown,
    ...cameWords(failure, check),
    expected: expectedWords(check, failure),
    why: !begins ? whyUnbegun : stopped.has(failure.kind) ? whyStopped : check.why,
    hint: begins ? `${firstOf(thrown)}${check.hint}` : hintUnbegun,
    screen: begins ? check.screen : undefined,
  }
}

/** Python reads the whole program before it begins; TypeScript and JavaScript are read by the course. */
const isUnreadable = (thrown: Thrown | undefined) =>
  thrown !== undefined && /^(Syntax|Indentation|Tab)Error\b/.test(thrown.said)

/** What the check knows nothing of: an error in the learner's own line may be another matter. */
const firstOf = (thrown: Thrown | undefined) =>
  thrown?.at === undefined ? '' : `Mend line ${thrown.at.line} of \`${thrown.at.file}\` first. `

const whyUnbegun = 'Until it starts, nothing else can be checked.'
const hintUnbegun = 'Mend what is named here, and save.'

const stopped: ReadonlySet<Failure['kind']> = new Set(['threw', 'exited', 'not-started'])
const whyStopped =
  'A program that has stopped answers nobody. What it said last tells where to look first.'

type CameWords = Pick<Explanation, 'came' | 'from'>

const program = (words: string): CameWords => ({
  came: { excerpt: undefined, words },
  from: 'program',
})
const nothing = (words: string): CameWords => ({
  came: { excerpt: undefined, words },
  from: 'answer',
})
const answer = (came: Came, words: string): CameWords => ({
  came: { excerpt: came.bytes.length === 0 ? undefined : excerptOf(came), words },
  from: 'answer',
})

function cameWords(failure: Failure, check: Check): CameWords {
  switch (failure.kind) {
    case 'not-started':
      return program(`Your server could not be started. ${failure.reason}`)
    case 'not-listening':
      return program(
        `Your server runs, and after ${seconds(failure.limit)} nothing listens on the port that PORT names.`,
      )
    case 'threw':
      return program('Your server stopped: nobody caught this error.')
    case 'exited':
      return program(exitWords(failure))
    case 'refused':
      return program(
        'Your server runs, but it takes no connections any more: it stopped listening.',
      )
    case 'hung':
      return nothing(
        `nothing, in ${seconds(failure.limit)}. Your server has ${
          failure.pieces > 1
            ? `the whole request, which came in ${failure.pieces} pieces,`
            : 'the request'
        } and does not answer.`,
      )
    case 'unanswered':
      return nothing('nothing. Your server closed the connection without a word.')
    case 'reset':
      return resetWords(failure.came)
    case 'answered':
      return answer(failure.came, 'nothing was to come back here')
    case 'early':
      return answer(
        failure.came,
        `this came when ${failure.after} of the request's ${failure.of} bytes had been sent`,
      )
    case 'unfinished':
      return answer(
        failure.came,
        `no blank line has come, and after ${seconds(failure.limit)} the connection is still open`,
      )
    case 'left-open':
      return answer(
        failure.came,
        `after this the connection stayed open: the browser waits for more, here for ${seconds(failure.limit)}`,
      )
    case 'not-kept':
      return failure.came.bytes.length === 0
        ? nothing('nothing. Your server had closed the connection after the answer before.')
        : answer(
            failure.came,
            failure.came.wrong.start < failure.came.bytes.length
              ? 'this tells the browser that the connection is going to be closed'
              : failure.length
                ? 'after this your server closed the connection'
                : 'your server closed the connection here, to say that this is the end',
          )
    case 'malformed':
      return answer(failure.came, inSentence(problemText[failure.code].said))
    case 'wrong-status':
      return answer(failure.came, `${failure.status} came, ${failure.expected} was expected`)
    case 'missing-field':
      return answer(
        failure.came,
        `behind this line there is no "${failure.name}", down to the blank line`,
      )
    case 'wrong-field':
      return answer(failure.came, `this is what ${failure.name} says`)
    case 'wrong-length':
      return answer(failure.came, lengthWords(failure))
    case 'wrong-body':
      return answer(failure.came, bodyWords(failure, check))
    case 'no-file':
      return program(`There is no ${failure.file} in your folder to compare with.`)
    case 'wrong-output':
      return outputWords(failure, check)
  }
}

/** A sentence, as words that hang from a mark. */
const inSentence = (text: string) =>
  (text[0]?.toLowerCase() ?? '') + text.slice(1).replace(/\.$/, '')

function exitWords({ end, last }: Failure & { kind: 'exited' }): string {
  const said = last === undefined ? '' : ` The last thing it printed: ${last}`
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? `Your server came to its end, without an error, and nothing listens.${said}`
        : `Your server stopped with exit code ${end.code}.${said}`
    case 'killed':
      return `Your server was stopped by ${end.signal}.${said}`
    case 'not-started':
      return `Your server could not be started: ${end.reason}.`
  }
}

function resetWords(came: Came): CameWords {
  const why = 'That happens when a server closes while bytes of the request still wait to be read'
  return came.bytes.length === 0
    ? nothing(`nothing: the connection was torn down (reset). ${why}.`)
    : answer(came, `here the connection was torn down (reset). ${why}`)
}

function lengthWords({ said, bytes, characters }: Failure & { kind: 'wrong-length' }): string {
  if (said === characters && characters < bytes)
    return `${plural(said, 'character')}, but ${plural(bytes, 'byte')} follow: the browser cuts the text off after byte ${said}`
  if (bytes > said)
    return `${plural(bytes, 'byte')} follow: the browser cuts the data off after byte ${said}`
  return `only ${plural(bytes, 'byte')} follow: the browser waits for ${said - bytes} more`
}

function outputWords({ printed }: Failure & { kind: 'wrong-output' }, check: Check): CameWords {
  const all = printed.stdout + printed.stderr
  const wanted = check.expect.output?.contains
  const near = wanted === undefined ? undefined : nearestLine(all, wanted)
  if (near !== undefined)
    return {
      came: {
        excerpt: { ...near, cut: { before: false, after: false } },
        words: 'from here on it is something else',
      },
      from: 'output',
    }
  const lines = all.split(/\r?\n/).filter((line) => line.trim() !== '')
  return {
    came: {
      excerpt: undefined,
      words:
        lines.length === 0
          ? 'nothing'
          : `${plural(lines.length, 'line')}, none of them this${lastWords(lines.at(-1) ?? '')}`,
    },
    from: 'output',
  }
}

/** Characters of a printed line that are shown. */
const shownLine = 120
const lastWords = (line: string) => `. The last: ${line.trim().slice(0, shownLine)}`
