import { firstWords as words } from '../words/commands.ts'
import { type Found, suggestedFolder } from '../workspace/folder.ts'
import { isMarked, mark } from '../workspace/marks.ts'
import { readProgress } from '../workspace/progress-store.ts'
import { isDone } from '../workspace/stage-state.ts'
import type { Context } from './context.ts'

const starts = 'starts.txt'

/**
 * Where the course knows a folder only as the one that was used last on this account, somebody else may have used it.
 * So it asks whether to go on there or to begin another, once for each place that the course is started in.
 */
export async function whoseFolder(found: Found, context: Context): Promise<Found> {
  if (found.type === 'new' || found.by !== 'memory') return found
  const { course, cwd, terminal } = context
  const start = [cwd, found.path]
  if (isMarked(starts, start)) return found
  const { progress } = readProgress(found.path)
  const done = course.stages.filter((stage) => isDone(stage, progress)).length
  terminal.print([
    ` ${words.lastUsed(found.path)}`,
    ` ${words.howFar(done, course.stages.length)}`,
    '',
  ])
  const choice = await terminal.choose<'on' | 'new'>(words.whose, [
    { value: 'on', text: words.goOn },
    { value: 'new', text: words.another },
  ])
  if (choice === 'new') return { type: 'new', path: suggestedFolder(cwd), asked: false }
  mark(starts, start)
  return found
}
