import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Stage } from '../course/course.ts'
import { type Language, serverFile } from '../course/language.ts'
import {
  type CourseFiles,
  needsHttpServer,
  readProgram,
  solutionOf,
  startOf,
} from '../course/program.ts'
import { readRegular } from '../process/read-regular.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { orUndefined, reasonOf } from '../words/caught.ts'
import { folderReadmeWords } from '../words/commands.ts'
import { errors } from '../words/errors.ts'
import { makeFolder } from './folder.ts'

/**
 * Brings what a stage begins with into the learner's folder. What is there already is never
 * overwritten. Throws a CourseError where the folder can't be written to.
 */
export async function bringFiles(
  stage: Stage,
  folder: string,
  language: Language,
  course: CourseFiles,
): Promise<void> {
  const begins = await programs(stage, language, course)
  makeFolder(folder)
  writing(folder, () => {
    mkdirSync(join(folder, stage.folder), { recursive: true })
    for (const [file, text] of begins) write(join(folder, file), text)
    // Node reads a server.js with import as a module only where it is told so.
    if (language !== 'py')
      write(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    write(join(folder, 'README.md'), folderReadmeWords)
  })
  bringSite(folder, course)
}

/** Brings the pages that the stages serve. Throws a CourseError where the folder can't be written to. */
export function bringSite(folder: string, { site }: CourseFiles): void {
  writing(folder, () => bringFolder(site, join(folder, 'site')))
}

/** Copies what is not there yet. It can be changed there, also where the course itself is installed read-only. */
export function bringFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) bringFolder(source, target)
    else if (!isThere(target)) writeAtomic(target, readFileSync(source))
  }
}

/** A file that has the course's words again. */
export interface Reset {
  readonly file: string
  /** Where the learner's version is kept, below the folder; undefined where it was the same. */
  readonly backup: string | undefined
}

/**
 * Puts the beginning of a stage back. What the learner changed is kept. Throws a CourseError where the
 * folder can't be written to.
 */
export async function resetFiles(
  stage: Stage,
  folder: string,
  language: Language,
  course: CourseFiles,
  now: Date,
): Promise<Reset[]> {
  const begins = await programs(stage, language, course)
  return writing(folder, () => {
    mkdirSync(join(folder, stage.folder), { recursive: true })
    return begins.map(([file, fresh]) => {
      const path = join(folder, file)
      const changed = isThere(path) && contentOf(path)?.toString('utf8') !== fresh
      const backup = join('backups', now.toISOString().replaceAll(/[:.]/g, '-'), file)
      if (changed) {
        mkdirSync(dirname(join(folder, backup)), { recursive: true })
        keep(path, join(folder, backup))
      }
      writeAtomic(path, fresh)
      return { file, backup: changed ? backup : undefined }
    })
  })
}

/** The files a stage begins with, by their path below the learner's folder. */
async function programs(
  stage: Stage,
  language: Language,
  course: CourseFiles,
): Promise<[string, string][]> {
  const start = (await startOf(stage, language, course)) ?? ''
  const base = needsHttpServer((await solutionOf(stage, language, course)) ?? '')
    ? await readProgram('http-server', language, course)
    : undefined
  return [
    [join(stage.folder, serverFile(language)), start],
    ...(base === undefined ? [] : [[`http-server.${language}`, base] as [string, string]]),
  ]
}

function write(path: string, text: string) {
  if (!isThere(path)) writeAtomic(path, text)
}

/** Something has this name, be it a link that leads nowhere. */
const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** What a file holds; undefined for what is none. */
const contentOf = (path: string): Buffer | undefined => orUndefined(() => readRegular(path))

/** Keeps what a person wrote: the content, where a link led to it; what can't be read, as it is. */
function keep(path: string, backup: string): void {
  const content = contentOf(path)
  if (content === undefined) renameSync(path, backup)
  else writeAtomic(backup, content)
}

function writing<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw errors.cannotWrite(folder, reasonOf(error))
  }
}
