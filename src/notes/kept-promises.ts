import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { promiseWords } from '../words/promises.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note } from './note.ts'

const { promises } = promiseWords

/** The time within which a connection that was to be kept is closed too early. */
const atOnceMs = 1000

/** `Connection` and `Keep-Alive` held against what became of the connection (RFC 9112, section 9.3). */
export function keptNotes({ exchange, end, status }: Evidence, response: Message): Note[] {
  const { connection, responseDoneAt } = exchange
  const { closing, closedAt, exchanges } = connection
  const option = headerNamed(response.fields, 'Connection')
  if (end !== 'whole' || status === undefined || option === undefined) return []
  const isLast = exchanges.at(-1)?.number === exchange.number
  if (/\bclose\b/i.test(option.value) && !isLast) {
    const next = exchanges.find(({ number }) => number > exchange.number)
    return next?.response?.startLine === undefined
      ? []
      : [faults('closed-and-kept', 'warning', option.valueRange, promises.closedNamed)]
  }
  if (!/\bkeep-alive\b/i.test(option.value)) return []
  if (!isLast || closing?.type !== 'closed' || closing.by !== 'server') return []
  if (response.framing?.type === 'until-close') return []
  if (closedAt === undefined || responseDoneAt === undefined) return []
  const kept = closedAt - responseDoneAt
  const header = headerNamed(response.fields, 'Keep-Alive')
  const seconds = Number(/timeout=(\d+)/i.exec(header?.value ?? '')?.[1] ?? Number.NaN)
  const about = 'kept-and-closed'
  if (kept < atOnceMs && !(seconds * 1000 <= kept + 100))
    return [
      faults(
        about,
        'warning',
        option.valueRange,
        promises.keptAndClosed(kept),
        'RFC 9112, section 9.3',
      ),
    ]
  // Half a second and less are the time that the last bytes and the close take.
  if (header !== undefined && seconds > 1 && kept < seconds * 1000 - 1000)
    return [
      faults(about, 'warning', header.valueRange, promises.keptTooShort(seconds, kept / 1000)),
    ]
  return []
}

const { ranges } = promiseWords

/** Range, 206 and Content-Range against each other and the bytes (RFC 9110, section 14). */
export function rangeNotes(evidence: Evidence, response: Message): Note[] {
  const { request, status, method, target, others, end } = evidence
  if (status === undefined || request === undefined || method === 'HEAD') return []
  const header = headerNamed(response.fields, 'Content-Range')
  const asked = headerValue(request.fields, 'Range')
  const source = 'RFC 9110, section 14.4'
  if (status.status === 206) {
    const isParts = /^multipart\/byteranges/i.test(
      headerValue(response.fields, 'Content-Type') ?? '',
    )
    if (asked === undefined)
      return [faults('range-not-asked', 'error', status.statusRange, ranges.notAsked, source)]
    if (isParts) return []
    if (header === undefined)
      return [faults('no-content-range', 'error', status.statusRange, ranges.missing, source)]
    const error = (about: string, said: { said: string; todo: string }) => [
      faults(about, 'error', header.valueRange, said, source),
    ]
    const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(header.value)
    const [first, last, total] = match === null ? [] : match.slice(1).map(Number)
    if (match === null || first === undefined || last === undefined || total === undefined)
      return error('bad-content-range', ranges.impossible(header.value))
    const length = last - first + 1
    if (last < first || (last >= total && !(total === length)))
      return error('bad-content-range', ranges.impossible(header.value))
    const wanted = /^bytes=(\d+)-(\d*)$/i.exec(asked)
    const known = wholeLength(evidence)
    if (known !== undefined && !Number.isNaN(total) && total !== known)
      return error('bad-content-range', ranges.otherTotal(total, known))
    const namesEnd = wanted?.[2] !== undefined && wanted[2] !== ''
    if (total === length && (first > 0 || (namesEnd && Number(wanted?.[2]) === last)))
      return error('bad-content-range', ranges.partAsWhole(total))
    if (wanted !== null && Number(wanted[1]) !== first)
      return error('other-range', ranges.otherRange(asked))
    const { framing } = response
    if (framing?.type === 'content-length' && framing.length !== length && end === 'whole')
      return error('bad-content-range', ranges.otherLength(length, framing.length))
    return []
  }
  if (header !== undefined && status.status !== 416)
    return [faults('content-range-alone', 'warning', header.valueRange, ranges.with200, source)]
  if (status.status !== 200 || asked === undefined || /^bytes=0-$/i.test(asked)) return []
  // Several ranges may be too much for a server that gives one (RFC 9110, section 14.2).
  if (asked.includes(',') || headerValue(request.fields, 'If-Range') !== undefined) return []
  const promised = headerNamed(response.fields, 'Accept-Ranges') ?? undefined
  const earlier = others.some(
    (other) =>
      other.request?.startLine?.type === 'request-line' &&
      other.request.startLine.target === target &&
      other.response !== undefined &&
      /^bytes$/i.test(headerValue(other.response.fields, 'Accept-Ranges') ?? ''),
  )
  if ((promised !== undefined && /^bytes$/i.test(promised.value)) || earlier)
    return [
      faults(
        'range-promised',
        'warning',
        promised?.valueRange ?? status.statusRange,
        ranges.promised,
        'RFC 9110, section 14.3',
      ),
    ]
  return [
    faults('range-ignored', 'note', status.statusRange, ranges.whole, 'RFC 9110, section 14.2'),
  ]
}

/** The size of the same target by another response that brought the whole of it. */
function wholeLength({ target, others }: Evidence): number | undefined {
  for (const { request, response } of others) {
    if (request?.startLine?.type !== 'request-line' || request.startLine.target !== target) continue
    if (response?.startLine?.type !== 'status-line' || response.startLine.status !== 200) continue
    if (request.startLine.method !== 'GET' || !response.complete) continue
    if (headerValue(response.fields, 'Content-Encoding') !== undefined) continue
    const { framing, body } = response
    if (framing?.type === 'content-length') return framing.length
    if (framing?.type === 'until-close' && body !== undefined) return body.end - body.start
  }
  return undefined
}
