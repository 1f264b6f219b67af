import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** The programs of a stage, below the learner's folder: server.ts first, then its variants. */
export function programs({ folder }: Stage, { lessons }: CourseFiles): string[] {
  return readdirSync(join(lessons, folder))
    .filter((name) => name.endsWith('.ts') && name !== 'start.ts')
    .sort((a, b) => Number(b === 'server.ts') - Number(a === 'server.ts') || a.localeCompare(b))
    .map((name) => join(folder, name))
}

/**
 * Brings the files a stage needs into the learner's folder. What is there already is never
 * overwritten. Throws a CourseError where the folder can't be written to.
 */
export function bringFiles(stage: Stage, folder: string, course: CourseFiles): void {
  try {
    mkdirSync(join(folder, stage.folder), { recursive: true })
    for (const file of [...programs(stage, course), 'http-server.ts'])
      bring(join(course.lessons, file), join(folder, file))
    cpSync(course.site, join(folder, 'site'), { recursive: true, force: false })
    write(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    write(join(folder, 'README.md'), readme)
  } catch (error) {
    throw errors.cannotWrite(folder, error instanceof Error ? error.message : String(error))
  }
}

/** A file that has the course's words again. */
export interface Reset {
  readonly file: string
  /** Where the learner's version is kept, below the folder; undefined where it was the same. */
  readonly backup: string | undefined
}

/** Puts the course's version of a stage's programs back. What the learner changed is kept. */
export function resetFiles(stage: Stage, folder: string, course: CourseFiles, now: Date): Reset[] {
  mkdirSync(join(folder, stage.folder), { recursive: true })
  return programs(stage, course).map((file) => {
    const path = join(folder, file)
    const fresh = withoutMarkers(readFileSync(join(course.lessons, file), 'utf8'))
    const changed = existsSync(path) && readFileSync(path, 'utf8') !== fresh
    const backup = join('backups', now.toISOString().replaceAll(/[:.]/g, '-'), file)
    if (changed) {
      mkdirSync(dirname(join(folder, backup)), { recursive: true })
      cpSync(path, join(folder, backup))
    }
    writeFileSync(path, fresh)
    return { file, backup: changed ? backup : undefined }
  })
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

The course runs them for you: its command, followed by \`run 1\`, starts the first and shows what
passes over the wire.

Node 22.18 and newer run them by hand, without the course, from this folder:

    node 1-raw-socket/server.ts

Then visit http://localhost:9001/hello. The environment variable PORT gives it another port.

progress.json remembers how far you are. Move the folder where you like, and it moves along.
`
