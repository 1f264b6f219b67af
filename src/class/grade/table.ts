import { gradeWords } from '../../words/grade.ts'
import { type HandInSummary, type StageSummary, totals } from '../summary.ts'

const { table: words } = gradeWords

/** What came of hand-ins, as the cells of a table. */
export interface Cells {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Marks for what has no number. */
export interface Marks {
  readonly none: string
  readonly failed: string
}

/** Cells that are narrow: `4/18`. The names come first, and then the sums. */
export const narrowCells = (handIns: readonly HandInSummary[], marks: Marks): Cells =>
  cells(handIns, {
    head: String,
    of: (passed, of) => `${passed}/${of}`,
    notBegun: marks.none,
    couldNotRun: marks.failed,
  })

/** The same in words, to be read out. */
export const wordCells = (handIns: readonly HandInSummary[]): Cells =>
  cells(handIns, { ...words, head: words.stage })

interface InWords {
  readonly head: (stage: number) => string
  readonly of: (passed: number, of: number) => string
  readonly notBegun: string
  readonly couldNotRun: string
}

function cells(handIns: readonly HandInSummary[], inWords: InWords): Cells {
  const numbers = handIns[0]?.stages.map(({ stage }) => stage) ?? []
  const cell = ({ result, passed, of }: StageSummary) =>
    result === 'not-begun'
      ? inWords.notBegun
      : result === 'could-not-run'
        ? inWords.couldNotRun
        : inWords.of(passed, of)
  return {
    head: [words.name, words.all, ...numbers.map(inWords.head)],
    rows: handIns.map((handIn) => {
      const { passed, of } = totals(handIn)
      return [handIn.name, inWords.of(passed, of), ...handIn.stages.map(cell)]
    }),
  }
}
