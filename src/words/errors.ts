import * as en from './en/errors.ts'
import { inLanguage } from './in-language.ts'

const { portTakenBy, freePort, unexpected, systemFull, ...said } = inLanguage({ en })

export { freePort, portTakenBy as takenWords, unexpected as unexpectedWords }

/**
 * What a person reads when something can't be done: what happened and what to do next. Anything
 * else that is thrown is a defect of the course.
 */
export class CourseError extends Error {
  override readonly name = 'CourseError'
  readonly next: string
  readonly exitCode: 1 | 2
  /** Which of `errors` it is; empty for another. */
  readonly code: string

  /** By name: the first file and those that are loaded later each have this class in them. */
  static override [Symbol.hasInstance](value: unknown): value is CourseError {
    return value instanceof Error && value.name === 'CourseError'
  }

  constructor({ said, next }: en.Said, exitCode: 1 | 2 = 1, code = '') {
    super(said)
    this.next = next
    this.exitCode = exitCode
    this.code = code
  }
}

type Words = typeof said
type Errors = { readonly [Name in keyof Words]: (...given: Parameters<Words[Name]>) => CourseError }

/** Errors of a machine or a file. All others say that the command was not understood. */
const failures: ReadonlySet<string> = new Set<keyof Words>([
  'cannotWrite',
  'alreadyBegun',
  'handInExists',
  'nothingToHandIn',
  'cannotHandIn',
  'progressUnreadable',
  'newerProgress',
  'noTemporary',
  'notOrdinary',
  'cannotCopy',
  'portTaken',
  'portNotAllowed',
  'damagedCourse',
  'cannotStart',
  'serverFile',
  'serverMissing',
  'noPython',
  'cannotRead',
  'cannotSave',
  'saveExists',
  'noSuchCommand',
  'notExecutable',
])

/** The errors of the course, each with its next step. Exit code 2: the command was not understood. */
export const errors = Object.fromEntries(
  Object.entries(said).map(([name, words]) => [
    name,
    (...given: unknown[]) =>
      new CourseError(Reflect.apply(words, undefined, given), failures.has(name) ? 1 : 2, name),
  ]),
) as Errors

/**
 * The error of a system that has run out of something (disk, memory, open files), as a person reads it;
 * undefined for any other.
 */
export function asSystemFull(error: unknown): CourseError | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string'))
    return undefined
  const words = systemFull(error.code, error.message)
  return words && new CourseError(words)
}
