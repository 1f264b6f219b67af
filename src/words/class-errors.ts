import * as en from './en/class-errors.ts'
import { CourseError } from './errors.ts'
import { inLanguage } from './in-language.ts'

const said = inLanguage({ en })

type Words = typeof said
type Errors = { readonly [Name in keyof Words]: (...given: Parameters<Words[Name]>) => CourseError }

/** Errors of a machine, a file or another person. All others say that the command was not understood. */
const failures: ReadonlySet<string> = new Set<keyof Words>([
  'notAJournal',
  'boardRuns',
  'boardUnreachable',
  'tooManyCodes',
  'classClosed',
  'classFull',
  'boardRefuses',
  'badClassFile',
])

/** The errors of a class, apart from the others: only its own commands read them. */
export const classErrors = Object.fromEntries(
  Object.entries(said).map(([name, words]) => [
    name,
    (...given: unknown[]) =>
      new CourseError(Reflect.apply(words, undefined, given), failures.has(name) ? 1 : 2, name),
  ]),
) as Errors
