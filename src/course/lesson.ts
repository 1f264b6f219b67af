import { lexer, type MarkedToken } from 'marked'
import { courseWords } from '../words/course.ts'
import type { Block, Exercise, Quiz, Run, Screen, Stage } from './course.ts'
import { type FindSource, readCode, readLiteral } from './fence.ts'
import { type Language, languageFile } from './language.ts'
import type { Tell } from './mistakes.ts'
import { exercise, frontMatter, quiz, run } from './schema.ts'
import { textFor } from './variants.ts'
import { type Place, type Read, readYaml } from './yaml.ts'

const { mistakes } = courseWords

/** What a lesson.md holds: all of a stage but its number, folder and checks. */
export interface Lesson extends Pick<Stage, 'title' | 'port' | 'visit' | 'slides' | 'screens'> {
  /** Minutes for the exercise, as its author says. */
  readonly exercise: number
}

/** What reading a lesson needs to know. */
export interface LessonOptions {
  /** Who reads it: a learner who writes in this language. */
  readonly language: Language
  /** Its path, as mistakes name it. */
  readonly file: string
  readonly find: FindSource
  /** Ids of the stage's checks, which the steps of an exercise name. */
  readonly checks: readonly string[]
  readonly tell: Tell
}

/**
 * Reads a lesson.md for one language: front matter, then a `## Title {#id}` heading per screen. All
 * mistakes are told, with file, line and what was expected; undefined where there is no front matter.
 */
export function readLesson(source: string, options: LessonOptions): Lesson | undefined {
  const { language, file, tell } = options
  const whole = source.replaceAll('\r\n', '\n')
  tellEmptyScreens(whole, file, tell)
  const text = textFor(language, whole, file, tell)
  const match = /^---\n([\s\S]*?\n)---\n/.exec(text)
  if (match === null) {
    tell({ file, line: 1, ...mistakes.frontMatter })
    return undefined
  }
  const [front, yaml = ''] = match
  const stage = readYaml(yaml, frontMatter, { file, line: 2 }, tell)?.value
  const line = front.split('\n').length
  const body = text.slice(front.length)
  const screens = readScreens(body, line, { ...options, visit: stage?.visit ?? ['/'] })
  return stage && { ...stage, screens }
}

