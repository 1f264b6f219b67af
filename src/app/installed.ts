import { existsSync, readFileSync } from 'node:fs'
import type { Course } from '../course/course.ts'
import type { Language } from '../course/language.ts'
import { readCourse } from '../course/read.ts'

/** What was installed with the course. */
export interface Installed {
  readonly version: string
  /** The oldest Node that will do, such as `20.17`. */
  readonly wanted: string
  /** The site that the stages' servers send. */
  readonly site: string
  /** Throws a CourseError where the course's file is not whole any more. */
  readonly readCourse: (language?: Language) => Course
}

/** Looks into the package's folder; its name ends in a slash. */
export function installedIn(home: string): Installed {
  const file = `${home}package.json`
  const { version, engines }: { version: string; engines: { node: string } } = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { version: 'unknown', engines: { node: '' } }
  return {
    version,
    wanted: engines.node.replace('>=', ''),
    site: `${home}fixtures/site`,
    readCourse: (language) => readCourse(`${home}dist`, `${home}lessons`, language),
  }
}

/** Whether a version such as `20.17.0` is at least another. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number))
  for (const [i, part] of (want ?? []).entries()) {
    const own = have?.[i] ?? 0
    if (own !== part) return own > part
  }
  return true
}
