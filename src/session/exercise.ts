import { join } from 'node:path'
import type { Context } from '../app/context.ts'
import { chosenEditor, openInEditor } from '../app/editor.ts'
import { isFailed, type Result } from '../checks/explain/failure.ts'
import { runOf } from '../commands/run.ts'
import { renderCount, renderResult } from '../terminal/views/check.ts'
import { renderVerdict } from '../terminal/views/exercise.ts'
import { createWireView } from '../terminal/views/wire.ts'
import { CourseError } from '../words/errors.ts'
import { serverWords } from '../words/server.ts'
import { withRun } from '../workspace/progress.ts'
import { watchSaves } from '../workspace/watch-files.ts'
import { type CheckRun, runOwnChecks } from './check-run.ts'
import {
  difference,
  hint,
  isSolved,
  placeLine,
  solution,
  startOver,
  type Workbench,
  wantsDifference,
  wantsSolution,
} from './exercise-actions.ts'
import type { ExerciseKey } from './exercise-keys.ts'
import { watchServer } from './watch.ts'

/** The learner's server of a stage at work: started anew and checked whenever its files are saved. */
export interface Exercise {
  /** The last run of the checks held them all. */
  readonly holds: boolean
  /** Aborted when what `holds` says has changed, and then another. */
  readonly changed: AbortSignal
  press(key: ExerciseKey): Promise<void>
  stop(): Promise<void>
}

/** Milliseconds after which results are printed one by one, not all together. */
const patience = 400

/**
 * Begins work at an exercise, with a run of the checks or with the server alone. Throws a CourseError where
 * no port can be had.
 */
export async function openExercise(
  bench: Workbench,
  begin: 'checked' | 'running',
  context: Context,
): Promise<Exercise> {
  const { terminal, lifetime, options, now } = context
  const { stage, folder, own } = bench
  const { look } = terminal
  const print = (lines: readonly string[]) =>
    terminal.print(lines.map((line) => ` ${line}`.trimEnd()))
  let holds = isSolved(bench)
  let changed = new AbortController()
  let last: CheckRun | undefined
  let running: AbortController | undefined

  const watch = await watchServer(
    {
      run: { ...runOf(stage), server: own.shown },
      place: {
        upstream: own.startedIn(folder),
        port: options.port ?? stage.port,
        portFixed: options.port !== undefined,
        openTo: options.openTo,
      },
      words: serverWords.exercise(own.shown),
      quiet: true,
    },
    context,
  )

  const keep = ({ results }: CheckRun) => {
    const hold = results.filter(({ verdict }) => verdict.type === 'passes').length
    const run = { passed: hold, of: results.length, at: now().toISOString(), file: own.shown }
    bench.keep(withRun(bench.progress(), run, results.find(isFailed)?.check.id))
    if (holds === (hold === results.length)) return
    holds = !holds
    changed.abort()
    changed = new AbortController()
  }

  const check = async (saved?: Date) => {
    const began = performance.now() - (saved === undefined ? 0 : now().getTime() - saved.getTime())
    running?.abort()
    const mine = new AbortController()
    running = mine
    let waiting: string[] | undefined = ['']
    const say = (lines: string[]) =>
      waiting === undefined ? terminal.print(lines) : waiting.push(...lines)
    const sayAll = () => {
      if (waiting === undefined) return
      terminal.print(waiting)
      waiting = undefined
    }
    const timer = setTimeout(sayAll, patience)
    try {
      const tell = (result: Result) => say(resultLines(result, bench, context))
      const run = await runOwnChecks(stage, folder, context, {
        tell,
        signal: mine.signal,
        port: watch.port,
      })
      if (run === undefined) return
      const took = performance.now() - began
      last = run
      keep(run)
      sayAll()
      print(['', renderCount(run.results, look), renderVerdict({ saved, took }, look)])
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      print(['', look.paint('error', error.message), error.next])
    } finally {
      clearTimeout(timer)
      if (running === mine) {
        running = undefined
        await watch.restart('told')
      }
    }
  }

  const onSave = (at: Date) => void check(at)
  const saves = await watchSaves({ folder, stage: stage.folder, onSave })
  print(['', placeLine(bench, context), `Your server: ${look.paint('accent', watch.url())}`])
  const forget = lifetime.add(saves.stop)
  const wire = async () => {
    const view = createWireView({ look, show: [], hint: undefined })
    const ofChecks = (last?.wires() ?? []).map(({ check, fails, exchanges }) => ({
      title: `${check}: ${view.asked(exchanges[0])}`,
      fails,
      exchanges,
    }))
    const ofBrowser = watch.exchanges().map((exchange) => ({
      title: `your browser: ${view.asked(exchange)}`,
      exchanges: [exchange],
    }))
    const options = [...ofChecks, ...ofBrowser].map((value) => ({ value, text: value.title }))
    const newest = options.at(-1)?.value
    if (newest === undefined)
      return print(['', 'Nothing has come yet: save your file, or open your browser with o.'])
    const failed = ofChecks.find(({ fails }) => fails)
    if (options.length > 1) print([''])
    const none = { value: undefined, text: 'none of them' }
    const chosen =
      options.length === 1
        ? newest
        : await terminal.choose('Which one?', [...options, none], failed ?? newest)
    if (chosen === undefined) return
    print(chosen.exchanges.flatMap(view.whole))
    if (chosen.exchanges.at(-1)?.response === undefined) print(['', 'No answer came.'])
  }

  const edit = async () => {
    const editor = await chosenEditor(terminal)
    if (own.file === undefined || editor === undefined)
      return print([
        '',
        'No editor is named in VISUAL or EDITOR, and VS Code was not found.',
        placeLine(bench, context),
      ])
    const open = () => openInEditor(editor, join(folder, own.file ?? ''))
    const wrong = editor.type === 'terminal' ? await terminal.lend(open) : await open()
    print([
      '',
      wrong === undefined
        ? `Opened with ${editor.file}.`
        : `${editor.file} could not be started: ${wrong}.`,
    ])
  }

  const press = async (key: ExerciseKey): Promise<void> => {
    switch (key) {
      case 'check':
        return check()
      case 'hint':
        return print(['', ...hint(bench, context)])
      case 'diff':
        if (await wantsDifference(bench, context))
          print(['', ...(await difference(bench, context))])
        return
      case 'solution':
        if (await wantsSolution(bench, context)) print(['', ...(await solution(bench, context))])
        return
      case 'over':
        return print(['', ...(await startOver(bench, context))])
      case 'edit':
        return edit()
      case 'open':
        return watch.openBrowser()
      case 'wire':
        return wire()
    }
  }

  await (begin === 'checked' ? check() : watch.restart())
  return {
    get holds() {
      return holds
    },
    get changed() {
      return changed.signal
    },
    press,
    async stop() {
      const ending = running
      running = undefined
      ending?.abort()
      forget()
      await Promise.all([saves.stop(), watch.stop()])
    },
  }
}

/** Checks that wait behind one that fails are counted, not listed. */
function resultLines(result: Result, { stage }: Workbench, { terminal }: Context): string[] {
  return result.verdict.type === 'not-reached' ? [] : renderResult(result, stage, terminal.look)
}
