import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Place } from '../app/context.ts'
import { readAll, readInputFile } from '../app/read-input.ts'
import { entryLinesAsJson, itemAsJson } from '../json/har-json.ts'
import { jsonLine } from '../json/json-line.ts'
import { nearTerm, termOf } from '../notes/term.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import type { Theme } from '../terminal/draw/theme.ts'
import { createRecordedView } from '../terminal/views/recorded.ts'
import { renderTerm } from '../terminal/views/term.ts'
import { type RecordedItem, readRecorded } from '../wire/recorded.ts'
import { codeOf } from '../words/caught.ts'
import { errors } from '../words/errors.ts'
import { explainWords } from '../words/explain.ts'
import { typed } from '../words/typed.ts'
import { visibleText } from '../words/visible.ts'

export interface ExplainOptions {
  /** What the person says that it is; of a HAR file, what they want to see. */
  readonly request?: boolean
  readonly response?: boolean
  readonly json?: boolean
  /** A line for each entry or message. */
  readonly list?: boolean
  /** Numbers of entries: `12`, `3-5`, `1,4`. */
  readonly entry?: string
  /** Status codes: `404`, `5xx`, `4xx,5xx`, `none`. */
  readonly status?: string
  /** The page to write. */
  readonly save?: string
  /** It may replace a file that is there. */
  readonly overwrite?: boolean
  /** Cookies, Authorization and password fields are left out of the page. */
  readonly redact?: boolean
}

/**
 * `explain [FILE|-|TERM]`: every part of recorded messages with its notes, or what a term means. `words`: a path, `-` for
 * stdin, or the words of a term; empty where nothing was given.
 */
export async function explain(
  place: Place,
  words: readonly string[],
  options: ExplainOptions,
): Promise<number> {
  const { terminal, cwd } = place
  const { theme } = terminal
  const { json = false } = options
  const role = options.request ? 'request' : options.response ? 'response' : undefined
  const given = words.join(' ')
  const isPage = options.save !== undefined || place.options.page
  if (given !== '' && given !== '-' && !isThere(resolve(cwd, given))) {
    if (isPage && termOf(given) !== undefined) throw errors.noPageOfTerm(given)
    return explainTerm(given, json, terminal)
  }

  const isChosen = choiceOf(options)
  const { bytes, shown } = await readInput(given, cwd, theme)
  const recorded = readRecorded(bytes, role)
  if (recorded.type === 'not-json') throw errors.brokenJson(shown, recorded.mistake)
  if (recorded.type === 'no-entries') throw errors.noHar(shown)

  const items = recorded.items.filter(isChosen)
  if (isPage)
    return (await import('../app/explain-page.ts')).showAsPage(
      recorded,
      items,
      shown,
      options,
      place,
    )
  const view = createRecordedView(theme, { role, isAlone: items.length === 1 })
  const print = (lines: readonly string[]) => terminal.print(inMargin(lines))
  const write = (lines: readonly object[]) => process.stdout.write(lines.map(jsonLine).join(''))
  if (!json) print(view.heading(recorded, shown))
  else if (recorded.type === 'har' && recorded.har.mistake)
    write([{ type: 'mistake', ...recorded.har.mistake }])
  if (!json && items.length === 0)
    print([recorded.items.length === 0 ? explainWords.file.none : explainWords.file.noneMatch])
  if (options.list && !json) print(view.list(items))
  else {
    const turn = pacer()
    for (const item of items) {
      if (json) write(options.list ? entryLinesAsJson(item) : itemAsJson(item, role))
      else print(view.item(item))
      await turn()
    }
    const [first] = items
    if (!json && items.length > 1 && first?.type === 'entry' && given !== '' && given !== '-')
      print([
        '',
        explainWords.file.oneEntry(typed('explain', given, '--entry', String(first.number))),
      ])
  }
  // What stands in a pipe is lost when the process ends.
  await new Promise((written) => process.stdout.write('', written))
  return 0
}

function explainTerm(given: string, json: boolean, { theme, print }: Place['terminal']): number {
  const term = termOf(given)
  if (term === undefined) {
    const shown = visibleText(given, theme.symbols)
    // A name with a dot or a slash in it is a file that somebody thought was there.
    throw /^[\w: ()-]+$/.test(given)
      ? errors.unknownTerm(shown, nearTerm(given))
      : errors.noSuchFile(shown)
  }
  if (json) process.stdout.write(jsonLine({ type: 'term', ...term }))
  else print(renderTerm(term, theme))
  return 0
}

/** Whether a path leads to something. What can't be looked at is there: reading it says why it can't be read. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    const code = codeOf(error)
    // A file on the way to it, or words that are too long for a name.
    return code !== 'ENOTDIR' && code !== 'ENAMETOOLONG'
  }
}

async function readInput(given: string, cwd: string, theme: Theme) {
  if (given === '' && process.stdin.isTTY) throw errors.nothingToExplain()
  if (given === '' || given === '-')
    return {
      bytes: await readAll(process.stdin, explainWords.pipedIn),
      shown: explainWords.pipedIn,
    }
  const shown = visibleText(given, theme.symbols)
  return { bytes: await readInputFile(resolve(cwd, given), shown), shown }
}

/** The time of work after which the event loop has a turn: so Ctrl-C ends it at any moment. */
const sliceMs = 20
/** Bytes that may wait for who reads them. */
const maxWaitingBytes = 1024 * 1024

/** Gives back what is to be awaited between two pieces of work. */
function pacer(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (process.stdout.writableLength > maxWaitingBytes)
      await new Promise((resolve) => process.stdout.once('drain', resolve))
    if (performance.now() - since < sliceMs) return
    await nextTurn()
    since = performance.now()
  }
}

/** What `--entry` and `--status` choose. Throws a CourseError where they can't be read. */
function choiceOf({
  entry,
  status,
}: ExplainOptions): (item: RecordedItem, index: number) => boolean {
  const ranges = entry?.split(',').map((part) => {
    const [, from, to = from] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part) ?? []
    if (from === undefined) throw errors.badEntry(entry)
    return { from: Number(from), to: Number(to) }
  })
  const statuses = status
    ?.toLowerCase()
    .split(',')
    .map((part) => part.trim())
  if (statuses?.some((part) => !/^([1-9](\d\d|xx)|none)$/.test(part)))
    throw errors.badStatus(status ?? '')
  return (item, index) => {
    const number = 'number' in item ? item.number : index + 1
    if (ranges !== undefined && !ranges.some(({ from, to }) => number >= from && number <= to))
      return false
    if (statuses === undefined) return true
    const code = statusOf(item)
    return statuses.some((part) =>
      part === 'none'
        ? code === undefined
        : String(code ?? '').startsWith(part.replaceAll('x', '')),
    )
  }
}

function statusOf(item: RecordedItem): number | undefined {
  switch (item.type) {
    case 'entry':
      return item.entry.response?.status
    case 'curl':
      return item.message.status
    case 'message':
      return item.message.startLine?.type === 'status-line'
        ? item.message.startLine.status
        : undefined
    default:
      return undefined
  }
}
