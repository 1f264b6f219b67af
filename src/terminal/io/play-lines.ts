import type { ActionId } from '../../session/actions.ts'
import type { Session } from '../../session/as-seen.ts'
import type { FeedItem } from '../../session/feed.ts'
import { actionFor, footActions } from '../../session/offered.ts'
import {
  choicesOn,
  type Page,
  pageOf,
  quizOn,
  type SessionState,
  screenOf,
} from '../../session/state.ts'
import type { Connection } from '../../wire/exchange.ts'
import { actionWords } from '../../words/session.ts'
import { markWords, terminalWords } from '../../words/terminal.ts'
import { inMargin } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'
import { renderClassroom } from '../views/classroom.ts'
import { createSessionView } from '../views/session.ts'
import { verdictBeside } from '../views/verdict.ts'
import { connectionOf, type Told } from '../views/wire.ts'
import { renderNotices } from '../views/work.ts'

export interface LineDevice {
  readonly theme: Theme
  readonly print: (lines: readonly string[]) => void
  /** Waits for a line that is typed; undefined where nobody sits there. Rejects with Interrupted. */
  readonly ask: ((question: string) => Promise<string>) | undefined
}

/** A session line by line, never redrawn: what is new is added. Settles when it is over. */
export async function playLines(session: Session, device: LineDevice): Promise<void> {
  const { theme, print, ask } = device
  const view = createSessionView(theme)
  let page: Page | undefined
  let depth = 0
  let told: readonly string[] = []
  let said: SessionState['notices'] = []
  /** How far each item was told, by its number among all that ever came. */
  const items = new Map<number, string>()
  /** The connection that was told of last: it is named where another one follows. */
  let lastTold: Connection | undefined
  let asked: string | undefined
  let toldBeside: readonly string[] = []
  let timer: NodeJS.Immediate | undefined

  /** What is new on the page. */
  const fresh = (state: SessionState): string[] => {
    const now = pageOf(state)
    const isOther = page?.type !== now.type || depth !== state.shown.length || isOtherOf(page, now)
    page = now
    depth = state.shown.length
    if (now.type === 'wire') {
      const header = view.page({ ...state, paused: noItems })
      const lines = isOther ? header : header.filter((line) => !told.includes(line))
      told = header
      // What is said of a server that has ended speaks of the output above it.
      return state.server?.status === 'down'
        ? [...freshItems(state), ...lines]
        : [...lines, ...freshItems(state)]
    }
    // What the checks say is told once they have run.
    if (!isOther && state.exercise?.isChecking) return []
    const lines = view.page(state)
    const before = isOther ? [] : told
    told = lines
    const isLonger = before.every((line, i) => line === lines[i])
    return isLonger ? lines.slice(before.length) : lines
  }
  /** Items of the feed that are over, or wait for long, each told once in each state. */
  const freshItems = (state: SessionState): string[] => {
    const { items: all, dropped } = state.feed
    return all.flatMap((item, i) => {
      const number = dropped + i
      const before = items.get(number)
      const stage = stageOf(item, i === all.length - 1, state.end !== undefined)
      if (stage === undefined || before === stage) return []
      items.set(number, stage)
      const wire = view.wire(state)
      const lines =
        item.type === 'exchange' && stage === 'requested'
          ? wire.asking(item.exchange, lastTold)
          : wire.item(newPart(item, before, stage), lastTold, toldBy(before))
      if (lines.length > 0) lastTold = connectionOf(item) ?? lastTold
      return inMargin(lines)
    })
  }

  const tell = () => {
    timer = undefined
    const { state } = session
    const lines = fresh(state)
    const isSaid = state.notices === said
    said = state.notices
    const notices = isSaid ? [] : inMargin(renderNotices(said, theme))
    const verdict = state.exercise?.isChecking ? undefined : verdictBeside(state)
    const beside = [...renderClassroom(state, theme), ...(verdict === undefined ? [] : [verdict])]
    const news = inMargin(beside.filter((line) => !toldBeside.includes(line)))
    toldBeside = beside
    if (lines.length + notices.length + news.length === 0 && state.asking === asked) return
    asked = state.asking
    print([...(lines.length > 0 && lines[0] !== '' ? [''] : []), ...lines, ...notices, ...news])
  }
  const stop = session.onChange(() => {
    timer ??= setImmediate(tell)
  })
  tell()

  let fail = (_error: unknown) => {}
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => {})
  const read = async () => {
    while (ask !== undefined && session.state.end === undefined) {
      if (timer !== undefined) clearImmediate(timer)
      tell()
      const typed = await ask(promptOf(session.state))
      await doneOrAsking(session, () => enter(session, typed.trim(), print), fail)
    }
  }
  try {
    await Promise.race([failed, session.ended, read().then(() => session.ended)])
  } finally {
    stop()
    if (timer !== undefined) clearImmediate(timer)
    if (session.state.end === 'down') tell()
  }
}

