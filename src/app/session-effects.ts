import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Standby } from '../checks/run/standby.ts'
import type { Run, Stage } from '../course/course.ts'
import { serverFile } from '../course/language.ts'
import { hasStartOfItsOwn, solutionOf, startFromOwn, startOf } from '../course/program.ts'
import type { PageServer } from '../page/server/page-server.ts'
import { readRegularText } from '../process/read-regular.ts'
import { makeTemporary } from '../process/temporary.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import type { Session } from '../session/as-seen.ts'
import type { EditorResult, Effects, Workplace } from '../session/effects.ts'
import { finishedServer } from '../session/server-place.ts'
import { progressWords } from '../words/commands.ts'
import { bringFiles, resetFiles } from '../workspace/files.ts'
import { ownServer } from '../workspace/own-server.ts'
import { progressFile } from '../workspace/progress.ts'
import { openProgressStore, type ProgressStore } from '../workspace/progress-store.ts'
import { isDone } from '../workspace/stage-state.ts'
import { openBrowser } from './browser.ts'
import { type Context, type Place, settingsFor } from './context.ts'
import { chosenEditor, type Editor, findOwnEditor, openInEditor } from './editor.ts'

/** What a session does outside itself, on this machine. `finished` says where the course's servers are. */
export function sessionEffects(
  { terminal, lifetime, options, now }: Place,
  finished: Effects['finishedServer'],
): Effects {
  let drafts: string | undefined
  let page: Promise<PageServer> | undefined
  const pageOf = async (session: Session) => {
    const [{ createLiveSource }, { servePage }, { urlsOf }] = await Promise.all([
      import('../page/server/live-source.ts'),
      import('./page-of.ts'),
      import('../process/host.ts'),
    ])
    const { openTo } = options
    const others = (port: number) => (openTo ? urlsOf(openTo, port) : [])
    return servePage(createLiveSource(session, others), { lifetime })
  }
  return {
    openServer: async (options) =>
      (await import('../process/tapped-server.ts')).openTappedServer(options),
    finishedServer: finished,
    async send(port, bytes) {
      const { sendRequest } = await import('./send-request.ts')
      sendRequest(port, bytes)
    },
    openBrowser: async (url) => (options.open ? openBrowser(url) : 'not-asked'),
    async openPage(session) {
      page ??= pageOf(session)
      page.catch(() => {
        page = undefined
      })
      const [{ openPageAt }, server] = await Promise.all([import('./page-of.ts'), page])
      return openPageAt(server, { options })
    },
    async openEditor(path) {
      const found = findOwnEditor(process)
      if (found.type === 'none') return { type: 'none' }
      const open = async (editor: Editor): Promise<EditorResult> => {
        const reason = await openInEditor(editor, path)
        return reason === undefined
          ? { type: 'opened', editor: editor.name }
          : { type: 'failed', editor: editor.name, reason }
      }
      if (found.type === 'chosen' && found.editor.type === 'window') return open(found.editor)
      return terminal.lend(async () => {
        const editor = await chosenEditor(terminal)
        return editor === undefined ? { type: 'none' } : open(editor)
      })
    },
    writeDraft(name, text) {
      if (drafts === undefined) {
        const { path, remove } = makeTemporary()
        lifetime.add(remove)
        drafts = path
      }
      const file = join(drafts, name)
      writeFileSync(file, text)
      return file
    },
    readDraft: (path) => readFileSync(path, 'utf8'),
    now,
    clock: () => performance.now(),
    onEnd: lifetime.add,
  }
}

/** Where the course's finished servers run: in a folder, with its pages. */
export const finishedIn =
  (folder: string, { files: { lessons } }: Context) =>
  (stage: Stage, run: Run) =>
    finishedServer(stage, run, folder, lessons)

/** Opens a folder's progress to be written, and says so where a damaged file is renamed. */
export function openProgress(
  folder: string,
  { terminal, now }: Pick<Place, 'terminal' | 'now'>,
): ProgressStore {
  const store = openProgressStore(folder, now)
  const { setAside } = store
  if (setAside !== undefined)
    terminal.print([
      ` ${terminal.theme.paint('warning', progressWords.damaged(progressFile))}`,
      ` ${progressWords.setAside(setAside)}`,
    ])
  return store
}

/** The learner's folder as a session uses it. */
export function workplaceIn(
  folder: string,
  context: Context,
  progress: ProgressStore = openProgress(folder, context),
): Workplace {
  const { course, files, lifetime, now } = context
  const settings = settingsFor(folder, context)
  const { language } = settings
  let standby: Standby | undefined
  lifetime.add(() => standby?.close())
  /** A program names the stage's own port, also where the person named another one. */
  const withOwnPort = (stage: Stage): Stage => ({
    ...stage,
    port: files.stages[stage.number - 1]?.port ?? stage.port,
  })
  const readOwn = (file: string) => {
    const path = join(folder, file)
    return existsSync(path) ? readRegularText(path) : undefined
  }
  return {
    folder,
    progress,
    own: (stage) => ownServer(stage, settings),
    bring: (stage) => bringFiles(stage, folder, language, files),
    async ownBefore(stage) {
      const before = course.stages[stage.number - 2]
      if (before === undefined || settings.command !== undefined) return undefined
      if (!isDone(before, progress.current())) return undefined
      if (hasStartOfItsOwn(stage, language, files)) return undefined
      const file = join(stage.folder, serverFile(language))
      const own = readOwn(join(before.folder, serverFile(language)))
      const start = await startOf(stage, language, files)
      // Only where nothing was written yet, and where it is not the course's server that passes.
      if (own === undefined || start === undefined || readOwn(file) !== start) return undefined
      if (own === (await solutionOf(before, language, files))) return undefined
      const begun = await startOf(before, language, files)
      const text = startFromOwn(own, withOwnPort(before), withOwnPort(stage), begun)
      return () => writeAtomic(join(folder, file), text)
    },
    start: (stage) => startOf(stage, language, files),
    solution: (stage) => solutionOf(stage, language, files),
    read: readOwn,
    reset: (stage) => resetFiles(stage, folder, language, files, now()),
    // Loaded by those who come to an exercise: it is more than all that the course begins with.
    async runChecks(stage, options) {
      const [{ runOwnChecks }, { createStandby }] = await Promise.all([
        import('../session/check-run.ts'),
        import('../checks/run/standby.ts'),
      ])
      standby ??= createStandby()
      const place = { folder, settings, files, patience: 1, onStart: lifetime.add, standby }
      return runOwnChecks(stage, place, options)
    },
    watchSaves: async (options) =>
      (await import('../workspace/watch-files.ts')).watchSaves({ folder, ...options }),
  }
}
