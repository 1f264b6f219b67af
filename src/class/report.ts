import * as v from 'valibot'

// What a student's course tells the teacher's board: this and nothing else. All times are the student's own.

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999))
/** Milliseconds since 1970, on the student's clock. */
const timeMs = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))

/** Stages that a report names at most, and times of saves. */
const maxStages = 30
export const maxSaves = 8

const stageReport = v.strictObject({
  /** The number of the screen that was open last. */
  screen: v.optional(count),
  /** All screens were read. */
  read: v.optional(v.literal(true)),
  /** How many checks passed in the last run, of how many. */
  passed: v.optional(count),
  of: v.optional(count),
  /** The check that fails: since when in this session, and after how many runs it still does. */
  failing: v.optional(v.strictObject({ id, sinceMs: timeMs, runs: count })),
  hints: v.optional(count),
  /** The solution was shown. */
  solution: v.optional(v.literal(true)),
  /** When all checks passed for the first time. */
  doneMs: v.optional(timeMs),
})

const report = v.strictObject({
  /** Grows with each report of a student, so that an older one is known. */
  seq: timeMs,
  atMs: timeMs,
  /** The version of the course. */
  version: v.pipe(v.string(), v.maxLength(32)),
  language: v.pipe(v.string(), v.maxLength(16)),
  /** The name of the stage that is open; absent in the menu. */
  stage: v.optional(id),
  stages: v.pipe(
    v.record(id, stageReport),
    v.check((stages) => Object.keys(stages).length <= maxStages),
  ),
  /** When the last files were saved, the newest last. */
  savesMs: v.pipe(v.array(timeMs), v.maxLength(maxSaves)),
  /** Since when a hand is raised. */
  handMs: v.optional(timeMs),
  /** The student closed the course. */
  closed: v.optional(v.literal(true)),
})

export type StageReport = v.InferOutput<typeof stageReport>
/** The state of a student, whole: each report takes the place of the one before. */
export type Report = v.InferOutput<typeof report>

/** What a value holds that came from anywhere; undefined where it is no report. */
export function parseReport(value: unknown): Report | undefined {
  const parsed = v.safeParse(report, value)
  return parsed.success ? parsed.output : undefined
}
