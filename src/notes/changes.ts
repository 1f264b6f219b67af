import type { Field, Message } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { changeReason } from './change-reasons.ts'
import { lineOf, pathIn, type Why, whyItCame, whyOf } from './why.ts'

/** A field that differs between two requests. */
export type FieldChange = {
  readonly name: string
  /** Why, where that is known. */
  readonly because: string | undefined
} & (
  | { readonly type: 'added'; readonly value: string }
  | { readonly type: 'gone'; readonly was: string }
  | { readonly type: 'changed'; readonly value: string; readonly was: string }
)

/** What is new in a request, set against one before it. */
export interface Changes {
  /** The request lines, where they differ. */
  readonly line: { readonly now: string; readonly was: string } | undefined
  readonly fields: readonly FieldChange[]
  /** Fields that are the same in both, by name and value. */
  readonly same: number
  /** Lengths of the two bodies, where the bodies differ. */
  readonly body: { readonly now: number; readonly was: number } | undefined
  /** The two are the same to the byte. */
  readonly identical: boolean
}

/** The request before this one that it is most like, and in what way. */
export interface Comparable {
  readonly exchange: Exchange
  /** `path`: the same method and path; `why`: it came for the same reason. */
  readonly by: 'path' | 'why'
}

/** Exchanges that are searched for one of the same kind. */
const looksBack = 100

/** The last request of the same kind: the same method and path, else the same reason. */
export function previousOfKind(
  exchange: Exchange,
  exchanges: readonly Exchange[],
): Comparable | undefined {
  const { request } = exchange
  if (request === undefined) return undefined
  const at = exchanges.indexOf(exchange)
  const before = exchanges.slice(0, at < 0 ? undefined : at).slice(-looksBack)
  const { method, target } = lineOf(request)
  const twin = before.findLast(({ request: other }) => {
    if (other === undefined) return false
    const line = lineOf(other)
    return line.method === method && pathIn(line.target) === pathIn(target)
  })
  if (twin !== undefined) return { exchange: twin, by: 'path' }
  const kind = kindOf(whyOf(exchange, before))
  const alike = before.findLast(
    (other, i) => other.request !== undefined && kindOf(whyOf(other, before.slice(0, i))) === kind,
  )
  return alike === undefined ? undefined : { exchange: alike, by: 'why' }
}

/** Reloads and links are pages that were asked for, like those whose address was typed. */
function kindOf(why: Why): string {
  switch (why.type) {
    case 'navigation':
    case 'reload':
    case 'reload-after-error':
    case 'hard-reload':
    case 'again':
    case 'link':
    case 'redirect':
      return 'page'
    case 'form':
    case 'form-again':
      return 'form'
    case 'part':
      return `part ${why.kind}`
    case 'program':
      return `program ${why.name}`
    default:
      return why.type
  }
}

/**
 * What changed in a request since one before it: fields added, gone and changed, in the order of
 * the request and then of what is gone. A name that comes more than once is compared one by one.
 * `why` it came is the reason for some of them.
 */
export function changesSince(
  request: Message,
  before: Message,
  why: Why = whyItCame(request, []),
): Changes {
  const was = valuesOf(before)
  const fields: FieldChange[] = []
  let same = 0
  for (const [key, { name, value }] of valuesOf(request)) {
    const old = was.get(key)
    was.delete(key)
    if (old === undefined) {
      fields.push(reasoned({ type: 'added', name, value }, why))
    } else if (old.value !== value) {
      fields.push(reasoned({ type: 'changed', name, value, was: old.value }, why))
    } else same += 1
  }
  for (const { name, value } of was.values())
    fields.push(reasoned({ type: 'gone', name, was: value }, why))
  return {
    line: differing(lineText(request), lineText(before)),
    fields,
    same,
    body: sameBytes(bodyOf(request), bodyOf(before))
      ? undefined
      : { now: bodyLength(request), was: bodyLength(before) },
    identical: sameBytes(request.bytes, before.bytes) && request.length === before.length,
  }
}

function reasoned(
  change:
    | { type: 'added'; name: string; value: string }
    | { type: 'gone'; name: string; was: string }
    | { type: 'changed'; name: string; value: string; was: string },
  why: Why,
): FieldChange {
  return { ...change, because: changeReason(change, why) }
}

/** Fields by their name and their place among those of the same name. */
function valuesOf({ fields }: Message): Map<string, Field> {
  const seen = new Map<string, number>()
  const values = new Map<string, Field>()
  for (const field of fields) {
    const name = field.name.toLowerCase()
    const nth = seen.get(name) ?? 0
    seen.set(name, nth + 1)
    values.set(`${name} ${nth}`, field)
  }
  return values
}

function lineText({ startLine }: Message): string {
  if (startLine?.type !== 'request-line') return ''
  const { method, target, version } = startLine
  return [method, target, ...(version === undefined ? [] : [version])].join(' ')
}

const bodyLength = ({ body }: Message) => (body === undefined ? 0 : body.end - body.start)

const bodyOf = ({ body, bytes }: Message) =>
  body === undefined ? new Uint8Array(0) : bytes.subarray(body.start, body.end)

const sameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

const differing = <T>(now: T, was: T) => (now === was ? undefined : { now, was })
