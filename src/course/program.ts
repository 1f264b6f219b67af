import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { courseWords } from '../words/course.ts'
import type { Stage } from './course.ts'
import { type Language, languageFile, languages } from './language.ts'
import { withoutMarkers } from './region.ts'

/** The course's own files. */
export interface CourseFiles {
  readonly stages: readonly Stage[]
  /** The folder lessons/. */
  readonly lessons: string
  /** The folder fixtures/site/, the pages that the stages serve. */
  readonly site: string
}

/** The file in lessons/ that a program comes from: JavaScript is TypeScript without its types. */
export const sourceOf = (file: string) => file.replace(/\.js$/, '.ts')

/**
 * A program of lessons/ in a language, as a learner reads it; undefined where there is none. `name` is
 * its path below lessons/, without what comes after the dot.
 */
export async function readProgram(
  name: string,
  language: Language,
  { lessons }: CourseFiles,
): Promise<string | undefined> {
  const path = join(lessons, sourceOf(languageFile(name, language)))
  if (!existsSync(path)) return undefined
  const source = withoutMarkers(readFileSync(path, 'utf8'))
  if (language !== 'js') return source
  // Loaded for those who need it: the parser is larger than all that the course begins with.
  const { withoutTypes } = await import('../typescript/without-types.ts')
  return withoutTypes(source)
}

/** A stage's finished server. */
export const solutionOf = (
  { folder }: Stage,
  language: Language,
  course: CourseFiles,
): Promise<string | undefined> => readProgram(`${folder}/server`, language, course)

/** Whether the learner begins a stage with a file made for it, and not with the server before. */
export const hasStartOfItsOwn = (
  { folder }: Stage,
  language: Language,
  { lessons }: CourseFiles,
): boolean => existsSync(join(lessons, sourceOf(languageFile(`${folder}/start`, language))))

/** Where the learner begins: the stage's own start or, without one, the finished server before. */
export async function startOf(
  stage: Stage,
  language: Language,
  course: CourseFiles,
): Promise<string | undefined> {
  const own = await readProgram(`${stage.folder}/start`, language, course)
  if (own !== undefined) return own
  const previous = course.stages[stage.number - 2]
  if (previous === undefined) return undefined
  // Each stage has a port of its own, and a program names it for when it runs by hand.
  const finished = await solutionOf(previous, language, course)
  const port = course.stages[stage.number - 1]?.port
  return finished?.replaceAll(`'${previous.port}'`, `'${port}'`)
}

/**
 * A stage's beginning that is the learner's own server of the stage before; its first line says so. `begun`: what that
 * began with, whose comments on its own steps are left out.
 */
export function startFromOwn(
  own: string,
  before: Stage,
  { port, language }: Stage,
  begun = '',
): string {
  const mark = languages[language].platform === 'python' ? '#' : '//'
  const line = (stage: number) => `${mark} ${courseWords.startsFromOwn(stage)}\n`
  const text = own.replace(/^\uFEFF/, '').replace(line(before.number - 1), '')
  const kept = withoutSteps(text, begun, mark)
  return line(before.number) + kept.replaceAll(`${before.port}`, `${port}`)
}

/** A program without the comments of its beginning that number steps; a comment of the learner's own stays. */
function withoutSteps(program: string, begun: string, mark: string): string {
  const comments = begun
    .split(/(?<=\n)/)
    .map((line) => line.trim())
    .reduce<string[][]>((blocks, line, i, lines) => {
      const isComment = line.startsWith(`${mark} `)
      const last = blocks.at(-1)
      if (isComment && /^Step \d/.test(line.slice(mark.length + 1))) blocks.push([line])
      else if (isComment && last !== undefined && last.at(-1) === lines[i - 1]) last.push(line)
      return blocks
    }, [])
  const lines = program.split('\n')
  for (const comment of comments) {
    const at = lines.findIndex((_, i) => comment.every((line, j) => lines[i + j]?.trim() === line))
    if (at < 0) continue
    lines.splice(at, comment.length)
    if (lines[at]?.trim() === '' && lines[at - 1]?.trim() === '') lines.splice(at, 1)
  }
  return lines.join('\n')
}

/** The classes that a program of the later stages is built on: http-server.ts or http-server.js. */
export const needsHttpServer = (program: string) => program.includes('../http-server.')
