import type { Session } from '../../session/as-seen.ts'
import type { Theme } from '../draw/theme.ts'

export interface Option<T> {
  readonly value: T
  readonly text: string
}

/** Where the course talks with a person. */
export interface Terminal {
  readonly theme: Theme
  /** Somebody can answer. Where nobody can, nothing may be asked. */
  readonly interactive: boolean
  /** Why nobody can, where somebody may sit there all the same. */
  readonly noKeys?: 'git-bash' | undefined
  print(lines: readonly string[]): void
  /** Begins a new screen: what was there moves up, into the part one can scroll back to. */
  page(): void
  /** Shows a session until it is over. Rejects with Interrupted at Ctrl-C. */
  play(session: Session): Promise<void>
  /** Waits for a choice. */
  choose<T>(question: string, options: readonly Option<T>[]): Promise<T>
  /** Waits for y or n. */
  confirm(question: string): Promise<boolean>
  /** Waits for a line of text; an empty one means `start`. */
  input(question: string, start: string): Promise<string>
  /** Gives back what the terminal showed before, at once, where a session is on its screen. */
  leave(): void
  /** Leaves the terminal to another program until it settles. */
  lend<T>(work: () => Promise<T>): Promise<T>
  /** Shows that something is awaited until it settles. */
  during<T>(what: string, work: Promise<T>): Promise<T>
}

/** The person pressed Ctrl-C, or what they type on was closed. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'

  /** By name, as a CourseError is. */
  static override [Symbol.hasInstance](value: unknown): value is Interrupted {
    return value instanceof Error && value.name === 'Interrupted'
  }
}
