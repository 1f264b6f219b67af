import { setTimeout as wait } from 'node:timers/promises'
import type { Run, Stage } from '../course/course.ts'
import { CourseError } from '../errors.ts'
import { openStand } from '../server/stand.ts'
import { urlOf } from '../terminal/screen.ts'
import { createSession } from '../wire/exchanges.ts'
import { bringFiles } from '../workspace/files.ts'
import { type Context, learnersFolder, stageNamed, standPlace, temporaryFolder } from './context.ts'
import { keysFor, pressed, startWatch } from './watch.ts'
import { changeAsJson } from './wire-json.ts'

/** `run STAGE`: the server and the wire, no lesson. Ends when it is interrupted or quit. */
export async function run(given: string, json: boolean, context: Context): Promise<number> {
  const stage = stageNamed(given, context.course)
  const folder = runFolder(stage, context)
  if (json) return runAsJson(stage, folder, context)
  const watch = await startWatch({ stage, run: runOf(stage), folder }, context)
  await watch.openBrowser()
  if (!context.terminal.interactive) return forever()
  while (true) {
    const key = await context.terminal.key([
      ...keysFor(runOf(stage)),
      { key: 'q', name: 'quit', does: 'quit' },
    ])
    if (key === 'quit') return 0
    await pressed(watch, key)
  }
}

/** The learner's folder, or where there is none a temporary copy. */
function runFolder(stage: Stage, context: Context): string {
  const found = learnersFolder(context)
  const folder = found.type === 'there' ? found.path : temporaryFolder(context.lifetime)
  bringFiles(stage, folder, context.files)
  return folder
}

/** What the stage's first `run` fence says. */
export function runOf(stage: Stage): Run {
  const fence = stage.screens.flatMap(({ blocks }) => blocks).find(({ type }) => type === 'run')
  return fence?.type === 'run'
    ? fence
    : { type: 'run', server: 'server.ts', visit: stage.visit, look: '', send: undefined, show: [] }
}

async function runAsJson(stage: Stage, folder: string, context: Context): Promise<number> {
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
  const session = createSession()
  const decoder = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  let tellEnd = (_code: number) => {}
  const ended = new Promise<number>((resolve) => {
    tellEnd = resolve
  })
  const stand = await openStand({
    ...standPlace(stage, runOf(stage), folder, context),
    onEvent: (event) => {
      for (const change of session.take(event))
        for (const line of changeAsJson(change, session.exchanges)) say(line)
    },
    onOutput: (stream, bytes) =>
      say({ type: 'output', stream, text: decoder[stream].decode(bytes, { stream: true }) }),
    onEnd: (end) => {
      say({ ...end, type: 'ended', how: end.type })
      tellEnd(1)
    },
  })
  context.lifetime.add(stand.stop)
  const readiness = await stand.restart()
  if (readiness.type === 'ended')
    throw new CourseError('server.ts ended before it listened.', 'Its output says why.')
  if (readiness.type === 'silent')
    throw new CourseError(
      `server.ts runs, and after ${readiness.limit / 1000} s nothing listens on its port.`,
      'Let it listen on process.env.PORT.',
    )
  say({
    type: 'ready',
    stage: stage.number,
    url: urlOf(stand.port, stage.visit[0]),
    port: stand.port,
    ...(stand.moved && { moved: stand.moved }),
  })
  return ended
}

/** Until a signal ends the process. */
async function forever(): Promise<never> {
  while (true) await wait(2 ** 30)
}
