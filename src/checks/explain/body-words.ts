import type { Check } from '../../course/checks.ts'
import type { Failure } from './failure.ts'

/** U+FFFD in UTF-8: what decoders put where bytes are no text. */
const replacement = [0xef, 0xbf, 0xbd]

/** What is wrong with the data of an answer, at the byte it is wrong from. */
export function bodyWords(
  { at, length, expected, came }: Failure & { kind: 'wrong-body' },
  { expect }: Check,
): string {
  if (length === 0) return 'here the data should begin, and nothing follows'
  if (at === undefined) return 'the data begins here'
  const whole = expected?.length ?? expect.body?.length ?? 0
  if (at >= whole) return `the data should end before this, after ${whole} bytes; ${length} came`
  if (at >= length) return `the data ends here, after ${length} of ${whole} bytes`
  const got = came.bytes.subarray(came.wrong.start, came.wrong.start + 3)
  const wanted = expected?.subarray(at, at + 3) ?? new Uint8Array()
  const isReplaced = (bytes: Uint8Array) => replacement.every((byte, i) => bytes[i] === byte)
  if (isReplaced(got) && !isReplaced(wanted))
    return `from byte ${at + 1} on: EF BF BD stands where a byte was that is no text. The file was read as text`
  return `byte ${at + 1} of the data is ${named(got[0])}, and ${named(wanted[0])} was expected`
}

const named = (byte = 0) =>
  byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : byte.toString(16).toUpperCase().padStart(2, '0')
