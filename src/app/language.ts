import { type Language, languageNames, languages } from '../course/language.ts'
import { errors } from '../words/errors.ts'

/** The language that a person names: `py`, `Python`, `js`, `javascript` … Throws a CourseError for another word. */
export function languageNamed(given: string): Language {
  const word = given.trim().toLowerCase()
  const found = languageNames.find(
    (name) => name === word || languages[name].title.toLowerCase() === word,
  )
  if (found === undefined) throw errors.unknownLanguage(given)
  return found
}
