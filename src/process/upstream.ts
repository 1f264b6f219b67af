import type { Command } from './kill-with-parent.ts'
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
  /** A Python file below `root`. */
  | {
      readonly type: 'python'
      readonly file: string
      readonly root: string
      readonly cwd: string
    }
  /** Any program. */
  | {
      readonly type: 'command'
      readonly command: Command
      readonly cwd: string
      /** Milliseconds to wait for its port. */
      readonly limit: number
    }

/** What stands behind the tap. */
export type Upstream =
  | ProgramUpstream
  /** A server that runs already and is left alone. */
  | ({ readonly type: 'running' } & Running)

/** How a program is started. */
export interface Start {
  readonly command: Command
  readonly cwd: string
  /** What it finds in its environment besides. */
  readonly env?: Readonly<Record<string, string>>
  readonly limit?: number
}

/** How a program is started. Throws a CourseError for a file that can't be read, and without its language. */
export async function startOf(upstream: ProgramUpstream): Promise<Start> {
  const { cwd } = upstream
  switch (upstream.type) {
    case 'command':
      return upstream
    case 'file': {
      const { emitProgram } = await import('./emit.ts')
      const { file, root, emitted } = upstream
      return { command: { file: process.execPath, args: [emitProgram(file, root, emitted)] }, cwd }
    }
    case 'python': {
      const { pythonEnvironment, startPython } = await import('./python.ts')
      return {
        command: await startPython(upstream.file, upstream.root),
        env: pythonEnvironment,
        cwd,
      }
    }
  }
}
