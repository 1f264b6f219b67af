import { zipSync } from 'fflate'
import type { Stage } from '../course/course.ts'
import { languageNames, serverFile } from '../course/language.ts'
import type { HandInFile, HandInFiles } from './grade/intake.ts'

/** The files of a learner's folder that count, by their path below it. */
export type Counted = ReadonlyMap<string, HandInFile>

/**
 * What of a folder is handed in: not how far the learner is, since no grade comes from it; not what makes the folder a
 * member of a class; and no hidden files, since secrets may be in them.
 */
export const countedOf = ({ files }: Pick<HandInFiles, 'files'>): Counted =>
  new Map(
    [...files].filter(
      ([path]) => !/^(progress(\..+)?|class)\.json$/.test(path) && !hasOddName(path),
    ),
  )

/** A hidden file, or a name that fflate can't take. */
const hasOddName = (path: string) =>
  path.split('/').some((part) => part.startsWith('.') || part === '__proto__')

/** The server of a stage, by its path; undefined where there is none in any language of the course. */
export const serverOf = ({ folder }: Pick<Stage, 'folder'>, files: Counted): string | undefined =>
  languageNames
    .map((language) => `${folder}/${serverFile(language)}`)
    .find((path) => files.has(path))

/** A ZIP file of these files. `now`: the time that they get. */
export function zipOf(files: Counted, now: Date): Uint8Array {
  const mtime = now < earliest ? earliest : now
  return zipSync(
    Object.fromEntries(
      [...files].map(([path, { content, isExecutable }]) => {
        const attrs = (isExecutable ? 0o100_755 : 0o100_644) * 2 ** 16
        return [path, [content, { os: unix, attrs, mtime }]]
      }),
    ),
  )
}

/** The system whose modes are in the attributes (APPNOTE.TXT, section 4.4.2). */
const unix = 3
/** A ZIP file has no time before this. Some machines begin in 1970 when they are switched on. */
const earliest = new Date('1980-01-02T00:00:00Z')
