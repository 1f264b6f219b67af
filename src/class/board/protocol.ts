import type { Cell, Glance } from './glance.ts'
import type { Presence } from './needs.ts'

// What the board's page is told and may ask for. All times are on the board's clock.
//
//   GET  /               the wall, for everyone: counts alone
//   GET  /board/?token=… the class; the token is exchanged for a cookie
//   GET  /board/events   a stream of BoardEvent; with ?view=wall of the wall's alone
//   GET  /board/shown/ID ShownPage
//   GET  /board/class.csv, /board/class.json, /board/class.xapi.json
//   POST /board/act      BoardAct, from the teacher's own machine alone; 204

/** Who looks: the teacher at their own machine, somebody elsewhere whom they gave the address, or everyone. */
export type Role = 'teacher' | 'viewer' | 'wall'

export type BoardEvent =
  | {
      readonly type: 'class'
      readonly role: Role
      readonly stages: readonly StageOfClass[]
      /** How to join; not told on the wall. */
      readonly joins: { readonly addresses: readonly string[]; readonly code: string } | undefined
    }
  | {
      readonly type: 'glance'
      readonly nowMs: number
      readonly glance: Glance
      readonly offer: number | undefined
      readonly isLookUp: boolean
      readonly isClosed: boolean
      /** Wrong codes in the last five minutes. */
      readonly wrongCodes: number
    }
  /** On the wall, in the place of `glance`: nothing that leads to somebody. */
  | {
      readonly type: 'wall'
      readonly nowMs: number
      readonly counts: Pick<Glance, 'students' | 'here' | 'stages'>
      readonly isLookUp: boolean
    }
  | {
      readonly type: 'rows'
      readonly nowMs: number
      /** New and changed rows. */
      readonly rows: readonly Row[]
      /** The ids of all rows, those first who need somebody. */
      readonly order: readonly string[]
    }

export interface StageOfClass {
  readonly number: number
  readonly name: string
  readonly title: string
  readonly screens: number
  /** What each check says, by its id. */
  readonly checks: Readonly<Record<string, string>>
}

/** A student. */
export interface Row {
  readonly id: string
  /** With a number where another student has the same. */
  readonly name: string
  readonly presence: Presence
  readonly heardMs: number
  /** Why somebody should come. */
  readonly need: 'hand' | 'stuck' | 'silent' | 'failing' | 'none'
  readonly handMs: number | undefined
  /** The name of the stage that is open. */
  readonly stage: string | undefined
  /** The number of the screen that is open. */
  readonly screen: number | undefined
  readonly cells: readonly Cell[]
  readonly failing:
    | {
        readonly stage: string
        readonly check: string
        readonly sinceMs: number
        /** Until when it is known to fail; undefined while the student is heard. */
        readonly untilMs: number | undefined
        readonly saves: number
        readonly hints: number
      }
    | undefined
  readonly hints: number
  /** The numbers of the stages whose solution was shown. */
  readonly solutions: readonly number[]
  readonly savesMs: readonly number[]
  readonly language: string
  readonly version: string
  /** The file that the student has shown. */
  readonly shown: { readonly file: string; readonly seq: number } | undefined
}

export interface ShownPage {
  readonly file: string
  readonly text: string
}

/** What the teacher does. */
export type BoardAct =
  | { readonly type: 'answer-hand'; readonly id: string }
  | { readonly type: 'remove'; readonly id: string }
  /** Suggests a stage to all; 0 takes that back. */
  | { readonly type: 'offer'; readonly stage: number }
  | { readonly type: 'look-up'; readonly isOn: boolean }
  | { readonly type: 'close'; readonly isClosed: boolean }
