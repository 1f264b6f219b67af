import type { End } from '../end.ts'
import type { Command } from '../kill-with-parent.ts'

/** How a program is started that may reach its own folder and its own port, and nothing else. */
export interface Confinement {
  /** The program of `command`, that may change `folder` and runs in it. */
  confine(command: Command, folder: string): Confined
}

/** One program so confined. */
export interface Confined {
  readonly command: Command
  /** Its whole environment, but for PORT and HOST. */
  readonly env: Readonly<Record<string, string>>
  /**
   * Watches what it uses, once it runs as process `pid`, and calls `stop` where that is more than it may. Gives
   * back what ends the watching.
   */
  watch(pid: number, stop: () => void): () => void
  /** What has to be done in the folder before. */
  readonly prepare?: () => void
  /** Ends what it has left running, where that does not end with it. */
  readonly endAll?: () => void
  /** What it means that `command` has ended so. */
  endOf(end: End): End
}

/** What is to be started, and its whole environment. */
export interface Started {
  readonly command: Command
  readonly env: Readonly<Record<string, string>>
}
