import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Stage } from '../course/course.ts'
import { withoutMarkers } from '../course/region.ts'
import { isFailed, type Result } from './failure.ts'
import { checkStage } from './stage.ts'

/** What the proof of a stage has found: a program, what it should do with the checks, and did. */
export interface Finding {
  readonly stage: Stage
  /** `server.ts`, `mistakes/lf-alone.ts`, or a file that does not belong there. */
  readonly file: string
  readonly said: string
  /** What is wrong with it; undefined where all is as it should be. */
  readonly wrong: string | undefined
}

/** What the proof needs to know of the course. */
export interface AuthorOptions {
  /** All of the course: a stage may begin where the one before it ended. */
  readonly stages: readonly Stage[]
  /** The folder lessons/. */
  readonly lessons: string
  /** The folder with the pages that the stages serve. */
  readonly site: string
  /** A failure as a learner reads it. */
  readonly say: (result: Result, stage: Stage) => string
}

/** What a mistake says of itself in its first two lines. */
export interface Meant {
  readonly fails: string
  readonly says: string
}

/** Reads `// fails: NAME` and `// says: PART`; a language may have another sign for a comment. */
export function readMeant(source: string): Meant | undefined {
  const [first = '', second = ''] = source.split(/\r?\n/)
  const fails = /^(?:\/\/|#) fails: (.+)$/.exec(first)?.[1]
  const says = /^(?:\/\/|#) says: (.+)$/.exec(second)?.[1]
  return fails === undefined || says === undefined ? undefined : { fails, says }
}

/** Where a stage's learner begins, below lessons/. */
export function startOf(
  stage: Stage,
  stages: readonly Stage[],
  lessons: string,
): string | undefined {
  const own = join(stage.folder, 'start.ts')
  if (existsSync(join(lessons, own))) return own
  const previous = stages[stage.number - 2]
  return previous === undefined ? undefined : join(previous.folder, 'server.ts')
}

/** Programs that are proved side by side: most of their time they wait. */
const width = 10

/**
 * Proves stages: the start fails a check, the solution passes them all, each mistake fails the check
 * meant for it with the words meant for it, and no file is there that nothing knows. Findings come in
 * the order of the stages.
 */
export async function* proveStages(
  stages: readonly Stage[],
  options: AuthorOptions,
): AsyncGenerator<Finding, void, void> {
  const proofs = stages.flatMap((stage) => proofsOf(stage, options))
  const running: Promise<Finding[]>[] = []
  for (const [i, proof] of proofs.entries()) {
    // The one that is `width` before this has to be done.
    running.push((running[i - width] ?? Promise.resolve()).then(proof))
  }
  for (const findings of running) yield* await findings
}

type Proof = () => Promise<Finding[]>

function proofsOf(stage: Stage, options: AuthorOptions): Proof[] {
  const { lessons } = options
  const found = (file: string, said: string, wrong?: string): Finding[] => [
    { stage, file, said, wrong },
  ]
  return [
    async () =>
      strayFiles(stage, lessons).flatMap((file) =>
        found(file, 'is there', 'nothing in the course knows this file'),
      ),
    async () => {
      const failed = await failureOf(join(stage.folder, 'server.ts'), stage, options)
      if (failed === undefined) return found('server.ts', 'holds every check')
      return found('server.ts', `fails: ${failed.check.check}`, options.say(failed, stage))
    },
    async () => {
      const start = startOf(stage, options.stages, lessons)
      if (start === undefined)
        return found('start.ts', 'is missing', 'there is nothing to begin with')
      const failed = await failureOf(start, stage, options)
      return failed === undefined
        ? found(start, 'holds every check', 'the start must fail at least one check')
        : found(start, `fails: ${failed.check.check}`)
    },
    ...mistakesOf(stage, lessons).map(
      (name): Proof =>
        async () => {
          const file = join(stage.folder, 'mistakes', name)
          return found(`mistakes/${name}`, ...(await proveMistake(file, stage, options)))
        },
    ),
  ]
}

async function proveMistake(
  file: string,
  stage: Stage,
  options: AuthorOptions,
): Promise<[said: string, wrong?: string]> {
  const meant = readMeant(readFileSync(join(options.lessons, file), 'utf8'))
  if (meant === undefined)
    return ['', 'its first two lines must be `// fails: NAME` and `// says: PART OF THE MESSAGE`']
  const said = `fails: ${meant.fails}`
  if (!stage.checks.some(({ check }) => check === meant.fails))
    return [said, `no check of this stage is called "${meant.fails}"`]
  const failed = await failureOf(file, stage, options)
  if (failed === undefined) return [said, 'it holds every check']
  const words = options.say(failed, stage)
  if (failed.check.check !== meant.fails)
    return [said, `it fails another check: ${failed.check.check}\n${words}`]
  if (!withoutFolds(words).includes(withoutFolds(meant.says)))
    return [said, `its message does not say "${meant.says}":\n${words}`]
  return [said]
}

/** Words as they are before a terminal folds them. */
const withoutFolds = (text: string) => text.replace(/\s+/g, ' ')

/** Programs run side by side here, on a machine that may have more to do. */
const patience = 3

/** Runs a program of lessons/ in a folder laid out as the learner's; gives back the check it fails. */
async function failureOf(
  file: string,
  stage: Stage,
  { lessons, site }: AuthorOptions,
): Promise<Result | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'learn-webserver-author-'))
  try {
    cpSync(site, join(folder, 'site'), { recursive: true })
    // Everything that programs import; region markers go, as they do in the learner's folder.
    for (const name of readdirSync(lessons, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.ts') && (name === file || !name.includes('mistakes')))
        bring(join(lessons, name), join(folder, name))
    const asServer = dirname(file) === stage.folder || basename(dirname(file)) === 'mistakes'
    const program = asServer ? file : join(stage.folder, 'server.ts')
    if (!asServer) bring(join(lessons, file), join(folder, program))
    for await (const result of checkStage({ stage, folder, program, patience }))
      if (isFailed(result)) return result
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

function bring(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
  writeFileSync(to, withoutMarkers(readFileSync(from, 'utf8')))
}

function mistakesOf({ folder }: Stage, lessons: string): string[] {
  const place = join(lessons, folder, 'mistakes')
  return existsSync(place) ? readdirSync(place).sort() : []
}

/** The stage's own files. A program may be there in more than one language. */
const known = /^(lesson\.md|checks\.yaml|mistakes|(server|start)\.[a-z]+)$/

/** Files beside a lesson that neither the course nor a `run` fence knows. */
function strayFiles({ folder, screens }: Stage, lessons: string): string[] {
  const run = screens.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'run' ? [stemOf(block.server)] : [])),
  )
  return readdirSync(join(lessons, folder)).filter(
    (name) => !known.test(name) && !run.includes(stemOf(name)),
  )
}

/** `text-plain.ts` is `text_plain.py` in Python. */
const stemOf = (name: string) => name.replace(/\.[a-z]+$/, '').replaceAll('_', '-')
