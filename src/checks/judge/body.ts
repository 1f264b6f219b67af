import type { Expectation } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'
import { patternFlags } from '../../course/pattern.ts'
import type { Judgement, ReadFile } from './judgement.ts'
import { type Body, bodyOf, came, type Seen } from './observation.ts'

type BodyExpectation = NonNullable<Expectation['body']>

/** The data of an answer: these bytes, or some in them, or those of a file. */
export function judgeBody(expected: BodyExpectation, seen: Seen, read: ReadFile): Judgement {
  if (seen.message?.blankLine === undefined && seen.ending?.type !== 'closed') return 'waits'
  const body = bodyOf(seen)
  if (expected.contains !== undefined)
    return judgePart(includes(body.bytes, bytesOf(expected.contains)), body, seen)
  if (expected.matches !== undefined) {
    const text = new TextDecoder().decode(body.bytes)
    return judgePart(new RegExp(expected.matches, patternFlags).test(text), body, seen)
  }
  if (expected.length !== undefined) {
    if (body.bytes.length < expected.length && !body.whole) return 'waits'
    const at = Math.min(body.bytes.length, expected.length)
    return body.bytes.length === expected.length ? 'holds' : wrongAt(at, body, undefined, seen)
  }
  const wanted = expected.file === undefined ? bytesOf(expected.equals ?? '') : read(expected.file)
  if (wanted === undefined) return { kind: 'no-file', file: expected.file ?? '' }
  return judgeBytes(wanted, body, seen)
}

const includes = (bytes: Uint8Array, part = new Uint8Array()) =>
  Buffer.from(bytes).includes(Buffer.from(part))

function judgePart(isThere: boolean, body: Body, seen: Seen): Judgement {
  if (isThere) return 'holds'
  if (!body.whole) return 'waits'
  const at = body.bytes.length === 0 ? { start: body.offsetOf(0) } : undefined
  return {
    kind: 'wrong-body',
    at: undefined,
    length: body.bytes.length,
    expected: undefined,
    came: at === undefined ? came(seen, body.offsetOf(0), seen.bytes.length) : came(seen, at.start),
  }
}

function judgeBytes(wanted: Uint8Array, body: Body, seen: Seen): Judgement {
  const { bytes, whole } = body
  const shared = Math.min(bytes.length, wanted.length)
  const differs = bytes.subarray(0, shared).findIndex((byte, i) => byte !== wanted[i])
  if (differs >= 0) return wrongAt(differs, body, wanted, seen)
  if (bytes.length > wanted.length) return wrongAt(wanted.length, body, wanted, seen)
  if (!whole) return 'waits'
  return bytes.length === wanted.length ? 'holds' : wrongAt(bytes.length, body, wanted, seen)
}

function wrongAt(
  at: number,
  { bytes, offsetOf }: Body,
  expected: Uint8Array | undefined,
  seen: Seen,
): Judgement {
  const start = at < bytes.length ? offsetOf(at) : seen.bytes.length
  return {
    kind: 'wrong-body',
    at,
    length: bytes.length,
    expected,
    came: came(seen, start, Math.min(start + 1, seen.bytes.length)),
  }
}
