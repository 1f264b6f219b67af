import { gunzipSync } from 'node:zlib'
import { contentOf } from '../http/dechunk.ts'
import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message, Range } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { orUndefined } from '../words/caught.ts'
import { causesWords } from '../words/causes.ts'
import { utf8 } from './bytes.ts'
import { nameOf } from './client.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note, nowhere, type Said } from './note.ts'

const { bodies } = causesWords
const framingSource = 'RFC 9112, section 6.3'

/** Notes on where a body ends: what was announced, what came, and who closed (RFC 9112, section 6.3). */
export function bodyEndNotes(evidence: Evidence, response: Message): Note[] {
  const { framing, body, length } = response
  if (body === undefined) {
    if (evidence.end !== 'open' || response.startLine === undefined) return []
    return [
      faults('header-not-over', 'warning', { start: length, end: length }, bodies.headAwaited),
    ]
  }
  const received = body.end - body.start
  switch (framing?.type) {
    case 'content-length': {
      const field = headerNamed(response.fields, 'Content-Length')
      return field === undefined
        ? []
        : lengthNotes(evidence, response, {
            announced: framing.length,
            received,
            at: field.valueRange,
          })
    }
    case 'chunked':
      return chunkNotes(evidence, response, received)
    case 'until-close':
      return untilCloseNotes(evidence, response, received)
    case 'none':
      return noBodyNotes(evidence, response)
    default:
      return []
  }
}

interface Lengths {
  readonly announced: number
  readonly received: number
  /** The value of Content-Length. */
  readonly at: Range
}

function lengthNotes(evidence: Evidence, response: Message, lengths: Lengths): Note[] {
  const { announced, received, at } = lengths
  const { end, client, language } = evidence
  const short = (severity: Note['severity'], said: Said) => [
    faults('body-cut-short', severity, at, said, framingSource),
  ]
  switch (end) {
    case 'whole': {
      const rest = leftOver(evidence.exchange)
      return rest === undefined ? [] : surplusNotes(evidence, response, rest, lengths)
    }
    case 'open': {
      const counted = miscount(evidence, response, lengths)
      return [
        faults('body-awaited', 'warning', at, {
          said: bodies.awaited(received, announced, nameOf(client)),
          todo:
            counted === undefined
              ? bodies.awaitedTodo(received)
              : `${counted.said} ${counted.todo}`,
        }),
      ]
    }
    case 'left': {
      const counted = miscount(evidence, response, lengths)
      // A client that gave up waiting for bytes that can't come was let down.
      if (counted !== undefined) return short('error', counted)
      const waited = waitedInVain(evidence, received)
      return waited === undefined
        ? short('note', bodies.shortLeft(nameOf(client), received, announced))
        : short('warning', {
            said: bodies.stalled(nameOf(client), waited, received, announced),
            todo: bodies.stalledTodo(language),
          })
    }
    case 'reset-by-server':
      return short('error', bodies.shortReset(received, announced))
    case 'closed-by-server': {
      const counted = miscount(evidence, response, lengths)
      if (counted !== undefined) return short('error', counted)
      const isPage = /^text\/html/i.test(headerValue(response.fields, 'Content-Type') ?? '')
      const shown = isPage ? bodies.shownPage : bodies.shownText
      const todo =
        received === 0
          ? bodies.nothingSent
          : announced - received >= muchMissing
            ? bodies.sendingStopped(language)
            : bodies.sendAll(received, language)
      return short('error', {
        said: bodies.short(received, announced, isShown(evidence) ? shown : ''),
        todo,
      })
    }
    case 'refused':
      return []
  }
}

/** The time without a byte after which a client that leaves has given up waiting. */
const givesUpAfterMs = 1000
/** As much of a body as comes through whether its client reads on or not. */
const unhindered = 64 * 1024
/** The reads of a response that are listed. */
const listedReads = 100

/** Milliseconds that the client waited for more of the body before it left; undefined where it left midway. */
function waitedInVain(
  { exchange, request, response }: Evidence,
  received: number,
): number | undefined {
  const { connection, responseReads } = exchange
  const left = connection.ends.find(({ by }) => by === 'client')?.at ?? connection.closedAt
  const last = responseReads.at(-1)?.at
  if (left === undefined || last === undefined || responseReads.length >= listedReads)
    return undefined
  // A script may read a response that never ends, and a film is read as it is shown.
  const isOfScript =
    request !== undefined && headerValue(request.fields, 'Sec-Fetch-Dest') === 'empty'
  if (received > unhindered || isOfScript || isStream({ request, response })) return undefined
  return left - last < givesUpAfterMs ? undefined : left - last
}

