import { resolve } from 'node:path'
import process from 'node:process'
import { type Course, findStage, type Stage } from '../course/course.ts'
import { errors } from '../words/errors.ts'
import { nearest } from '../words/nearest.ts'

export interface StageSearch {
  /** @default process.cwd() */
  readonly cwd?: string
  /** Other words that could have been meant, such as commands. */
  readonly others?: readonly string[]
}

/**
 * The stage that was asked for: by number, name, folder, or a path to the folder or a file in it. Throws a
 * CourseError, with what was probably meant, where there is none.
 */
export function stageNamed(
  given: string,
  course: Course,
  { cwd = process.cwd(), others = [] }: StageSearch = {},
): Stage {
  const word = given.toLowerCase().replace(/^0+(?=\d)/, '')
  const found = findStage(course, word) ?? stageAt(resolve(cwd, given), course)
  if (found !== undefined) return found
  const names = course.stages.map(({ name }) => name)
  throw errors.unknownStage(given, names, nearest(word, [...names, ...others]))
}

/** The stage whose folder a path is, or is in. */
export function stageAt(path: string, { stages }: Course): Stage | undefined {
  const parts = new Set(path.split(/[/\\]/))
  return stages.find(({ folder }) => parts.has(folder))
}
