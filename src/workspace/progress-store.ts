import { existsSync, realpathSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { readRegularText } from '../process/read-regular.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { reasonOf } from '../words/caught.ts'
import { CourseError, errors } from '../words/errors.ts'
import { withLock } from './file-lock.ts'
import {
  type ExerciseProgress,
  exerciseProgressOf,
  mergedStage,
  noProgress,
  type Progress,
  parseProgress,
  progressFile,
  progressOf,
  type StageProgress,
} from './progress.ts'

/** The progress of one learner's folder. What another course writes meanwhile is kept as well. */
export interface ProgressStore {
  readonly folder: string
  /** Name that a damaged file has now; undefined where there was none. */
  readonly setAside: string | undefined
  current(): Progress
  stage(name: string): StageProgress
  exercise(name: string): ExerciseProgress
  /** Writes what is new of a stage at once. Throws a CourseError where the file can't be written. */
  keep(name: string, change: Partial<StageProgress>): void
  keepExercise(name: string, change: Partial<ExerciseProgress>): void
  /** Forgets what is known of some stages, and of them alone. */
  forget(names: readonly string[]): void
}

/** What a folder's progress file holds. */
export interface ReadProgress {
  readonly progress: Progress
  /** There is a file, and what it holds is no progress. */
  readonly isDamaged: boolean
}

/**
 * Reads a folder's progress, and writes nothing. Throws a CourseError where the file can't be read, or was
 * written by a newer version.
 */
export function readProgress(folder: string): ReadProgress {
  const path = join(folder, progressFile)
  if (!existsSync(path)) return { progress: noProgress, isDamaged: false }
  const found = parseProgress(textOf(path))
  if (found.type === 'newer') throw errors.newerProgress(path)
  return found.type === 'whole'
    ? { progress: found.progress, isDamaged: false }
    : { progress: noProgress, isDamaged: true }
}

/**
 * Opens a folder's progress to be written. A damaged file is renamed, never deleted. Throws as
 * `readProgress` does, and where the damaged file can't be renamed.
 */
export function openProgressStore(folder: string, now: () => Date): ProgressStore {
  const path = join(folder, progressFile)
  const { progress, isDamaged } = readProgress(folder)
  let known = progress
  const setAside = isDamaged ? renameDamaged(folder, now()) : undefined

  const write = (change: (all: Progress) => Progress) => {
    try {
      withLock(path, () => {
        known = change(written(path) ?? known)
        writeAtomic(fileOf(path), `${JSON.stringify(known, null, 2)}\n`, ownerOnly)
      })
    } catch (error) {
      throw errors.cannotWrite(path, reasonOf(error))
    }
  }
  const keep = (name: string, change: Partial<StageProgress>) =>
    write((all) => {
      const stored = progressOf(all, name)
      const now = mergedStage(stored, { ...stored, ...change })
      return { ...all, stage: name, stages: { ...all.stages, [name]: now } }
    })
  const exercise = (name: string) => exerciseProgressOf(progressOf(known, name))

  return {
    folder,
    setAside,
    current: () => known,
    stage: (name) => progressOf(known, name),
    exercise,
    keep,
    keepExercise: (name, change) => keep(name, { exercise: { ...exercise(name), ...change } }),
    forget: (names) =>
      write((all) => ({
        ...all,
        stages: Object.fromEntries(
          Object.entries(all.stages).filter(([name]) => !names.includes(name)),
        ),
      })),
  }
}

/** Writes the progress of a new folder: nothing, and the stage that is to be opened. Throws a CourseError. */
export function beginProgress(folder: string, stage: string): void {
  const path = join(folder, progressFile)
  try {
    writeAtomic(path, `${JSON.stringify({ ...noProgress, stage }, null, 2)}\n`, ownerOnly)
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
}

function renameDamaged(folder: string, now: Date): string {
  const aside = `progress.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}.json`
  try {
    renameSync(join(folder, progressFile), join(folder, aside))
  } catch (error) {
    throw errors.cannotWrite(join(folder, progressFile), reasonOf(error))
  }
  return aside
}

/** Progress is the learner's own business: nobody else reads it. */
const ownerOnly = 0o600

/** Where the file lies that a path names, be it by a link. */
const fileOf = (path: string) => (existsSync(path) ? realpathSync(path) : path)

/** What the file holds at this moment; undefined where it can't be read as progress. */
function written(path: string): Progress | undefined {
  try {
    const found = parseProgress(readRegularText(path))
    return found.type === 'whole' ? found.progress : undefined
  } catch {
    return undefined
  }
}

function textOf(path: string): string {
  try {
    return readRegularText(path)
  } catch (error) {
    if (error instanceof CourseError) throw error
    throw errors.progressUnreadable(path, reasonOf(error))
  }
}
