import { resolve } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import { openBrowser } from '../app/browser.ts'
import type { Place } from '../app/context.ts'
import { countOf } from '../app/count-of.ts'
import { courseFor } from '../app/open-context.ts'
import { usualPort } from '../class/api.ts'
import { type Board, createBoard } from '../class/board/board.ts'
import { watchFolder } from '../class/board/folder-source.ts'
import { openJournal, readJournal } from '../class/board/journal.ts'
import { usualLimits } from '../class/board/needs.ts'
import { stagesOfClass } from '../class/board/rows.ts'
import { openBoardServer } from '../class/board/server.ts'
import { tellWhereBoardIs } from '../class/board/visitors.ts'
import type { Course } from '../course/course.ts'
import { jsonLine } from '../json/json-line.ts'
import { readAssets } from '../page/server/assets.ts'
import { openTo, urlAt } from '../process/host.ts'
import { inMargin, wrap } from '../terminal/draw/columns.ts'
import type { Theme } from '../terminal/draw/theme.ts'
import { boardWords as words } from '../words/board.ts'
import { codeOf, reasonOf } from '../words/caught.ts'
import { classErrors } from '../words/class-errors.ts'
import { errors } from '../words/errors.ts'

export interface BoardOptions {
  /** The file that keeps the class. @default class-board.jsonl in this folder */
  readonly journal?: string
  /** Students' folders, such as on a share, which are read instead of letting students join. */
  readonly folder?: string
  /** Opens the page for the wall. */
  readonly wall?: boolean
  /** Minutes for which the same check fails until somebody counts as stuck, as they were typed. */
  readonly stuck?: string
  readonly json?: boolean
  /** The address to listen on, as it was typed. @default all of this machine; with a folder, this machine alone */
  readonly host?: string | undefined
}

const usualJournal = 'class-board.jsonl'

/** How the board can be reached. */
interface Reached {
  /** The teacher's page, with its secret. */
  readonly page: string
  readonly wall: string
  /** Addresses at which students join, the likeliest first. */
  readonly joins: readonly string[]
  /** Where a browser of somebody else finds it; undefined where nobody can. */
  readonly outside: string | undefined
}

/** `board`: the class of a teacher, until it is interrupted. */
export async function board(
  place: Place,
  { journal: named, folder, wall = false, stuck, json = false, host: given }: BoardOptions,
): Promise<number> {
  const { lifetime, options, cwd, now } = place
  const nowMs = () => now().getTime()
  const minutes = stuck === undefined ? usualLimits.minutes : countOf('--stuck', stuck, 120)
  const host = given ?? (folder === undefined ? '0.0.0.0' : '127.0.0.1')
  const course = await courseFor('js', place)
  const path = folder === undefined ? resolve(cwd, named ?? usualJournal) : undefined
  const made =
    path === undefined
      ? createBoard({
          remembered: undefined,
          port: options.port ?? usualPort,
          nowMs,
          journal: () => ({ add() {} }),
        })
      : boardIn(path, options.port, place)
  const { port, secrets } = made.identity
  if (folder !== undefined) await readFolder(resolve(cwd, folder), made, course, place)
  const addresses = () => openTo(host)?.reachable ?? []
  const joins = () => {
    const all = addresses().map((one) => `${one.includes(':') ? `[${one}]` : one}:${port}`)
    return all.length === 0 ? [`localhost:${port}`] : all
  }
  const server = await openBoardServer({
    board: made,
    stages: stagesOfClass(course),
    assets: readAssets(undefined, 'board'),
    hosts: openTo(host)?.listen ?? ['127.0.0.1', '::1'],
    joinAddresses: joins,
    limits: { ...usualLimits, minutes },
    isReadOnly: folder !== undefined,
    nowMs,
  }).catch((error: unknown) => {
    if (codeOf(error) === 'EADDRINUSE') throw classErrors.boardRuns(port)
    throw error
  })
  lifetime.add(server.close)
  lifetime.add(tellWhereBoardIs(port, secrets.address))

  const local = `http://localhost:${port}`
  const [address] = addresses()
  const reached: Reached = {
    page: `${local}/board/?token=${secrets.address}`,
    wall: `${local}/board/wall`,
    joins: joins(),
    outside: address && urlAt(address, port),
  }
  if (json) printJson(reached, made, path)
  else if (path !== undefined) printClass(reached, made, path, place)
  else printFolder(reached, folder ?? '', place)
  if (options.open) await openBrowser(wall ? reached.wall : reached.page)
  // Until it is interrupted.
  return new Promise(() => {})
}

