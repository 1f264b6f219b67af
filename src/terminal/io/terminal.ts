import type { Look } from '../draw/theme.ts'

/** A key that can be pressed now, and what it does. */
export interface Key<Name extends string = string> {
  /** What is pressed: a letter, or `enter`. */
  readonly key: string
  readonly name: Name
  /** How it is named, where that is not the key itself: `1-3`. */
  readonly label?: string
  /** What it does, in a word or two. */
  readonly does: string
  /** `false`: it is heeded, and not named. @default true */
  readonly shown?: boolean
}

export interface Option<T> {
  readonly value: T
  readonly text: string
}

/** Where the course talks with a person. */
export interface Terminal {
  readonly look: Look
  /** Somebody can answer. Where nobody can, nothing may be asked. */
  readonly interactive: boolean
  /** Why nobody can, where somebody may sit there all the same. */
  readonly noKeys?: 'git-bash' | undefined
  print(lines: readonly string[]): void
  /** Begins a new screen: what was there moves up, into the part one can scroll back to. */
  page(): void
  /** Waits for one of the keys. Rejects with Interrupted at Ctrl-C. */
  key<Name extends string>(keys: readonly Key<Name>[]): Promise<Name>
  /**
   * The same until the signal, where the keys are no longer those: then it is undefined. A terminal that
   * is not redrawn waits on.
   */
  key<Name extends string>(
    keys: readonly Key<Name>[],
    until: AbortSignal,
  ): Promise<Name | undefined>
  /** Waits for a choice. `start` is the option that stands ready. */
  choose<T>(question: string, options: readonly Option<T>[], start?: T): Promise<T>
  confirm(question: string): Promise<boolean>
  /** Waits for a line of text; an empty one means `start`. */
  input(question: string, start: string): Promise<string>
  /** Leaves the terminal to another program until it settles; what is printed meanwhile comes after. */
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
