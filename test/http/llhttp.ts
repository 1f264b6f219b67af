import { createRequire } from 'node:module'
import type { Sample } from './corpus.ts'
import { bytesOf } from './listing.ts'

interface Parser {
  [callback: number]: (...details: unknown[]) => unknown
  initialize(type: number, resource: object, maxHeaderSize: number, leniency: number): void
  execute(bytes: Uint8Array, start: number, length: number): unknown
  finish(): unknown
}

interface ParserClass {
  new (): Parser
  readonly REQUEST: number
  readonly RESPONSE: number
  readonly kOnHeaders: number
  readonly kOnHeadersComplete: number
  readonly kOnBody: number
  readonly kOnMessageComplete: number
}

const { HTTPParser }: { HTTPParser: ParserClass } = createRequire(import.meta.url)(
  'node:_http_common',
)

export interface Verdict {
  /** The byte where the parser stopped; undefined if it took everything. */
  readonly stop: number | undefined
  readonly reason: string | undefined
  /** Messages that it found complete. */
  readonly complete: number
  /** Bytes that it took for bodies, without the framing. */
  readonly bodyBytes: number
  /** The connection went over to another protocol. */
  readonly upgraded: boolean
}

/** What Node's own parser, at its strictest and without a limit, makes of a direction. */
export function llhttp({ role, text, methods = [] }: Sample): Verdict {
  let complete = 0
  let bodyBytes = 0
  let upgraded = false
  const parser = new HTTPParser()
  const type = role === 'request' ? HTTPParser.REQUEST : HTTPParser.RESPONSE
  parser.initialize(type, {}, 2 ** 30, 0)
  parser[HTTPParser.kOnHeaders] = () => undefined
  parser[HTTPParser.kOnHeadersComplete] = (...details) => {
    if (details[7] === true) upgraded = true
    return methods[complete] === 'HEAD' ? 1 : 0
  }
  parser[HTTPParser.kOnBody] = (bytes) => {
    if (bytes instanceof Uint8Array) bodyBytes += bytes.length
  }
  parser[HTTPParser.kOnMessageComplete] = () => {
    complete++
  }
  const bytes = bytesOf(text)
  const executed = parser.execute(bytes, 0, bytes.length)
  const error = executed instanceof Error ? executed : parser.finish()
  if (!(error instanceof Error)) {
    return { stop: undefined, reason: undefined, complete, bodyBytes, upgraded }
  }
  const parsed = 'bytesParsed' in error ? error.bytesParsed : undefined
  const isEarly = error === executed && typeof parsed === 'number'
  const reason = 'reason' in error ? String(error.reason) : error.message
  return { stop: isEarly ? parsed : bytes.length, reason, complete, bodyBytes, upgraded }
}
