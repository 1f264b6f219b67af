import type { Context } from '../app/context.ts'
import { tellNoKeys } from '../app/no-keys.ts'
import type { Stage } from '../course/course.ts'
import { serverFile } from '../course/language.ts'
import { terminalWords } from '../words/terminal.ts'
import { typed } from '../words/typed.ts'
import { renderAnswers, renderScreen } from './views/screen.ts'

/** A whole stage as plain lines, for where nobody can press a key. */
export function printStage(stage: Stage | undefined, { course, terminal }: Context): void {
  if (stage === undefined) return
  tellNoKeys(terminal)
  const { theme } = terminal
  for (const [i, screen] of stage.screens.entries()) {
    const place = { stage, stages: course.stages.length, number: i + 1 }
    terminal.print(renderScreen(screen, place, theme))
    for (const block of screen.blocks) {
      if (block.type === 'quiz') terminal.print(['', ...renderAnswers(block, theme)])
      if (block.type === 'run' && block.server === serverFile(stage.language))
        terminal.print(['', ` ${terminalWords.toRun(typed('run', String(stage.number)))}`])
      if (block.type === 'exercise')
        terminal.print(['', ` ${terminalWords.toBuild(typed('watch', String(stage.number)))}`])
    }
    terminal.print([''])
  }
}
