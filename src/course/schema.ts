import * as v from 'valibot'

const path = v.pipe(v.string(), v.startsWith('/', 'a path that begins with /'))
/** Some words. */
export const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'some words'))
const words = v.optional(v.pipe(v.string(), v.trim()), '')
/** A name that stays when the words change. */
export const id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id such as `in-pieces`'),
)
const paths = v.union(
  [
    v.pipe(
      path,
      v.transform((only): [string, ...string[]] => [only]),
    ),
    v.tupleWithRest([path], path),
  ],
  'a path that begins with /, or a list of such paths',
)
const wholeNumber = (from: number, to: number) =>
  v.pipe(
    v.number(`a whole number from ${from} to ${to}`),
    v.integer(`a whole number from ${from} to ${to}`),
    v.minValue(from, `a whole number from ${from} to ${to}`),
    v.maxValue(to, `a whole number from ${from} to ${to}`),
  )

/** The front matter of a lesson.md. */
export const frontMatter = v.strictObject({
  title: text,
  /** Minutes for the exercise; those for reading are measured. */
  exercise: wholeNumber(1, 120),
  port: wholeNumber(1, 65535),
  visit: paths,
  slides: text,
})

/** The body of a `run` fence. */
export const run = v.strictObject({
  /** The program without its ending. */
  server: v.optional(
    v.pipe(v.string(), v.regex(/^[\w-]+$/, 'a file without its ending')),
    'server',
  ),
  visit: v.optional(paths),
  look: text,
  send: v.optional(v.string()),
  show: v.optional(v.array(text), []),
})

/** Words, or one set of them for Node and one for Python. */
export const hint = v.union(
  [text, v.strictObject({ node: text, python: text })],
  'some words, or `node:` and `python:` with words each',
)

/** The body of an `exercise` fence. */
export const exercise = v.strictObject({
  intro: words,
  steps: v.pipe(
    v.array(
      v.strictObject({
        id,
        task: text,
        checks: v.array(id),
        /** The weakest first; empty ones belong to another language. */
        hints: v.optional(v.array(v.pipe(v.string(), v.trim())), []),
      }),
    ),
    v.minLength(1, 'at least one step'),
  ),
})

const choice = v.strictObject({
  id,
  text,
  right: v.optional(v.boolean(), false),
  why: text,
})

/** The body of a `quiz` fence. */
export const quiz = v.strictObject({
  id,
  question: text,
  choices: v.pipe(
    v.array(choice),
    v.minLength(2, 'at least two choices'),
    v.check(
      (choices) => choices.filter(({ right }) => right).length === 1,
      'exactly one choice with `right: true`',
    ),
  ),
})