/** So many missing bytes are no mistake in counting. */
const muchMissing = 2048

const isShown = ({ request }: Evidence) =>
  request !== undefined && headerValue(request.fields, 'Sec-Fetch-Dest') === 'document'

/** A mistake in counting that explains the announced length to the byte. */
function miscount(
  { language }: Evidence,
  response: Message,
  { announced, received }: Lengths,
): (Said & { readonly todo: string }) | undefined {
  if (received === 0) return undefined
  if (announced === response.length) return bodies.countedHead(received)
  const content = contentOf(response)
  if (content.length !== received) return undefined
  if (unpackedLength(response, content) === announced) return bodies.countedUnpacked(received)
  const lines = content.filter((byte, i) => byte === 0x0a && content[i - 1] !== 0x0d).length
  if (lines > 0 && announced - received === lines && lines > 1)
    return bodies.countedLineEnds(lines, language)
  return undefined
}

function unpackedLength(response: Message, content: Uint8Array): number | undefined {
  if (!/^(x-)?gzip$/i.test(headerValue(response.fields, 'Content-Encoding') ?? '')) return undefined
  return orUndefined(() => gunzipSync(content, { maxOutputLength: 4 * 1024 * 1024 }).length)
}

function surplusNotes(
  { language }: Evidence,
  response: Message,
  rest: Message,
  { announced, received, at }: Lengths,
): Note[] {
  const whole = Buffer.concat([contentOf(response), rest.bytes])
  const total = received + rest.length
  const error = (said: Said) => [
    faults('content-length-too-small', 'error', at, said, 'RFC 9110, section 8.6'),
  ]
  if (announced === 0) return error(bodies.surplusEmpty(total))
  if (countsCharacters(whole, announced))
    return error({
      said: bodies.characters(announced, total, rest.length),
      todo: bodies.countBytes(language),
    })
  const pairs = whole.filter((byte, i) => byte === 0x0d && whole[i + 1] === 0x0a).length
  if (pairs > 1 && pairs === total - announced)
    return error(bodies.countedOldLineEnds(pairs, language))
  return error({ said: bodies.surplus(announced, total), todo: bodies.surplusTodo(total) })
}

/** The number is that of the characters, as JavaScript or Python counts them, perhaps without the last line end. */
function countsCharacters(whole: Uint8Array, announced: number): boolean {
  const text = utf8(whole)
  if (text === undefined || whole.length === announced) return false
  return [text, text.replace(/\r?\n$/, '')].some(
    (one) =>
      Buffer.byteLength(one) !== one.length &&
      (one.length === announced || [...one].length === announced),
  )
}

function chunkNotes(evidence: Evidence, response: Message, received: number): Note[] {
  const { end, client, language } = evidence
  const broken = chunkFault(evidence, response)
  if (broken !== undefined) return [broken]
  if (response.problems.some(({ code }) => code.startsWith('bad-chunk'))) return []
  const at = { start: response.length, end: response.length }
  const last = (severity: Note['severity'], said: Said) => [
    faults('last-chunk-missing', severity, at, said, 'RFC 9112, section 7.1'),
  ]
  switch (end) {
    case 'left': {
      if (isStream(evidence) || received === 0) return []
      const waited = waitedInVain(evidence, received)
      return waited === undefined
        ? last('note', bodies.lastChunkLeft(nameOf(client)))
        : last('warning', {
            said: bodies.chunksStalled(nameOf(client), waited),
            todo: bodies.stalledTodo(language),
          })
    }
    case 'closed-by-server':
      return isStream(evidence) ? [] : last('error', bodies.lastChunkMissing(language))
    case 'reset-by-server':
      return last('error', bodies.chunkReset)
    case 'open':
      return isStream(evidence)
        ? []
        : [faults('last-chunk-awaited', 'warning', at, bodies.lastChunkAwaited(nameOf(client)))]
    default:
      return []
  }
}

