import { resolve } from 'node:path'
import type { Course } from '../course/course.ts'
import type { Language } from '../course/language.ts'
import { loadWith } from '../course/overlay.ts'
import { kindAt } from '../process/read-regular.ts'
import { makeTemporary } from '../process/temporary.ts'
import { errors } from '../words/errors.ts'
import type { Place } from './context.ts'
import type { Installed } from './installed.ts'

/**
 * The course with the stages of --lessons. What reads Markdown and YAML comes with this file, so it is loaded where
 * they are given. Throws a CourseError where they can't be read, or have mistakes.
 */
export function readCourseWith(
  lessons: string,
  language: Language,
  { readCourse }: Pick<Installed, 'readCourse'>,
  { cwd, lifetime }: Pick<Place, 'cwd' | 'lifetime'>,
): Course {
  const own = resolve(cwd, lessons)
  if (kindAt(own) !== 'folder') throw errors.noLessons(own)
  const temporary = makeTemporary()
  lifetime.add(async () => temporary.remove())
  return loadWith(own, readCourse(language).lessons, temporary.path, language)
}
