import type { Exchange } from '../../wire/exchange.ts'
import type { ReadBody } from '../../wire/har/read-entry.ts'
import type { RecordedItem } from '../../wire/recorded.ts'
import { isSecretName, redactBody, redacted } from '../../wire/redact.ts'
import type { PageSession } from '../protocol.ts'
import {
  bare,
  type RecordedExchange,
  recordedConnections,
  recordedDetail,
  recordedExchanges,
  recordedLine,
} from '../view/recorded.ts'
import { createPlainSource, type PlainSource, sessionWithoutLesson } from './plain-source.ts'

/** Bytes of exchanges of a file of which all can be told. A file that is larger is cut off there. */
const maxBytes = 128 * 1024 * 1024

/** What stands in a recorded file, as a session that is over. */
export function createFileSource(
  items: readonly RecordedItem[],
  notices: PageSession['notices'],
): PlainSource {
  const recorded = new Map(
    recordedExchanges(items).map((one) => [one.exchange.number, one] as const),
  )
  const knownOf = (exchange: Exchange): RecordedExchange =>
    recorded.get(exchange.number) ?? bare(exchange)
  const source = createPlainSource({
    session: sessionWithoutLesson('file', { notices }),
    send: undefined,
    connectionsNow: () => [],
    exchangesNow: () => [],
    language: () => undefined,
    address: () => ({ host: 'localhost', port: 0 }),
    maxBytes,
    keepsAll: true,
    lineOf: (exchange, around) => recordedLine({ ...knownOf(exchange), exchange }, around),
    detailOf: (exchange, around) => {
      const known = knownOf(exchange)
      const isRedacted = known.exchange !== exchange
      return recordedDetail(
        { ...known, exchange, ...(isRedacted && withoutSecrets(known)) },
        around,
      )
    },
  })
  for (const { connection, protocol, frames } of recordedConnections(items)) {
    source.take({ type: 'protocol', connection, protocol, switchedBy: undefined })
    for (const { frame, at } of frames)
      source.take({ type: 'frame', connection, exchange: undefined, frame, at })
  }
  for (const { exchange, frames } of recorded.values()) {
    source.take({ type: 'response', exchange })
    for (const { frame, at } of frames)
      source.take({ type: 'frame', connection: exchange.connection, exchange, frame, at })
  }
  return source
}

const withoutSecrets = ({ bodies: { request, response }, said }: RecordedExchange) => ({
  said: said.map((frame) => ({ ...frame, data: redactBody(frame.data, 'application/json') })),
  bodies: { request: request && redactRead(request), response: response && redactRead(response) },
})

/** Its type is not looked at: what has the form of a form or of JSON is read as one. */
function redactRead(body: ReadBody): ReadBody {
  if (body.type === 'params')
    return {
      ...body,
      params: body.params.map((param) =>
        isSecretName(param.name) ? { ...param, value: redacted } : param,
      ),
    }
  if (body.type !== 'content' || typeof body.content !== 'string') return body
  const { content } = body
  const asForm = /^[^\s<{]*$/.test(content)
    ? redactBody(content, 'application/x-www-form-urlencoded')
    : content
  return { ...body, content: redactBody(asForm, 'application/json') }
}
