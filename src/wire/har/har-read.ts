import * as v from 'valibot'
import { harCreator } from './har.ts'

/** A message out of a HAR file. */
export interface HarMessage {
  readonly bytes: Uint8Array
  /** The message's length where it was recorded; not all of it may have been kept. */
  readonly length: number
  /** The file holds no bytes: these were written anew from what it says about the message. */
  readonly rebuilt: boolean
}

/** A request with what was answered. */
export interface HarMessages {
  /** The method, which an answer's length depends on. */
  readonly method: string
  readonly request: HarMessage | undefined
  readonly responses: readonly HarMessage[]
}

export type HarRead =
  | { readonly type: 'har'; readonly entries: readonly HarMessages[] }
  /** It says that it is a HAR file, and is not. `where` is a path such as `log.entries`. */
  | { readonly type: 'broken'; readonly where: string; readonly expected: string }
  | { readonly type: 'other' }

const pairs = v.array(v.object({ name: v.string(), value: v.string() }))
const kept = { _bytes: v.optional(v.string()), _length: v.optional(v.number()) }
const request = v.object({
  method: v.string(),
  url: v.string(),
  httpVersion: v.string(),
  headers: pairs,
  postData: v.nullish(
    v.object({ text: v.optional(v.string()), _encoding: v.optional(v.string()) }),
  ),
  ...kept,
})
const response = v.object({
  status: v.number(),
  statusText: v.string(),
  httpVersion: v.string(),
  headers: pairs,
  content: v.object({ text: v.optional(v.string()), encoding: v.optional(v.string()) }),
  _interim: v.optional(v.array(v.object(kept))),
  ...kept,
})
const harSchema = v.object({
  log: v.object({
    creator: v.object({ name: v.string() }),
    entries: v.array(v.object({ request, response })),
  }),
})

type Request = v.InferOutput<typeof request>
type Response = v.InferOutput<typeof response>

/** Reads the text of a file that may be a HAR file. Pure. */
export function readHar(text: string): HarRead {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return { type: 'other' }
  }
  if (typeof json !== 'object' || json === null || !('log' in json)) return { type: 'other' }
  const { success, output, issues } = v.safeParse(harSchema, json)
  if (!success) {
    const [{ path = [], expected }] = issues
    const where = path.map(({ key }) => String(key)).join('.')
    return { type: 'broken', where, expected: expected ?? 'something else' }
  }
  const { creator, entries } = output.log
  // Another tool's fields with an underscore mean what that tool likes.
  const isOurs = creator.name === harCreator
  return { type: 'har', entries: entries.map((entry) => messagesOf(entry, isOurs)) }
}

function messagesOf(entry: { request: Request; response: Response }, isOurs: boolean): HarMessages {
  const { request, response } = entry
  const { method } = request
  if (isOurs)
    return {
      method,
      request: recorded(request),
      responses: [...(response._interim ?? []), response].flatMap((one) => recorded(one) ?? []),
    }
  return {
    method,
    request: rebuiltRequest(request),
    responses: response.status === 0 ? [] : [rebuiltResponse(response, method)],
  }
}

function recorded({
  _bytes,
  _length,
}: {
  _bytes?: string | undefined
  _length?: number | undefined
}) {
  if (_bytes === undefined) return undefined
  const bytes = Buffer.from(_bytes, 'base64')
  return { bytes, length: Math.max(_length ?? 0, bytes.length), rebuilt: false }
}

function rebuiltRequest({ method, url, httpVersion, headers, postData }: Request): HarMessage {
  const address = URL.canParse(url) ? new URL(url) : undefined
  const target = address === undefined ? url : address.pathname + address.search
  const hasHost = headers.some(({ name }) => name.toLowerCase() === 'host')
  const host = address === undefined || hasHost ? [] : [{ name: 'Host', value: address.host }]
  const body = Buffer.from(postData?.text ?? '', encodingOf(postData?._encoding))
  return rebuilt(
    `${method} ${target} ${versionOf(httpVersion)}`,
    [...host, ...fieldsFor(headers, body)],
    body,
  )
}

function rebuiltResponse(
  { status, statusText, httpVersion, headers, content }: Response,
  method: string,
): HarMessage {
  const hasNoBody = method === 'HEAD' || status < 200 || status === 204 || status === 304
  const body = Buffer.from(hasNoBody ? '' : (content.text ?? ''), encodingOf(content.encoding))
  return rebuilt(
    `${versionOf(httpVersion)} ${status} ${statusText}`,
    hasNoBody ? ownFields(headers) : fieldsFor(headers, body, true),
    body,
  )
}

const encodingOf = (encoding: string | undefined) => (encoding === 'base64' ? 'base64' : 'utf8')

/** Browsers write `http/2.0` and `h3` too, of which there are no bytes that a person could read. */
const versionOf = (version: string) =>
  /^http\/1\.[01]$/i.test(version) ? version.toUpperCase() : 'HTTP/1.1'

type Pairs = v.InferOutput<typeof pairs>

/** HTTP/2 has fields such as `:path`, which stand in the start line here. */
const ownFields = (headers: Pairs): Pairs => headers.filter(({ name }) => !name.startsWith(':'))

/** The body stands in the file without its codings, so the fields that tell of them would be wrong. */
function fieldsFor(headers: Pairs, body: Uint8Array, mustSayLength = body.length > 0): Pairs {
  const fields = ownFields(headers).filter(
    ({ name }) => !/^(transfer-encoding|content-encoding|content-length)$/i.test(name),
  )
  return mustSayLength
    ? [...fields, { name: 'Content-Length', value: String(body.length) }]
    : fields
}

function rebuilt(startLine: string, fields: Pairs, body: Uint8Array): HarMessage {
  const lines = [startLine, ...fields.map(({ name, value }) => `${name}: ${value}`), '', '']
  const bytes = Buffer.concat([Buffer.from(lines.join('\r\n')), body])
  return { bytes, length: bytes.length, rebuilt: true }
}
