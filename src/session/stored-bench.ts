import { type Context, existingFolder, stageNamed } from '../app/context.ts'
import type { Stage } from '../course/course.ts'
import { openProgressStore } from '../workspace/progress-store.ts'
import { createWorkbench, type Workbench } from './exercise-actions.ts'

/** A stage's exercise outside the lesson: what is new goes to progress.json at once. */
export function openStoredBench(stage: Stage, folder: string, { now }: Context): Workbench {
  const store = openProgressStore(folder, now)
  return createWorkbench({
    stage,
    folder,
    progress: () => store.stage(stage.name),
    save: (change) => store.keep(stage.name, change),
  })
}

/** The exercise of the stage that is named or, without a name, was open last. */
export function benchNamed(given: string | undefined, context: Context): Workbench {
  const folder = existingFolder(context)
  const last = openProgressStore(folder, context.now).current().stage
  return openStoredBench(stageNamed(given ?? last ?? '1', context.course), folder, context)
}