function tellEmptyScreens(source: string, file: string, tell: Tell) {
  for (const { 0: heading, index } of source.matchAll(/^## .*\n\s*(?=## |$(?![\s\S]))/gm))
    if (heading !== undefined)
      tell({ file, line: source.slice(0, index).split('\n').length, ...mistakes.emptyScreen })
}

interface LessonContext extends LessonOptions {
  readonly visit: Stage['visit']
}

interface OpenScreen {
  readonly id: string
  readonly title: string
  readonly line: number
  readonly blocks: Block[]
}

/** A screen with nothing in it for this language is left out. */
function readScreens(text: string, firstLine: number, context: LessonContext): Screen[] {
  const { file, tell } = context
  const screens: OpenScreen[] = []
  let line = firstLine
  for (const given of lexer(text)) {
    // Without extensions, marked makes no tokens but its own.
    const token = given as MarkedToken
    const screen = screens.at(-1)
    if (token.type === 'heading' && token.depth === 2)
      screens.push({ ...readHeading(token.text, line, context), line, blocks: [] })
    else if (token.type !== 'space' && screen === undefined)
      tell({ file, line, ...mistakes.outside })
    else if (token.type !== 'space' && screen !== undefined) {
      const block = readBlock(token, line, context)
      if (block !== undefined) add(screen.blocks, block)
    }
    line += token.raw.split('\n').length - 1
  }
  if (screens.length === 0) tell({ file, line, ...mistakes.noScreens })
  tellSameIds('screen', screens, context)
  const blocks = screens.flatMap(({ line, blocks }) => blocks.map((block) => ({ line, block })))
  const quizzes = blocks.flatMap(({ line, block }) =>
    block.type === 'quiz' ? [{ id: block.id, line }] : [],
  )
  tellSameIds('question', quizzes, context)
  const shown = screens.filter(({ blocks }) => blocks.length > 0)
  tellTooMuchReading(shown, context)
  return shown.map(({ id, title, blocks }) => ({ id, title, blocks }))
}

/** Screens that may be read between two things to do. */
const maxReading = 3

/** Tells the first screen too many of each row of screens in which there is nothing to do. */
function tellTooMuchReading(screens: readonly OpenScreen[], { file, tell }: LessonContext) {
  let reading = 0
  for (const { blocks, line, title } of screens) {
    const isToDo = blocks.some(({ type }) => type !== 'prose' && type !== 'code')
    reading = isToDo ? 0 : reading + 1
    if (reading === maxReading + 1)
      tell({ file, line, ...mistakes.tooMuchReading(title, maxReading) })
  }
}

function readHeading(text: string, line: number, { file, tell }: LessonContext) {
  const [, title = text, id = ''] = /^(.*?)\s*\{#([a-z][a-z0-9-]*)\}$/.exec(text) ?? []
  if (id === '') tell({ file, line, ...mistakes.noId(title) })
  return { id, title }
}

function tellSameIds(
  kind: string,
  all: readonly { readonly id: string; readonly line: number }[],
  { file, tell }: LessonContext,
) {
  const seen = new Set<string>()
  for (const { id, line } of all) {
    if (id !== '' && seen.has(id)) tell({ file, line, ...mistakes.sameId(kind, id) })
    seen.add(id)
  }
}

/** Paragraphs that follow each other are one piece of prose. */
function add(blocks: Block[], block: Block) {
  const last = blocks.at(-1)
  if (last?.type === 'prose' && block.type === 'prose')
    blocks[blocks.length - 1] = { type: 'prose', markdown: `${last.markdown}\n\n${block.markdown}` }
  else blocks.push(block)
}

const literals = ['html', 'http', 'text', 'ts', 'js', 'py', 'sh']
const fences = ['code', 'run', 'quiz', 'exercise', ...literals]

function readBlock(token: MarkedToken, line: number, context: LessonContext): Block | undefined {
  const { file, tell, language, visit } = context
  const fence = /^(`{3,}|~{3,})/.exec(token.raw)?.[0]
  if (token.type !== 'code' || fence === undefined)
    return { type: 'prose', markdown: token.raw.trimEnd() }
  if (!token.raw.trimEnd().endsWith(`\n${fence}`)) tell({ file, line, ...mistakes.openFence })
  const [, name = '', info = ''] = /^(\S*)\s*(.*)$/.exec(token.lang ?? '') ?? []
  const body = `${token.text}\n`
  const place = { file, line: line + 1 }
  switch (name) {
    case 'code':
      return readCode(info, body, place, language, context)
    case 'run': {
      const fence = readYaml(body, run, place, tell)?.value
      if (fence === undefined) return undefined
      const source = context.find(fence.server)
      if (source.text === undefined) tell({ ...place, ...mistakes.noFile(source.file) })
      return {
        type: 'run',
        ...fence,
        server: languageFile(fence.server, language),
        visit: fence.visit ?? visit,
        send: fence.send,
      } satisfies Run
    }
    case 'quiz':
      return readQuiz(body, place, context)
    case 'exercise':
      return readExercise(body, place, context)
    default:
      if (!literals.includes(name)) tell({ file, line, ...mistakes.unknownFence(name, fences) })
      return readLiteral(name, body, place, tell)
  }
}

function readQuiz(body: string, place: Place, context: LessonContext): Quiz | undefined {
  const read = readYaml(body, quiz, place, context.tell)
  if (read === undefined) return undefined
  tellSameIds('choice', withLines(read, read.value.choices, 'choices'), context)
  return { type: 'quiz', ...read.value }
}

function readExercise(body: string, place: Place, context: LessonContext): Exercise | undefined {
  const { file, tell, checks } = context
  const read = readYaml(body, exercise, place, tell)
  if (read === undefined) return undefined
  const { intro, steps: written } = read.value
  tellSameIds('step', withLines(read, written, 'steps'), context)
  for (const [i, step] of written.entries())
    for (const [n, id] of step.checks.entries())
      if (!checks.includes(id)) {
        const line = read.lineOf('steps', i, 'checks', n)
        tell({ file, line, ...mistakes.unknownCheck(id, checks) })
      }
  const named = written.flatMap((step) => step.checks)
  for (const id of checks)
    if (!named.includes(id)) tell({ ...place, ...mistakes.checkWithoutStep(id) })
  tellSameIds(
    'check',
    named.map((id) => ({ id, line: place.line })),
    context,
  )
  const steps = written.map((step) => ({
    ...step,
    hints: step.hints.filter((each) => each !== ''),
  }))
  return {
    type: 'exercise',
    intro,
    steps,
    task: [intro, numbered(steps.map(({ task }) => task))]
      .filter((each) => each !== '')
      .join('\n\n'),
  }
}

const withLines = (
  read: Read<unknown>,
  all: readonly { readonly id: string }[],
  key: string,
): { id: string; line: number }[] =>
  all.map(({ id }, i) => ({ id, line: read.lineOf(key, i, 'id') }))

/** Pieces of Markdown as a numbered list. */
const numbered = (items: readonly string[]) =>
  items.map((item, i) => `${i + 1}. ${item.replaceAll('\n', '\n   ')}`).join('\n')
