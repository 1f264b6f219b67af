import { copyFileSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { CourseError } from '../words/errors.ts'
import { safeText } from '../words/safe.ts'
import type { Course } from './course.ts'
import type { Language } from './language.ts'
import { loadCourse } from './load.ts'

const stageFolder = /^(\d+)-[a-z0-9-]+$/

/**
 * The course with the stages of another folder: one with the number of a stage replaces it, others are added. `to`: an
 * empty folder, where both lie together as long as the course runs; links to stages are in it, so that what is changed
 * there is seen. Throws a CourseError that names all mistakes with file, line and what was expected.
 */
export function loadWith(own: string, lessons: string, to: string, language: Language): Course {
  const numbers = new Set(namesIn(own).flatMap((name) => numberOf(name) ?? []))
  mkdirSync(to, { recursive: true })
  for (const [folder, names] of [
    [own, namesIn(own)],
    [lessons, namesIn(lessons).filter((name) => !numbers.has(numberOf(name) ?? 0))],
  ] as const)
    for (const name of names) bring(join(folder, name), join(to, name))
  try {
    return loadCourse(to, language)
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    // A mistake is named where its author has the file.
    const said = error.message.replace(/^lessons\/([^/:]+)/gm, (whole, name: string) =>
      numbers.has(numberOf(name) ?? 0) ? join(own, name) : whole,
    )
    throw new CourseError({ said: safeText(said), next: error.next }, 2)
  }
}

/** Where a stage's folder stays; a program that stages share is copied, since its own folder is left by its imports. */
function bring(from: string, to: string): void {
  if (statSync(from).isDirectory()) symlinkSync(from, to, 'junction')
  else if (statSync(to, { throwIfNoEntry: false }) === undefined) copyFileSync(from, to)
}

/** What of a folder belongs to a course: stages, and programs. */
const namesIn = (folder: string) =>
  readdirSync(folder).filter((name) => stageFolder.test(name) || /\.(ts|py)$/.test(name))

const numberOf = (name: string): number | undefined => {
  const number = stageFolder.exec(name)?.[1]
  return number === undefined ? undefined : Number(number)
}
