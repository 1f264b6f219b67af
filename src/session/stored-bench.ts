import { type Context, existingFolder, settingsFor, stageMeant } from '../app/context.ts'
import type { Stage } from '../course/course.ts'
import { openProgressStore } from '../workspace/progress-store.ts'
import { createWorkbench, type Workbench } from './exercise-actions.ts'

/** A stage's exercise outside the lesson: what is new goes to progress.json at once. */
export function openStoredBench(stage: Stage, folder: string, context: Context): Workbench {
  const store = openProgressStore(folder, context.now)
  return createWorkbench({
    stage,
    folder,
    settings: settingsFor(folder, context),
    progress: () => store.stage(stage.name),
    save: (change) => store.keep(stage.name, change),
  })
}

/** The exercise of the stage that is named or, without a name, was open last. */
export function benchNamed(given: string | undefined, context: Context): Workbench {
  const folder = existingFolder(context)
  return openStoredBench(stageMeant(given, folder, context), folder, context)
}
