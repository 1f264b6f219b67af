import type { Choice, Quiz, Run, Screen, Stage } from '../course/course.ts'
import { renderAnswer, renderScreen } from '../terminal/screen.ts'
import type { Key } from '../terminal/terminal.ts'
import type { StageProgress } from '../workspace/progress.ts'
import type { Context } from './context.ts'
import { openExercise } from './exercise.ts'
import { workAt } from './exercise-keys.ts'
import { exerciseHelpLines, helpLines } from './help.ts'
import { runOf } from './run.ts'
import { startWatch, type Watch } from './watch.ts'
import { keysFor, pressed, type WatchKey } from './watch-keys.ts'
import { createWorkbench } from './workbench.ts'

export interface Walk {
  readonly stage: Stage
  readonly folder: string
  /** How far the learner was. */
  readonly begun: StageProgress
}

/** How a walk through a stage ended. */
export type WalkEnd = 'done' | 'stages' | 'quit'

const keys = {
  next: { key: 'enter', name: 'next', does: 'next' },
  nextStage: { key: 'enter', name: 'next', does: 'next stage' },
  toStages: { key: 'enter', name: 'next', does: 'to the stages' },
  skip: { key: 'n', name: 'next', does: 'next' },
  runIt: { key: 'enter', name: 'run', does: 'run it' },
  run: { key: 'r', name: 'run', does: 'run it' },
  back: { key: 'b', name: 'back', does: 'back' },
  stages: { key: 'l', name: 'stages', does: 'stages' },
  help: { key: '?', name: 'help', does: 'help' },
  quit: { key: 'q', name: 'quit', does: 'quit' },
} as const satisfies Record<string, Key>

type Answer = `answer ${number}`
type Pressed = (typeof keys)[keyof typeof keys]['name'] | WatchKey | Answer

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
    const bench = createWorkbench({ stage, folder, progress: () => progress, save: keep })
    const exercise = await openExercise(bench, 'running', context)
    const leaving = (holds: boolean) => [
      { ...nextKey(number, stage, course.stages.length), shown: holds },
      { ...keys.skip, shown: !holds },
      ...(number > 1 ? [keys.back] : []),
      keys.stages,
      keys.help,
      keys.quit,
    ]
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
    let isAnswered = quiz === undefined || progress.quizzes[quiz.question] !== undefined
    let isStarted = ownRun === undefined
    terminal.page()
    terminal.print(renderScreen(screen, { stage, stages: course.stages.length, number }, look))
    if (hasExercise(screen)) return work(number)
    while (true) {
      const name = await terminal.key<Pressed>([
        ...(quiz === undefined ? [] : answerKeys(quiz)),
        ...(!isAnswered
          ? [keys.skip]
          : !isStarted
            ? [keys.runIt, keys.skip]
            : [nextKey(number, stage, course.stages.length), { ...keys.skip, shown: false }]),
        ...(number > 1 ? [keys.back] : []),
        ...(watch === undefined ? [] : keysFor(watch)),
        { ...keys.run, shown: number === stage.screens.length },
        keys.stages,
        keys.help,
        keys.quit,
      ])
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
          await start(run)
          break
        default: {
          const choice = quiz === undefined ? undefined : chosen(quiz, name)
          if (quiz !== undefined && choice !== undefined) {
            terminal.print(renderAnswer(choice, look))
            isAnswered ||= choice.right
            const first = progress.quizzes[quiz.question] ?? (choice.right ? 'right' : 'wrong')
            keep({ quizzes: { ...progress.quizzes, [quiz.question]: first } })
          } else if (watch !== undefined && isWatchKey(name)) await pressed(watch, name)
        }
      }
    }
  }

  const doneNow = () => ({ done: progress.done ?? now().toISOString() })
  let number = Math.min(begun.screen, stage.screens.length)
  try {
    while (true) {
      const screen = stage.screens[number - 1]
      if (screen === undefined) return 'done'
      const isLast = number === stage.screens.length
      keep({ screen: number })
      if (isLast && !hasExercise(screen)) keep(doneNow())
      const leaving = await stay(screen, number)
      if (isLast && (leaving === 'next' || isBuilt(progress))) keep(doneNow())
      if (leaving === 'stages' || leaving === 'quit') return leaving
      number += leaving === 'next' ? 1 : -1
      if (number > stage.screens.length) keep({ screen: 1 })
    }
  } finally {
    await watch?.stop()
  }
}

function nextKey(number: number, stage: Stage, stages: number): Key<'next'> {
  if (number < stage.screens.length) return keys.next
  return stage.number < stages ? keys.nextStage : keys.toStages
}

/** A digit for each choice, of which the first stands for all in the line of keys. */
function answerKeys({ choices }: Quiz): Key<Answer>[] {
  return choices.map((_choice, i) => ({
    key: String(i + 1),
    name: `answer ${i + 1}`,
    does: 'your answer',
    shown: i === 0,
    ...(i === 0 && { label: `1-${choices.length}` }),
  }))
}

const chosen = ({ choices }: Quiz, name: Pressed): Choice | undefined =>
  choices.find((_choice, i) => name === `answer ${i + 1}`)

const isWatchKey = (name: Pressed): name is WatchKey => !name.startsWith('answer')

const hasExercise = ({ blocks }: Screen) => blocks.some(({ type }) => type === 'exercise')

/** All checks of the exercise held when they ran last. */
const isBuilt = ({ exercise }: StageProgress) =>
  exercise?.checks !== undefined && exercise.checks.hold === exercise.checks.of

const quizOn = ({ blocks }: Screen): Quiz | undefined =>
  blocks.flatMap((block) => (block.type === 'quiz' ? [block] : []))[0]

const runOn = ({ blocks }: Screen): Run | undefined =>
  blocks.flatMap((block) => (block.type === 'run' ? [block] : []))[0]
