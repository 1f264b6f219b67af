import { type Language, languages } from '../course/language.ts'
import { gradeWords } from '../words/grade.ts'

const { notes: words } = gradeWords

/** What came of a stage. Of one that is not begun nothing counts: a start of the course passes checks too. */
export type StageResult = 'passes' | 'fails' | 'not-begun' | 'could-not-run'

/** A stage of a hand-in: how many of its checks pass. */
export interface StageSummary {
  /** From 1. */
  readonly stage: number
  readonly result: StageResult
  readonly passed: number
  readonly of: number
}

/** Something to know of a hand-in besides what its checks say. `stage` is from 1. */
export type HandInNote =
  /** What the servers are written in. */
  | { readonly about: 'language'; readonly languages: readonly Language[] }
  /** The version of the course that graded it. */
  | { readonly about: 'version'; readonly version: string }
  /** How long the checks took. */
  | { readonly about: 'time'; readonly seconds: number }
  /** The student's own course has told all of this to the class board. */
  | { readonly about: 'reported' }
  /** Hints that were seen in a stage; when its checks all passed first, as ISO 8601; its solution was seen. */
  | { readonly about: 'hints'; readonly stage: number; readonly count: number }
  | { readonly about: 'first-passed'; readonly stage: number; readonly at: string }
  | { readonly about: 'solution-shown'; readonly stage: number }
  /** It holds a progress.json, which a student can write as they like. Nothing of it counts. */
  | { readonly about: 'progress' }
  /** Its settings start servers with a command. `ran`: that was done; else their files were started. */
  | { readonly about: 'command'; readonly command: string; readonly ran: boolean }
  /** The same text as the solution, but for white space and comments. */
  | { readonly about: 'solution'; readonly stages: readonly number[] }
  /** The same text as what the next stage begins with. */
  | { readonly about: 'next-start'; readonly stages: readonly number[] }
  /** The same text as what the stage begins with. */
  | { readonly about: 'unchanged'; readonly stages: readonly number[] }
  /** Much of its own text is in another hand-in too. */
  | { readonly about: 'near'; readonly name: string; readonly percent: number }
  /** The server has another name than it should have. */
  | { readonly about: 'misnamed'; readonly stage: number; readonly file: string }
  /** A server lies where nothing tells its stage. */
  | { readonly about: 'no-stage'; readonly file: string }
  /** The servers lie in a folder of the hand-in, or in a ZIP file in it. */
  | { readonly about: 'deeper'; readonly folder: string }
  /** The course's own file or folder was put beside the servers, since it was not handed in. */
  | { readonly about: 'added'; readonly file: string }
  /** It was not copied. */
  | { readonly about: 'left-out'; readonly file: string; readonly because: LeftOut }
  /** Nothing kept its program from the machine that it ran on. */
  | { readonly about: 'unprotected' }
  /** The time for a stage was over before all checks were tried. */
  | { readonly about: 'timeout'; readonly stage: number; readonly seconds: number }
  /** A stage, or all of the hand-in, could not be run. */
  | { readonly about: 'could-not-run'; readonly stage?: number; readonly reason: string }

/** Why a part of a hand-in is not copied. */
export type LeftOut = 'large' | 'many' | 'special' | 'link' | 'outside' | 'unreadable'

/** What came of one hand-in. */
export interface HandInSummary {
  /** Of its folder or ZIP file. */
  readonly name: string
  readonly stages: readonly StageSummary[]
  readonly notes: readonly HandInNote[]
}

/** The note in words. */
export function noteInWords(note: HandInNote): string {
  switch (note.about) {
    case 'language':
      return words.language(note.languages.map((language) => languages[language].title))
    case 'version':
      return words.version(note.version)
    case 'time':
      return words.time(note.seconds)
    case 'reported':
      return words.reported
    case 'hints':
      return words.hints(note.stage, note.count)
    case 'first-passed':
      return words.firstPassed(note.stage, note.at)
    case 'solution-shown':
      return words.solutionShown(note.stage)
    case 'progress':
      return words.progress
    case 'command':
      return note.ran ? words.commandRan(note.command) : words.commandNotRun(note.command)
    case 'solution':
      return words.solution(note.stages)
    case 'next-start':
      return words.nextStart(note.stages)
    case 'unchanged':
      return words.unchanged(note.stages)
    case 'near':
      return words.near(note.name, note.percent)
    case 'misnamed':
      return words.misnamed(note.stage, note.file)
    case 'no-stage':
      return words.noStage(note.file)
    case 'deeper':
      return words.deeper(note.folder)
    case 'added':
      return words.added(note.file)
    case 'left-out':
      return words.leftOut[note.because](note.file)
    case 'unprotected':
      return words.unprotected
    case 'timeout':
      return words.timeout(note.stage, note.seconds)
    case 'could-not-run':
      return note.stage === undefined
        ? words.couldNotRun(note.reason)
        : words.stageCouldNotRun(note.stage, note.reason)
  }
}

/** One line of `grade --json`. See docs/json.md. */
export const summaryAsJson = ({ name, stages, notes }: HandInSummary): object => ({
  type: 'hand-in',
  name,
  stages,
  notes: notes.map((note) => ({ ...note, words: noteInWords(note) })),
})

/** Checks that pass, of how many, and stages in which all pass. */
export function totals({ stages }: Pick<HandInSummary, 'stages'>) {
  const sum = (of: (stage: StageSummary) => number) =>
    stages.reduce((total, stage) => total + of(stage), 0)
  return {
    passed: sum(({ passed }) => passed),
    of: sum(({ of }) => of),
    stagesPassed: sum(({ result }) => (result === 'passes' ? 1 : 0)),
  }
}

/** The note about this, where there is one. */
export function noteAbout<About extends HandInNote['about']>(
  { notes }: Pick<HandInSummary, 'notes'>,
  about: About,
): Extract<HandInNote, { about: About }> | undefined {
  return notes.find((note): note is Extract<HandInNote, { about: About }> => note.about === about)
}

/** What is true of every hand-in says nothing about this one. */
const usual: ReadonlySet<HandInNote['about']> = new Set([
  'language',
  'deeper',
  'progress',
  'reported',
  'time',
  'unprotected',
  'version',
])

/** The notes that somebody who grades has to look at. */
export const notable = ({ notes }: Pick<HandInSummary, 'notes'>): readonly HandInNote[] =>
  notes.filter(({ about }) => !usual.has(about))
