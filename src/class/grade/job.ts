import * as v from 'valibot'
import type { Stage } from '../../course/course.ts'
import type { Language } from '../../course/language.ts'
import type { Isolation } from '../../process/isolation/isolation.ts'

// What is said between `grade` and the process that checks one hand-in: a job as JSON on its standard input, and
// lines of JSON on its standard output.

/** A server of a hand-in that is to be checked. */
export interface JobStage {
  /** Its stage, in its language. */
  readonly stage: Stage
  /** The folder that it runs in, below the copy of the hand-in; empty for the copy itself. */
  readonly root: string
  readonly language: Language
  /** Its file, below `root`. */
  readonly file: string
  /** A command that starts it instead, where that is allowed. */
  readonly command?: string | undefined
}

/** What a worker has to do. */
export interface Job {
  /** Each line of the worker begins with it. A program that it checks does not know it. */
  readonly key: string
  /** The copy of the hand-in. */
  readonly folder: string
  readonly stages: readonly JobStage[]
  /** The first check that fails is the last that is tried. */
  readonly firstFailure: boolean
  /** Milliseconds that the checks of a stage may take together. */
  readonly stageLimitMs: number
  /** What keeps the servers from all that is not theirs. */
  readonly isolation: Isolation
}

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const stage = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))

/** Characters of what is said of a check that fails. */
export const maxTextLength = 10_000

const line = v.variant('type', [
  /** What became of a check. */
  v.strictObject({
    key: v.string(),
    type: v.literal('check'),
    stage,
    id: text(100),
    result: v.picklist(['passes', 'fails', 'not-reached']),
    /** Of one that fails: the kind of failure, and what a learner reads. */
    kind: v.optional(text(100)),
    message: v.optional(text(maxTextLength)),
    text: v.optional(text(maxTextLength)),
  }),
  /** No more checks of this stage will come. */
  v.strictObject({
    key: v.string(),
    type: v.literal('stage'),
    stage,
    how: v.picklist(['done', 'timeout', 'could-not-run']),
    reason: v.optional(text(maxTextLength)),
  }),
])

/** What a worker says. */
export type WorkerLine = v.InferOutput<typeof line>
export type CheckLine = Extract<WorkerLine, { type: 'check' }>

/** A line of a worker; undefined for what only looks like one, or has another key. */
export function parseLine(text: string, key: string): WorkerLine | undefined {
  // Looked at first, since a program that floods the output could have millions of lines read.
  if (!text.startsWith(`{"key":${JSON.stringify(key)},`)) return undefined
  try {
    const parsed = v.safeParse(line, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
