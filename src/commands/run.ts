import { type Context, learnersFolder } from '../app/context.ts'
import { type JsonDetail, type JsonOptions, jsonDetail } from '../app/json-options.ts'
import { lookOnAsPage } from '../app/json-page.ts'
import { tellNoKeys } from '../app/no-keys.ts'
import { finishedIn, sessionEffects } from '../app/session-effects.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Stage } from '../course/course.ts'
import { serveAsJson } from '../json/server-json.ts'
import { makeTemporary } from '../process/temporary.ts'
import { openPage } from '../session/page.ts'
import { serverOf, urlOf } from '../session/running-server.ts'
import { openServer } from '../session/server.ts'
import { createSession } from '../session/session.ts'
import { runOf } from '../session/state.ts'
import { errors } from '../words/errors.ts'
import { serverWords } from '../words/server.ts'
import { sessionWords } from '../words/session.ts'
import { bringSite } from '../workspace/files.ts'

/** `run STAGE`: the course's finished server and the wire, no lesson. Ends when it is interrupted or quit. */
export async function run(context: Context, given: string, asked: JsonOptions): Promise<number> {
  const detail = jsonDetail(asked)
  const stage = stageNamed(given, context.course)
  const folder = runFolder(context)
  if (asked.json) return runAsJson(stage, folder, detail, context)
  const { terminal, options } = context
  tellNoKeys(terminal)
  const fence = runOf(stage)
  const finished = finishedIn(folder, context)
  const { session, running } = createSession({
    kind: 'run',
    first: { type: 'wire' },
    effects: sessionEffects(context, finished),
    ports: options,
    course: context.course,
  })
  const over = terminal.play(session)
  if (options.openTo !== undefined) void nameVisitors(running, context)
  if (options.page) void openPage(running)
  await openServer(running, {
    run: fence,
    upstream: finished(stage, fence),
    port: stage.port,
    words: serverWords.stage(
      fence.server,
      terminal.interactive,
      sessionWords.coursesServer(fence.server),
    ),
    isOurs: true,
  })
  if (running.state.server?.status === 'ready') await serverOf(running)?.openBrowser()
  await over
  return 0
}

/** Has visitors named whom a class board on this machine knows. Nobody waits for it. */
async function nameVisitors(
  running: ReturnType<typeof createSession>['running'],
  { lifetime }: Context,
): Promise<void> {
  const { followVisitors } = await import('../class/board/visitors.ts')
  lifetime.add(followVisitors((visitors) => running.set({ visitors })))
}

/** Where the server runs and finds its pages: the learner's folder, or a temporary one. */
function runFolder(context: Context): string {
  const found = learnersFolder(context)
  if (found.type === 'new' && found.asked) throw errors.noFolder(found.path)
  const folder = found.type === 'there' ? found.path : temporaryFolder(context)
  bringSite(folder, context.files)
  return folder
}

function temporaryFolder({ lifetime }: Context): string {
  const { path, remove } = makeTemporary()
  lifetime.add(remove)
  return path
}

function runAsJson(
  stage: Stage,
  folder: string,
  detail: JsonDetail,
  context: Context,
): Promise<number> {
  const { options } = context
  const fence = runOf(stage)
  const upstream = finishedIn(folder, context)(stage, fence)
  const { number, name, title, language } = stage
  const page = {
    kind: 'run',
    stage: { number, of: context.course.stages.length, name, title, language },
    name: fence.server,
    url: (port: number) => urlOf(port, stage.visit[0]),
    upstream,
  } as const
  return serveAsJson(
    {
      place: {
        upstream,
        port: options.port ?? stage.port,
        portFixed: options.port !== undefined,
        openTo: options.openTo,
      },
      words: serverWords.stage(fence.server, false),
      ...detail,
      ready: ({ port }) => ({ stage: stage.number, url: urlOf(port, stage.visit[0]) }),
      lookOn: options.page
        ? (server, wire) => lookOnAsPage(page, context, server, wire)
        : undefined,
    },
    context,
  )
}
