import { emitProgram } from './emit.ts'
import type { Command } from './guard.ts'
import type { Running } from './running.ts'

/** A server program that is started here. It is given PORT and HOST. */
export type ProgramUpstream =
  /** A TypeScript or JavaScript file below `root`. Copies of it and of what it imports go to `emitted`. */
  | {
      readonly type: 'file'
      readonly file: string
      readonly root: string
      readonly emitted: string
      /** The folder it runs in. */
      readonly cwd: string
    }
  /** Any program. */
  | {
      readonly type: 'command'
      readonly command: Command
      readonly cwd: string
      /** What it finds in its environment besides; undefined takes a variable away. */
      readonly env?: Readonly<Record<string, string | undefined>>
      /** Milliseconds to wait for its port. */
      readonly limit: number
    }

/** What stands behind the tap. */
export type Upstream =
  | ProgramUpstream
  /** A server that runs already and is left alone. */
  | ({ readonly type: 'running' } & Running)

/** The command that starts a program. Throws a CourseError for a file that can't be read. */
export const commandOf = (upstream: ProgramUpstream): Command =>
  upstream.type === 'command'
    ? upstream.command
    : {
        file: process.execPath,
        args: [emitProgram(upstream.file, upstream.root, upstream.emitted)],
      }
