import { resolve } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import { openBrowser } from '../app/browser.ts'
import type { Place } from '../app/context.ts'
import type { Installed } from '../app/installed.ts'
import { usualPort } from '../class/api.ts'
import { createBoard } from '../class/board/board.ts'
import { openJournal, readJournal } from '../class/board/journal.ts'
import { stagesOfClass } from '../class/board/rows.ts'
import { openBoardServer } from '../class/board/server.ts'
import { jsonLine } from '../json/json-line.ts'
import { readAssets } from '../page/server/assets.ts'
import { openTo, urlAt } from '../process/host.ts'
import { inMargin, wrap } from '../terminal/draw/columns.ts'
import type { Theme } from '../terminal/draw/theme.ts'
import { boardWords as words } from '../words/board.ts'
import { errors } from '../words/errors.ts'
import { remember } from '../workspace/remembered.ts'

export interface BoardOptions {
  /** The file that keeps the class. @default class-board.jsonl in this folder */
  readonly journal?: string
  /** Opens the page for the wall. */
  readonly wall: boolean
  readonly json: boolean
  /** The address to listen on, as it was typed. @default all of this machine */
  readonly host: string | undefined
}

const usualJournal = 'class-board.jsonl'

/** Where the course finds a board that runs on this machine: its port and the secret of its address. */
const memory = 'board.txt'

/** `board`: the class of a teacher, until it is interrupted. */
export async function board(
  { journal: named, wall, json, host }: BoardOptions,
  { readCourse }: Installed,
  { terminal, lifetime, options, cwd, now }: Place,
): Promise<number> {
  const path = resolve(cwd, named ?? usualJournal)
  const nowMs = () => now().getTime()
  const remembered = readJournal(path)
  const port = options.port ?? remembered?.identity.port ?? usualPort
  const open = openTo(host ?? '0.0.0.0')
  const hosts = open?.listen ?? ['127.0.0.1', '::1']
  const said = (reason: string) => process.stderr.write(`${words.cannotKeep(path, reason)}\n`)
  const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
  const made = createBoard({
    remembered,
    port,
    nowMs,
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
  const addresses = () => openTo(host ?? '0.0.0.0')?.reachable ?? []
  const joinAddresses = () => {
    const all = addresses().map(
      (address) => `${address.includes(':') ? `[${address}]` : address}:${port}`,
    )
    return all.length === 0 ? [`localhost:${port}`] : all
  }
  const server = await openBoardServer({
    board: made,
    stages: stagesOfClass(readCourse()),
    assets: readAssets(undefined, 'board'),
    hosts,
    joinAddresses,
    nowMs,
  }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw errors.boardRuns(port)
    throw error
  })
  lifetime.add(server.close)
  const { code, secrets } = made.identity
  remember(memory, `${port} ${secrets.address}`)
  lifetime.add(() => remember(memory, ''))

  const local = `http://localhost:${port}`
  const page = `${local}/board/?token=${secrets.address}`
  const wallPage = `${local}/board/wall`
  const [first = '', ...others] = joinAddresses()
  if (json)
    process.stdout.write(
      jsonLine({
        type: 'board',
        url: page,
        wall: wallPage,
        join: first,
        others,
        code,
        journal: path,
      }),
    )
  else {
    const { theme } = terminal
    const { paint } = theme
    const [address] = addresses()
    const said = (text: string) => wrap(text, theme.columns - 2)
    terminal.print(
      inMargin([
        ...(made.students.size === 0 ? [] : [words.known(made.students.size), '']),
        words.join,
        `  ${paint('strong', words.joinWith(first, code))}`,
        ...(others.length === 0 ? [] : [words.otherAddresses, ...others.map((one) => `  ${one}`)]),
        ...(address === undefined ? said(words.noNetwork) : []),
        '',
        ...(address === undefined ? [] : qrLines(`${urlAt(address, port)}#${code}`, theme)),
        ...said(words.scan),
        `  ${address === undefined ? `${local}/` : urlAt(address, port)}`,
        '',
        words.yourPage,
        `  ${paint('accent', page)}`,
        words.wall,
        `  ${paint('accent', wallPage)}`,
        '',
        ...said(words.kept(path)),
        ...said(words.plainHttp),
        ...said(words.stop),
      ]),
    )
  }
  if (options.open) await openBrowser(wall ? wallPage : page)
  // Until it is interrupted.
  return new Promise(() => {})
}

/** A QR code in half blocks, dark on light whatever the terminal's colours; none where that can't be shown. */
function qrLines(text: string, { coloured, symbols, columns }: Theme): string[] {
  if (!coloured || symbols.linear || symbols.across !== '─') return []
  const lines = renderUnicodeCompact(text, { border: 2 }).split('\n')
  if ((lines[0]?.length ?? 0) > columns - 2) return []
  return [...lines.map((line) => `\u001b[97;40m${line}\u001b[0m`), '']
}
