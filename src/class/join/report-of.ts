import type { SessionState } from '../../session/state.ts'
import { maxSaves, type Report } from '../report.ts'
import { stageReports } from '../stage-reports.ts'

/** A report without what changes from one to the next by itself. */
export type Told = Omit<Report, 'seq' | 'atMs'>

/** What a session is seen to do: it is looked at after each change. */
export interface Watcher {
  /** What is to be told of it now. */
  look(state: SessionState): Told
}

/** `openedMs`: when the course was opened, on this machine's clock. */
export function createWatcher(version: string, openedMs: number): Watcher {
  let savesMs: readonly number[] = []
  let lastSaved: Date | undefined
  return {
    look(state) {
      const savedAt = state.exercise?.last?.savedAt
      if (savedAt !== undefined && savedAt !== lastSaved) {
        lastSaved = savedAt
        savesMs = [...savesMs, savedAt.getTime()].slice(-maxSaves)
      }
      const { stages, progress, stage, classroom } = state
      return {
        version,
        language: stage?.language ?? stages[0]?.language ?? '',
        ...(stage && { stage: stage.name }),
        stages: stageReports(stages, progress, openedMs),
        savesMs: [...savesMs],
        ...(classroom?.handMs !== undefined && { handMs: classroom.handMs }),
      }
    },
  }
}
