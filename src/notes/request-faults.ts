import { contentOf } from '../http/dechunk.ts'
import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { causesWords } from '../words/causes.ts'
import { problemWords } from '../words/problems.ts'
import { latin1 } from './bytes.ts'
import { nameOf } from './client.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note, type Said } from './note.ts'
import { lineOf, pathIn } from './why.ts'

const { requests } = problemWords
const { silences, bodies } = causesWords

/** What is wrong with a request, or in how it was received; each points at its bytes. */
export function requestNotes(evidence: Evidence, request: Message): Note[] {
  return [
    ...targetFaults(evidence, request),
    ...expectNotes(evidence, request),
    ...piecesNotes(evidence, request),
    ...multipartNotes(evidence, request),
    ...surplusNotes(evidence, request),
  ]
}

/** `%25XX`: a path that was encoded twice. */
function targetFaults({ target, status, others }: Evidence, { startLine }: Message): Note[] {
  if (startLine?.type !== 'request-line') return []
  const match = /%25[0-9A-Fa-f]{2}/.exec(pathIn(target))
  if (match === null) return []
  const start = startLine.targetRange.start + match.index
  const isMissing = status !== undefined && status.status >= 400
  const wasSent = others.some(
    ({ response }) => response !== undefined && mentions(response, match[0]),
  )
  if (!isMissing && !wasSent) return []
  return [
    faults(
      'encoded-twice',
      isMissing ? 'error' : 'warning',
      { start, end: start + match[0].length },
      requests.twiceEncoded(match[0]),
      'RFC 3986, section 2.4',
    ),
  ]
}

function mentions(response: Message, text: string): boolean {
  if (headerValue(response.fields, 'Location')?.includes(text)) return true
  if (!/^text\/html/i.test(headerValue(response.fields, 'Content-Type') ?? '')) return false
  return latin1(contentOf(response).subarray(0, 64 * 1024)).includes(text)
}

/** The time after which a client has waited for `100 Continue` (curl: one second). */
const waitedMs = 700

/** A body that came only after its client had waited for `100 Continue` (RFC 9110, section 10.1.1). */
function expectNotes({ exchange, client }: Evidence, request: Message): Note[] {
  const expect = headerNamed(request.fields, 'Expect')
  if (expect === undefined || !/^100-continue$/i.test(expect.value)) return []
  if (exchange.interim.length > 0 || request.blankLine === undefined) return []
  const headLength = request.blankLine.end
  let size = 0
  let headAt: number | undefined
  for (const read of exchange.reads) {
    if (headAt !== undefined) {
      const ms = read.at - headAt
      return ms < waitedMs
        ? []
        : [
            faults(
              'continue-not-sent',
              'warning',
              expect.valueRange,
              silences.expectWaited(nameOf(client), ms),
              'RFC 9110, section 10.1.1',
            ),
          ]
    }
    size += read.size
    if (size >= headLength) headAt = read.at
  }
  return []
}

/** A response that did not wait for the body of its request. */
function piecesNotes({ exchange, status, language, end }: Evidence, request: Message): Note[] {
  if (exchange.early !== 'before-its-end' || status === undefined || end === 'refused') return []
  // 413, 401, 417 and the like are right before the end.
  if (status.status >= 300 || request.framing?.type !== 'content-length') return []
  const { body, blankLine, framing } = request
  if (body === undefined || blankLine === undefined) return []
  const { responseAt = 0, reads } = exchange
  const late = reads.filter(({ at }) => at > responseAt).reduce((sum, { size }) => sum + size, 0)
  const missing = framing.length - (body.end - body.start)
  const sizes = reads
    .map(({ size }) => size)
    .slice(0, 6)
    .join(' + ')
  // A client that asked first may be answered without its body (RFC 9110, section 10.1.1).
  if (late + missing === 0 || headerNamed(request.fields, 'Expect') !== undefined) return []
  const { response, connection } = exchange
  // A server that has no use for the body may answer before it, and read it then.
  const hasEnded = connection.ends.some(({ by }) => by === 'server')
  const readsOn = response !== undefined && keepsOpen(response) && !hasEnded
  return [
    faults(
      'body-not-awaited',
      readsOn ? 'note' : 'error',
      blankLine,
      { ...requests.inPieces(sizes, late + missing), todo: requests.inPiecesTodo(language) },
      'RFC 9112, section 6.3',
    ),
  ]
}

/** The connection stays open for more after this response (RFC 9112, section 9.3). */
const keepsOpen = ({ startLine, fields, framing }: Message): boolean =>
  framing?.type !== 'until-close' &&
  !/\bclose\b/i.test(headerValue(fields, 'Connection') ?? '') &&
  startLine?.type === 'status-line' &&
  startLine.version === 'HTTP/1.1'

