import { createHash } from 'node:crypto'
import { contentOf } from '../http/dechunk.ts'
import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { responseWords } from '../words/responses.ts'
import { latin1 } from './bytes.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note } from './note.ts'

const { handshakes, events } = responseWords

/** What a server joins to the key of a WebSocket before it hashes it (RFC 6455, section 1.3). */
const webSocketId = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

const hashed = (text: string, encoding: 'base64' | 'hex') =>
  createHash('sha1').update(text).digest(encoding)

/** The response that opens a WebSocket, held against the key of its request (RFC 6455, section 4.2.2). */
export function handshakeNotes({ request, status }: Evidence, response: Message): Note[] {
  if (request === undefined || status === undefined) return []
  if (!/^websocket$/i.test(headerValue(request.fields, 'Upgrade') ?? '')) return []
  const key = headerValue(request.fields, 'Sec-WebSocket-Key')
  if (key === undefined) return []
  if (status.status >= 200 && status.status < 300)
    return [
      faults(
        'no-websocket',
        'warning',
        status.statusRange,
        handshakes.answeredOtherwise(status.status),
        'RFC 6455, section 4.1',
      ),
    ]
  if (status.status !== 101) return []
  const accept = headerNamed(response.fields, 'Sec-WebSocket-Accept')
  const right = hashed(key + webSocketId, 'base64')
  if (accept?.value === right) return []
  const said =
    accept === undefined
      ? handshakes.noAccept(right)
      : accept.value === hashed(key, 'base64')
        ? handshakes.withoutId(right)
        : accept.value.toLowerCase() === hashed(key + webSocketId, 'hex')
          ? handshakes.inHex(right)
          : handshakes.otherAccept(right)
  return [
    faults(
      'bad-websocket-accept',
      'error',
      accept?.valueRange ?? status.statusRange,
      said,
      'RFC 6455, section 4.2.2',
    ),
  ]
}

/** A stream of events by its type and its form (WHATWG HTML, section 9.2). */
export function eventStreamNotes(evidence: Evidence, response: Message): Note[] {
  const { request, status } = evidence
  if (request === undefined || status?.status !== 200) return []
  const type = headerNamed(response.fields, 'Content-Type')
  const isStream = /^text\/event-stream\b/i.test(type?.value ?? '')
  const isAsked = /^text\/event-stream$/i.test(headerValue(request.fields, 'Accept') ?? '')
  if (isAsked && !isStream)
    return [
      faults(
        'not-an-event-stream',
        'error',
        type?.valueRange ?? status.statusRange,
        events.otherType(type?.value),
        'WHATWG HTML, section 9.2.3',
      ),
    ]
  if (!isStream || headerValue(response.fields, 'Content-Encoding') !== undefined) return []
  const text = latin1(contentOf(response).subarray(0, 4096)).replaceAll(/\r\n?/g, '\n')
  if ((text.match(/^data:/gm)?.length ?? 0) < 2 || text.includes('\n\n')) return []
  const at = { start: response.body?.start ?? 0, end: response.body?.start ?? 0 }
  return [faults('events-not-ended', 'warning', at, events.notEnded, 'WHATWG HTML, section 9.2.6')]
}
