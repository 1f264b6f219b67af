import { readFileSync } from 'node:fs'
import { errors } from '../errors.ts'
import type { Course, Stage } from './course.ts'

/**
 * The course as the build has checked and written it. Throws a CourseError where the file is not
 * whole any more.
 */
export function readCourse(file: string, lessons: string): Course {
  let stages: unknown
  try {
    stages = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw errors.damagedCourse(file, error instanceof Error ? error.message : String(error))
  }
  if (!areStages(stages)) throw errors.damagedCourse(file, 'it holds no stages')
  return { stages, lessons }
}

/** What the build wrote is trusted; this tells it from what something else wrote. */
const areStages = (value: unknown): value is Stage[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => Array.isArray(one?.screens) && Array.isArray(one?.checks))
