import stringWidth from 'fast-string-width'
import type { Block, Choice, Quiz, Run, Screen, Stage } from '../../course/course.ts'
import { urlOf } from '../../session/server.ts'
import { screenWords } from '../../words/screen.ts'
import { renderCode } from '../draw/code.ts'
import { inMargin, wrap } from '../draw/columns.ts'
import { proseColumns, renderInline, renderProse } from '../draw/prose.ts'
import type { Look } from '../draw/theme.ts'

/** What is known where a screen is drawn. */
export interface ScreenPlace {
  readonly stage: Stage
  readonly stages: number
  /** From 1. */
  readonly number: number
}

/** A screen of a lesson: where it stands, its title, its blocks. */
export function renderScreen(screen: Screen, place: ScreenPlace, look: Look): string[] {
  const blocks = screen.blocks.flatMap((block) => {
    const lines = renderBlock(block, place.stage, look)
    return lines.length === 0 ? [] : ['', ...lines]
  })
  return inMargin([
    ...renderHeading(place, look),
    '',
    look.paint('strong', renderInline(screen.title, look)),
    ...blocks,
  ])
}

/** Where a screen stands in the course. */
export function renderHeading({ stage, stages, number }: ScreenPlace, look: Look): string[] {
  const left = `${screenWords.stageOf(stage.number, stages)} ${look.symbols.dot} ${stage.title}`
  const right = `${number}/${stage.screens.length}`
  const columns = Math.min(look.columns - 2, proseColumns)
  const gap = columns - stringWidth(left) - right.length
  return [look.paint('dim', gap < 1 ? `${left} ${right}` : left + ' '.repeat(gap) + right)]
}

function renderBlock(block: Block, stage: Stage, look: Look): string[] {
  switch (block.type) {
    case 'prose':
      return renderProse(block.markdown, look)
    case 'code':
      return renderCode(block, look)
    case 'run':
      return renderRun(block, stage, look)
    case 'quiz':
      return renderQuestion(block, look)
    case 'exercise':
      return renderProse(block.task, look)
  }
}

function renderRun(run: Run, stage: Stage, look: Look): string[] {
  const urls = run.visit.map((path) => look.paint('accent', urlOf(stage.port, path)))
  return [...renderProse(run.look, look), '', ...urls]
}

/** A question and its choices, numbered. */
function renderQuestion({ question, choices }: Quiz, look: Look): string[] {
  const columns = Math.min(look.columns - 2, proseColumns) - 3
  return [
    ...renderProse(question, look),
    '',
    ...choices.flatMap(({ text }, i) =>
      renderProse(text, { ...look, columns: columns + 2 }).map(
        (line, row) => (row === 0 ? `${i + 1}  ` : '   ') + line,
      ),
    ),
  ]
}

/** Why each choice of a question is right or wrong, for where nobody can answer. */
export function renderAnswers({ choices }: Quiz, look: Look): string[] {
  return choices.flatMap((choice) => renderAnswer(choice, look))
}

/** What is said to an answer. */
export function renderAnswer({ text, right, why }: Choice, look: Look): string[] {
  const verdict = right
    ? look.paint('good', `${look.symbols.done} ${screenWords.right}`)
    : look.paint('warning', `${look.symbols.wrong} ${screenWords.wrong}`)
  const columns = Math.min(look.columns - 2, proseColumns)
  const answer = wrap(`${verdict} ${renderInline(text, look)}`, columns)
  return inMargin(['', ...answer, ...renderProse(why, look)])
}