/**
 * Settles when what a typed line begins is done, or asks something: then the next line is the answer to that.
 * `onError` is told where it fails later.
 */
async function doneOrAsking(
  session: Session,
  begin: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<void> {
  let stop = () => {}
  const { asking } = session.state
  const asks = new Promise<void>((resolve) => {
    stop = session.onChange(() => {
      const now = session.state.asking
      if (now !== undefined && now !== asking) resolve()
    })
  })
  const done = begin()
  done.catch(onError)
  await Promise.race([done, asks]).finally(stop)
}

const noItems = { items: [], requests: 0, dropped: 0 }

const isOtherOf = (a: Page | undefined, b: Page): boolean =>
  (a?.type === 'screen' && b.type === 'screen' && a.number !== b.number) ||
  (a?.type === 'exchange' &&
    b.type === 'exchange' &&
    (a.exchange !== b.exchange || a.about !== b.about)) ||
  (a?.type === 'hint' && b.type === 'hint')

/** How far an item has come; undefined while it is better waited for. At the end nothing is waited for. */
function stageOf(item: FeedItem, isLast: boolean, isEnd: boolean): string | undefined {
  const grows = isLast && !isEnd
  switch (item.type) {
    case 'more-frames':
      return grows ? undefined : item.type
    // While it goes on, it is told whenever it has doubled.
    case 'burst':
      return String(grows ? Math.floor(Math.log2(item.requests)) : `all ${item.requests}`)
    case 'output':
      return `${item.lines.length} ${grows ? 0 : item.more}`
    case 'exchange': {
      const { exchange, stalled } = item
      if (isEnd || exchange.connection.closing !== undefined) return 'closed'
      if (exchange.request?.complete && exchange.response?.complete) return 'over'
      // A person who waits for the response sees what was asked.
      return stalled ?? (exchange.request?.complete ? 'requested' : undefined)
    }
    default:
      return item.type
  }
}

/** What was told of an exchange when it had come so far. */
const toldBy = (stage: string | undefined): Told | undefined =>
  stage === 'requested' || stage === 'response'
    ? 'request'
    : stage === 'over'
      ? 'response'
      : undefined

/** What of an item was not told yet: output grows by lines, and by a count of those left out. */
function newPart(item: FeedItem, before: string | undefined, stage: string): FeedItem {
  if (item.type !== 'output') return item
  const [told = 0] = (before ?? '0 0').split(' ').map(Number)
  const [, more = 0] = stage.split(' ').map(Number)
  return { ...item, lines: item.lines.slice(told), more }
}

/** Keys that are named where a line is typed; the others are behind `?`. */
const named: readonly ActionId[] = ['hint', 'skip', 'goThere', 'task']

/** What is asked where a line is typed: the next step, and how to see the others. */
function promptOf(state: SessionState): string {
  const { asking, typing } = state
  if (typing !== undefined)
    return `${typing.what === 'filter' ? terminalWords.filterPrompt : terminalWords.searchPrompt} `
  if (asking !== undefined) return `${asking} (${terminalWords.yesOrNo}) `
  const page = pageOf(state)
  const choices = choicesOn(state)
  const enter = actionFor(state, 'enter')
  const first =
    page.type === 'screen' && quizOn(screenOf(state)) !== undefined && !page.isAnswered
      ? [terminalWords.plainAnswers(choices)]
      : 'at' in page
        ? [terminalWords.plainChoices(choices)]
        : []
  const next =
    enter === undefined || enter.isSilent || 'at' in page
      ? []
      : [terminalWords.plainKey(markWords.enter, actionWords[enter.id].short)]
  const also = footActions(state).flatMap(({ id, keys: [key = ''] }) =>
    named.includes(id) ? [terminalWords.plainKey(key, actionWords[id].short)] : [],
  )
  return `\n${[...first, ...next, ...also, terminalWords.plainKeys].join(' ')}\n> `
}

/** Does what a typed line says: a key, a number of the list, or the text that was asked for. */
async function enter(
  session: Session,
  typed: string,
  print: (lines: readonly string[]) => void,
): Promise<void> {
  const { state } = session
  if (state.typing !== undefined) return session.type(typed)
  if (/^\d+$/.test(typed) && choicesOn(state) > 0) return session.pick(Number(typed))
  const key = typed === '' ? 'enter' : /^(yes|no)$/i.test(typed) ? (typed[0] ?? '') : typed
  if (actionFor(state, key) === undefined) return print([terminalWords.plainUnknown(typed)])
  return session.press(key)
}
