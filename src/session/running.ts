import type { Course, Stage } from '../course/course.ts'
import type { StageProgress } from '../workspace/progress.ts'
import type { Effects, Ports, Workplace } from './effects.ts'
import type { Fit, Page, SessionState } from './state.ts'

/** What goes on while somebody learns: a state, and keys that change it. */
export interface Session {
  readonly state: SessionState
  /** Presses a key: a letter, `enter`, `escape`, `up` … Settles when what it does is done. */
  press(key: string): Promise<void>
  /** Chooses from the list on the page by its number, from 1. */
  pick(number: number): Promise<void>
  /** Types a whole line, where one is asked for. */
  type(text: string): Promise<void>
  /** Told after each change of the state. Gives back what ends that. */
  onChange(listener: () => void): () => void
  /** Told by the view how the page fits. */
  fits(fit: Fit, scroll: number): void
  /** Settles when the session is over and all that it began has ended. */
  readonly ended: Promise<void>
  /** Ends all that it began. */
  stop(): Promise<void>
}

/** What a person says to a question. */
export type Answer = 'yes' | 'no' | 'left'

/** A session as its own parts see it. */
export interface Running {
  readonly state: SessionState
  readonly effects: Effects
  readonly ports: Ports
  readonly workplace: Workplace | undefined
  readonly course: Course | undefined
  set(change: Partial<SessionState>): void
  /** Keeps what is new of a stage in the learner's progress. */
  keep(stage: Stage, change: Partial<StageProgress>): void
  /** Shows a page above the others. */
  push(page: Page, follows?: boolean): void
  /** Puts a page in the place of the one that is shown. */
  swap(page: Page): void
  /** Leaves the page that is shown; the lowest stays. */
  pop(): void
  /** Shows a page and none below it. */
  show(page: Page, follows?: boolean): void
  scrollTo(line: number): void
  say(...texts: readonly string[]): void
  warn(...texts: readonly string[]): void
  /** Asks until it is answered, or left with Esc. */
  ask(question: string): Promise<Answer>
  answer(answer: Answer): void
  /** What has to be ended: the server, the exercise. By name, so that a new one takes an old one's place. */
  readonly parts: Map<'server' | 'exercise', { stop(): Promise<void> }>
}
