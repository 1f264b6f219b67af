import type { Block, Screen } from './course.ts'

/** Words a minute that a person reads in their second language. */
const textRate = 100
/** Words of code a minute. */
const codeRate = 40

/** How long a stage is. */
export interface Measure {
  /** Words of text. */
  readonly words: number
  /** Words of code. */
  readonly code: number
  /** Minutes to read both. */
  readonly reading: number
  /** Minutes in all, with the exercise, rounded up to five. */
  readonly minutes: number
}

/** Measures a stage's screens; `exercise` is the minutes that its author gives for the exercise. */
export function measure(screens: readonly Screen[], exercise: number): Measure {
  const blocks = screens.flatMap((screen) => screen.blocks)
  const titles = screens.map(({ title }) => title)
  const words = countWords([...titles, ...blocks.flatMap(textOf)])
  const code = countWords(blocks.flatMap((block) => (block.type === 'code' ? block.lines : [])))
  const reading = words / textRate + code / codeRate
  return { words, code, reading, minutes: Math.ceil((reading + exercise) / 5) * 5 }
}

/** What has a letter or a digit in it and spaces around it is a word. */
const countWords = (texts: readonly string[]) =>
  texts.flatMap((text) => text.split(/\s+/)).filter((word) => /[\p{L}\d]/u.test(word)).length

/** What is read of a block; hints are read by those alone who ask for them. */
function textOf(block: Block): string[] {
  switch (block.type) {
    case 'prose':
      return [block.markdown]
    case 'code':
      return block.labels.map(({ words }) => words)
    case 'run':
      return [block.look]
    case 'quiz':
      return [block.question, ...block.choices.flatMap(({ text, why }) => [text, why])]
    case 'exercise':
      return [block.task]
  }
}
