import { headerValue } from '../http/headers.ts'
import type { Message, StatusLine } from '../http/message.ts'
import type { Side } from '../wire/event.ts'
import type { Connection, Exchange } from '../wire/exchange.ts'
import type { ServerLanguage } from '../words/in-code.ts'
import { type Client, clientOf } from './client.ts'
import { lineOf } from './why.ts'

/** What is known beside an exchange. Pure notes take it as it is at this moment. */
export interface Surroundings {
  /** The language of the server; undefined: read from what it says of itself. */
  readonly language?: ServerLanguage | undefined
  /** Connections of the session, those that are open among them. */
  readonly connections?: readonly Connection[]
  /** Exchanges of the session, in the order of their numbers. */
  readonly exchanges?: readonly Exchange[]
}

/** How far an exchange has come, and who ended it. */
export type End =
  | 'open'
  | 'whole'
  /** The server closed the connection before its response was whole. */
  | 'closed-by-server'
  | 'reset-by-server'
  /** The client closed or reset the connection before the response was whole. */
  | 'left'
  | 'refused'

/** All that a rule may look at. */
export interface Evidence {
  readonly exchange: Exchange
  readonly request: Message | undefined
  readonly response: Message | undefined
  readonly status: StatusLine | undefined
  readonly method: string
  readonly target: string
  readonly client: Client
  readonly language: ServerLanguage | undefined
  readonly end: End
  readonly connections: readonly Connection[]
  /** The other exchanges of the session. */
  readonly others: readonly Exchange[]
}

export function evidenceOf(exchange: Exchange, surroundings: Surroundings = {}): Evidence {
  const { request, response, connection } = exchange
  const { method, target } = request === undefined ? { method: '', target: '' } : lineOf(request)
  const exchanges = surroundings.exchanges ?? connection.exchanges
  return {
    exchange,
    request,
    response,
    status: response?.startLine?.type === 'status-line' ? response.startLine : undefined,
    method,
    target,
    client: clientOf(request ?? connection.exchanges.find((other) => other.request)?.request),
    language: surroundings.language ?? languageOf([exchange, ...exchanges]),
    end: endOf(exchange),
    connections: surroundings.connections ?? [connection],
    others: exchanges.filter(({ number }) => number !== exchange.number),
  }
}

function endOf(exchange: Exchange): End {
  const { connection, response } = exchange
  const { closing } = connection
  const [clientEndedAt, serverEndedAt] = [
    endedAt(connection, 'client'),
    endedAt(connection, 'server'),
  ]
  if (response?.complete === true && !endsByClient(exchange)) {
    // A body that ends with its connection does not end whole with a reset.
    const isCut = closing?.type === 'reset' && response.framing?.type === 'until-close'
    if (!isCut) return 'whole'
  }
  if (closing?.type === 'refused') return 'refused'
  if (closing?.type === 'reset') return closing.by === 'client' ? 'left' : 'reset-by-server'
  if (closing?.by === 'client') return 'left'
  if (closing !== undefined) return 'closed-by-server'
  // One side may have said its last while the other has not.
  if (
    serverEndedAt !== undefined &&
    (clientEndedAt === undefined || serverEndedAt <= clientEndedAt)
  )
    return 'closed-by-server'
  return response !== undefined && clientLeftMidway(exchange) ? 'left' : 'open'
}

/** When a side said that it would send no more (TCP FIN). */
const endedAt = ({ ends }: Connection, side: Side) =>
  ends.find(({ by, how }) => by === side && how === 'fin')?.at

/** A body that ends with its connection, where the client ended that. */
const endsByClient = (exchange: Exchange) =>
  exchange.response?.framing?.type === 'until-close' && clientLeftMidway(exchange)

/**
 * The client said that it would send no more once the response had begun, and before the server was done: it
 * has left. Before the response some do so who wait for it all the same.
 */
function clientLeftMidway({ connection, finalAt, responseAt }: Exchange): boolean {
  const [clientEndedAt, serverEndedAt] = [
    endedAt(connection, 'client'),
    endedAt(connection, 'server'),
  ]
  const began = finalAt ?? responseAt
  if (clientEndedAt === undefined || began === undefined || clientEndedAt < began) return false
  return serverEndedAt === undefined || clientEndedAt < serverEndedAt
}

/** The time after a request from which a client that ends its side does not wait any more. */
const givesUpAfterMs = 1000

/** When the client gave up waiting for the response, which came later or never; undefined where it did not. */
export function gaveUpAt({ connection, requestDoneAt, responseAt }: Exchange): number | undefined {
  const left = connection.ends.find(({ by }) => by === 'client')?.at
  if (left === undefined || requestDoneAt === undefined) return undefined
  if (left - requestDoneAt < givesUpAfterMs) return undefined
  return responseAt === undefined || responseAt > left ? left : undefined
}

const node = /^(express|next\.js)/i
const python = /\b(C?Python|Werkzeug|gunicorn|uvicorn|aiohttp|waitress|Django)\b/i

/** The language by what a server says of itself; most say nothing. */
function languageOf(exchanges: readonly Exchange[]): ServerLanguage | undefined {
  for (const { response } of exchanges) {
    const said = response === undefined ? 'nothing' : languageSaidIn(response)
    if (said !== 'nothing') return said
  }
  return undefined
}

/** Of responses whose head has come. Else each exchange of a session would have the heads of all others read again. */
const known = new WeakMap<Message, ServerLanguage | 'nothing'>()

function languageSaidIn(response: Message): ServerLanguage | 'nothing' {
  const before = known.get(response)
  if (before !== undefined) return before
  const said = readLanguage(response)
  if (response.framing !== undefined) known.set(response, said)
  return said
}

function readLanguage({ fields }: Message): ServerLanguage | 'nothing' {
  if (node.test(headerValue(fields, 'X-Powered-By') ?? '')) return 'node'
  return python.test(headerValue(fields, 'Server') ?? '') ? 'python' : 'nothing'
}

/** The language of a program by the command that starts it: `node server.js`, `python3 -m http.server`. */
export function languageOfCommand(command: readonly string[]): ServerLanguage | undefined {
  const names = command.map((word) => word.split(/[/\\]/).at(-1) ?? '')
  if (
    names.some((name) => /^(python|pypy|uvicorn|gunicorn|flask)[\d.]*(\.exe)?$|\.pyw?$/i.test(name))
  )
    return 'python'
  if (
    names.some((name) =>
      /^(node|npm|npx|tsx|bun|deno|vite|next)(\.(exe|cmd))?$|\.[cm]?[jt]s$/i.test(name),
    )
  )
    return 'node'
  return undefined
}
