import type { Result } from '../checks/explain/failure.ts'
import type { Run, Stage } from '../course/course.ts'
import type { OpenTo } from '../process/host.ts'
import type { TappedServer, TappedServerOptions } from '../process/tapped-server.ts'
import type { Upstream } from '../process/upstream.ts'
import type { OwnServer } from '../workspace/own-server.ts'
import type { ProgressStore } from '../workspace/progress-store.ts'
import type { Saves, SavesOptions } from '../workspace/watch-files.ts'
import type { Session } from './as-seen.ts'
import type { RunOptions } from './check-run.ts'

/** What a session does outside itself. A test gives others. */
export interface Effects {
  /** Opens the tap in front of a server. Throws a CourseError where no port can be had. */
  openServer(options: TappedServerOptions): Promise<TappedServer>
  /** Where the course's finished server of a stage is. */
  finishedServer(stage: Stage, run: Run): Upstream
  /** Sends bytes over a connection of their own. */
  send(port: number, bytes: Uint8Array): void
  /** 'not asked': the person wants to open browsers themselves. */
  openBrowser(url: string): Promise<'opened' | 'no-browser' | 'not-asked'>
  /** Serves a session as a page on this machine, the same one each time, and opens it in the browser. */
  openPage(session: Session): Promise<OpenedPage>
  /** Opens a file in the person's editor; for an editor on the terminal, until it is left. */
  openEditor(path: string): Promise<EditorResult>
  /** A file that is gone when the session ends, to be changed in an editor. */
  writeDraft(name: string, text: string): string
  readDraft(path: string): string
  now(): Date
  /** Milliseconds on the tap's clock. */
  clock(): number
  /** Has something ended when the process ends; gives back what calls it off. */
  onEnd(end: () => Promise<void> | void): () => void
}

export interface OpenedPage {
  /** With a token in it, which is only for the person. */
  readonly url: string
  readonly isOpened: boolean
}

export type EditorResult =
  | { readonly type: 'opened'; readonly editor: string }
  | { readonly type: 'failed'; readonly editor: string; readonly reason: string }
  | { readonly type: 'none' }

/** The learner's folder, for a session of the course. */
export interface Workplace {
  readonly folder: string
  readonly progress: ProgressStore
  /** The learner's own server of a stage. Throws a CourseError where the folder's settings are wrong. */
  own(stage: Stage): OwnServer
  /** Brings what a stage begins with; never overwrites. */
  bring(stage: Stage): Promise<void>
  /** Where the learner's own server of the stage before can be gone on from: it does so. */
  ownBefore(stage: Stage): Promise<(() => void) | undefined>
  /** What a stage begins with. */
  start(stage: Stage): Promise<string | undefined>
  solution(stage: Stage): Promise<string | undefined>
  read(file: string): string | undefined
  /** Puts the beginning back. Gives back the files, each with its backup. */
  reset(stage: Stage): Promise<readonly { file: string; backup: string | undefined }[]>
  runChecks(stage: Stage, options: RunOptions): Promise<readonly Result[] | undefined>
  watchSaves(options: Omit<SavesOptions, 'folder'>): Promise<Saves>
}

/** Where servers are to be reached. */
export interface Ports {
  readonly port: number | undefined
  readonly openTo: OpenTo | undefined
}
