import stringWidth from 'fast-string-width'
import type { Block, Choice, Quiz, Run, Screen, Stage } from '../../course/course.ts'
import { urlOf } from '../../session/running-server.ts'
import { screenWords } from '../../words/screen.ts'
import { renderCode } from '../draw/code.ts'
import { inMargin, wrap } from '../draw/columns.ts'
import { proseColumns, renderInline, renderProse } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'

/** What is known where a screen is drawn. */
export interface ScreenPlace {
  readonly stage: Stage
  readonly stages: number
  /** From 1. */
  readonly number: number
  /** The learner is in a class whose board can't be reached now. */
  readonly isCutOff?: boolean
}

/** A screen of a lesson: where it stands, its title, its blocks. */
export function renderScreen(screen: Screen, place: ScreenPlace, theme: Theme): string[] {
  const blocks = screen.blocks.flatMap((block) => {
    const lines = renderBlock(block, place.stage, theme)
    return lines.length === 0 ? [] : ['', ...lines]
  })
  return inMargin([
    ...renderHeading(place, theme),
    '',
    theme.paint('strong', renderInline(screen.title, theme)),
    ...blocks,
  ])
}

/** Where a screen stands in the course. */
export function renderHeading(
  { stage, stages, number, isCutOff = false }: ScreenPlace,
  theme: Theme,
): string[] {
  const left = `${screenWords.stageOf(stage.number, stages)} ${theme.symbols.dot} ${stage.title}`
  const count = `${number}/${stage.screens.length}`
  const right = isCutOff ? `${theme.symbols.cutOff} ${count}` : count
  const columns = Math.min(theme.columns - 2, proseColumns)
  const gap = columns - stringWidth(left) - right.length
  return [theme.paint('dim', gap < 1 ? `${left} ${right}` : left + ' '.repeat(gap) + right)]
}

function renderBlock(block: Block, stage: Stage, theme: Theme): string[] {
  switch (block.type) {
    case 'prose':
      return renderProse(block.markdown, theme)
    case 'code':
      return renderCode(block, theme)
    case 'run':
      return renderRun(block, stage, theme)
    case 'quiz':
      return renderQuestion(block, theme)
    case 'exercise':
      return renderProse(block.task, theme)
  }
}

function renderRun(run: Run, stage: Stage, theme: Theme): string[] {
  const urls = run.visit.map((path) => theme.paint('accent', urlOf(stage.port, path)))
  return [...renderProse(run.look, theme), '', ...urls]
}

/** A question and its choices, numbered. */
function renderQuestion({ question, choices }: Quiz, theme: Theme): string[] {
  const columns = Math.min(theme.columns - 2, proseColumns) - 3
  return [
    ...renderProse(question, theme),
    '',
    ...choices.flatMap(({ text }, i) =>
      renderProse(text, { ...theme, columns: columns + 2 }).map(
        (line, row) => (row === 0 ? `${i + 1}  ` : '   ') + line,
      ),
    ),
  ]
}

/** Why each choice of a question is right or wrong, for where nobody can answer. */
export function renderAnswers({ choices }: Quiz, theme: Theme): string[] {
  return choices.flatMap((choice) => renderAnswer(choice, theme))
}

/** What is said to an answer. */
export function renderAnswer({ text, right, why }: Choice, theme: Theme): string[] {
  // The words alone say it where the mark would be read out too.
  const mark = theme.symbols.linear ? '' : `${right ? theme.symbols.done : theme.symbols.wrong} `
  const verdict = right
    ? theme.paint('good', `${mark}${screenWords.right}`)
    : theme.paint('warning', `${mark}${screenWords.wrong}`)
  const columns = Math.min(theme.columns - 2, proseColumns)
  const answer = wrap(`${verdict} ${renderInline(text, theme)}`, columns)
  return inMargin(['', ...answer, ...renderProse(why, theme)])
}
