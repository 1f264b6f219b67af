import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Stage } from '../course/course.ts'
import { withoutMarkers } from '../course/region.ts'
import { errors } from '../errors.ts'

/** Where the course's own files lie. */
export interface CourseFiles {
  /** The folder lessons/. */
  readonly lessons: string
  /** The folder fixtures/site/, the pages that the stages serve. */
  readonly site: string
}

/** The file of a stage that the learner changes, below their folder. */
export const serverFile = ({ folder }: Stage) => join(folder, 'server.ts')

/**
 * Brings the files a stage needs into the learner's folder. What is there already is never
 * overwritten. Throws a CourseError where the folder can't be written to.
 */
export function bringFiles(stage: Stage, folder: string, course: CourseFiles): void {
  try {
    mkdirSync(join(folder, stage.folder), { recursive: true })
    bring(join(course.lessons, serverFile(stage)), join(folder, serverFile(stage)))
    bring(join(course.lessons, 'http-server.ts'), join(folder, 'http-server.ts'))
    cpSync(course.site, join(folder, 'site'), { recursive: true, force: false })
    write(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    write(join(folder, 'README.md'), readme)
  } catch (error) {
    throw errors.cannotWrite(folder, error instanceof Error ? error.message : String(error))
  }
}

/**
 * Puts the course's version of a stage's server back. The learner's is kept; its new place, below
 * the folder, is given back, or undefined where there was none.
 */
export function resetFiles(
  stage: Stage,
  folder: string,
  course: CourseFiles,
  now: Date,
): string | undefined {
  const file = join(folder, serverFile(stage))
  const fresh = withoutMarkers(readFileSync(join(course.lessons, serverFile(stage)), 'utf8'))
  let backup: string | undefined
  if (existsSync(file) && readFileSync(file, 'utf8') !== fresh) {
    backup = join('backups', now.toISOString().replaceAll(/[:.]/g, '-'), serverFile(stage))
    mkdirSync(dirname(join(folder, backup)), { recursive: true })
    cpSync(file, join(folder, backup))
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, fresh)
  return backup
}

/** Copies a source file without the markers that the lessons need. */
function bring(from: string, to: string) {
  if (existsSync(from)) write(to, withoutMarkers(readFileSync(from, 'utf8')))
}

function write(path: string, text: string) {
  if (!existsSync(path)) writeFileSync(path, text)
}

const readme = `# My web servers

These are the servers you build with learn-webserver, a folder for each stage, and the pages they
serve, in site/. Change what you like: the course never overwrites your files.

Run one and watch what comes over the wire:

    npx learn-webserver run 1

Or run it by hand, without the course (Node 22.18 or newer), from this folder:

    node 1-raw-socket/server.ts

Then visit http://localhost:9001/hello. The environment variable PORT gives it another port.

progress.json remembers how far you are. Move the folder where you like, and it moves along.
`
