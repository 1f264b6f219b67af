import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import type { PageAct } from '../protocol.ts'

/** Bytes of a body at most: a megabyte to be sent, in base64. */
const maxBytes = 1.5 * 1024 * 1024

const act = v.variant('type', [
  v.strictObject({
    type: v.literal('act'),
    id: v.pipe(v.string(), v.maxLength(40)),
    key: v.pipe(v.string(), v.maxLength(20)),
  }),
  v.strictObject({
    type: v.literal('pick'),
    number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  }),
  v.strictObject({ type: v.literal('send'), bytes: v.pipe(v.string(), v.base64()) }),
])

/** Reads what a page asks for; 'too-large' before all of it has come, 'unreadable' where it is none of these. */
export async function readAct(
  request: IncomingMessage,
): Promise<PageAct | 'too-large' | 'unreadable'> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length > maxBytes) return 'too-large'
    parts.push(part)
  }
  try {
    const parsed = v.safeParse(act, JSON.parse(Buffer.concat(parts).toString()))
    return parsed.success ? parsed.output : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
