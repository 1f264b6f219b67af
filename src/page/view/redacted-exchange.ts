import { contentOf } from '../../http/dechunk.ts'
import { headerValue } from '../../http/headers.ts'
import type { Field, Message, Range } from '../../http/message.ts'
import type { Connection, Exchange } from '../../wire/exchange.ts'
import { type Replace, redactBody, redactHeader, redactUrl } from '../../wire/redact.ts'

/** In the place of a secret stand as many dots, so that every length and every offset stays true. */
const mask: Replace = (secret) => dots(secret.length)
const dots = (length: number) => '.'.repeat(length)

/** Gives exchanges without secrets, and with the same one each time it is asked for one. */
export function redactor(): (exchange: Exchange) => Exchange {
  const exchanges = new WeakMap<Exchange, Exchange>()
  const connections = new WeakMap<Connection, Connection>()
  const redactedConnection = (connection: Connection): Connection => {
    const known = connections.get(connection)
    if (known !== undefined) return known
    const { id, client, names, openedAt, firstByteAt } = connection
    const { reads, closing, closedAt, ends, protocol } = connection
    const redacted = {
      ...{ id, client, names, openedAt, firstByteAt, reads, closing, closedAt, ends, protocol },
      // Each of them leads back to the connection.
      get exchanges() {
        return connection.exchanges.map(redactedExchange)
      },
    }
    connections.set(connection, redacted)
    return redacted
  }
  const redactedExchange = (exchange: Exchange): Exchange => {
    const known = exchanges.get(exchange)
    if (known !== undefined) return known
    const { request, interim, response, connection } = exchange
    const redacted: Exchange = {
      ...exchange,
      connection: redactedConnection(connection),
      request: request && redactedMessage(request),
      interim: interim.map(redactedMessage),
      response: response && redactedMessage(response),
    }
    exchanges.set(exchange, redacted)
    return redacted
  }
  return redactedExchange
}

/** A message whose target, headers and body have no secrets, as far as names tell. Pure. */
function redactedMessage(message: Message): Message {
  const { role, start, length, captured, blankLine, framing, body, problems, complete } = message
  const { startLine, fields, trailers, tokens } = message
  const bytes = Buffer.from(message.bytes)
  const write = ({ start, end }: Range, text: string) => {
    const fits = text.length === end - start ? text : dots(end - start)
    if (start < bytes.length) bytes.write(fits, start, 'latin1')
  }
  const without = (field: Field): Field => {
    const value = redactHeader(field.name, field.value, mask)
    if (value === field.value) return field
    write(field.valueRange, value)
    return { ...field, value }
  }
  const target = startLine?.type === 'request-line' ? redactUrl(startLine.target, mask) : undefined
  const redactedLine =
    startLine?.type === 'request-line' && target !== undefined
      ? { ...startLine, target }
      : startLine
  if (startLine?.type === 'request-line' && target !== undefined && target !== startLine.target)
    write(startLine.targetRange, target)
  const redactedFields = fields.map(without)
  const redactedTrailers = trailers.map(without)
  const kept = bytes.subarray(0, redactBodyIn(bytes, message))
  const isCut = kept.length < bytes.length
  return {
    ...{ role, start, length, blankLine, framing, body, problems, complete },
    bytes: kept,
    captured: isCut ? 'cut' : captured,
    startLine: redactedLine,
    fields: redactedFields,
    trailers: redactedTrailers,
    tokens: isCut
      ? tokens.flatMap((token) =>
          token.start >= kept.length ? [] : [{ ...token, end: Math.min(token.end, kept.length) }],
        )
      : tokens,
  }
}

/** Takes secrets out of the body, where that leaves its length as it is; gives the end of what may be shown. */
function redactBodyIn(bytes: Buffer, message: Message): number {
  const { body, fields, framing } = message
  if (body === undefined) return bytes.length
  const type = headerValue(fields, 'content-type') ?? ''
  const mayHold = /^application\/x-www-form-urlencoded|^multipart\/|json/i.test(type)
  const isPacked = headerValue(fields, 'content-encoding') !== undefined
  if (!mayHold) return bytes.length
  if (isPacked) return body.start
  const content = Buffer.from(contentOf(message)).toString('latin1')
  const redacted = redactBody(content, type, mask)
  if (redacted === content) return bytes.length
  if (framing?.type === 'chunked' || redacted.length !== content.length) return body.start
  bytes.write(redacted, body.start, 'latin1')
  return bytes.length
}
