import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Course } from '../../course/course.ts'
import { classErrors } from '../../words/class-errors.ts'
import { classFile } from '../../workspace/class-file.ts'
import { parseProgress, progressFile } from '../../workspace/progress.ts'
import type { Report } from '../report.ts'
import { stageReports } from '../stage-reports.ts'
import { studentName } from '../student-name.ts'
import type { Board } from './board.ts'

/** How often the folders are looked at. */
const everyMs = 5000
/** A file says nothing while nothing changes: so long after its last change a student counts as there. */
const thereForMs = 10 * 60_000
/** Bytes of a file at most: whoever can write to the share can put anything there. */
const maxBytes = 1024 * 1024

/** Nobody can speak for a student whose folder is read. */
const tokens = randomBytes(16).toString('base64url')

/** A folder of a student that lies on a share. */
interface Found {
  readonly name: string
  readonly folder: string
}

/**
 * Has a board show the folders of students that lie in a folder, or one folder deeper, and looks for changes until it
 * is stopped. Throws a CourseError where the folder can't be read at the beginning.
 */
export async function watchFolder(
  folder: string,
  { board, course, nowMs }: { board: Board; course: Course; nowMs: () => number },
): Promise<() => void> {
  /** When each file was changed last, by the student's id. */
  const known = new Map<string, number>()
  const look = async () => {
    const found = await studentsIn(folder)
    const ids = new Set<string>()
    for (const { name, folder } of found) {
      const id = createHash('sha256').update(folder).digest('base64url')
      const path = join(folder, progressFile)
      const changedMs = await stat(path).then(
        ({ mtimeMs }) => Math.floor(mtimeMs),
        () => undefined,
      )
      if (changedMs === undefined) continue
      ids.add(id)
      if (
        known.get(id) !== changedMs &&
        (await readInto(board, course, id, folder, name, changedMs))
      )
        known.set(id, changedMs)
      if (nowMs() - changedMs < thereForMs) board.hear(id)
    }
    for (const id of board.students.keys()) if (!ids.has(id)) board.remove(id)
  }
  await look().catch(() => {
    throw classErrors.noStudentFolders(folder)
  })
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    timer = setTimeout(() => {
      // The share may be away for a while.
      look()
        .catch(() => {})
        .finally(() => {
          if (!isOver) again()
        })
    }, everyMs)
  }
  again()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

/** Whether the file could be read: it may be half written. */
async function readInto(
  board: Board,
  course: Course,
  id: string,
  folder: string,
  folderName: string,
  changedMs: number,
): Promise<boolean> {
  const found = parseProgress(await readSmall(join(folder, progressFile)))
  if (found.type !== 'whole') return false
  const name = studentName(await nameIn(folder)) ?? studentName(folderName.slice(0, 40)) ?? '?'
  const token = tokens + id
  board.join({ code: board.identity.code, id, name, token, keepsName: true }, changedMs)
  const { progress } = found
  const report: Report = {
    seq: changedMs,
    atMs: changedMs,
    version: '',
    language: '',
    ...(progress.stage !== undefined && { stage: progress.stage }),
    stages: stageReports(course.stages, progress, 0),
    savesMs: [],
  }
  board.report(id, report, changedMs)
  return true
}

/** The name that the student joined a class with; nothing where there was none. */
async function nameIn(folder: string): Promise<string> {
  try {
    const joined: unknown = JSON.parse(await readSmall(join(folder, classFile)))
    return typeof joined === 'object' && joined !== null && 'name' in joined
      ? String(joined.name)
      : ''
  } catch {
    return ''
  }
}

async function readSmall(path: string): Promise<string> {
  const { size } = await stat(path)
  return size > maxBytes ? '' : readFile(path, 'utf8')
}

/** The folders that hold progress: those in the folder, and in each of these; named by the first. */
async function studentsIn(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found: Found[] = []
  for (const entry of entries.filter((each) => each.isDirectory())) {
    const { name } = entry
    const own = join(folder, name)
    const inner = await readdir(own, { withFileTypes: true }).catch(() => [])
    if (inner.some((each) => each.name === progressFile)) found.push({ name, folder: own })
    else
      for (const deeper of inner.filter((each) => each.isDirectory()))
        if (await isFile(join(own, deeper.name, progressFile)))
          found.push({ name, folder: join(own, deeper.name) })
  }
  return found
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
