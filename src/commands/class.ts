import { type Context, existingFolder, inLanguageOf } from '../app/context.ts'
import { parseNewsResponse, parseRefusal, paths } from '../class/api.ts'
import { type Answered, createAsk } from '../class/join/ask.ts'
import { placesOf } from '../class/join/follow.ts'
import { forgetMembership, type Membership, readMembership } from '../class/join/membership.ts'
import { stageReports } from '../class/stage-reports.ts'
import { languages } from '../course/language.ts'
import { jsonPage } from '../json/json-line.ts'
import { inMargin, wrap } from '../terminal/draw/columns.ts'
import { classWords as words } from '../words/board.ts'
import { listed } from '../words/plural.ts'
import { typed } from '../words/typed.ts'
import { readProgress } from '../workspace/progress-store.ts'

export interface ClassOptions {
  readonly leave?: boolean
  readonly json?: boolean
}

/** Milliseconds in which a board answers who only looks, or leaves. */
const timeoutMs = 3000

/** `class`: what the teacher's board is told of this folder; with --leave it is told nothing any more. */
export async function classCommand(
  before: Context,
  { leave = false, json = false }: ClassOptions,
): Promise<number> {
  const {
    terminal,
    installed: { version },
  } = before
  const folder = existingFolder(before)
  const joined = readMembership(folder)
  const print = (...lines: readonly string[]) =>
    terminal.print(
      inMargin(lines.flatMap((line) => wrap(line, terminal.theme.columns - 2, { trim: false }))),
    )
  if (joined === undefined) {
    if (json) process.stdout.write(jsonPage({ joined: false }))
    else print(words.none, words.joinHint)
    return 0
  }
  if (leave) {
    forgetMembership(folder)
    const answer = await ask(joined, 'POST', paths.leave)
    const isTold = answer.type === 'answered' && [204, 401].includes(answer.status)
    if (json) process.stdout.write(jsonPage({ joined: false, told: isTold }))
    else print(isTold ? words.left : words.leftAlone)
    return 0
  }
  const context = inLanguageOf(folder, before)
  const { course } = context
  const { progress } = readProgress(folder)
  const stages = stageReports(course.stages, progress, context.now().getTime())
  const sent = {
    name: joined.name,
    stage: progress.stage,
    stages,
    language: course.language,
    version,
  }
  if (json) {
    process.stdout.write(jsonPage({ joined: true, address: joined.address, sent }))
    return 0
  }
  const answer = await ask(joined, 'GET', `${paths.wait}?seq=0&tag=`)
  const rows = words.rows
  const line = (what: string, value: string) => `  ${what}: ${value || words.nothing}`
  const each = (of: (stage: (typeof stages)[string]) => string | undefined) =>
    listed(
      course.stages.flatMap(({ name, title }) => {
        const known = stages[name]
        const value = known && of(known)
        return value === undefined ? [] : [words.ofStage(title, value)]
      }),
    )
  print(
    words.isIn(joined.name, joined.address),
    boardWords(answer),
    '',
    words.sentNow,
    line(rows.name, joined.name),
    line(rows.stage, course.stages.find(({ name }) => name === progress.stage)?.title ?? ''),
    line(
      rows.screen,
      each(({ screen }) => (screen ? String(screen) : undefined)),
    ),
    line(
      rows.checks,
      each(({ passed, of }) => (of ? words.of(passed ?? 0, of) : undefined)),
    ),
    line(
      rows.failing,
      each(({ failing }) => failing?.id),
    ),
    line(
      rows.hints,
      each(({ hints }) => (hints ? String(hints) : undefined)),
    ),
    line(
      rows.solutions,
      each(({ solution }) => (solution ? words.seen : undefined)),
    ),
    line(rows.language, languages[course.language].title),
    line(rows.version, version),
    `  ${words.whileOpen}`,
    '',
    words.never,
    words.plainHttp,
    '',
    words.leave(typed('class', '--leave')),
  )
  return 0
}

function boardWords(answer: Answered): string {
  if (answer.type === 'unreachable') return words.silent(answer.reason)
  if (parseNewsResponse(answer.value) !== undefined) return words.answers
  return parseRefusal(answer.value) === 'unknown' ? words.unknown : words.noBoard
}

/** Asks the board at the place where it was last, and no other: the person waits. */
async function ask(joined: Membership, method: 'GET' | 'POST', path: string): Promise<Answered> {
  const [place] = placesOf(joined)
  if (place === undefined) return { type: 'unreachable', reason: joined.address }
  const { ask, close } = createAsk('foreground')
  const answer = await ask(place, { method, path, token: joined.token, timeoutMs })
  close()
  return answer
}
