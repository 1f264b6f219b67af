import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProgram as parse } from '../typescript/program.ts'
import type { Stage } from './course.ts'
import type { Language } from './language.ts'
import { withoutMarkers } from './region.ts'

/** The course's own files. */
export interface CourseFiles {
  readonly stages: readonly Stage[]
  /** The folder lessons/. */
  readonly lessons: string
  /** The folder fixtures/site/, the pages that the stages serve. */
  readonly site: string
}

/**
 * A program of lessons/ in a language, as a learner reads it; undefined where there is none. `name` is
 * its path below lessons/, without what comes after the dot.
 */
export function readProgram(
  name: string,
  language: Language,
  { lessons }: CourseFiles,
): string | undefined {
  const path = join(lessons, `${name}.${language === 'js' ? 'ts' : language}`)
  if (!existsSync(path)) return undefined
  const source = withoutMarkers(readFileSync(path, 'utf8'))
  return language === 'js' ? asJavaScript(source) : source
}

/** A stage's finished server. */
export const solutionOf = (
  { folder }: Stage,
  language: Language,
  course: CourseFiles,
): string | undefined => readProgram(`${folder}/server`, language, course)

/** Where the learner begins: the stage's own start or, without one, the finished server before. */
export function startOf(stage: Stage, language: Language, course: CourseFiles): string | undefined {
  const own = readProgram(`${stage.folder}/start`, language, course)
  if (own !== undefined) return own
  const previous = course.stages[stage.number - 2]
  if (previous === undefined) return undefined
  // Each stage has a port of its own, and a program names it for when it runs by hand.
  return solutionOf(previous, language, course)?.replaceAll(`'${previous.port}'`, `'${stage.port}'`)
}

/** The classes that a program of the later stages is built on: http-server.ts or http-server.js. */
export const needsHttpServer = (program: string) => program.includes('../http-server.')

function asJavaScript(source: string): string {
  const read = parse(source, 'typescript')
  return read.type === 'program' ? read.code.replaceAll(".ts'", ".js'") : source
}
