import type { Command } from 'commander'
import type { Context, Place } from '../../app/context.ts'
import { errors } from '../../words/errors.ts'

/** The least exit code where a command can't do what it is for. */
export type CouldNotRun = 1 | 2

type ExitCode = number | Promise<number>

/**
 * What an action of the command line is made of: a file that is read when its command is given, and not at every
 * start. What it does gets its arguments and options as commander has read them, and gives back the exit code.
 */
export interface Runners {
  /** For a command of the course. */
  inCourse<Given extends unknown[]>(
    load: () => Promise<(context: Context, ...given: Given) => ExitCode>,
    couldNotRun?: CouldNotRun,
  ): (...given: Given) => Promise<void>
  /** For a command that does without the course. `nodes`: the versions of Node that it runs on. */
  anywhere<Given extends unknown[]>(
    load: () => Promise<(place: Place, ...given: Given) => ExitCode>,
    options?: { readonly couldNotRun?: CouldNotRun; readonly nodes?: 'any' },
  ): (...given: Given) => Promise<void>
}

/** Adds a command to the program: its name, arguments, options and help, and which file does it. */
export type Declare = (program: Command, runners: Runners) => void

/** What comes before a command: an option that does nothing without one of the others is refused by a CourseError. */
export const onlyWith =
  (option: string, others: readonly string[]) =>
  (_declared: Command, command: Command): void => {
    const given = command.opts<Readonly<Record<string, unknown>>>()
    if (given[option] === undefined || others.some((other) => given[other] !== undefined)) return
    const names = others.map((other) => `--${other}`)
    throw errors.onlyWith(`--${option}`, names, command.name())
  }
