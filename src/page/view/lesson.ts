import { type Block, exerciseOf, type Run, type Screen, type Stage } from '../../course/course.ts'
import { languages } from '../../course/language.ts'
import { differences } from '../../session/comparison.ts'
import { onPortInUse } from '../../session/on-port-in-use.ts'
import { urlOf } from '../../session/running-server.ts'
import { type Page, pageOf, type SessionState, screenOf } from '../../session/state.ts'
import { menuWords } from '../../words/menu.ts'
import { pageWords } from '../../words/page.ts'
import { terminalWords } from '../../words/terminal.ts'
import { isDone } from '../../workspace/stage-state.ts'
import { stateWords } from '../../workspace/stage-words.ts'
import type { LessonPage, PageBlock } from '../protocol.ts'
import { codeBlock, codeOf } from './code.ts'
import { blocksOf, inlinesOf, plainBlock } from './markdown.ts'
import { onThePage } from './pages.ts'

const { titles } = pageWords

/** What the lesson's column shows; undefined where it is away. */
export function lessonPage(given: SessionState): LessonPage | undefined {
  const state = onPortInUse(onThePage(given))
  const page = pageOf(state)
  const { stage } = state
  switch (page.type) {
    case 'menu':
      return menu(state, page.at)
    case 'screen':
      return stage && screen(state, page, stage)
    case 'screens':
      return stage && screens(stage, page.at)
    case 'task':
      return titled(page, titles.task, taskOf(stage))
    case 'hint': {
      const { step, number, of, words } = page.hint
      const last = number === of ? [plainBlock(terminalWords.lastHint)] : []
      return titled(page, titles.hint(step, number, of), [...blocksOf(words), ...last])
    }
    case 'program':
      return titled(page, titles.solution, [
        codeOf(page.text.trimEnd(), page.language, page.file, 1),
      ])
    case 'diff':
      return titled(page, titles.differences, compared(page))
    case 'wire':
    case 'exchanges':
    case 'exchange':
    case 'printed':
    case 'help':
      return undefined
  }
}

const titled = ({ type }: Page, title: string, blocks: readonly PageBlock[]): LessonPage => ({
  ...nothing,
  type,
  title: [{ type: 'text', text: title }],
  blocks,
})

const nothing = {
  id: undefined,
  number: undefined,
  of: undefined,
  otherLanguage: undefined,
  blocks: [],
  choices: [],
} as const

function menu({ stages, progress, folder }: SessionState, at: number): LessonPage {
  const done = stages.filter((stage) => isDone(stage, progress)).length
  const [first] = stages
  const where = [
    folder ?? menuWords.noFolderYet,
    ...(folder === undefined || first === undefined ? [] : [languages[first.language].title]),
    menuWords.stagesDone(done, stages.length),
  ]
  return {
    ...nothing,
    type: 'menu',
    title: [{ type: 'text', text: titles.stages }],
    blocks: [plainBlock(where.join(' · '))],
    choices: stages.map((stage, i) => {
      const isOver = isDone(stage, progress)
      const minutes = isOver ? [] : [menuWords.minutes(stage.minutes)]
      const state = stateWords(stage, progress)
      return {
        text: inlinesOf(stage.title),
        detail: [...(state === '' ? [] : [state]), ...minutes].join(', '),
        isDone: isOver,
        isMarked: i === at,
      }
    }),
  }
}

const screens = (stage: Stage, at: number): LessonPage => ({
  ...nothing,
  type: 'screens',
  title: [{ type: 'text', text: titles.screens(stage.title) }],
  choices: stage.screens.map(({ title }, i) => ({
    text: inlinesOf(title),
    detail: '',
    isDone: false,
    isMarked: i === at,
  })),
})

function screen(
  state: SessionState,
  page: Page & { type: 'screen' },
  stage: Stage,
): LessonPage | undefined {
  const shown = screenOf(state, page)
  if (shown === undefined) return undefined
  const { other } = page
  return {
    type: 'screen',
    id: shown.id,
    number: page.number,
    of: stage.screens.length,
    title: inlinesOf(shown.title),
    otherLanguage: other && languages[other.language].title,
    blocks: shown.blocks.flatMap((block) =>
      screenBlocks(block, { state, page, stage: other ?? stage, screen: shown }),
    ),
    choices: [],
  }
}

interface Place {
  readonly state: SessionState
  readonly page: Page & { type: 'screen' }
  readonly stage: Stage
  readonly screen: Screen
}

function screenBlocks(block: Block, place: Place): PageBlock[] {
  const { state, page, stage } = place
  switch (block.type) {
    case 'prose':
      return blocksOf(block.markdown)
    case 'code':
      return [codeBlock(block)]
    case 'run':
      return [runBlock(block, state, stage)]
    case 'quiz':
      return [
        {
          type: 'quiz',
          id: block.id,
          question: blocksOf(block.question),
          choices: block.choices.map(({ id, text, right, why }, i) => ({
            id,
            text: inlinesOf(text),
            ...(page.picked === i && { picked: { right, why: blocksOf(why) } }),
          })),
        },
      ]
    case 'exercise':
      // The steps stand with their checks.
      return blocksOf(state.exercise === undefined || page.isLookedUp ? block.task : block.intro)
  }
}

const runBlock = (run: Run, { server }: SessionState, stage: Stage): PageBlock => ({
  type: 'run',
  server: run.server,
  look: blocksOf(run.look),
  urls: run.visit.map((path) => urlOf(stage.port, path)),
  isRunning: server?.status === 'ready' && server.run.server === run.server,
})

function taskOf(stage: Stage | undefined): PageBlock[] {
  const task = stage && exerciseOf(stage)?.task
  return task === undefined ? [] : blocksOf(task)
}

function compared({ own, solution }: Page & { type: 'diff' }): PageBlock[] {
  const all = differences(own, solution)
  if (all.length === 0) return [plainBlock(terminalWords.sameAsSolution)]
  return [
    plainBlock(pageWords.signs),
    plainBlock(terminalWords.otherWays),
    { type: 'differences', differences: all },
  ]
}
