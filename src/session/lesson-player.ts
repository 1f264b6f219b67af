import { type Context, settingsFor } from '../app/context.ts'
import { runOf } from '../commands/run.ts'
import type { Choice, Quiz, Run, Screen, Stage } from '../course/course.ts'
import { renderAnswer, renderScreen } from '../terminal/views/screen.ts'
import { passesAll, type StageProgress, screenNumber } from '../workspace/progress.ts'
import { openExercise } from './exercise.ts'
import { createWorkbench } from './exercise-actions.ts'
import { workAt } from './exercise-keys.ts'
import { exerciseHelpLines, helpLines } from './help.ts'
import { type LessonKey, leavingKeys, lessonKeys } from './lesson-keys.ts'
import { startWatch, type Watch } from './watch.ts'
import { pressed, type WatchKey } from './watch-keys.ts'

export interface Walk {
  readonly stage: Stage
  readonly folder: string
  /** How far the learner was. */
  readonly begun: StageProgress
}

/** How a walk through a stage ended. */
export type WalkEnd = 'done' | 'stages' | 'quit'

/** Where a screen is left to. */
type Leaving = 'next' | 'back' | 'stages' | 'quit'

/** Takes the learner through the screens of a stage. `save` is called whenever they come further. */
export async function walk(
  { stage, folder, begun }: Walk,
  context: Context,
  save: (now: StageProgress) => void,
): Promise<WalkEnd> {
  const { course, terminal, now } = context
  const { look } = terminal
  let progress = begun
  const keep = (change: Partial<StageProgress>) => {
    progress = { ...progress, ...change }
    save(progress)
  }
  let watch: Watch | undefined
  const start = async (run: Run) => {
    await watch?.stop()
    watch = await startWatch({ stage, run, folder }, context)
    await watch.openBrowser()
  }

  /** Lets the learner write their own server, until the screen is left. */
  const work = async (number: number): Promise<Leaving> => {
    // Both would have the stage's port.
    await watch?.stop()
    watch = undefined
    const bench = createWorkbench({
      stage,
      folder,
      settings: settingsFor(folder, context),
      progress: () => progress,
      save: keep,
    })
    const exercise = await openExercise(bench, 'running', context)
    const place = { stage, stages: course.stages.length, number }
    const leaving = (holds: boolean) => leavingKeys(place, holds)
    try {
      while (true) {
        const name = await workAt(exercise, leaving, context)
        if (name !== 'help') return name
        terminal.print(exerciseHelpLines(look))
      }
    } finally {
      await exercise.stop()
    }
  }

  /** Shows a screen and does what is pressed, until it is left. */
  const stay = async (screen: Screen, number: number): Promise<Leaving> => {
    const quiz = quizOn(screen)
    const ownRun = runOn(screen)
    const run = ownRun ?? runOf(stage)
    let isAnswered = quiz === undefined || progress.questions[quiz.id] !== undefined
    let isStarted = ownRun === undefined
    let isAboutWire = ownRun !== undefined
    const place = { stage, stages: course.stages.length, number }
    terminal.page()
    watch?.turnPage()
    terminal.print(renderScreen(screen, place, look))
    if (hasExercise(screen)) return work(number)
    while (true) {
      const name = await terminal.key<LessonKey>(
        lessonKeys(place, { quiz, isAnswered, isStarted, watch, isAboutWire }),
      )
      switch (name) {
        case 'next':
        case 'back':
        case 'stages':
        case 'quit':
          return name
        case 'help':
          terminal.print(helpLines(look))
          break
        case 'run':
          isStarted = true
          isAboutWire = true
          await start(run)
          break
        default: {
          const choice = quiz === undefined ? undefined : chosen(quiz, name)
          if (quiz !== undefined && choice !== undefined) {
            terminal.print(renderAnswer(choice, look))
            isAnswered ||= choice.right
            const first = progress.questions[quiz.id] ?? (choice.right ? 'right' : 'wrong')
            keep({ questions: { ...progress.questions, [quiz.id]: first } })
          } else if (watch !== undefined && isWatchKey(name)) {
            isAboutWire = true
            await pressed(watch, name)
          }
        }
      }
    }
  }

  const doneNow = () => ({ read: progress.read ?? now().toISOString() })
  const ids = stage.screens.map(({ id }) => id)
  let number = screenNumber(ids, begun)
  try {
    while (true) {
      const screen = stage.screens[number - 1]
      if (screen === undefined) return 'done'
      const isLast = number === stage.screens.length
      keep({ screen: screen.id })
      if (isLast && !hasExercise(screen)) keep(doneNow())
      const leaving = await stay(screen, number)
      if (isLast && (leaving === 'next' || isBuilt(progress))) keep(doneNow())
      if (leaving === 'stages' || leaving === 'quit') return leaving
      number += leaving === 'next' ? 1 : -1
      if (number > stage.screens.length) keep({ screen: ids[0] })
    }
  } finally {
    await watch?.stop()
  }
}

const chosen = ({ choices }: Quiz, name: LessonKey): Choice | undefined =>
  choices.find((_choice, i) => name === `answer ${i + 1}`)

const isWatchKey = (name: LessonKey): name is WatchKey => !name.startsWith('answer')

const hasExercise = ({ blocks }: Screen) => blocks.some(({ type }) => type === 'exercise')

/** All checks of the exercise held when they ran last. */
const isBuilt = ({ exercise }: StageProgress) => exercise !== undefined && passesAll(exercise)

const quizOn = ({ blocks }: Screen): Quiz | undefined =>
  blocks.flatMap((block) => (block.type === 'quiz' ? [block] : []))[0]

const runOn = ({ blocks }: Screen): Run | undefined =>
  blocks.flatMap((block) => (block.type === 'run' ? [block] : []))[0]
