import { type Context, existingFolder, stageNamed } from '../app/context.ts'
import type { Stage } from '../course/course.ts'
import { keepStage, progressOf, readProgress } from '../workspace/progress.ts'
import { createWorkbench, type Workbench } from './exercise-actions.ts'

/** A stage's exercise outside the lesson: what is new goes to progress.json at once. */
export function openStoredBench(stage: Stage, folder: string, { now }: Context): Workbench {
  const read = () => readProgress(folder, now()).progress
  return createWorkbench({
    stage,
    folder,
    progress: () => progressOf(read(), stage.name),
    save(change) {
      const all = read()
      keepStage(folder, all, stage.name, { ...progressOf(all, stage.name), ...change })
    },
  })
}

/** The exercise of the stage that is named or, without a name, was open last. */
export function benchNamed(given: string | undefined, context: Context): Workbench {
  const folder = existingFolder(context)
  const last = readProgress(folder, context.now()).progress.stage
  return openStoredBench(stageNamed(given ?? last ?? '1', context.course), folder, context)
}
