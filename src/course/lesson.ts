import { lexer, type Token } from 'marked'
import { errors } from '../words/errors.ts'
import type { Block, Run, Screen, Stage } from './course.ts'
import { type ReadSource, readCode } from './fence.ts'
import { exercise, frontMatter, quiz, run } from './schema.ts'
import { type Place, readYaml } from './yaml.ts'

/** What a lesson.md holds: all of a stage but its number, folder and checks. */
export type Lesson = Omit<Stage, 'number' | 'name' | 'folder' | 'checks'>

/**
 * Reads a lesson.md: front matter, then a `##` heading per screen. Throws a CourseError that names
 * file, line and what was expected.
 */
export function readLesson(source: string, file: string, read: ReadSource): Lesson {
  const text = source.replaceAll('\r\n', '\n')
  const match = /^---\n([\s\S]*?\n)---\n/.exec(text)
  if (match === null)
    throw errors.lesson(
      file,
      1,
      'there is no front matter.',
      'Begin the file with a line of ---, title, minutes, port, visit, python, and a line of ---.',
    )
  const [front, yaml = ''] = match
  const stage = readYaml(yaml, frontMatter, { file, line: 2 })
  const line = front.split('\n').length
  const screens = readScreens(text.slice(front.length), { file, line, read, visit: stage.visit })
  return { ...stage, screens }
}

interface Around {
  readonly file: string
  /** Line of the first character of the text, from 1. */
  readonly line: number
  readonly read: ReadSource
  readonly visit: Stage['visit']
}

interface OpenScreen {
  readonly title: string
  readonly line: number
  readonly blocks: Block[]
}

function readScreens(text: string, around: Around): Screen[] {
  const screens: OpenScreen[] = []
  let line = around.line
  for (const token of lexer(text)) {
    const screen = screens.at(-1)
    if (token.type === 'heading' && token['depth'] === 2) {
      screens.push({ title: String(token['text']), line, blocks: [] })
    } else if (token.type !== 'space') {
      if (screen === undefined)
        throw errors.lesson(
          around.file,
          line,
          'these words belong to no screen.',
          'Put a `## heading` before them.',
        )
      add(screen.blocks, readBlock(token, line, around))
    }
    line += token.raw.split('\n').length - 1
  }
  if (screens.length === 0)
    throw errors.lesson(around.file, line, 'there is no screen.', 'Add a `## heading`.')
  const empty = screens.find(({ blocks }) => blocks.length === 0)
  if (empty !== undefined)
    throw errors.lesson(around.file, empty.line, 'this screen is empty.', 'Say something in it.')
  return screens.map(({ title, blocks }) => ({ title, blocks }))
}

/** Paragraphs that follow each other are one piece of prose. */
function add(blocks: Block[], block: Block) {
  const last = blocks.at(-1)
  if (last?.type === 'prose' && block.type === 'prose')
    blocks[blocks.length - 1] = { type: 'prose', markdown: `${last.markdown}\n\n${block.markdown}` }
  else blocks.push(block)
}

function readBlock(token: Token, line: number, around: Around): Block {
  if (token.type !== 'code' || !/^(```|~~~)/.test(token.raw))
    return { type: 'prose', markdown: token.raw.trimEnd() }
  const info: string = token['lang'] ?? ''
  const body = `${token['text']}\n`
  const place = { file: around.file, line: line + 1 }
  switch (info) {
    case 'run':
      return readRun(body, place, around)
    case 'quiz':
      return { type: 'quiz', ...readYaml(body, quiz, place) }
    case 'exercise':
      return { type: 'exercise', ...readYaml(body, exercise, place) }
    default:
      return readCode(info, body, place, around.read)
  }
}

function readRun(body: string, place: Place, { file, read, visit }: Around): Run {
  const fence = readYaml(body, run, place)
  if (read(fence.server) === undefined)
    throw errors.lesson(
      file,
      place.line,
      `there is no ${fence.server} beside the lesson.`,
      'Name a .ts file of this stage.',
    )
  return { type: 'run', ...fence, visit: fence.visit ?? visit, send: fence.send }
}
