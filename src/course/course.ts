import type { Check } from './checks.ts'
import type { Language } from './language.ts'

/** A course is a list of stages, in the language that the learner writes their servers in. */
export interface Course {
  readonly language: Language
  readonly stages: readonly Stage[]
  /** The folder that holds lessons/, and with it every stage's folder. */
  readonly lessons: string
  /** The same course for somebody who writes in another language. */
  in(language: Language): Course
}

/** The stages, once for each language. */
export type StagesByLanguage = Readonly<Record<Language, readonly Stage[]>>

/** They as a course. `lessons`: the folder in which they lie. */
export const courseOf = (
  stages: StagesByLanguage,
  language: Language,
  lessons: string,
): Course => ({
  language,
  lessons,
  stages: stages[language],
  in: (other) => courseOf(stages, other, lessons),
})

/** A stage as somebody reads it who writes in `language`. */
export interface Stage {
  readonly language: Language
  /** From 1. */
  readonly number: number
  /** The folder's name without its number: `raw-socket`. */
  readonly name: string
  /** The folder's name in lessons/ and in the learner's folder: `1-raw-socket`. */
  readonly folder: string
  readonly title: string
  /** Minutes a learner needs, as measured from its words, its code and its exercise. */
  readonly minutes: number
  /** The port the learner's browser is sent to. */
  readonly port: number
  /** Paths to visit, the first of which the browser opens. */
  readonly visit: readonly [string, ...string[]]
  /** What the slides' Python program of this stage is called, and what it uses. */
  readonly slides: string
  readonly screens: readonly Screen[]
  /** What the learner's own server must do, in order. */
  readonly checks: readonly Check[]
}

/** One thing to read or do, drawn as one screen. */
export interface Screen {
  /** Stays the same when the title changes. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block = Prose | Code | Run | Quiz | Exercise

export interface Prose {
  readonly type: 'prose'
  readonly markdown: string
}

export interface Code {
  readonly type: 'code'
  /** What it is coloured as: `ts`, `js`, `py`, `html`, `http` or `text`. */
  readonly language: string
  /** The file the code was taken from, and the number there of each line; none for code written in the lesson. */
  readonly origin:
    | { readonly file: string; readonly numbers: readonly (number | undefined)[] }
    | undefined
  readonly lines: readonly string[]
  readonly labels: readonly CodeLabel[]
}

/** Words hung under a part of a code line. */
export interface CodeLabel {
  /** Index in `Code.lines`. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly words: string
}

export interface Run {
  readonly type: 'run'
  /** The program to run, as this learner names it: `server.py`. `sourceOf` says where it is. */
  readonly server: string
  readonly visit: readonly [string, ...string[]]
  /** Markdown: what to look out for. */
  readonly look: string
  /** Bytes, as text, that the learner can have sent over a connection of their own. */
  readonly send: string | undefined
  /** Parts of a message that stay unfolded and carry their note: `method`, `status`, a header's name. */
  readonly show: readonly string[]
}

export interface Quiz {
  readonly type: 'quiz'
  readonly id: string
  readonly question: string
  readonly choices: readonly Choice[]
}

export interface Choice {
  readonly id: string
  readonly text: string
  readonly right: boolean
  /** Why this choice is right or wrong. */
  readonly why: string
}

/** The learner's own server of the stage is to be written. */
export interface Exercise {
  readonly type: 'exercise'
  /** Markdown: where the learner begins. */
  readonly intro: string
  readonly steps: readonly Step[]
  /** Markdown: all of it, the steps numbered. */
  readonly task: string
}

/** One thing to write, save, and see pass. */
export interface Step {
  readonly id: string
  /** Markdown: what to do. */
  readonly task: string
  /** Ids of the checks that pass when it is done. Each check belongs to one step. */
  readonly checks: readonly string[]
  /** The weakest first. */
  readonly hints: readonly string[]
}

/** The first sentence of Markdown, as a name for what it tells to do: a colon at its end would promise more. */
export const firstSentence = (markdown: string): string =>
  (/^.*?[.:](?=\s|$)/s.exec(markdown)?.[0] ?? markdown.split('\n')[0] ?? '').replace(/:$/, '')

/** The stage's exercise; undefined for a stage without. */
export const exerciseOf = ({ screens }: Stage): Exercise | undefined =>
  screens
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'exercise' ? [block] : []))[0]

/** The number, from 1, of the screen with this id; undefined where the stage has none. */
export function screenNumber({ screens }: Stage, id: string): number | undefined {
  const at = screens.findIndex((screen) => screen.id === id)
  return at < 0 ? undefined : at + 1
}

/** Finds a stage by number (from 1) or by name. */
export function findStage(course: Course, given: string): Stage | undefined {
  return course.stages.find(
    (stage) => String(stage.number) === given || stage.name === given || stage.folder === given,
  )
}

/** The same stage for somebody who writes in another language. */
export const stageIn = (stage: Stage, language: Language, course: Course): Stage =>
  course.in(language).stages[stage.number - 1] ?? stage
