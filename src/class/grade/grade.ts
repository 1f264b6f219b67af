import { statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { Course } from '../../course/course.ts'
import { inPool } from '../../process/in-pool.ts'
import { reasonOf } from '../../words/caught.ts'
import { gradeWords } from '../../words/grade.ts'
import type { HandInNote, HandInSummary, StageResult, StageSummary } from '../summary.ts'
import { keyOf, type OutcomeCache } from './cache.ts'
import { type CheckOptions, checkHandIn } from './check-hand-in.ts'
import { type CourseTexts, readCourseTexts } from './course-texts.ts'
import { type HandIn, isArchive } from './hand-ins.ts'
import { type Outcome, passedIn, resultOf, type StageOutcome } from './outcome.ts'
import { fingerprintsOf, nearHandIns, runsOf } from './similarity.ts'
import { type Handed, readFiles, type Survey, survey } from './survey.ts'
import { Unreadable } from './unreadable.ts'

export interface GradeOptions extends CheckOptions {
  /** The version of the course. */
  readonly version: string
  /** Hand-ins that are checked at the same time. */
  readonly jobs: number
  /** What is known of hand-ins that have not changed. */
  readonly cache: OutcomeCache | undefined
  /** All that an outcome depends on besides, such as how workers are kept apart. */
  readonly dependsOn: readonly string[]
}

/** A hand-in that is graded. */
export interface Graded {
  readonly summary: HandInSummary
  /** What came of each stage that was run. */
  readonly outcomes: readonly StageOutcome[]
  /** Nothing was run: the outcome was known. */
  readonly isKnown: boolean
}

/** What is known of a hand-in, or why it can't be read. */
type Looked = Survey | { readonly reason: string }

/**
 * Grades hand-ins and gives them in their order, each once it and those before it are done. What is wrong with one stops
 * no other; nothing is written to any of them.
 */
export async function* grade(
  handIns: readonly HandIn[],
  options: GradeOptions,
): AsyncGenerator<Graded, void, void> {
  const { course, files, jobs, signal } = options
  const texts = await readCourseTexts(course, files)
  const looked: Looked[] = []
  for (const handIn of handIns) {
    looked.push(look(handIn, course, texts))
    await setImmediate()
  }
  const known = runsOf(texts.programs)
  const near = nearHandIns(
    looked.flatMap((one, i) =>
      'reason' in one
        ? []
        : [{ name: handIns[i]?.name ?? '', fingerprints: fingerprintsOf(written(one), known) }],
    ),
  )
  const digest = keyOf(
    texts.programs,
    course.stages.map(({ checks }) => checks),
  )
  const work = handIns.map((handIn, i) => async (): Promise<Graded | undefined> => {
    const one = looked[i]
    if (signal.aborted || one === undefined) return undefined
    const notes = (near.get(handIn.name) ?? []).map(
      (other) => ({ about: 'near', ...other }) as const,
    )
    return 'reason' in one
      ? unreadable(handIn.name, one.reason, options)
      : gradeOne(handIn, one, notes, digest, options)
  })
  for (const graded of inPool(work, jobs)) {
    const done = await graded
    if (done !== undefined) yield done
  }
}

const written = ({ servers }: Survey) =>
  servers.filter(({ unchanged, isForeign }) => unchanged === undefined && !isForeign)

function look({ name, path }: HandIn, course: Course, texts: CourseTexts): Looked {
  try {
    if (isArchive(path) && !/\.zip$/i.test(path) && !statSync(path).isDirectory())
      throw new Unreadable(gradeWords.reasons.archive(name))
    return survey(path, course.stages, texts)
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

async function gradeOne(
  { name, path }: HandIn,
  one: Survey,
  near: readonly HandInNote[],
  digest: string,
  options: GradeOptions,
): Promise<Graded> {
  const { course, version, cache, allowCommand, firstFailure, stageLimitMs, dependsOn } = options
  const { isolation } = options
  const toRun = one.servers.filter(
    ({ unchanged, isForeign }) => unchanged !== 'course' && (!isForeign || allowCommand),
  )
  const key = keyOf(version, digest, one.hash, allowCommand, firstFailure, stageLimitMs, dependsOn)
  const before = cache?.read(key)
  const { stages: outcomes, seconds } = before ?? (await outcomeOf(path, one, toRun, options))
  // What this machine had no time for, it may have time for the next time.
  const isWhole = outcomes.every(({ how }) => how === 'done')
  if (before === undefined && isWhole && toRun.length > 0)
    cache?.write(key, { stages: outcomes, seconds })

  const stages = course.stages.map(({ number, checks }) =>
    summaryOf(
      number,
      checks.length,
      one.servers.find(({ stage }) => stage === number),
      outcomes.find(({ stage }) => stage === number),
    ),
  )
  return {
    summary: {
      name,
      stages,
      notes: [
        ...one.notes.map((note) =>
          note.about === 'command' ? { ...note, ran: allowCommand } : note,
        ),
        ...near,
        ...(isolation.type === 'none' && outcomes.length > 0
          ? [{ about: 'unprotected' } as const]
          : []),
        ...outcomes.flatMap((outcome) => noteOn(outcome, stageLimitMs)),
        ...one.servers
          .filter((server) => server.isForeign && !allowCommand)
          .map(({ stage }) => couldNot(gradeWords.reasons.otherLanguage, stage)),
        { about: 'time', seconds },
        { about: 'version', version },
      ],
    },
    outcomes,
    isKnown: before !== undefined,
  }
}

/** Runs the servers of a hand-in, whatever comes of it. */
async function outcomeOf(
  path: string,
  one: Survey,
  servers: readonly Handed[],
  options: GradeOptions,
): Promise<Outcome> {
  if (servers.length === 0) return { stages: [], seconds: 0 }
  const began = performance.now()
  const run = async (): Promise<StageOutcome[]> => {
    try {
      const files = readFiles(path, options.course.stages)
      return await checkHandIn(files, one, servers, options)
    } catch (error) {
      const reason = reasonOf(error)
      return servers.map(({ stage }) => ({ stage, how: 'could-not-run', reason, cases: [] }))
    }
  }
  return { stages: await run(), seconds: Math.round((performance.now() - began) / 100) / 10 }
}

/** What counts of a stage: of one that is not begun, no check, though what it begins with may pass some. */
function summaryOf(
  stage: number,
  of: number,
  server: Handed | undefined,
  outcome: StageOutcome | undefined,
): StageSummary {
  const none = (result: StageResult): StageSummary => ({ stage, result, passed: 0, of })
  if (server === undefined) return none('not-begun')
  if (outcome === undefined) return none(server.isForeign ? 'could-not-run' : 'not-begun')
  const result = resultOf(outcome)
  if (result === 'fails' && server.unchanged !== undefined) return none('not-begun')
  return { stage, result, passed: passedIn(outcome), of }
}

function noteOn({ stage, how, reason }: StageOutcome, stageLimitMs: number): HandInNote[] {
  if (how === 'timeout') return [{ about: 'timeout', stage, seconds: stageLimitMs / 1000 }]
  return how === 'could-not-run' ? [couldNot(reason ?? '', stage)] : []
}

const couldNot = (reason: string, stage?: number): HandInNote => ({
  about: 'could-not-run',
  reason,
  ...(stage !== undefined && { stage }),
})

const unreadable = (name: string, reason: string, { course, version }: GradeOptions): Graded => ({
  summary: {
    name,
    stages: course.stages.map(({ number, checks }) => ({
      stage: number,
      result: 'could-not-run',
      passed: 0,
      of: checks.length,
    })),
    notes: [couldNot(reason), { about: 'version', version }],
  },
  outcomes: [],
  isKnown: false,
})
