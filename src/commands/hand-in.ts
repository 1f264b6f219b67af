import { existsSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { type Context, existingFolder } from '../app/context.ts'
import { readHandIn } from '../class/grade/read-hand-in.ts'
import { Unreadable } from '../class/grade/unreadable.ts'
import { type Counted, countedOf, serverOf, zipOf } from '../class/hand-in.ts'
import type { LeftOut } from '../class/summary.ts'
import { jsonPage } from '../json/json-line.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { reasonOf } from '../words/caught.ts'
import { handInWords as words } from '../words/commands.ts'
import { errors } from '../words/errors.ts'

export interface HandInOptions {
  /** Replaces a file that is there. */
  readonly overwrite?: boolean
  readonly json?: boolean
}

/**
 * `hand-in [FILE]`: makes one ZIP file of what counts of the learner's folder, and says what it holds. Without a
 * name, it is called as the folder, and lies where the command is given.
 */
export function handIn(
  context: Context,
  given: string | undefined,
  { overwrite = false, json = false }: HandInOptions,
): number {
  const { course, cwd, now, terminal } = context
  const folder = existingFolder(context)
  const path = resolve(cwd, zipName(given ?? basename(folder)))
  if (existsSync(path) && !overwrite) throw errors.handInExists(relative(cwd, path))
  const { files, leftOut } = read(folder)
  const stages = course.stages.map((stage) => ({ stage, server: serverOf(stage, files) }))
  if (stages.every(({ server }) => server === undefined)) throw errors.nothingToHandIn(folder)
  const zip = zipOf(files, now())
  try {
    writeAtomic(path, zip)
  } catch (error) {
    throw errors.cannotHandIn(path, reasonOf(error))
  }
  if (json)
    process.stdout.write(
      jsonPage({
        file: path,
        bytes: zip.length,
        files: [...files.keys()].sort(),
        leftOut,
        stages: stages.map(({ stage: { number, name }, server }) => ({
          stage: number,
          name,
          server,
        })),
      }),
    )
  else
    terminal.print([
      ` ${words.made(path, zip.length)}`,
      '',
      ...stages.map(
        ({ stage: { number, title }, server }) =>
          ` ${server === undefined ? words.noServer(number, title) : words.server(number, title, server)}`,
      ),
      ` ${words.others(files.size - stages.filter(({ server }) => server !== undefined).length)}`,
      ...leftOut.map(({ file, because }) => ` ${words.leftOut[because](file)}`),
      ` ${words.never}`,
      '',
      ` ${words.next()}`,
    ])
  return 0
}

const zipName = (name: string) => (/\.zip$/i.test(name) ? name : `${name}.zip`)

interface Found {
  readonly files: Counted
  readonly leftOut: readonly { readonly file: string; readonly because: LeftOut }[]
}

function read(folder: string): Found {
  try {
    // A ZIP file in the folder is an earlier hand-in: nothing is taken from it.
    const found = readHandIn(folder, () => true)
    return { files: countedOf(found), leftOut: found.leftOut }
  } catch (error) {
    if (error instanceof Unreadable) throw errors.progressUnreadable(folder, error.message)
    throw error
  }
}