/** The first chunk whose framing is wrong; what follows is only its consequence. */
function chunkFault({ language }: Evidence, { problems, bytes, body }: Message): Note | undefined {
  const problem = problems.find(({ code }) => code.startsWith('bad-chunk'))
  if (problem === undefined || body === undefined) return undefined
  const note = (said: Said, at: Range = problem) =>
    faults(problem.code, 'error', at, said, 'RFC 9112, section 7.1')
  const text = Buffer.from(bytes.subarray(body.start, body.end)).toString('latin1')
  const firstLine = /^[^\r\n]{0,64}/.exec(text)?.[0] ?? ''
  if (problem.code === 'bad-chunk-size' && problem.start <= body.start + firstLine.length) {
    const isSize = /^0?x?[0-9a-f]+\s*(;|$)/i.test(firstLine)
    return isSize ? undefined : note(bodies.notChunked)
  }
  // The chunk before the fault: its size line, and the bytes up to the next line end.
  const before = text.slice(0, problem.start - body.start)
  const sizes = [...before.matchAll(/(?:^|\r\n)([0-9a-f]{1,8})(?:;[^\r\n]*)?\r\n/gi)]
  const [, size] = sizes.at(-1) ?? []
  const from = (sizes.at(-1)?.index ?? 0) + (sizes.at(-1)?.[0].length ?? 0)
  if (size === undefined) return undefined
  const announced = Number.parseInt(size, 16)
  const next = /\r\n[0-9a-f]{1,8}\r\n/i.exec(text.slice(from))
  const real = next === null ? undefined : next.index
  if (real === undefined || real === announced)
    return problem.code === 'bad-chunk-ending' ? note(bodies.chunkWithoutEnd(announced)) : undefined
  if (/^\d+$/.test(size) && Number(size) === real)
    return note(bodies.decimalChunk(size, real, language))
  const chunk = utf8(Uint8Array.from(Buffer.from(text.slice(from, from + real), 'latin1')))
  if (chunk !== undefined && (chunk.length === announced || [...chunk].length === announced))
    return note(bodies.chunkCharacters(announced, real, language))
  return problem.code === 'bad-chunk-ending' ? note(bodies.chunkWithoutEnd(announced)) : undefined
}

/** A body that is meant to go on: nobody is told to end it. */
export function isStream({ request, response }: Pick<Evidence, 'request' | 'response'>): boolean {
  const type = response === undefined ? '' : (headerValue(response.fields, 'Content-Type') ?? '')
  if (
    /^(text\/event-stream|multipart\/x-mixed-replace|application\/(x-)?(ndjson|json-seq|stream\+json)|(audio|video)\/)/i.test(
      type,
    )
  )
    return true
  const accepts = request === undefined ? '' : (headerValue(request.fields, 'Accept') ?? '')
  return /^text\/event-stream/i.test(accepts)
}

function untilCloseNotes(evidence: Evidence, response: Message, received: number): Note[] {
  const { end, client, language, status } = evidence
  if (status === undefined || isStream(evidence)) return []
  const at = { start: response.length, end: response.length }
  const todo = bodies.endTodo(language)
  const keepsAlive = /\bkeep-alive\b/i.test(headerValue(response.fields, 'Connection') ?? '')
  if (end === 'open')
    return [
      faults('end-awaited', 'warning', at, {
        ...bodies.endAwaited(nameOf(client), keepsAlive),
        todo,
      }),
    ]
  if (end === 'left' && received > 0)
    return [faults('end-awaited', 'warning', at, { ...bodies.endNeverTold(nameOf(client)), todo })]
  return []
}

/** HEAD, 204 and 304: what comes after the empty line is no body (RFC 9110, sections 6.4.1 and 9.3.2). */
function noBodyNotes({ exchange, method, status, language }: Evidence, response: Message): Note[] {
  const rest = leftOver(exchange)
  if (rest === undefined || status === undefined) return []
  const text = Buffer.from(rest.bytes).toString('latin1')
  const next = text.search(/HTTP\/1\.[01] \d{3}/)
  const surplus = next > 0 ? next : rest.length
  const at = response.blankLine ?? nowhere
  const said =
    method === 'HEAD'
      ? bodies.noBody.head(surplus, language)
      : bodies.noBody.status(status.status, surplus)
  return [faults('body-not-allowed', 'error', at, said, 'RFC 9110, section 6.4.1')]
}

/** What came after a response that was over, and begins no other. */
function leftOver({ connection, number }: Exchange): Message | undefined {
  return connection.exchanges.find(({ surplusOf }) => surplusOf === number)?.response
}

/** The response of this exchange is bytes that are left over from the one before. */
export const isLeftOver = ({ surplusOf }: Pick<Exchange, 'surplusOf'>): boolean =>
  surplusOf !== undefined
