import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exerciseOf, type Stage } from '../course/course.ts'
import { type Language, serverFile } from '../course/language.ts'
import { type CourseFiles, solutionOf, startOf } from '../course/program.ts'
import { withoutMarkers } from '../course/region.ts'
import { bringFiles } from '../workspace/files.ts'
import { programAt } from '../workspace/own-server.ts'
import { isFailed, type Result } from './explain/failure.ts'
import { checkStage } from './run/stage.ts'

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
export interface AuthorOptions extends CourseFiles {
  /** The languages that starts and solutions are proved in. */
  readonly languages: readonly Language[]
  /** A failure as a learner reads it. */
  readonly say: (result: Result, stage: Stage) => string
}

/** What a mistake says of itself in its first two lines. */
export interface Meant {
  readonly fails: string
  readonly says: string
}

/** Reads `// fails: ID` and `// says: PART`; a language may have another sign for a comment. */
export function readMeant(source: string): Meant | undefined {
  const [first = '', second = ''] = source.split(/\r?\n/)
  const fails = /^(?:\/\/|#) fails: (.+)$/.exec(first)?.[1]
  const says = /^(?:\/\/|#) says: (.+)$/.exec(second)?.[1]
  return fails === undefined || says === undefined ? undefined : { fails, says }
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
    async () =>
      exerciseOf(stage) === undefined
        ? found('lesson.md', 'has no exercise', 'an `exercise` fence says what to do, with hints')
        : [],
    ...options.languages.flatMap((language): Proof[] => [
      async () => {
        const file = serverFile(language)
        const text = await solutionOf(stage, language, options)
        if (text === undefined) return found(file, 'is missing', 'there is no solution')
        const failed = await failureOf({ stage, language, text }, options)
        return failed === undefined
          ? found(file, 'holds every check')
          : found(file, `fails: ${failed.check.id}`, options.say(failed, stage))
      },
      async () => {
        const file = `start.${language}`
        const text = await startOf(stage, language, options)
        if (text === undefined) return found(file, 'is missing', 'there is nothing to begin with')
        const failed = await failureOf({ stage, language, text }, options)
        return failed === undefined
          ? found(file, 'holds every check', 'the start must fail at least one check')
          : found(file, `fails: ${failed.check.id}`)
      },
    ]),
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
  const source = readFileSync(join(options.lessons, file), 'utf8')
  const meant = readMeant(source)
  if (meant === undefined)
    return ['', 'its first two lines must be `// fails: ID` and `// says: PART OF THE MESSAGE`']
  const said = `fails: ${meant.fails}`
  if (!stage.checks.some(({ id }) => id === meant.fails))
    return [said, `no check of this stage has the id "${meant.fails}"`]
  const text = withoutMarkers(source)
  const failed = await failureOf({ stage, language: 'ts', text, file }, options)
  if (failed === undefined) return [said, 'it holds every check']
  const words = options.say(failed, stage)
  if (failed.check.id !== meant.fails)
    return [said, `it fails another check: ${failed.check.id}\n${words}`]
  if (!withoutFolds(words).includes(withoutFolds(meant.says)))
    return [said, `its message does not say "${meant.says}":\n${words}`]
  return [said]
}

/** Words as they are before a terminal folds them. */
const withoutFolds = (text: string) => text.replace(/\s+/g, ' ')

/** Programs run side by side here, on a machine that may have more to do. */
const patience = 3

interface Candidate {
  readonly stage: Stage
  readonly language: Language
  readonly text: string
  /** Where it is put, below the learner's folder. @default where the learner's own server is */
  readonly file?: string
}

/** Runs a program in a folder laid out as the learner's; gives back the check it fails. */
async function failureOf(
  { stage, language, text, file = join(stage.folder, serverFile(language)) }: Candidate,
  options: AuthorOptions,
): Promise<Result | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'learn-webserver-author-'))
  try {
    await bringFiles(stage, folder, language, options)
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
    const program = programAt(file, language)
    for await (const result of checkStage({ stage, folder, program, patience }))
      if (isFailed(result)) return result
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
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

const stemOf = (name: string) => name.replace(/\.[a-z]+$/, '')
