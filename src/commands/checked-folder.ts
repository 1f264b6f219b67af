import { join, relative, resolve } from 'node:path'
import { type Context, existingFolder } from '../app/context.ts'
import { readHandIn } from '../class/grade/read-hand-in.ts'
import { CourseError, errors } from '../words/errors.ts'
import { type FoundServer, findServers } from '../workspace/find-servers.ts'

/** A folder whose servers are to be checked. */
export interface CheckedFolder {
  readonly path: string
  /** The folder that was named, where the servers lie deeper in it. */
  readonly within: string | undefined
}

/**
 * The folder to check: the learner's, or one in the folder that was named. Throws a CourseError that names what
 * is there instead.
 */
export function checkedFolder(context: Context): CheckedFolder {
  try {
    return { path: existingFolder(context), within: undefined }
  } catch (error) {
    if (!(error instanceof CourseError && error.code === 'folderNotOurs')) throw error
    return lookedThrough(resolve(context.cwd, context.options.dir ?? ''), context)
  }
}

function lookedThrough(folder: string, { course }: Context): CheckedFolder {
  const { servers, strays } = findServers(
    readHandIn(folder, () => true).files.keys(),
    course.stages,
  )
  const [first] = servers.filter((server) => isInPlace(server, course.stages))
  if (first !== undefined) return { path: join(folder, first.root), within: folder }
  const found = [...servers.map(({ path }) => path), ...strays]
  if (found.length === 0) throw errors.noServersIn(folder)
  const [other] = servers
  throw errors.serversElsewhere(folder, found, other?.file)
}

/** In the folder of its stage, under its right name. */
const isInPlace = ({ stage, root, file, path }: FoundServer, stages: Context['course']['stages']) =>
  path === (root === '' ? file : `${root}/${file}`) &&
  file.startsWith(`${stages[stage - 1]?.folder}/`)

/** How the folder is called in words. */
export const shownFolder = ({ path, within }: CheckedFolder): string =>
  within === undefined ? path : relative(within, path)
