import { markWords } from '../../words/terminal.ts'
import { type ControlMarks, controlEscapes, controlPictures } from '../../words/visible.ts'

/** Every character the course draws with, so that each has a fallback for terminals without Unicode. */
export interface Symbols extends ControlMarks {
  readonly across: string
  readonly anchor: string
  readonly down: string
  readonly corner: string
  /** A corner from which the stem goes on. */
  readonly branch: string
  readonly request: string
  readonly response: string
  readonly blankLine: string
  readonly enter: string
  readonly upAndDown: string
  readonly done: string
  readonly wrong: string
  readonly here: string
  readonly bullet: string
  readonly ellipsis: string
  readonly dot: string
  /** In a class, when the teacher's board can't be reached. */
  readonly cutOff: string
  /** Labels name the part that they are about, instead of hanging under it. */
  readonly linear?: true
}

export const unicodeSymbols: Symbols = {
  across: '─',
  anchor: '┬',
  down: '│',
  corner: '└',
  branch: '├',
  request: '→',
  response: '←',
  blankLine: '←',
  enter: '↵',
  upAndDown: '↑↓',
  done: '✔',
  wrong: '✘',
  here: '▸',
  bullet: '•',
  ellipsis: '…',
  dot: '·',
  cutOff: '○',
  ...controlPictures,
}

export const asciiSymbols: Symbols = {
  across: '-',
  anchor: '^',
  down: '|',
  corner: '`',
  branch: '|',
  request: '->',
  response: '<-',
  blankLine: '<-',
  enter: 'Enter',
  upAndDown: 'Up, Down',
  done: '[x]',
  wrong: '[!]',
  here: '>',
  bullet: '*',
  ellipsis: '...',
  dot: '-',
  cutOff: 'o',
  ...controlEscapes,
}

/** For a person who has the screen read out: what a mark says is said in words. */
export const linear = (symbols: Symbols): Symbols => ({
  ...symbols,
  across: '-',
  anchor: '',
  down: ':',
  corner: '',
  request: markWords.toServer,
  response: markWords.fromServer,
  blankLine: markWords.note,
  enter: markWords.enter,
  done: markWords.done,
  here: '>',
  wrong: markWords.wrong,
  bullet: '-',
  ellipsis: '...',
  dot: '-',
  linear: true,
})
