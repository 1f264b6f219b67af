import * as v from 'valibot'
import { bytesOf } from './escaped.ts'
import type { Tell } from './mistakes.ts'
import { isPattern } from './pattern.ts'
import { hint, id, text } from './schema.ts'
import { type Read, readYaml } from './yaml.ts'

/** Milliseconds that a check may take unless it says otherwise. */
const usualLimit = 2000

const escaped = v.pipe(
  v.string(),
  v.check(
    (given) => bytesOf(given) !== undefined,
    'text with \\r \\n \\t \\\\ \\xHH or \\{1500} in it, no other backslash, and no double quotes around it',
  ),
)

const pattern = v.pipe(v.string(), v.check(isPattern, 'a regular expression'))

const hasOne = (given: object, keys: readonly string[]) =>
  keys.filter((key) => key in given).length === 1

/** `equals` where only text is given. */
const equals = v.pipe(
  v.string(),
  v.transform((text) => ({ equals: text })),
)

const send = v.pipe(
  v.strictObject({
    get: v.optional(v.string()),
    method: v.optional(v.string()),
    target: v.optional(v.string()),
    fields: v.optional(v.record(v.string(), escaped)),
    body: v.optional(escaped),
    raw: v.optional(escaped),
    /** Sent one after the other: the server must not answer before the last. */
    pieces: v.optional(v.pipe(v.array(escaped), v.minLength(2, 'two pieces or more'))),
    /**
     * What the client does when all is sent: half-close says that no more will come, leave tears the
     * connection down at once, leave-midway when the response has begun. pause reads the beginning of
     * the response, and the rest a moment later.
     */
    afterwards: v.optional(
      v.picklist(
        ['wait', 'half-close', 'leave', 'leave-midway', 'pause'],
        'wait, half-close, leave, leave-midway or pause',
      ),
      'wait',
    ),
  }),
  v.check(
    (given) => hasOne(given, ['get', 'target', 'raw', 'pieces']),
    'exactly one of: get, target, raw, pieces',
  ),
)

const field = v.union(
  [
    equals,
    v.pipe(
      v.strictObject({
        equals: v.optional(v.string()),
        contains: v.optional(v.string()),
        matches: v.optional(pattern),
        /** The field may be left out; where it is there, this is what it says. */
        optional: v.optional(v.boolean()),
      }),
      v.check(
        (given) => hasOne(given, ['equals', 'contains', 'matches']),
        'exactly one of: equals, contains, matches',
      ),
    ),
  ],
  'what the field says, or one of: equals, contains, matches',
)

const body = v.pipe(
  v.strictObject({
    equals: v.optional(escaped),
    contains: v.optional(escaped),
    matches: v.optional(pattern),
    /** A file of the learner's folder: the body is its bytes. */
    file: v.optional(v.string()),
    /** How many bytes it has. */
    length: v.optional(v.pipe(v.number(), v.integer())),
  }),
  v.check(
    (given) => hasOne(given, ['equals', 'contains', 'matches', 'file', 'length']),
    'exactly one of: equals, contains, matches, file, length',
  ),
)

const output = v.pipe(
  v.strictObject({
    contains: v.optional(v.string()),
    matches: v.optional(pattern),
    /**
     * How often it has been printed by now, from the program's start on. Without it: once since the
     * check began, or late by a check before, for nobody can tell whose line it is.
     */
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** Not before the client has read the whole response. It reads with a pause. */
    'after-response': v.optional(v.literal(true)),
    /** The port that the program was given stands in it. */
    port: v.optional(v.literal(true)),
    /** What must not have been printed since the check began. */
    lacks: v.optional(pattern),
  }),
  v.check(
    (given) =>
      hasOne(given, ['contains', 'matches', 'port']) ||
      ('lacks' in given && Object.keys(given).length === 1),
    'exactly one of: contains, matches, port; or lacks',
  ),
)

const expectation = v.pipe(
  v.strictObject({
    running: v.optional(v.literal(true)),
    /** The program does nothing while nobody asks for anything. */
    idle: v.optional(v.literal(true)),
    'no-answer': v.optional(v.literal(true)),
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(999))),
    'blank-line': v.optional(v.literal(true)),
    lines: v.optional(v.literal('CRLF')),
    /** No error that the wire would show: in the status line, in a header, in a chunk. */
    head: v.optional(v.literal('well-formed')),
    fields: v.optional(v.record(v.string(), field)),
    length: v.optional(v.literal('bytes')),
    body: v.optional(body),
    connection: v.optional(v.picklist(['closed', 'kept'], 'closed or kept')),
    output: v.optional(output),
  }),
  v.check((given) => Object.keys(given).length > 0, 'something that can be seen from outside'),
)

const check = v.strictObject({
  /** Stays the same when the words change: progress, hints and mistakes name it. */
  id,
  /** Its name, in the learner's words: `responds to GET /hello with 200`. */
  check: text,
  /** Files as they are while it runs, by path in the folder; null: there is none. */
  files: v.optional(v.record(v.string(), v.nullable(escaped)), {}),
  /** Written over files of the folder while the client pauses. */
  'files-meanwhile': v.optional(v.record(v.string(), escaped)),
  /** Sent first, over a connection of its own, whose response nobody reads. It stays open. */
  before: v.optional(send),
  /** Sent at the same moment over a connection of its own. It must be answered too. */
  beside: v.optional(send),
  send: v.optional(
    v.pipe(
      send,
      v.check(
        ({ afterwards }) => afterwards !== 'leave-midway',
        'an answer that is read: leave-midway belongs to `before`',
      ),
    ),
  ),
  /** The connection's name: checks that name the same one share it. */
  on: v.optional(text),
  expect: expectation,
  /** What is expected, in words, where the course's own words for it would say little. */
  expected: v.optional(hint),
  why: text,
  hint,
  /** The id of the screen of this lesson that tells more. */
  screen: id,
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), usualLimit),
})

const checks = v.pipe(
  v.array(check, 'a list of checks, each with id, check, expect, why, hint and screen'),
  v.minLength(1, 'at least one check'),
  v.check(
    (all) => new Set(all.map((each) => each.check)).size === all.length,
    'a name of its own for every check',
  ),
  v.check(
    (all) => new Set(all.map((each) => each.id)).size === all.length,
    'an id of its own for every check',
  ),
)

/** A check as a lesson has it, for every language. */
export type WrittenCheck = v.InferOutput<typeof check>
/** Something that a learner's server must do, as it can be seen from outside. */
export type Check = Omit<WrittenCheck, 'hint' | 'expected'> & {
  readonly hint: string
  readonly expected?: string | undefined
}
/** What a check sends: text with escapes. */
export type Send = NonNullable<Check['send']>
/** What must come of it. */
export type Expectation = Check['expect']

/** Reads a checks.yaml; undefined where it has mistakes, and all of them are told. */
export const readChecks = (
  source: string,
  file: string,
  tell: Tell,
): Read<WrittenCheck[]> | undefined => readYaml(source, checks, { file, line: 1 }, tell)
