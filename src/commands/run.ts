import { setTimeout as wait } from 'node:timers/promises'
import { type Context, learnersFolder } from '../app/context.ts'
import { tellNoKeys } from '../app/no-keys.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Run, Stage } from '../course/course.ts'
import { serverFile } from '../course/language.ts'
import { standAsJson } from '../json/server-json.ts'
import { standPlace, temporaryFolder } from '../session/server-place.ts'
import { startWatch } from '../session/watch.ts'
import { keysFor, pressed } from '../session/watch-keys.ts'
import { urlOf } from '../terminal/views/screen.ts'
import { errors } from '../words/errors.ts'
import { serverWords } from '../words/server.ts'
import { bringSite } from '../workspace/files.ts'

export interface RunOptions {
  readonly json: boolean
  /** Bytes of a body that a line of JSON holds at most; undefined for all that is kept. */
  readonly maxBodyBytes: number | undefined
}

/** `run STAGE`: the course's finished server and the wire, no lesson. Ends when it is interrupted or quit. */
export async function run(
  given: string,
  { json, maxBodyBytes }: RunOptions,
  context: Context,
): Promise<number> {
  const stage = stageNamed(given, context.course)
  const folder = runFolder(context)
  if (json) return runAsJson(stage, folder, maxBodyBytes, context)
  tellNoKeys(context.terminal)
  const watch = await startWatch({ stage, run: runOf(stage), folder }, context)
  await watch.openBrowser()
  if (!context.terminal.interactive) return forever()
  while (true) {
    const key = await context.terminal.key([
      ...keysFor(watch),
      { key: 'q', name: 'quit', does: 'quit' },
    ])
    if (key === 'quit') return 0
    await pressed(watch, key)
  }
}

/** Where the server runs and finds its pages: the learner's folder, or a temporary one. */
function runFolder(context: Context): string {
  const found = learnersFolder(context)
  if (found.type === 'new' && found.asked) throw errors.noFolder(found.path)
  const folder = found.type === 'there' ? found.path : temporaryFolder(context.lifetime)
  bringSite(folder, context.files)
  return folder
}

/** What the stage's first `run` fence says. */
export function runOf(stage: Stage): Run {
  const fence = stage.screens.flatMap(({ blocks }) => blocks).find(({ type }) => type === 'run')
  return fence?.type === 'run'
    ? fence
    : {
        type: 'run',
        server: serverFile(stage.language),
        visit: stage.visit,
        look: '',
        send: undefined,
        show: [],
      }
}

function runAsJson(
  stage: Stage,
  folder: string,
  maxBodyBytes: number | undefined,
  context: Context,
): Promise<number> {
  const fence = runOf(stage)
  return standAsJson(
    {
      place: standPlace(stage, fence, folder, context),
      words: serverWords.stage(fence.server, false),
      maxBodyBytes,
      ready: ({ port }) => ({ stage: stage.number, url: urlOf(port, stage.visit[0]) }),
    },
    context,
  )
}

/** Until a signal ends the process. */
async function forever(): Promise<never> {
  while (true) await wait(2 ** 30)
}
