import type { Course, Stage } from '../course/course.ts'
import type { StageProgress } from '../workspace/progress.ts'
import type { News, Session } from './as-seen.ts'
import type { Effects, Ports, Workplace } from './effects.ts'
import type { Page, SessionState } from './state.ts'

/** What a person says to a question. */
export type Answer = 'yes' | 'no' | 'left'

/** A session as its own parts see it. */
export interface Running {
  readonly state: SessionState
  readonly effects: Effects
  readonly ports: Ports
  readonly workplace: Workplace | undefined
  readonly course: Course | undefined
  /** The session as its views see it. */
  readonly session: Session
  set(change: Partial<SessionState>): void
  /** Tells those who watch what has come. */
  tell(news: News): void
  /** Keeps what is new of a stage in the learner's progress. */
  keep(stage: Stage, change: Partial<StageProgress>): void
  /** Shows a page above the others. */
  push(page: Page, follows?: boolean): void
  /** Puts a page in the place of the one that is shown. */
  swap(page: Page): void
  /** Leaves the page that is shown; the lowest stays. */
  pop(): void
  /** Shows a page and none below it. */
  show(page: Page): void
  scrollTo(line: number): void
  say(...texts: readonly string[]): void
  warn(...texts: readonly string[]): void
  /** Asks until it is answered, or left with Esc. */
  ask(question: string): Promise<Answer>
  answer(answer: Answer): void
  /** What has to be ended: the server, the exercise. By name, so that a new one takes an old one's place. */
  readonly parts: Map<'server' | 'exercise', { stop(): Promise<void> }>
}