/** A multipart body and the boundary that its Content-Type names (RFC 2046, section 5.1.1). */
function multipartNotes({ method }: Evidence, request: Message): Note[] {
  const type = headerNamed(request.fields, 'Content-Type')
  if (type === undefined || method === '' || !/^multipart\//i.test(type.value)) return []
  const source = 'RFC 2046, section 5.1.1'
  const error = (about: string, said: Said) => [
    faults(about, 'error', type.valueRange, said, source),
  ]
  const match = /;\s*boundary=(?:"([^"]+)"|([^\s";]+))/i.exec(type.value)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) return error('no-boundary', requests.noBoundary)
  if (!request.complete || request.captured !== 'whole') return []
  const content = Buffer.from(contentOf(request))
  if (content.length === 0) return []
  if (!content.includes(`--${boundary}`))
    return error('boundary-absent', requests.boundaryAbsent(boundary))
  return content.includes(`--${boundary}--`)
    ? []
    : error('boundary-open', requests.boundaryOpen(boundary))
}

/** Bytes after a request that are no new one. */
function surplusNotes({ exchange }: Evidence, request: Message): Note[] {
  const { exchanges } = exchange.connection
  const next =
    exchanges[exchanges.findIndex(({ number }) => number === exchange.number) + 1]?.request
  if (next === undefined || !request.complete || request.blankLine === undefined) return []
  if (next.start !== request.start + request.length) return []
  const isBad = next.problems.some(
    ({ code }) =>
      code === 'bad-request-line' || code === 'bytes-after-message' || code === 'cut-short',
  )
  if (
    !isBad ||
    (next.startLine?.type === 'request-line' && /^HTTP\/1/.test(next.startLine.version ?? ''))
  )
    return []
  const { framing } = request
  if (framing?.type === 'content-length')
    return [
      faults(
        'request-surplus',
        'error',
        headerNamed(request.fields, 'Content-Length')?.valueRange ?? request.blankLine,
        requests.surplus(framing.length, framing.length + next.length),
      ),
    ]
  if (framing?.type === 'none')
    return [
      faults('body-unannounced', 'error', request.blankLine, requests.bodyUnannounced(next.length)),
    ]
  return []
}

/** Extensions of files that pages link with a query behind them. */
const files = /\.(css|js|mjs|png|jpe?g|gif|svg|webp|ico|woff2?|html?|json|txt|pdf|mp4)$/i

/** A 404 whose path is found without its query, or may be once it is decoded. */
export function notFoundNotes({ target, status, others, method, language }: Evidence): Note[] {
  if (status?.status !== 404 || (method !== 'GET' && method !== 'HEAD')) return []
  const path = pathIn(target)
  const at = status.statusRange
  if (path !== target) {
    const found = others.some(
      ({ request, response }) =>
        request !== undefined && lineOf(request).target === path && isOk(response),
    )
    if (found) return [faults('query-in-name', 'error', at, requests.queryInName(path, true))]
    if (files.test(path))
      return [faults('query-in-name', 'warning', at, requests.queryInName(path, false))]
  }
  if (/%(2[0-9A-Fa-f]|[89A-Fa-f][0-9A-Fa-f])/.test(path) && !/%25[0-9A-Fa-f]{2}/.test(path)) {
    // A path that nobody of this server named may lead nowhere, and rightly.
    const isLinked = others.some(
      ({ response }) => response !== undefined && mentions(response, path.slice(1)),
    )
    return [
      faults('not-decoded', isLinked ? 'warning' : 'note', at, {
        ...requests.notDecoded,
        todo: requests.notDecodedTodo(language),
      }),
    ]
  }
  return []
}

const isOk = (response: Message | undefined) =>
  response?.startLine?.type === 'status-line' && response.startLine.status === 200

/** A response to the body of the request before, which the server had not read. */
export function bodyAsRequestNotes({ exchange, status }: Evidence, response: Message): Note[] {
  if (status === undefined) return []
  const { exchanges } = exchange.connection
  const at = exchanges.findIndex(({ number }) => number === exchange.number)
  const before = exchanges.slice(Math.max(0, at - 2), at).findLast(hasBody)
  if (before?.request === undefined) return []
  const sent = latin1(contentOf(before.request)).slice(0, 24).trim()
  if (sent.length < 4 || status.status < 400) return []
  if (!latin1(contentOf(response).subarray(0, 4096)).includes(sent.split(/[\r\n]/)[0] ?? sent))
    return []
  return [
    faults(
      'body-read-as-request',
      'error',
      status.statusRange,
      bodies.bodyReadAsRequest(lineOf(before.request).method, before.number),
    ),
  ]
}

const hasBody = ({ request }: Exchange) =>
  request?.body !== undefined && request.body.end > request.body.start
