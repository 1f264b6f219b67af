import { previousOfKind } from '../notes/changes.ts'
import { decodeForm } from '../notes/decode.ts'
import { isOfPerson, whyOf } from '../notes/why.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { renderCopyLines } from '../terminal/views/copy.ts'
import type { WireView } from '../terminal/views/wire.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { Session } from '../wire/session.ts'

/** What can be asked about the exchanges that came. */
export interface WireKeys {
  unfold(): Promise<void>
  changed(): Promise<void>
  copy(): Promise<void>
  decode(): Promise<void>
  /** One of the last requests holds a form. */
  hasForm(): boolean
}

export interface WireKeysOptions {
  readonly session: Session
  readonly view: WireView
  readonly terminal: Terminal
  readonly print: (lines: readonly string[]) => void
  /** The port that clients connect to. */
  readonly port: () => number
}

/** Exchanges that can be chosen from. */
const choices = 12

/** Asks which exchange is meant, where there are several, and prints what was asked for. */
export function createWireKeys(options: WireKeysOptions): WireKeys {
  const { session, view, terminal, print } = options
  const hasRequest = ({ request }: Exchange) => request !== undefined
  const holdsForm = ({ request }: Exchange) =>
    request !== undefined && decodeForm(request).length > 0
  const isPersons = (exchange: Exchange) => isOfPerson(whyOf(exchange, session.before(exchange)))
  /** The one that is most likely meant. */
  const latest = (among: readonly Exchange[]) => among.findLast(isPersons) ?? among.at(-1)
  const forms = () => session.exchanges.slice(-choices).filter(holdsForm)

  const choose = async (
    among: readonly Exchange[],
    start: Exchange | undefined,
    nothing: string,
  ): Promise<Exchange | undefined> => {
    const [first, second] = among
    if (first === undefined) {
      print(['', nothing])
      return undefined
    }
    if (second === undefined) return first
    const shown = among.slice(-choices).map((value) => ({ value, text: view.title(value) }))
    print([''])
    const none = { value: undefined, text: 'none of them' }
    return terminal.choose<Exchange | undefined>('Which one?', [...shown, none], start)
  }

  return {
    async unfold() {
      const { exchanges } = session
      const chosen = await choose(exchanges, latest(exchanges), 'Nothing has come yet.')
      if (chosen !== undefined) print(view.whole(chosen))
    },
    async changed() {
      const last = session.exchanges.slice(-choices)
      const compared = last.filter((one) => previousOfKind(one, session.exchanges) !== undefined)
      const chosen = await choose(
        compared,
        latest(compared),
        'Nothing can be compared yet: no two requests of the same kind have come. Reload the page.',
      )
      if (chosen !== undefined) print(view.changed(chosen, session.exchanges))
    },
    async copy() {
      const asked = session.exchanges.filter(hasRequest)
      const chosen = await choose(asked, latest(asked), 'No request has come yet.')
      if (chosen?.request === undefined) return
      const address = { host: 'localhost', port: options.port() }
      print(['', ...renderCopyLines(view.title(chosen), chosen.request, address, terminal.look)])
    },
    async decode() {
      const found = forms()
      const chosen = await choose(found, found.at(-1), 'The last requests hold no form.')
      if (chosen !== undefined) print(view.form(chosen))
    },
    hasForm: () => forms().length > 0,
  }
}
