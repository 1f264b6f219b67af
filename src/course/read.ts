import { readFileSync } from 'node:fs'
import type { Course } from './course.ts'

/** The course as the build has checked and written it. */
export function readCourse(file: string, lessons: string): Course {
  return { stages: JSON.parse(readFileSync(file, 'utf8')), lessons }
}
