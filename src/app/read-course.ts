import { join, resolve } from 'node:path'
import { type Course, courseOf, type StagesByLanguage } from '../course/course.ts'
import { type Language, languageNames } from '../course/language.ts'
import { digestOf, namedIn, overlay } from '../course/overlay.ts'
import { areStages } from '../course/read.ts'
import { cacheFolder, keyOf, openKept } from '../process/kept.ts'
import { kindAt } from '../process/read-regular.ts'
import { makeTemporary } from '../process/temporary.ts'
import { CourseError, errors } from '../words/errors.ts'
import type { Place } from './context.ts'

/**
 * The course with the stages of --lessons. They are read from Markdown and YAML, and checked, where something in them is new;
 * what came of that is kept in `cache`. Throws a CourseError where they can't be read, or have mistakes.
 */
export async function readCourseWith(
  lessons: string,
  language: Language,
  { installed, cwd, lifetime, now }: Pick<Place, 'installed' | 'cwd' | 'lifetime' | 'now'>,
  cache = cacheFolder('lessons'),
): Promise<Course> {
  const own = resolve(cwd, lessons)
  if (kindAt(own) !== 'folder') throw errors.noLessons(own)
  const temporary = makeTemporary()
  lifetime.add(async () => temporary.remove())
  const together = join(temporary.path, 'lessons')
  const course = installed.readCourse()
  overlay(own, course.lessons, together)
  const kept = openKept(cache, now())
  // What was read of the course's own stages tells another way of reading too.
  const key = keyOf(installed.version, course.stages, digestOf(own))
  const known = kept.read(key)
  if (isByLanguage(known)) return courseOf(known, language, together)
  const stages = await readAndCheck(own, together)
  kept.write(key, stages)
  return courseOf(stages, language, together)
}

async function readAndCheck(own: string, together: string): Promise<StagesByLanguage> {
  // With it comes what reads Markdown and YAML.
  const { loadStages } = await import('../course/load.ts')
  try {
    return loadStages(together)
  } catch (error) {
    throw error instanceof CourseError ? namedIn(own, error) : error
  }
}

const isByLanguage = (value: unknown): value is StagesByLanguage =>
  typeof value === 'object' &&
  value !== null &&
  languageNames.every((name) => areStages(Reflect.get(value, name)))
