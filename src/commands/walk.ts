import type { Quiz, Run, Screen, Stage } from '../course/course.ts'
import { renderProse } from '../terminal/prose.ts'
import { renderAnswer, renderScreen } from '../terminal/screen.ts'
import type { Key } from '../terminal/terminal.ts'
import type { StageProgress } from '../workspace/progress.ts'
import type { Context } from './context.ts'
import { helpLines } from './help.ts'
import { keysFor, pressed, startWatch, type Watch, type WatchKey } from './watch.ts'

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
  run: { key: 'enter', name: 'run', does: 'run it' },
  skip: { key: 'n', name: 'next', does: 'next' },
  finish: { key: 'enter', name: 'next', does: 'next stage' },
  back: { key: 'b', name: 'back', does: 'back' },
  stages: { key: 'l', name: 'stages', does: 'stages' },
  help: { key: '?', name: 'help', does: 'help' },
  quit: { key: 'q', name: 'quit', does: 'quit' },
} as const satisfies Record<string, Key>

type Pressed = (typeof keys)[keyof typeof keys]['name'] | WatchKey

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
  let number = begun.done === undefined ? Math.min(begun.screen, stage.screens.length) : 1
  try {
    while (true) {
      const screen = stage.screens[number - 1]
      if (screen === undefined) {
        keep({ screen: 1, done: now().toISOString() })
        return 'done'
      }
      keep({ screen: number })
      terminal.page()
      terminal.print(renderScreen(screen, { stage, stages: course.stages.length, number }, look))
      for (const quiz of quizzesOf(screen)) {
        const right = await askQuiz(quiz, context)
        const known = progress.quizzes[quiz.question]
        keep({
          quizzes: { ...progress.quizzes, [quiz.question]: known ?? (right ? 'right' : 'wrong') },
        })
      }
      const run = runOn(screen)
      let started = false
      const step = async (): Promise<-1 | 1 | 'stages' | 'quit'> => {
        while (true) {
          const ready = run !== undefined && !started ? keys.run : nextKey(stage, number)
          const name: Pressed = await terminal.key<Pressed>([
            ready,
            ...(ready === keys.run ? [keys.skip] : []),
            ...(number > 1 ? [keys.back] : []),
            ...(watch === undefined ? [] : keysFor(watch.run)),
            keys.stages,
            keys.help,
            keys.quit,
          ])
          switch (name) {
            case 'next':
              return 1
            case 'back':
              return -1
            case 'stages':
            case 'quit':
              return name
            case 'help':
              terminal.print(helpLines(look))
              break
            case 'run':
              if (run === undefined) break
              started = true
              await watch?.stop()
              watch = await startWatch({ stage, run, folder }, context)
              await watch.openBrowser()
              break
            default:
              if (watch !== undefined) await pressed(watch, name)
          }
        }
      }
      const result = await step()
      if (typeof result === 'string') return result
      number += result
    }
  } finally {
    await watch?.stop()
  }
}

const nextKey = (stage: Stage, number: number) =>
  number === stage.screens.length ? keys.finish : keys.next

const quizzesOf = ({ blocks }: Screen): Quiz[] =>
  blocks.flatMap((block) => (block.type === 'quiz' ? [block] : []))

const runOn = ({ blocks }: Screen): Run | undefined =>
  blocks.flatMap((block) => (block.type === 'run' ? [block] : []))[0]

/** Asks until the answer is right. Gives back whether the first one was. */
async function askQuiz(quiz: Quiz, { terminal }: Context): Promise<boolean> {
  const { look } = terminal
  terminal.print(['', ...renderProse(quiz.question, look).map((line) => ` ${line}`)])
  const options = quiz.choices.map((value) => ({ value, text: value.text }))
  let isFirst = true
  while (true) {
    const choice = await terminal.choose('Your answer?', options)
    terminal.print(renderAnswer(choice.right, choice.why, look))
    if (choice.right) return isFirst
    isFirst = false
    terminal.print([''])
  }
}
