import { isUtf8 } from 'node:buffer'
import type { Expectation } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'
import { patternFlags } from '../../course/pattern.ts'
import type { Judgement, ReadFile } from './judgement.ts'
import { type Body, bodyOf, type Observation, received } from './observation.ts'

type BodyExpectation = NonNullable<Expectation['body']>

/** The data of an answer: these bytes, or some in them, or those of a file. */
export function judgeBody(
  expected: BodyExpectation,
  observed: Observation,
  read: ReadFile,
): Judgement {
  if (observed.message?.blankLine === undefined && observed.ending?.type !== 'closed')
    return 'waits'
  const body = bodyOf(observed)
  if (expected.contains !== undefined)
    return judgePart(includes(body.bytes, bytesOf(expected.contains)), body, observed)
  if (expected.matches !== undefined) {
    const text = new TextDecoder().decode(body.bytes)
    return judgePart(new RegExp(expected.matches, patternFlags).test(text), body, observed)
  }
  if (expected.length !== undefined) {
    if (body.bytes.length < expected.length && !body.whole) return 'waits'
    const at = Math.min(body.bytes.length, expected.length)
    return body.bytes.length === expected.length ? 'passes' : wrongAt(at, body, undefined, observed)
  }
  const wanted = expected.file === undefined ? bytesOf(expected.equals ?? '') : read(expected.file)
  if (wanted === undefined) return { kind: 'no-file', file: expected.file ?? '' }
  return judgeBytes(wanted, body, observed)
}

/** What the response says of its body's bytes is so: their compression, their charset. */
export function judgeEncoding(observed: Observation): Judgement {
  const { message } = observed
  if (message?.blankLine === undefined) return observed.ending === undefined ? 'waits' : 'passes'
  const { bytes, whole, offsetOf } = bodyOf(observed)
  const field = (wanted: string) => message.fields.find(({ name }) => name.toLowerCase() === wanted)
  const coding = field('content-encoding')
  const signature = codings[coding?.value.trim().toLowerCase() ?? '']
  if (coding !== undefined && signature !== undefined) {
    if (bytes.length < signature.length) return whole || observed.ending ? 'passes' : 'waits'
    const { start, end } = coding.valueRange
    if (!signature.every((byte, i) => byte === bytes[i]))
      return {
        kind: 'wrong-coding',
        coding: coding.value.trim(),
        came: received(observed, start, end),
      }
  }
  if (coding !== undefined || !/charset="?utf-?8/i.test(field('content-type')?.value ?? ''))
    return 'passes'
  const at = notUtf8(bytes)
  // The last letter may be on its way still.
  if (at === undefined || (!whole && at > bytes.length - 4)) return 'passes'
  return { kind: 'wrong-charset', came: received(observed, offsetOf(at), offsetOf(at) + 1) }
}

/** How compressed bytes begin. */
const codings: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  'x-gzip': [0x1f, 0x8b],
  deflate: [0x78],
}

/** The first byte that belongs to no letter in UTF-8; undefined where there is none. */
function notUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined
  let [low, high] = [0, bytes.length]
  // A beginning that is cut within a letter is UTF-8 up to that letter.
  const isGood = (end: number) => {
    for (let cut = 0; cut < 4 && cut <= end; cut++)
      if (isUtf8(bytes.subarray(0, end - cut))) return true
    return false
  }
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (isGood(middle)) low = middle
    else high = middle - 1
  }
  while (low > 0 && !isUtf8(bytes.subarray(0, low))) low -= 1
  return low
}

const includes = (bytes: Uint8Array, part = new Uint8Array()) =>
  Buffer.from(bytes).includes(Buffer.from(part))

function judgePart(isThere: boolean, body: Body, observed: Observation): Judgement {
  if (isThere) return 'passes'
  if (!body.whole) return 'waits'
  const at = body.bytes.length === 0 ? { start: body.offsetOf(0) } : undefined
  return {
    kind: 'wrong-body',
    at: undefined,
    length: body.bytes.length,
    expected: undefined,
    came:
      at === undefined
        ? received(observed, body.offsetOf(0), observed.bytes.length)
        : received(observed, at.start),
  }
}

function judgeBytes(wanted: Uint8Array, body: Body, observed: Observation): Judgement {
  const { bytes, whole } = body
  const shared = Math.min(bytes.length, wanted.length)
  const isSame = Buffer.compare(bytes.subarray(0, shared), wanted.subarray(0, shared)) === 0
  const differs = isSame ? -1 : bytes.findIndex((byte, i) => byte !== wanted[i])
  if (differs >= 0 && differs < shared) return wrongAt(differs, body, wanted, observed)
  if (bytes.length > wanted.length) return wrongAt(wanted.length, body, wanted, observed)
  if (!whole) return 'waits'
  return bytes.length === wanted.length ? 'passes' : wrongAt(bytes.length, body, wanted, observed)
}

function wrongAt(
  at: number,
  { bytes, offsetOf }: Body,
  expected: Uint8Array | undefined,
  observed: Observation,
): Judgement {
  const start = at < bytes.length ? offsetOf(at) : observed.bytes.length
  return {
    kind: 'wrong-body',
    at,
    length: bytes.length,
    expected,
    came: received(observed, start, Math.min(start + 1, observed.bytes.length)),
  }
}
