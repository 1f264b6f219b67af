import { join } from 'node:path'
import type { Run, Stage } from '../course/course.ts'
import { sourceOf } from '../course/program.ts'
import type { ProgramUpstream } from '../process/upstream.ts'
import { emittedIn } from '../workspace/own-server.ts'

/** A stage's finished server. `folder`: where it runs. */
export function finishedServer(
  stage: Stage,
  { server }: Run,
  folder: string,
  lessons: string,
): ProgramUpstream {
  const place = { file: join(lessons, stage.folder, sourceOf(server)), root: lessons, cwd: folder }
  return server.endsWith('.py')
    ? { type: 'python', ...place }
    : { type: 'file', ...place, emitted: join(emittedIn(folder), 'course') }
}
