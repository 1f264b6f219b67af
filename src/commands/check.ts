import { accessSync, constants, existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { agreeToCommand } from '../app/agree-to-command.ts'
import { type Context, settingsFor, stageMeant } from '../app/context.ts'
import { isFailed, type Result } from '../checks/explain/failure.ts'
import { resultAsJson } from '../checks/report/json.ts'
import { junitReport, type Properties, type StageResults } from '../checks/report/junit.ts'
import type { Stage } from '../course/course.ts'
import { languages } from '../course/language.ts'
import { stdoutJson } from '../json/stdout.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { type CheckPlace, ownChecks } from '../session/own-checks.ts'
import { inMargin, wrap } from '../terminal/draw/columns.ts'
import type { Theme } from '../terminal/draw/theme.ts'
import { renderCount, renderResult } from '../terminal/views/check.ts'
import { reasonOf } from '../words/caught.ts'
import { checkCommandWords as words } from '../words/commands.ts'
import { CourseError, errors } from '../words/errors.ts'
import { rememberedFolder } from '../workspace/folder.ts'
import { ownServer } from '../workspace/own-server.ts'
import { withRun } from '../workspace/progress.ts'
import { openProgressStore, readProgress } from '../workspace/progress-store.ts'
import { type CheckedFolder, checkedFolder, shownFolder } from './checked-folder.ts'
import { reportTheme } from './report-theme.ts'

/** What `check` was told to do. */
export interface CheckOptions {
  /** Every stage, in order; it goes on after one that fails. */
  readonly all?: boolean
  /** One JSON object a line instead of words. */
  readonly json?: boolean
  /** A file for a report in JUnit's XML. */
  readonly junit?: string
}

/**
 * `check [STAGE]`: runs the learner's own server of a stage, or of all, and its checks. Without a stage,
 * it is the one of this folder, or that was open last. Exit code 0: all checks pass, 1: some don't, 2: they could
 * not be run. A folder that was named is only read.
 */
export async function check(
  context: Context,
  given: string | undefined,
  { all = false, json = false, junit }: CheckOptions,
): Promise<number> {
  if (all && given !== undefined) throw errors.stageAndAll(given)
  const report = junit === undefined ? undefined : reportFile(junit, context.cwd)
  const done: StageResults[] = []
  let properties: Properties = []
  let meant: readonly Stage[] = all ? context.course.stages : []
  let isWritten = false
  /** Writes the report, once. `error`: why the stages that are not done were not checked. */
  const finish = (error: string) => {
    if (report === undefined || isWritten) return
    isWritten = true
    const left = meant.slice(done.length).map((stage) => ({ stage, results: [], error }))
    writeReport(report, [...done, ...left], properties)
  }
  // A student's program can end this one.
  context.lifetime.add(() => finish(words.stopped))
  try {
    const found = checkedFolder(context)
    const folder = found.path
    meant = all ? context.course.stages : [stageMeant(given, folder, context)]

    const { language, command } = settingsFor(folder, context)
    properties = [
      ['folder', basename(folder)],
      ...(found.within === undefined ? [] : [['found-in', shownFolder(found)] as const]),
      ['language', languages[language].title],
      ...(command === undefined ? [] : [['command', command] as const]),
    ]
    // What is wrong with the settings is said before any stage's name.
    await agreeToCommand(folder, context)

    const say = json ? sayJson(found) : sayLines(context, meant.length > 1)
    say.folder(found)
    for (const stage of meant) {
      say.stage(stage)
      const results: Result[] = []
      let error: string | undefined
      try {
        for await (const result of ownChecks(stage, checkPlace(folder, context))) {
          results.push(result)
          say.result(result, stage)
        }
      } catch (thrown) {
        // What this machine can't do with one stage, it may do with the others.
        error = whyNotRun(thrown)
      }
      const stageResults = { stage, results, error }
      say.end(stageResults)
      done.push(stageResults)
      if (error === undefined && isOwn(folder, context)) keepRun(stage, folder, results, context)
    }
    say.all(done)
  } catch (thrown) {
    finish(whyNotRun(thrown))
    throw thrown
  }
  finish('')
  if (done.some(({ error }) => error !== undefined)) return 2
  return done.every(passesAll) ? 0 : 1
}

/** Why checks could not be run, with what to do where that is known. */
const whyNotRun = (thrown: unknown): string =>
  thrown instanceof CourseError ? `${thrown.message} ${thrown.next}` : reasonOf(thrown)

const passesAll = ({ results, error }: StageResults) =>
  error === undefined && results.every(({ verdict }) => verdict.type === 'passes')

/** A folder that was named may be somebody else's: then nothing is written to it. */
const isOwn = (folder: string, { options: { dir } }: Context) =>
  dir === undefined || folder === rememberedFolder()

/** Keeps what came of a run, so that `status` and the menu know it; not in a damaged file. A stage that is not begun stays so. */
function keepRun(stage: Stage, folder: string, results: readonly Result[], context: Context): void {
  const { now } = context
  if (readProgress(folder).isDamaged) return
  const store = openProgressStore(folder, now)
  const { file, shown } = ownServer(stage, settingsFor(folder, context))
  if (file !== undefined && !existsSync(join(folder, file))) return
  const passed = results.filter(({ verdict }) => verdict.type === 'passes').length
  const run = { passed, of: results.length, at: now().toISOString(), file: shown }
  const failed = results.find(isFailed)?.check.id
  store.keepExercise(stage.name, withRun(store.exercise(stage.name), run, failed))
}

interface Say {
  folder(folder: CheckedFolder): void
  stage(stage: Stage): void
  result(result: Result, stage: Stage): void
  end(results: StageResults): void
  all(results: readonly StageResults[]): void
}

function sayLines({ terminal }: Context, several: boolean): Say {
  const { theme } = terminal
  return {
    folder(found) {
      if (found.within !== undefined) terminal.print([` ${words.foundIn(shownFolder(found))}`, ''])
    },
    stage: (stage) => terminal.print([stageLine(stage, theme), '']),
    result(result, stage) {
      const lines = renderResult(result, stage, theme)
      terminal.print(result.verdict.type === 'fails' ? [...lines, ''] : lines)
    },
    end({ results, error }) {
      const said =
        error === undefined
          ? [renderCount(results, theme)]
          : wrap(words.couldNotRun(error), theme.columns - 2)
      terminal.print(['', ...inMargin(said), ''])
    },
    all(results) {
      if (!several) return
      const failing = results.filter((one) => !passesAll(one)).map(({ stage }) => stage.number)
      terminal.print([
        ` ${words.all(results.length - failing.length, results.length)}`,
        ...(failing.length === 0 ? [] : [` ${words.failing(failing)}`]),
      ])
    },
  }
}

const stageLine = ({ number, title }: Stage, { paint }: Theme) =>
  ` ${paint('strong', words.stage(number, title))}`

/** One object a line: each check as it is known, a line for each stage, one for all. */
const sayJson = (folder: CheckedFolder): Say => ({
  folder: () => {},
  stage: () => {},
  result: (result, stage) => stdoutJson.line(resultAsJson(result, stage)),
  end: (results) =>
    stdoutJson.line({
      type: 'stage',
      stage: results.stage.number,
      name: results.stage.name,
      ...foundIn(folder),
      ...counted([results]),
      ...(results.error !== undefined && { error: results.error }),
    }),
  all: (results) =>
    stdoutJson.line({
      type: 'all',
      stages: results.length,
      ...foundIn(folder),
      done: results.filter(passesAll).length,
      ...counted(results),
    }),
})

const foundIn = (folder: CheckedFolder) =>
  folder.within === undefined ? {} : { foundIn: shownFolder(folder) }

function counted(stages: readonly StageResults[]): object {
  const all = stages.flatMap(({ results }) => results)
  const count = (type: string) => all.filter(({ verdict }) => verdict.type === type).length
  return {
    checks: all.length,
    passed: count('passes'),
    failed: count('fails'),
    notRun: count('not-reached'),
  }
}

/** Where a report goes. Throws a CourseError where nothing can be written there, before a check is run. */
function reportFile(given: string, cwd: string): string {
  const path = resolve(cwd, given)
  try {
    accessSync(dirname(path), constants.W_OK)
    return path
  } catch {
    throw errors.cannotReport(path, words.folderMissing(dirname(path)))
  }
}

/** Writes the report so that a reader sees the whole of it or none. */
function writeReport(path: string, results: readonly StageResults[], properties: Properties): void {
  const text = junitReport(
    results,
    (result, stage) => renderResult(result, stage, reportTheme).join('\n'),
    properties,
  )
  try {
    writeAtomic(path, text)
  } catch (error) {
    throw errors.cannotReport(path, reasonOf(error))
  }
}

const checkPlace = (folder: string, context: Context): CheckPlace => ({
  folder,
  files: context.files,
  settings: settingsFor(folder, context),
  // Where nobody waits at a terminal, it may be a busy machine.
  patience: context.terminal.interactive ? 1 : 2,
  onStart: context.lifetime.add,
})
