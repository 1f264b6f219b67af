import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf } from '../words/caught.ts'
import { courseWords } from '../words/course.ts'
import { errors } from '../words/errors.ts'
import type { Course, Stage } from './course.ts'
import type { Language } from './language.ts'

/** The file, in dist/, that holds the stages for one language. */
export const courseFile = (language: Language) => `course.${language}.json`

/**
 * The course as the build has checked and written it to `folder`. Throws a CourseError where its file is
 * not whole any more.
 */
export function readCourse(folder: string, lessons: string, language: Language = 'js'): Course {
  const file = join(folder, courseFile(language))
  const course: Course = {
    language,
    lessons,
    stages: stagesFrom(file),
    in: (other) => (other === language ? course : readCourse(folder, lessons, other)),
  }
  return course
}

/** What the build wrote is trusted; this tells it from what something else wrote. */
function stagesFrom(file: string): Stage[] {
  let stages: unknown
  try {
    stages = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw errors.damagedCourse(file, reasonOf(error))
  }
  if (!areStages(stages)) throw errors.damagedCourse(file, courseWords.notAllStages)
  return stages
}

/** Whether a value can be the stages that the build, or an earlier start, has written. */
export const areStages = (value: unknown): value is Stage[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => Array.isArray(one?.screens))
