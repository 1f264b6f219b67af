import type { Language } from '../course/language.ts'
import type { PortState } from '../process/port-state.ts'
import { safeText } from '../words/safe.ts'

/** What is known of this machine before anything is judged. */
export interface Facts {
  readonly platform: NodeJS.Platform
  readonly node: { readonly version: string; readonly wanted: string }
  readonly terminal: TerminalFacts
  readonly browser: BrowserFacts
  /** The course's own files; `reason` where they can't be read. */
  readonly course: { readonly reason: string | undefined }
  /** The stages of --lessons; undefined where none are given. */
  readonly lessons: LessonsFacts | undefined
  readonly ports: readonly PortFacts[]
  readonly folder: FolderFacts
  /** What the learner's servers are written in. */
  readonly language: Language | undefined
  readonly python: PythonFacts | undefined
  readonly editor: EditorFacts | undefined
}

export interface LessonsFacts {
  readonly path: string
  readonly stages: readonly { readonly number: number; readonly title: string }[]
  /** Why they can't be read, and what to do; undefined where they can. */
  readonly refused: { readonly said: string; readonly next: string } | undefined
}

export interface TerminalFacts {
  /** Keys can be pressed, and lines redrawn. */
  readonly isTTY: boolean
  readonly columns: number
  readonly rows: number
  /** How many colours are used: 0, 16, 256 or 16 million. */
  readonly colours: number
  readonly unicode: boolean
  /** From LC_ALL, LC_CTYPE or LANG. */
  readonly locale: string | undefined
  readonly term: string | undefined
  /** A Git Bash, which gives programs no terminal unless winpty stands between. */
  readonly gitBash: boolean
}

export interface BrowserFacts {
  /** The program that opens addresses, and whether it is there. */
  readonly opener: string
  readonly found: boolean
  /** The environment variable BROWSER, which xdg-open follows. */
  readonly asked: string | undefined
  readonly wsl: boolean
  readonly ssh: boolean
  /** There is a screen for windows. */
  readonly display: boolean
}

export interface PortFacts {
  readonly port: number
  /** The number of the stage that it belongs to. */
  readonly stage: number
  readonly state: PortState
}

export interface FolderFacts {
  readonly path: string
  /** It is there already; otherwise it will be made. */
  readonly exists: boolean
  /** Why a folder that the person named can't be the course's, and what to do; undefined where it can. */
  readonly refused: { readonly said: string; readonly next: string } | undefined
  /** Why it can't be written to; undefined where it can. */
  readonly unwritable: string | undefined
  /** Bytes free on its disk; undefined where that can't be told. */
  readonly free: number | undefined
  readonly progress: 'whole' | 'newer' | 'damaged' | 'unreadable' | 'none'
  /** A change of a file in it was noticed; undefined where nothing could be written to see. */
  readonly watched: boolean | undefined
}

export interface PythonFacts {
  readonly command: string
  /** As it says itself: `3.12.1`. */
  readonly version: string
}

/** The editor that opens files, or those that one may choose from. */
export type EditorFacts =
  | { readonly type: 'chosen'; readonly name: string; readonly from: 'VISUAL' | 'EDITOR' | 'you' }
  | { readonly type: 'ask'; readonly names: readonly string[] }
/**
 * One line of the doctor. `missing` is what the course can't do without; with a `warning` it goes
 * on, less well.
 */
export type Finding = { readonly about: string; readonly said: string } & (
  | { readonly state: 'ok' }
  | { readonly state: 'warning' | 'missing'; readonly next: string }
)

// What a finding says may hold names of the system, of the environment and of files.
export const ok = (about: string, said: string): Finding => ({
  about,
  state: 'ok',
  said: safeText(said),
})
const lacking = (state: 'warning' | 'missing') => (about: string, said: string, next: string) => ({
  about,
  state,
  said: safeText(said),
  next: safeText(next),
})
export const warning: (about: string, said: string, next: string) => Finding = lacking('warning')
export const missing: (about: string, said: string, next: string) => Finding = lacking('missing')
