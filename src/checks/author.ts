import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exerciseOf, type Stage } from '../course/course.ts'
import { type Language, languages, type Platform, serverFile } from '../course/language.ts'
import { type CourseFiles, solutionOf, startOf } from '../course/program.ts'
import { inPool } from '../process/in-pool.ts'
import { findingWords as words } from '../words/author.ts'
import { bringFiles } from '../workspace/files.ts'
import { programAt } from '../workspace/own-server.ts'
import { type Failed, isFailed, type Result } from './explain/failure.ts'
import { type Mistake, marksOf, readMistakes, withMistake } from './mistakes.ts'
import { checkStage } from './run/stage.ts'

/** What the proof of a stage has found: a program, what it should do with the checks, and did. */
export interface Finding {
  readonly stage: Stage
  /** `server.ts`, the name of a mistake, or a file that does not belong there. */
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

/** Programs that are proved side by side: most of their time they wait. */
const workers = 4

/**
 * Proves stages: the start fails a check, the solution passes them all, each mistake fails the check
 * meant for it for the cause meant for it, and no file is there that nothing knows. Findings come in
 * the order of the stages.
 */
export async function* proveStages(
  stages: readonly Stage[],
  options: AuthorOptions,
): AsyncGenerator<Finding, void, void> {
  const proofs = stages.flatMap((stage) => proofsOf(stage, options))
  for (const findings of inPool(proofs, workers)) yield* await findings
}

type Proof = () => Promise<Finding[]>

function proofsOf(stage: Stage, options: AuthorOptions): Proof[] {
  const { lessons } = options
  const found = (file: string, said: string, wrong?: string): Finding[] => [
    { stage, file, said, wrong },
  ]
  return [
    async () =>
      strayFiles(stage, lessons).flatMap((file) => found(file, words.exists, words.stray)),
    async () =>
      exerciseOf(stage) === undefined
        ? found('lesson.md', words.noExercise, words.exerciseFence)
        : [],
    ...options.languages.flatMap((language): Proof[] => [
      async () => {
        const file = serverFile(language)
        const text = await solutionOf(stage, language, options)
        if (text === undefined) return found(file, words.missing, words.noSolution)
        const failed = await failureOf({ stage, language, text }, options)
        return failed === undefined
          ? found(file, words.passes)
          : found(file, words.fails(failed.check.id), options.say(failed, stage))
      },
      async () => {
        const file = `start.${language}`
        const text = await startOf(stage, language, options)
        if (text === undefined) return found(file, words.missing, words.noStart)
        const failed = await failureOf({ stage, language, text }, options)
        return failed === undefined
          ? found(file, words.passes, words.startPasses)
          : found(file, words.fails(failed.check.id))
      },
    ]),
    ...readMistakes(stage, lessons).flatMap((mistake) =>
      platforms.flatMap(([platform, language]): Proof[] =>
        mistake[platform] === undefined || !options.languages.includes(language)
          ? []
          : [
              async () =>
                found(
                  `${mistake.id} (${languages[language].title})`,
                  ...(await proveMistake(mistake, platform, { stage, language }, options)),
                ),
            ],
      ),
    ),
  ]
}

/** The languages that mistakes are made in. */
const platforms = [
  ['node', 'ts'],
  ['python', 'py'],
] as const

/** That the check which is meant fails, that the cause which is meant is named, and the line marked. */
async function proveMistake(
  mistake: Mistake,
  platform: Platform,
  { stage, language }: Pick<Candidate, 'stage' | 'language'>,
  options: AuthorOptions,
): Promise<[said: string, wrong?: string]> {
  const said = words.failsBy(mistake.fails, mistake.cause)
  if (!stage.checks.some(({ id }) => id === mistake.fails))
    return [said, words.noCheck(mistake.fails)]
  const solution = await solutionOf(stage, language, options)
  const changed = withMistake(solution ?? '', mistake, platform)
  if ('missing' in changed) return [said, words.notOnce(changed.missing)]
  const failed = await failureOf({ stage, language, text: changed.text }, options)
  if (failed === undefined) return [said, words.passesAll]
  const explained = options.say(failed, stage)
  if (failed.check.id !== mistake.fails) return [said, words.otherCheck(failed.check.id, explained)]
  const cause = failed.verdict.cause?.id
  if ((cause ?? 'none') !== mistake.cause) return [said, words.otherCause(cause, explained)]
  const marks = marksOf(mistake, platform)
  const line = failed.verdict.cause?.where?.text
  const isMarked = marks === undefined ? line === undefined : line?.includes(marks)
  return isMarked ? [said] : [said, words.otherLine(line, explained)]
}

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
): Promise<Failed | undefined> {
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

/** The stage's own files. A program may be there in more than one language. */
const known = /^(lesson\.md|checks\.yaml|mistakes\.yaml|(server|start)\.[a-z]+)$/

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
