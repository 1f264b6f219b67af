import type { Result } from '../checks/explain/failure.ts'
import type { Check } from '../course/checks.ts'
import type { Quiz, Run, Screen, Stage } from '../course/course.ts'
import { type Language, serverFile } from '../course/language.ts'
import type { Connection, Exchange } from '../wire/exchange.ts'
import type { Progress } from '../workspace/progress.ts'
import type { Feed } from './feed.ts'
import type { ShownHint } from './hints.ts'

/** What a session was begun for. */
export type Kind = 'course' | 'exercise' | 'run' | 'tap'

/** What a person asks about one exchange. */
export type About = 'unfold' | 'changed' | 'form' | 'copy' | 'send'

/** What the screen shows. Pages lie on one another: what is left shows the one below. */
export type Page =
  | { readonly type: 'menu'; readonly at: number }
  /** A screen of the stage's lesson. `picked`: the choice that was answered last, from 0. */
  | {
      readonly type: 'screen'
      readonly number: number
      readonly picked: number | undefined
      /** Its question has been answered rightly, now or before, or there is none. */
      readonly isAnswered: boolean
      /** Opened from the exercise, to be left for it. */
      readonly isLookedUp: boolean
      /** The stage in another language of programs, to compare; absent: in the learner's own. */
      readonly other?: Stage
    }
  | { readonly type: 'screens'; readonly at: number }
  | { readonly type: 'wire' }
  | {
      readonly type: 'exchanges'
      readonly about: About
      readonly at: number
      readonly among: readonly Listed[]
    }
  | {
      readonly type: 'exchange'
      readonly about: About
      readonly exchange: Exchange
      /** All bytes of a body are shown, and not the first rows alone. */
      readonly hasAllBytes?: boolean
      /** The file in which the request can be changed before it is sent. */
      readonly draft?: string
    }
  | { readonly type: 'printed' }
  | { readonly type: 'task' }
  | { readonly type: 'hint'; readonly hint: ShownHint }
  | {
      readonly type: 'program'
      readonly file: string
      readonly text: string
      readonly language: Language
    }
  | { readonly type: 'diff'; readonly own: string; readonly solution: string }
  | { readonly type: 'help' }

/** An exchange in a list; `check`: the check that sent it. */
export interface Listed {
  readonly exchange: Exchange
  readonly check: Check | undefined
}

/** A page and how far it is scrolled, in lines. */
export interface Shown {
  readonly page: Page
  readonly scroll: number
  /** Stays at its end while lines are added. */
  readonly follows: boolean
}

/** What happened, as far as there is something to say. `tone`: how grave it is. */
export interface Notice {
  readonly tone: 'plain' | 'warning' | 'error'
  readonly text: string
}

/** The server behind the tap. */
export interface ServerState {
  /** What it is called. */
  readonly name: string
  readonly run: Run
  readonly status: 'starting' | 'ready' | 'down'
  /** The address that is opened. */
  readonly url: string
  /** The port that clients connect to, and the server's own. */
  readonly port: number
  readonly privatePort: number | undefined
  /** The words beside its address. */
  readonly running: string
  /** Which port is whose, in Markdown. */
  readonly ports: string
  /** What is said of its start or its end, and of the port. */
  readonly said: readonly Notice[]
  /** It can be started again. */
  readonly isOurs: boolean
  /** A browser was asked to open it, and nothing has come yet. */
  readonly awaits: 'browser' | 'no-browser' | 'visitor' | undefined
}

/** The learner's work on a stage's own server. */
export interface ExerciseState {
  /** The learner's file below their folder, or the command; and its whole path, where it is a file. */
  readonly shown: string
  readonly path: string | undefined
  readonly language: Language
  /** All checks of the last run pass. */
  readonly passes: boolean
  readonly last: CheckedState | undefined
  readonly isChecking: boolean
  /** What went wrong beside the checks. */
  readonly notices: readonly Notice[]
}

/** A run of the checks. */
export interface CheckedState {
  readonly results: readonly Result[]
  readonly savedAt: Date | undefined
  readonly at: Date
  readonly tookMs: number
  /** What each check sent, for a look at the wire. */
  readonly wires: readonly Listed[]
  /** The results so far of a run that goes on. */
  readonly isWhole: boolean
}

/** The class that the learner has joined, as far as their course knows. */
export interface Classroom {
  /** The teacher's board can be reached. */
  readonly isConnected: boolean
  /** Since when the hand is raised, in milliseconds since 1970; undefined while it is down. */
  readonly handMs: number | undefined
  /** Its place among those that are raised, from 1; undefined until the board has said it. */
  readonly handPlace: number | undefined
  /** The number of the stage that the teacher suggests. */
  readonly offer: number | undefined
  /** The teacher asks everyone to look up. */
  readonly isLookUp: boolean
  /** The file that the learner has chosen last to show to the teacher, as it was then. */
  readonly shown:
    | { readonly file: string; readonly text: string; readonly atMs: number }
    | undefined
}

/** How a page fits on the screen. `found`: the lines with the text that is searched for. */
export interface Fit {
  readonly rows: number
  readonly lines: number
  readonly found: readonly number[]
}

/** A line that is being typed. */
export interface Typing {
  readonly what: 'filter' | 'search'
  readonly text: string
}

