import { previousOfKind } from '../notes/changes.ts'
import { decodeForm } from '../notes/decode.ts'
import { isOfPerson, whyOf } from '../notes/why.ts'
import type { Exchange } from '../wire/exchange.ts'
import { sessionWords } from '../words/session.ts'
import { fitsFilter } from './filter.ts'
import { fromText, toText } from './request-text.ts'
import type { Running } from './running.ts'
import { serverOf } from './running-server.ts'
import {
  type About,
  type Listed,
  pageOf,
  type SessionState,
  topOf,
  unseen,
  withTop,
} from './state.ts'

/** Exchanges that a list shows at most, and that are searched for forms. */
const maxListed = 250
const maxSearched = 12

/** What can be asked about, oldest first: what the checks sent, then what came from a browser. */
function listed(state: SessionState, about: About): Listed[] {
  const { exchanges, exercise, filter } = state
  const own = exchanges
    .slice(-maxListed)
    .filter((exchange) => fitsFilter(exchange, filter))
    .map((exchange): Listed => ({ exchange, check: undefined }))
  const ofChecks = about === 'unfold' || about === 'copy' ? (exercise?.last?.wires ?? []) : []
  const all = [...ofChecks, ...own]
  switch (about) {
    case 'unfold':
      return all
    case 'copy':
    case 'send':
      return all.filter(({ exchange }) => exchange.request !== undefined)
    case 'changed':
      return own
        .slice(-maxSearched)
        .filter(({ exchange }) => previousOfKind(exchange, exchanges) !== undefined)
    case 'form':
      return own.slice(-maxSearched).filter(({ exchange }) => holdsForm(exchange))
  }
}

const holdsForm = ({ request }: Exchange) => request !== undefined && decodeForm(request).length > 0

/** One of the last requests holds a form. */
export const hasForm = ({ exchanges }: SessionState): boolean =>
  exchanges.slice(-maxSearched).some(holdsForm)

/** Asks about an exchange: about the one on the page, or the only one; otherwise by a list. */
export function ask(running: Running, about: About): void {
  const { state } = running
  const page = pageOf(state)
  const among = listed(state, about)
  const [only, second] = among
  if (page.type === 'exchange') {
    if (page.about === about) running.pop()
    else running.swap({ type: 'exchange', about, exchange: page.exchange })
  } else if (page.type === 'exchanges') {
    const chosen = page.among[page.at]
    if (chosen !== undefined) showExchange(running, about, chosen.exchange)
  } else if (only === undefined) running.say(sessionWords.nothingToShow[about])
  else if (second === undefined) showExchange(running, about, only.exchange)
  else openList(running, about, among)
}

/** The list of what came, with the one that is most likely meant marked. */
export function openList(
  running: Running,
  about: About,
  among = listed(running.state, about),
): void {
  const { exercise, exchanges } = running.state
  const failed = exercise?.last?.results.find(({ verdict }) => verdict.type === 'fails')
  const before = (exchange: Exchange) =>
    exchanges.filter(({ number }) => number < exchange.number).slice(-20)
  const ofFailed = among.findIndex(
    ({ check }) => check !== undefined && check.id === failed?.check.id,
  )
  const ofPerson = among.findLastIndex(
    ({ exchange, check }) => check === undefined && isOfPerson(whyOf(exchange, before(exchange))),
  )
  const at = ofFailed >= 0 ? ofFailed : ofPerson >= 0 ? ofPerson : among.length - 1
  running.push({ type: 'exchanges', about, at, among })
}

export const showExchange = (running: Running, about: About, exchange: Exchange): void =>
  running.push({ type: 'exchange', about, exchange })

/** Sends the request of the page again, as it was or as it was changed in the editor. */
export function sendAgain(running: Running): void {
  const page = pageOf(running.state)
  if (page.type !== 'exchange' || page.exchange.request === undefined) return
  const { draft } = page
  const { bytes: asItWas } = page.exchange.request
  const bytes = draft === undefined ? asItWas : fromText(running.effects.readDraft(draft))
  send(running, bytes)
}

/** Sends bytes, and shows the end of the wire, where they and their response come. */
export function send(running: Running, bytes: Uint8Array): void {
  serverOf(running)?.send(bytes)
  showWire(running)
  const { shown } = running.state
  running.set({ shown: withTop(shown, { ...topOf(shown), follows: true }) })
}

/** Opens the request of the page in an editor, to be changed before it is sent. */
export async function editRequest(running: Running): Promise<void> {
  const page = pageOf(running.state)
  if (page.type !== 'exchange' || page.exchange.request === undefined) return
  const { bytes } = page.exchange.request
  const draft = page.draft ?? running.effects.writeDraft('request.txt', toText(bytes))
  running.swap({ ...page, draft })
  const result = await running.effects.openEditor(draft)
  if (result.type === 'none') running.say(sessionWords.noEditor, draft)
  if (result.type === 'failed')
    running.warn(sessionWords.editorFailed(result.editor, result.reason), draft)
}

/** Shows the wire, on top of the lowest page: its end, where requests came after others that were seen. */
export function showWire(running: Running): void {
  const { state } = running
  const hasNews = state.seen > 0 && unseen(state) > 0
  const at = state.shown.findIndex(({ page }) => page.type === 'wire')
  const [lowest, ...more] = at < 0 ? state.shown.slice(0, 1) : state.shown.slice(0, at + 1)
  if (lowest === undefined) return
  running.set({ shown: [lowest, ...more], seen: state.feed.requests })
  if (at < 0) running.push({ type: 'wire' }, hasNews)
}
