import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Stage } from '../course/course.ts'
import type { Platform } from '../course/language.ts'
import { type Mistake as LessonMistake, mistakesError } from '../course/mistakes.ts'
import { readYaml } from '../course/yaml.ts'

const edit = v.strictObject({
  /** A part of the solution; it stands there once. */
  was: v.string(),
  /** What a beginner writes in its place. */
  is: v.string(),
})

const edits = v.optional(v.pipe(v.array(edit), v.minLength(1, 'at least one change')))

const mistake = v.strictObject({
  id: v.string(),
  /** The id of the check that fails. */
  fails: v.string(),
  /** The id of the cause that is named; `none` where only what happened is told. */
  cause: v.string(),
  /** A part of the line that is marked, by language where it differs; left out where no line is. */
  marks: v.optional(
    v.union([
      v.string(),
      v.strictObject({ node: v.optional(v.string()), python: v.optional(v.string()) }),
    ]),
  ),
  /** Changes to the solution in TypeScript. */
  node: edits,
  /** Changes to the solution in Python. */
  python: edits,
})

/** A mistake that beginners make: changes to the solution, and what a learner is told of it. */
export type Mistake = v.InferOutput<typeof mistake>

const mistakesFile = 'mistakes.yaml'

/** The mistakes of a stage. Throws a CourseError where the file can't be read. */
export function readMistakes({ folder }: Stage, lessons: string): readonly Mistake[] {
  const file = join(lessons, folder, mistakesFile)
  if (!existsSync(file)) return []
  const wrong: LessonMistake[] = []
  const read = readYaml(
    readFileSync(file, 'utf8'),
    v.array(mistake),
    { file: `lessons/${folder}/${mistakesFile}`, line: 1 },
    (each) => wrong.push(each),
  )
  if (read === undefined) throw mistakesError(wrong)
  return read.value
}

/** The solution with a mistake in it; the part of it that is not there once, where that can't be. */
export function withMistake(
  solution: string,
  mistake: Mistake,
  platform: Platform,
): { readonly text: string } | { readonly missing: string } {
  let text = solution
  for (const { was, is } of mistake[platform] ?? []) {
    const parts = text.split(was)
    if (parts.length !== 2) return { missing: was }
    text = parts.join(is)
  }
  return { text }
}

/** The part of the line that is to be marked. */
export const marksOf = ({ marks }: Mistake, platform: Platform): string | undefined =>
  typeof marks === 'string' ? marks : marks?.[platform]