export interface SessionState {
  readonly kind: Kind
  readonly stages: readonly Stage[]
  /** The learner's folder, as it is shown; undefined without one. */
  readonly folder: string | undefined
  readonly progress: Progress
  /** The stage that is learned; undefined in the menu and for a tap. */
  readonly stage: Stage | undefined
  /** The number of the lesson's screen, from 1. */
  readonly screen: number
  /** Pages from the lowest to the one that is shown. */
  readonly shown: readonly [Shown, ...Shown[]]
  readonly server: ServerState | undefined
  /** The port of the stage's server that ran last, where it is another than the stage's. */
  readonly movedTo: number | undefined
  readonly exercise: ExerciseState | undefined
  /** Undefined for who learns alone. */
  readonly classroom: Classroom | undefined
  /** Names of those who may visit, by their address: from a class board on this machine. */
  readonly visitors: ReadonlyMap<string, string>
  readonly feed: Feed
  /** The exchanges of the server that runs, as far as they are kept, and all that it printed. */
  readonly exchanges: readonly Exchange[]
  /** Its connections, those on which nothing has come among them. */
  readonly connections: readonly Connection[]
  readonly printed: readonly string[]
  /** How many requests had come when the wire was looked at last. */
  readonly seen: number
  /** Not undefined while the wire is held: the feed as it was then. */
  readonly paused: Feed | undefined
  readonly filter: string
  readonly search: string
  /** The next line with the text that is searched for is still to be found. */
  readonly isFinding: boolean
  readonly typing: Typing | undefined
  /** What is asked, to be answered by yes or no. */
  readonly asking: string | undefined
  /** Said at the foot until the next key. */
  readonly notices: readonly Notice[]
  /** Something that is awaited. */
  readonly waiting: string | undefined
  /** How the view fits: rows of the page in sight, and lines that it has. */
  readonly fit: Fit
  /** How it was ended: by the person, or because the server is down and nobody can start it. */
  readonly end: 'quit' | 'down' | undefined
}

/** The page that is shown. */
export const pageOf = ({ shown }: SessionState): Page => topOf(shown).page

/** The page that is shown, and its scrolling. */
export const topOf = (shown: SessionState['shown']): Shown => shown.at(-1) ?? shown[0]

/** The same pages with another one on top. */
export function withTop(shown: SessionState['shown'], top: Shown): SessionState['shown'] {
  const [lowest = top, ...more] = [...shown.slice(0, -1), top]
  return [lowest, ...more]
}

/** A page to look at beside the work at an exercise. */
const isAboutWork = (page: Page): boolean =>
  ['task', 'hint', 'program', 'diff'].includes(page.type) ||
  (page.type === 'screen' && page.isLookedUp)

/** The pages that a new one lies on: of those about the work there is one at a time, so that leaving it leads to the work. */
export function belowNew(
  page: Page,
  [lowest, ...more]: SessionState['shown'],
): SessionState['shown'] {
  if (!isAboutWork(page)) return [lowest, ...more]
  return [lowest, ...more.filter(({ page: other }) => other.type !== 'help' && !isAboutWork(other))]
}

/** Pages that show the wire, or help with keys: what lies on the lesson, and beside it where there is room. */
const beside: readonly Page['type'][] = ['wire', 'exchanges', 'exchange', 'printed', 'help']

/** The pages without those on top that show the wire or the help; the lowest stays. */
export function uncovered(shown: SessionState['shown']): SessionState['shown'] {
  if (shown.length === 1 || !beside.includes(topOf(shown).page.type)) return shown
  const [lowest = shown[0], ...more] = shown.slice(0, -1)
  return uncovered([lowest, ...more])
}

/** The screen of the lesson that a page shows; undefined for other pages. */
export function screenOf(state: SessionState, page: Page = pageOf(state)): Screen | undefined {
  if (page.type !== 'screen') return undefined
  const own = state.stage?.screens[page.number - 1]
  return page.other?.screens.find(({ id }) => id === own?.id) ?? own
}

export const quizOn = (screen: Screen | undefined): Quiz | undefined =>
  screen?.blocks.flatMap((block) => (block.type === 'quiz' ? [block] : []))[0]

export const runOn = (screen: Screen | undefined): Run | undefined =>
  screen?.blocks.flatMap((block) => (block.type === 'run' ? [block] : []))[0]

export const hasExercise = (screen: Screen | undefined): boolean =>
  screen?.blocks.some(({ type }) => type === 'exercise') ?? false

/** The screen comes right after the stage's exercise: there the learner plays with the server that they wrote. */
export const followsExercise = ({ screens }: Stage, number: number): boolean =>
  hasExercise(screens[number - 2]) && runOn(screens[number - 1]) === undefined

/** Requests that came since the wire was looked at last. */
export const unseen = ({ feed, seen }: SessionState): number => Math.max(feed.requests - seen, 0)

/** How many things can be chosen from on the page; 0 where there is no list. */
export function choicesOn(state: SessionState): number {
  const page = pageOf(state)
  switch (page.type) {
    case 'menu':
      return state.stages.length
    case 'screens':
      return state.stage?.screens.length ?? 0
    case 'exchanges':
      return page.among.length
    case 'screen':
      return quizOn(screenOf(state))?.choices.length ?? 0
    default:
      return 0
  }
}

/** Lines of the page below those in sight. */
export const linesBelow = ({ shown, fit }: SessionState): number =>
  Math.max(fit.lines - fit.rows - topOf(shown).scroll, 0)

/** What the stage's first `run` fence says. */
export function runOf(stage: Stage): Run {
  const fence = stage.screens.map(runOn).find((run) => run !== undefined)
  return (
    fence ?? {
      type: 'run',
      server: serverFile(stage.language),
      visit: stage.visit,
      look: '',
      send: undefined,
      show: [],
    }
  )
}
