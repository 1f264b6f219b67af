import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import * as v from 'valibot'
import { readRegularText } from '../../process/read-regular.ts'
import { writeAtomic } from '../../process/write-atomic.ts'
import { classErrors } from '../../words/class-errors.ts'
import { parseReport } from '../report.ts'
import { type ClassMessage, type ClassState, noClass, take, takenOut } from './state.ts'

/** What a board is known by: it stays the same when the board is started again. */
const identity = v.object({
  type: v.literal('board'),
  version: v.literal(1),
  id: v.string(),
  code: v.string(),
  port: v.number(),
  /** Each lets its owner see the class: in the teacher's address, in their cookie, in the page. */
  secrets: v.object({ address: v.string(), cookie: v.string(), act: v.string() }),
})
export type Identity = v.InferOutput<typeof identity>

/** What the teacher has set for the class. */
const teaching = v.object({
  type: v.literal('teaching'),
  /** The number of the stage that is suggested. */
  offer: v.optional(v.number()),
  isLookUp: v.boolean(),
  /** Nobody else can join. */
  isClosed: v.boolean(),
})
export type Teaching = Omit<v.InferOutput<typeof teaching>, 'type'>

export const noTeaching: Teaching = { isLookUp: false, isClosed: false }

const text = v.string()
const number = v.number()
const message = v.variant('type', [
  v.object({ type: v.literal('joined'), id: text, name: text, tokenHash: text, atMs: number }),
  v.object({ type: v.literal('report'), id: text, report: v.unknown(), atMs: number }),
  v.object({
    type: v.literal('shown'),
    id: text,
    shown: v.object({ seq: number, file: text, text }),
  }),
  v.object({ type: v.literal('hand-answered'), id: text, handMs: number }),
  v.object({
    type: v.literal('removed'),
    id: text,
    byTeacher: v.optional(v.literal(true)),
  }),
])

/** All that a board has to remember. */
export interface Remembered {
  readonly identity: Identity
  readonly students: ClassState
  /** The students whom the teacher has taken out. */
  readonly removed: ReadonlySet<string>
  readonly teaching: Teaching
}

/** The file in which a board remembers the class: lines of JSON, each added when something happens. */
export interface Journal {
  /** Adds a line. It is in the file when this is done, so that nothing is shown which a restart would not bring back. */
  add(line: ClassMessage | ({ readonly type: 'teaching' } & Teaching)): void
  close(): void
}

/** Bytes that are added before the file is written again, with the newest state alone. */
const usualMaxAddedBytes = 4 * 1024 * 1024

/**
 * What a journal holds: all of its whole lines. The last one may have been cut off, when the board was killed. Undefined
 * where there is no file. Throws a CourseError where it is no journal of a class, and the system's where it can't be read.
 */
export function readJournal(path: string): Remembered | undefined {
  if (!existsSync(path)) return undefined
  const [first, ...rest] = readRegularText(path).split('\n').slice(0, -1).map(parsed)
  const board = v.safeParse(identity, first)
  if (!board.success) throw classErrors.notAJournal(path)
  let students = noClass
  let removed: ReadonlySet<string> = new Set()
  let known = noTeaching
  for (const line of rest) {
    const teaches = v.safeParse(teaching, line)
    if (teaches.success) known = withoutType(teaches.output)
    const found = messageOf(line)
    if (found === undefined) continue
    students = take(students, found)
    removed = takenOut(removed, found)
  }
  return { identity: board.output, students, removed, teaching: known }
}

const withoutType = ({ type: _, ...given }: v.InferOutput<typeof teaching>): Teaching => given

function messageOf(line: unknown): ClassMessage | undefined {
  const found = v.safeParse(message, line)
  if (!found.success) return undefined
  if (found.output.type !== 'report') return found.output
  const report = parseReport(found.output.report)
  return report && { ...found.output, report }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/**
 * Writes a journal again with what is known, and goes on adding to it; `remembered` is asked for the newest whenever
 * the file has grown too long. Throws the system's error where the file can't be written.
 */
export function openJournal(
  path: string,
  remembered: () => Remembered,
  onError: (error: unknown) => void,
  maxAddedBytes = usualMaxAddedBytes,
): Journal {
  let file = begin(path, remembered())
  let addedBytes = 0
  return {
    add(line) {
      const bytes = Buffer.from(lineOf(line))
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
        addedBytes += bytes.length
        if (addedBytes <= maxAddedBytes) return
        // A class waits for no disk: what a machine loses that is switched off, the students send again.
        const next = begin(path, remembered(), false)
        closeSync(file)
        file = next
        addedBytes = 0
      } catch (error) {
        // Half a line may stand there now: the next one has the file written again.
        addedBytes = Number.POSITIVE_INFINITY
        onError(error)
      }
    },
    close: () => closeSync(file),
  }
}

/** Only the teacher reads it. */
const ownerOnly = 0o600

function begin(
  path: string,
  { identity, students, removed, teaching }: Remembered,
  flush = true,
): number {
  const lines = [
    lineOf(identity),
    lineOf({ type: 'teaching', ...teaching }),
    ...[...removed].map((id) => lineOf({ type: 'removed', id, byTeacher: true })),
    ...[...students.values()].flatMap(
      ({ id, name, tokenHash, heardMs, report, reportedMs, answeredHandMs, shown }) => [
        lineOf({ type: 'joined', id, name, tokenHash, atMs: report ? reportedMs : heardMs }),
        ...(report === undefined ? [] : [lineOf({ type: 'report', id, report, atMs: reportedMs })]),
        ...(answeredHandMs === undefined
          ? []
          : [lineOf({ type: 'hand-answered', id, handMs: answeredHandMs })]),
        ...(shown === undefined ? [] : [lineOf({ type: 'shown', id, shown })]),
      ],
    ),
  ]
  writeAtomic(path, lines.join(''), ownerOnly, flush)
  return openSync(path, 'a', ownerOnly)
}

const lineOf = (
  line: Identity | ClassMessage | ({ readonly type: 'teaching' } & Teaching),
): string => `${JSON.stringify(line)}\n`
