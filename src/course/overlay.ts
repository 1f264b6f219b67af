import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { CourseError } from '../words/errors.ts'
import { safeText } from '../words/safe.ts'

const stageFolder = /^(\d+)-[a-z0-9-]+$/

/**
 * Brings the stages of somebody's own folder and those of a course together: one with the number of a stage replaces it, others are
 * added. `to`: a new folder, where all lie as long as the course runs; links to stages are in it, so that what is
 * changed there is seen.
 */
export function overlay(own: string, lessons: string, to: string): void {
  const numbers = numbersIn(own)
  mkdirSync(to, { recursive: true })
  for (const [folder, names] of [
    [own, namesIn(own)],
    [lessons, namesIn(lessons).filter((name) => !numbers.has(numberOf(name) ?? 0))],
  ] as const)
    for (const name of names) bring(join(folder, name), join(to, name))
}

/** The numbers of the stages in a folder. */
export const numbersIn = (own: string): ReadonlySet<number> =>
  new Set(namesIn(own).flatMap((name) => numberOf(name) ?? []))

/** Names all that stands in the files of somebody's own stages. */
export function digestOf(own: string): string {
  const hash = createHash('sha256')
  for (const name of namesIn(own)) {
    const path = join(own, name)
    const inIt = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
      : ['']
    for (const file of inIt) {
      if (!statSync(join(path, file), { throwIfNoEntry: false })?.isFile()) continue
      const content = readFileSync(join(path, file))
      hash.update(JSON.stringify([name, file, content.length])).update(content)
    }
  }
  return hash.digest('hex')
}

/** A mistake in stages brought together, named where its author has the file. */
export function namedIn(own: string, error: CourseError): CourseError {
  const numbers = numbersIn(own)
  const said = error.message.replace(/^lessons\/([^/:]+)/gm, (whole, name: string) =>
    numbers.has(numberOf(name) ?? 0) ? join(own, name) : whole,
  )
  return new CourseError({ said: safeText(said), next: error.next }, 2)
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
