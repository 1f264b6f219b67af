import type { Course } from '../../course/course.ts'
import { type Language, languages } from '../../course/language.ts'
import { type CourseFiles, readProgram, solutionOf, startOf } from '../../course/program.ts'
import type { Program } from './similarity.ts'
import { tokensOf } from './tokens.ts'

/** The course's own programs, to compare a hand-in with. */
export interface CourseTexts {
  /** All of them. */
  readonly programs: readonly Program[]
  /** What of the course a server of a stage (from 1) is, but for white space and comments; undefined: none of it. */
  sameAs(stage: number, program: Program): 'start' | 'solution' | 'next-start' | undefined
}

/** Reads the course's own programs in each language. */
export async function readCourseTexts(course: Course, files: CourseFiles): Promise<CourseTexts> {
  const programs: Program[] = []
  const known = new Map<string, string>()
  const allLanguages: readonly Language[] = ['ts', 'js', 'py']
  for (const language of allLanguages) {
    const add = (source: string | undefined, key?: string) => {
      if (source === undefined) return
      programs.push({ language, source })
      if (key !== undefined) known.set(`${key} ${language}`, bare({ language, source }))
    }
    add(await readProgram('http-server', language, files))
    for (const stage of course.stages) {
      add(await startOf(stage, language, files), `start ${stage.number}`)
      add(await solutionOf(stage, language, files), `solution ${stage.number}`)
    }
  }
  return {
    programs,
    sameAs(stage, program) {
      const text = bare(program)
      const { platform } = languages[program.language]
      const alike = allLanguages.filter((one) => languages[one].platform === platform)
      const is = (key: string) => alike.some((language) => known.get(`${key} ${language}`) === text)
      if (is(`start ${stage}`)) return 'start'
      if (is(`solution ${stage}`)) return 'solution'
      return is(`start ${stage + 1}`) ? 'next-start' : undefined
    },
  }
}

/** A program's text without white space and comments. */
export const bare = ({ language, source }: Program): string =>
  tokensOf(source, languages[language].platform).join('\n')
