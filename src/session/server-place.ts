import { join } from 'node:path'
import type { Context } from '../app/context.ts'
import type { Lifetime } from '../app/lifetime.ts'
import type { Run, Stage } from '../course/course.ts'
import type { StandOptions } from '../process/tapped-server.ts'
import { makeTemporary } from '../process/temporary.ts'
import { emittedIn } from '../workspace/own-server.ts'

/** Which server, and on which port it is to be had. */
export type StandPlace = Pick<StandOptions, 'upstream' | 'port' | 'portFixed' | 'openTo'>

/** Where a stage's finished server is, and on which port it is to be had. `folder`: where it runs. */
export function standPlace(
  stage: Stage,
  { server }: Run,
  folder: string,
  { options, files: { lessons } }: Context,
): StandPlace {
  return {
    upstream: {
      type: 'file',
      file: join(lessons, stage.folder, server),
      root: lessons,
      emitted: join(emittedIn(folder), 'course'),
      cwd: folder,
    },
    port: options.port ?? stage.port,
    portFixed: options.port !== undefined,
    openTo: options.openTo,
  }
}

/** A folder that is gone when the course ends. */
export function temporaryFolder(lifetime: Lifetime): string {
  const { path, remove } = makeTemporary()
  lifetime.add(remove)
  return path
}
