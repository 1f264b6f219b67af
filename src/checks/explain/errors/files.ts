import type { Evidence } from '../evidence.ts'
import { nearestName } from '../nearest-name.ts'

/** What a path that is not there may have meant. */
export interface MissingPath {
  /** The path as the learner wrote it, without what is only the course's. */
  readonly path: string
  /** A file or folder that is there, as it has to be written; undefined where none comes near. */
  readonly near: string | undefined
}

/** Looks for what a missing path means: the same name elsewhere in the folder, or a name like it. */
export function missingPath(written: string, { files, folder }: Evidence): MissingPath {
  const path = written
    .replaceAll(folder.copy, folder.path)
    .replaceAll('\\\\', '/')
    .replaceAll('\\', '/')
  const folders = [
    ...new Set(
      files.flatMap((file) =>
        file
          .split('/')
          .slice(0, -1)
          .map((_name, i, names) => names.slice(0, i + 1).join('/')),
      ),
    ),
  ]
  const all = [...files, ...folders]
  const bare = path.replace(/^(?:\.{0,2}\/)+/, '')
  const name = bare.split('/').at(-1) ?? bare
  const exact =
    all.find((each) => each === bare) ?? all.find((each) => each.split('/').at(-1) === name)
  const similar = exact ?? nearestName(bare, all)
  if (similar !== undefined) return { path, near: similar }
  const nearName = nearestName(
    name,
    all.map((each) => each.split('/').at(-1) ?? each),
  )
  return { path, near: all.find((each) => each.split('/').at(-1) === nearName) }
}
