import type { Check } from '../../course/checks.ts'
import { checksWords } from '../../words/checks.ts'
import type { Failure } from './failure.ts'

const { wrongPart } = checksWords

/** U+FFFD in UTF-8: what decoders put where bytes are no text. */
const replacement = [0xef, 0xbf, 0xbd]

/** What is wrong with the body of a response, at the byte it is wrong from. */
export function bodyWords(
  { at, length, expected, came }: Failure & { kind: 'wrong-body' },
  { expect }: Check,
): string {
  if (length === 0) return wrongPart.noBody
  if (at === undefined) return wrongPart.bodyBegins
  const whole = expected?.length ?? expect.body?.length ?? 0
  if (at >= whole) return wrongPart.bodyTooLong(whole, length)
  if (at >= length) return wrongPart.bodyTooShort(whole, length)
  const got = came.bytes.subarray(came.wrong.start, came.wrong.start + 3)
  const wanted = expected?.subarray(at, at + 3) ?? new Uint8Array()
  const isReplaced = (bytes: Uint8Array) => replacement.every((byte, i) => bytes[i] === byte)
  if (isReplaced(got) && !isReplaced(wanted)) return wrongPart.readAsText(at + 1)
  return wrongPart.wrongByte(at + 1, named(got[0]), named(wanted[0]))
}

const named = (byte = 0) =>
  byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : byte.toString(16).toUpperCase().padStart(2, '0')
