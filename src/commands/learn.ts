import { relative } from 'node:path'
import { agreeToCommand } from '../app/agree-to-command.ts'
import { type Context, inLanguageOf, learnersFolder, settingsFor } from '../app/context.ts'
import { folderFor } from '../app/first-questions.ts'
import { finishedIn, sessionEffects, workplaceIn } from '../app/session-effects.ts'
import { stageNamed } from '../app/stage-named.ts'
import { whoseFolder } from '../app/whose-folder.ts'
import type { Course, Stage } from '../course/course.ts'
import { beginStage, showStage } from '../session/lesson.ts'
import { openPage } from '../session/page.ts'
import { createSession } from '../session/session.ts'
import { progressWords } from '../words/commands.ts'
import { terminalWords } from '../words/terminal.ts'
import { bringFiles } from '../workspace/files.ts'
import { rememberFolder } from '../workspace/folder.ts'
import { type Progress, progressFile } from '../workspace/progress.ts'
import { openProgressStore, type ProgressStore } from '../workspace/progress-store.ts'
import { isDone } from '../workspace/stage-state.ts'
import { followClass } from './follow-class.ts'

/**
 * `learn-webserver [STAGE]`: the course, from where the learner stopped or from a stage on. `commands`: what
 * else a mistyped stage could have meant.
 */
export async function learn(
  before: Context,
  given: string | undefined,
  commands: readonly string[],
): Promise<number> {
  const { terminal } = before
  const asked =
    given === undefined ? undefined : stageNamed(given, before.course, { others: commands })
  const found = learnersFolder(before)
  if (!terminal.interactive) {
    const { printStage } = await import('../terminal/print-stage.ts')
    printStage(asked ?? before.course.stages[0], before)
    return 0
  }
  const chosen = await whoseFolder(found, before)
  const isNew = chosen.type === 'new'
  const folder = await folderFor(chosen, before)
  const context = inLanguageOf(folder, before)
  await agreeToCommand(folder, context)
  const { course } = context
  const stage = asked && course.stages[asked.number - 1]
  const progress = await open(folder, isNew, context)
  await playCourse(stage ?? (isNew ? course.stages[0] : undefined), folder, progress, context)
  terminal.print([` ${terminalWords.exit}`])
  return 0
}

/** The course on the screen: from a stage on, or from the list of stages. */
async function playCourse(
  stage: Stage | undefined,
  folder: string,
  progress: ProgressStore,
  context: Context,
): Promise<void> {
  const { course, terminal, options, cwd } = context
  const workplace = workplaceIn(folder, context, progress)
  const { session, running } = createSession({
    kind: 'course',
    first: { type: 'menu', at: firstOpen(course, progress.current()) },
    effects: sessionEffects(context, finishedIn(folder, context)),
    ports: options,
    workplace,
    course,
    shownFolder: relative(cwd, folder) || '.',
  })
  // It is shown from the first moment, while its files are brought.
  if (stage !== undefined) showStage(running, stage)
  const over = terminal.play(session)
  void followClass(folder, running, context)
  if (options.page) void openPage(running)
  const { setAside } = progress
  if (setAside !== undefined)
    running.warn(progressWords.damaged(progressFile), progressWords.setAside(setAside))
  if (stage !== undefined) await beginStage(running, stage)
  await over
}

/** The stage that is gone on with: the one that was open last, or the first that is not done. */
function firstOpen({ stages }: Course, progress: Progress): number {
  const isOpen = (stage: Stage) => !isDone(stage, progress)
  const last = stages.findIndex((stage) => isOpen(stage) && stage.name === progress.stage)
  return Math.max(last < 0 ? stages.findIndex(isOpen) : last, 0)
}

/** Reads the folder's progress. A new folder is made, and known from now on. */
async function open(folder: string, isNew: boolean, context: Context): Promise<ProgressStore> {
  const { course, files, now } = context
  const [first] = course.stages
  if (isNew && first !== undefined)
    await bringFiles(first, folder, settingsFor(folder, context).language, files)
  const store = openProgressStore(folder, now)
  rememberFolder(folder)
  return store
}
