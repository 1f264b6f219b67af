import { join } from 'node:path'
import { isFailed, type Result } from '../checks/explain/failure.ts'
import type { Stage } from '../course/course.ts'
import { CourseError } from '../words/errors.ts'
import { serverWords } from '../words/server.ts'
import { sessionWords } from '../words/session.ts'
import {
  type ExerciseProgress,
  exerciseProgressOf,
  passesAll,
  progressOf,
  withRun,
} from '../workspace/progress.ts'
import { fault } from './notices.ts'
import type { Running } from './running.ts'
import {
  type CheckedState,
  type ExerciseState,
  type Listed,
  pageOf,
  runOf,
  type SessionState,
} from './state.ts'

/** The learner's server of a stage at work: started again and checked whenever its files are saved. */
export interface ExerciseWork {
  check(savedAt?: Date): Promise<void>
  stop(): Promise<void>
}

const works = new WeakMap<Running, ExerciseWork>()
/** The work at the exercise that is open. */
export const workOf = (running: Running): ExerciseWork | undefined => works.get(running)

/** What is known of the exercise of the stage. */
export function exerciseProgress({ state }: Running): ExerciseProgress {
  return exerciseProgressOf(progressOf(state.progress, state.stage?.name ?? ''))
}

/** Keeps what is new of it. */
export function keepExercise(running: Running, change: Partial<ExerciseProgress>): void {
  const { stage } = running.state
  if (stage === undefined) return
  running.keep(stage, { exercise: { ...exerciseProgress(running), ...change } })
}

/**
 * Begins work at the exercise of a stage, with a run of the checks or with the server alone. 'left':
 * the person left the question that comes before it; 'no-folder': there is nowhere to write. Throws a
 * CourseError where no port can be had, or where the folder's settings are wrong.
 */
export async function openExercise(
  running: Running,
  stage: Stage,
  begin: 'checked' | 'running',
): Promise<'begun' | 'left' | 'no-folder'> {
  const { workplace, effects } = running
  if (workplace === undefined) return 'no-folder'
  const own = workplace.own(stage)
  const before = exerciseProgress(running)
  const passes = passesAll(before) && before.checks?.file === own.shown
  running.set({
    exercise: {
      shown: own.shown,
      path: own.file === undefined ? undefined : join(workplace.folder, own.file),
      language: own.language,
      passes,
      last: undefined,
      isChecking: false,
      notices: [],
    },
  })
  const textNow = () => (own.file === undefined ? undefined : workplace.read(own.file))
  const found = textNow()
  // What was changed while the course was closed is checked as well.
  const isChanged =
    before.checks !== undefined || (found !== undefined && found !== (await workplace.start(stage)))
  if (!(await offerOwn(running, stage))) {
    running.set({ exercise: undefined })
    return 'left'
  }
  const textBefore = textNow()
  const { openServer } = await import('./server.ts')
  const server = await openServer(running, {
    run: { ...runOf(stage), server: own.shown },
    upstream: own.startedIn(workplace.folder),
    port: stage.port,
    words: serverWords.exercise(own.shown),
    isOurs: true,
    isQuiet: true,
  })

  let current: AbortController | undefined
  const set = (change: Partial<ExerciseState>) => {
    const { exercise } = running.state
    if (exercise !== undefined) running.set({ exercise: { ...exercise, ...change } })
  }
  const keep = (results: readonly Result[]) => {
    const passed = results.filter(({ verdict }) => verdict.type === 'passes').length
    const at = effects.now().toISOString()
    const run = { passed, of: results.length, at, file: own.shown }
    const failed = results.find(isFailed)?.check.id
    keepExercise(running, withRun(exerciseProgress(running), run, failed))
    set({ passes: passed === results.length })
  }
  const check = async (savedAt?: Date) => {
    const at = effects.now()
    const beganMs = effects.clock() - (savedAt === undefined ? 0 : at.getTime() - savedAt.getTime())
    current?.abort()
    const mine = new AbortController()
    current = mine
    const results: Result[] = []
    const wires: Listed[] = []
    const checked = (more: Partial<CheckedState>): CheckedState => ({
      results: [...results],
      savedAt,
      at,
      tookMs: effects.clock() - beganMs,
      wires: [...wires],
      isWhole: false,
      ...more,
    })
    // The results so far, where it takes a while.
    const slow = setInterval(() => set({ last: checked({}) }), 400)
    set({ isChecking: true })
    try {
      const all = await workplace.runChecks(stage, {
        tell(result, exchanges) {
          results.push(result)
          const { check } = result
          wires.push(...exchanges.map((exchange): Listed => ({ exchange, check })))
        },
        signal: mine.signal,
        port: running.state.server?.port ?? stage.port,
      })
      if (all === undefined) return
      keep(all)
      set({ last: checked({ isWhole: true }), notices: [] })
      showWork(running)
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      set({ notices: fault(error.message, error.next) })
    } finally {
      clearInterval(slow)
      if (current === mine) {
        current = undefined
        set({ isChecking: false })
        await server.restart(true)
      }
    }
  }

  // What was said stays for the checks of one save, then it is out of date.
  let saidBefore: SessionState['notices'] | undefined
  const saves = await workplace.watchSaves({
    stage: stage.folder,
    onSave(at) {
      if (running.state.notices === saidBefore) running.set({ notices: [] })
      saidBefore = running.state.notices
      void check(at)
    },
  })
  const forget = effects.onEnd(saves.stop)
  const work: ExerciseWork = {
    check,
    async stop() {
      const ending = current
      current = undefined
      ending?.abort()
      forget()
      await saves.stop()
    },
  }
  works.set(running, work)
  running.parts.set('exercise', work)
  // What was saved before saves were watched counts too.
  const isSaved = textNow() !== textBefore
  await (begin === 'checked' || isSaved || isChanged ? check() : server.restart())
  return 'begun'
}

/** Ends the work, and the learner's server. */
export async function closeExercise(running: Running): Promise<void> {
  if (!works.has(running)) return
  works.delete(running)
  await running.parts.get('exercise')?.stop()
  await running.parts.get('server')?.stop()
  running.parts.clear()
  running.set({
    exercise: undefined,
    server: undefined,
    exchanges: [],
    connections: [],
    printed: [],
  })
}

/** A verdict that comes is shown, where the task or an older verdict is read. */
function showWork(running: Running): void {
  const { type } = pageOf(running.state)
  if (type === 'task') running.pop()
  else if (type === 'screen') running.scrollTo(0)
}

/**
 * Asks once whether to go on from the learner's own server of the stage before. Whether that was decided, or
 * there was nothing to decide.
 */
async function offerOwn(running: Running, stage: Stage): Promise<boolean> {
  if (exerciseProgress(running).begunFrom !== undefined) return true
  const goOn = await running.workplace?.ownBefore(stage)
  if (goOn === undefined) return true
  const answer = await running.ask(sessionWords.goOnFromOwn(stage.number - 1))
  if (answer === 'left') return false
  if (answer === 'yes') goOn()
  keepExercise(running, { begunFrom: answer === 'yes' ? 'own' : 'course' })
  return true
}
