import { join } from 'node:path'
import type { Context } from '../app/context.ts'
import type { Lifetime } from '../app/lifetime.ts'
import type { Run, Stage } from '../course/course.ts'
import { sourceOf } from '../course/program.ts'
import type { TappedServerOptions } from '../process/tapped-server.ts'
import { makeTemporary } from '../process/temporary.ts'
import type { ProgramUpstream } from '../process/upstream.ts'
import { emittedIn } from '../workspace/own-server.ts'

/** Which server, and on which port it is to be had. */
export type StandPlace = Pick<
  TappedServerOptions,
  'upstream' | 'port' | 'portFixed' | 'openTo' | 'splitHead'
>

/** Where a stage's finished server is, and on which port it is to be had. `folder`: where it runs. */
export function standPlace(
  stage: Stage,
  { server }: Run,
  folder: string,
  { options, files: { lessons } }: Context,
): StandPlace {
  return {
    upstream: upstreamOf(join(lessons, stage.folder, sourceOf(server)), lessons, folder),
    port: options.port ?? stage.port,
    portFixed: options.port !== undefined,
    openTo: options.openTo,
  }
}

const upstreamOf = (file: string, root: string, cwd: string): ProgramUpstream =>
  file.endsWith('.py')
    ? { type: 'python', file, root, cwd }
    : { type: 'file', file, root, emitted: join(emittedIn(cwd), 'course'), cwd }

/** A folder that is gone when the course ends. */
export function temporaryFolder(lifetime: Lifetime): string {
  const { path, remove } = makeTemporary()
  lifetime.add(remove)
  return path
}
