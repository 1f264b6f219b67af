import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Check } from '../../course/checks.ts'
import type { Confinement } from '../../process/isolation/confinement.ts'
import type { Change } from '../explain/compare/edit.ts'
import type { FindCause, SeenFailure } from '../explain/evidence.ts'
import type { Result } from '../explain/failure.ts'
import { copyForChecks } from './files.ts'
import { runChecks } from './run.ts'
import { type CheckedProgram, type StartedServer, startForChecks } from './start.ts'

/** Milliseconds in which changes are tried; twice as many on a machine so busy that it has not tried the likeliest by then. */
const triesMs = 4000
const leastTries = 40
/** Milliseconds in which a server has to respond while they are. */
const limitMs = 1500
/** How often a program that says nothing is looked at, and after how many looks without work it is given up. */
const lookMs = 30
const idleLooks = 7
/** Milliseconds in which it has to listen. */
const startMs = 2000
/** Changes that are tried at most, and how many of them at the same time: most of their time they wait. */
const maxTries = 150
const workers = 2 * availableParallelism()
const workersWhereSilent = 2 * workers

/** A check with a limit of its own has much to send. */
const limitOf = ({ limit }: Check) => (limit > 2000 ? limit : Math.min(limit, limitMs))

export interface Trial {
  readonly program: CheckedProgram
  /** The learner's server, below the folder. */
  readonly file: string
  readonly folder: string
  /** A folder for copies of it. */
  readonly place: string
  /** Those up to the one that fails, which is the last. */
  readonly checks: readonly Check[]
  /** All of the stage. */
  readonly all: readonly Check[]
  readonly port: number
  readonly patience: number
  /** The check fails because nothing comes. @default false */
  readonly isSilent?: boolean
  readonly signal?: AbortSignal | undefined
  /** What the program may reach. @default what this process may */
  readonly confinement?: Confinement | undefined
}

/**
 * The first change with which the check that fails passes, and those before it still do; of slips that show
 * in the text, rather one with which all checks of the stage pass. Several are tried at the same time, and
 * none behind one that has passed.
 */
export async function firstThatPasses(
  changes: readonly Change[],
  trial: Trial,
): Promise<Change | undefined> {
  const began = performance.now()
  let next = 0
  const isOver = () => {
    const spent = (performance.now() - began) / (triesMs * trial.patience)
    return trial.signal?.aborted === true || spent > (next < leastTries ? 2 : 1)
  }
  const limit = Math.min(changes.length, maxTries)
  let found = limit
  let second = limit
  const work = async () => {
    while (next < found && !isOver()) {
      const at = next++
      const change = changes[at]
      if (change === undefined || (change.isBold && second < limit)) continue
      const passed = await passes(change, trial)
      if (passed === 'whole') found = Math.min(found, at)
      if (passed === 'part') second = Math.min(second, at)
    }
  }
  await Promise.all(Array.from({ length: trial.isSilent ? workersWhereSilent : workers }, work))
  return found < limit ? changes[found] : changes[second]
}

/** What passes with another text of the program; first the check that failed is asked, which is sooner. */
async function passes(
  { source, isBold }: Change,
  trial: Trial,
): Promise<'whole' | 'part' | undefined> {
  const alone = aloneIn(trial.checks)
  const isRight = async (checks: readonly Check[]) =>
    (await lastResult(source, { ...trial, checks }))?.verdict.type === 'passes'
  if (!(await isRight(alone))) return undefined
  const isEnough = isBold === undefined
  if (!isEnough && (await isRight(trial.all))) return 'whole'
  if (isBold || !(alone.length === trial.checks.length || (await isRight(trial.checks))))
    return undefined
  return isEnough ? 'whole' : 'part'
}

/** The last check, with those that it goes on from: over the same connection, or counting what was printed. */
function aloneIn(checks: readonly Check[]): readonly Check[] {
  const last = checks.at(-1)
  if (last === undefined || last.expect.output?.times !== undefined) return checks
  return checks.filter((each) => each === last || (last.on !== undefined && each.on === last.on))
}

/** What is known of the failure of the last check with another text of the program; undefined where it does not fail. */
export async function failureWith(source: string, trial: Trial): Promise<SeenFailure | undefined> {
  let seen: SeenFailure | undefined
  const alone = { ...trial, checks: aloneIn(trial.checks) }
  const result = await lastResult(source, alone, async (failure) => {
    seen = failure
    return undefined
  })
  return result?.verdict.type === 'fails' ? seen : undefined
}

async function lastResult(
  source: string,
  { program, file, folder, place, checks, port, patience, isSilent, signal, confinement }: Trial,
  findCause?: FindCause,
): Promise<Result | undefined> {
  const copy = mkdtempSync(join(place, 'copy-'))
  copyForChecks(folder, copy)
  writeFileSync(join(copy, file), source)
  const server = await startForChecks(program.startedIn(copy), {
    limit: startMs * patience,
    named: [copy, folder],
    confinement,
  })
  const idle = new AbortController()
  const stopLooking =
    isSilent && checks.length <= 2 ? onceIdle(server, () => idle.abort()) : undefined
  const options = {
    checks: checks.map((check) => ({
      ...check,
      limit: limitOf(check) * Math.ceil(patience / 2),
    })),
    server,
    folder: copy,
    root: folder,
    port,
    signal: signal === undefined ? idle.signal : AbortSignal.any([signal, idle.signal]),
    isTrial: findCause === undefined,
    ...(findCause && { findCause }),
  }
  try {
    const results: Result[] = []
    for await (const result of runChecks(options)) {
      results.push(result)
      if (result.verdict.type !== 'passes') break
    }
    return results.length === checks.length ? results.at(-1) : undefined
  } finally {
    stopLooking?.()
    await server.stop()
    rmSync(copy, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

/** Calls when a program that listens has had nothing to do for a while; gives back a function that ends that. */
function onceIdle({ ready, isRunning }: StartedServer, tell: () => void): () => void {
  let looks = 0
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  ready.then(() => {
    if (isOver) return
    timer = setInterval(() => {
      looks = isRunning?.() === false ? looks + 1 : 0
      if (looks < idleLooks) return
      clearInterval(timer)
      tell()
    }, lookMs)
  })
  return () => {
    isOver = true
    clearInterval(timer)
  }
}