/** The class that a journal keeps, or a new one. */
function boardIn(path: string, port: number | undefined, { lifetime, now }: Place): Board {
  const remembered = readJournal(path)
  const said = (reason: string) => process.stderr.write(`${words.cannotKeep(path, reason)}\n`)
  return createBoard({
    remembered,
    port: port ?? remembered?.identity.port ?? usualPort,
    nowMs: () => now().getTime(),
    journal(known) {
      try {
        const journal = openJournal(path, known, (error) => said(reasonOf(error)))
        lifetime.add(journal.close)
        return journal
      } catch (error) {
        throw errors.cannotWrite(path, reasonOf(error))
      }
    },
  })
}

async function readFolder(
  folder: string,
  board: Board,
  course: Course,
  { lifetime, now }: Place,
): Promise<void> {
  lifetime.add(await watchFolder(folder, { board, course, nowMs: () => now().getTime() }))
}

function printJson({ page, wall, joins }: Reached, { identity }: Board, journal?: string): void {
  const [join, ...others] = joins
  const { code } = identity
  process.stdout.write(
    jsonLine(
      journal === undefined
        ? { type: 'board', url: page, wall }
        : { type: 'board', url: page, wall, join, others, code, journal },
    ),
  )
}

function printClass(
  { page, wall, joins, outside }: Reached,
  { identity: { code }, students }: Board,
  path: string,
  { terminal: { theme, print } }: Place,
): void {
  const { paint } = theme
  const said = (text: string) => wrap(text, theme.columns - 2)
  const [first = '', ...others] = joins
  // What students need is last: it stays in sight where the screen is small.
  print(
    inMargin([
      ...(students.size === 0 ? [] : [words.known(students.size), '']),
      ...said(words.kept(path)),
      ...said(words.plainHttp),
      ...said(words.stop),
      '',
      ...pageLines(page, wall, theme),
      '',
      ...(outside === undefined
        ? said(words.noNetwork)
        : [...qrLines(`${outside}#${code}`, theme), ...said(words.scan), `  ${outside}`]),
      '',
      words.join,
      `  ${paint('strong', words.joinWith(first, code))}`,
      ...(others.length === 0 ? [] : [words.otherAddresses, ...others.map((one) => `  ${one}`)]),
    ]),
  )
}

function printFolder({ page, wall }: Reached, folder: string, place: Place): void {
  const { theme, print } = place.terminal
  print(
    inMargin([
      ...wrap(words.fromFolder(folder), theme.columns - 2),
      '',
      ...pageLines(page, wall, theme),
      '',
      words.stopFolder,
    ]),
  )
}

const pageLines = (page: string, wall: string, { paint }: Theme) => [
  words.yourPage,
  `  ${paint('accent', page)}`,
  words.wall,
  `  ${paint('accent', wall)}`,
]

/** A QR code in half blocks, dark on light whatever the terminal's colours; none where that can't be shown. */
function qrLines(text: string, { coloured, symbols, columns }: Theme): string[] {
  if (!coloured || symbols.linear || symbols.across !== '─') return []
  const lines = renderUnicodeCompact(text, { border: 2 }).split('\n')
  if ((lines[0]?.length ?? 0) > columns - 2) return []
  return [...lines.map((line) => `\u001b[97;40m${line}\u001b[0m`), '']
}
