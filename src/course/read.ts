import { readFileSync } from 'node:fs'
import { errors } from '../words/errors.ts'
import type { Course } from './course.ts'
import { stagesIn } from './stored.ts'

/**
 * The course as the build has checked and written it. Throws a CourseError where the file is not
 * whole any more.
 */
export function readCourse(file: string, lessons: string): Course {
  const stages = stagesFrom(file)
  if (stages === undefined) throw errors.damagedCourse(file, 'it does not hold all stages')
  return { stages, lessons }
}

function stagesFrom(file: string) {
  try {
    return stagesIn(readFileSync(file))
  } catch (error) {
    throw errors.damagedCourse(file, error instanceof Error ? error.message : String(error))
  }
}
