import type { Message, Role } from '../../src/http/message.ts'
import { createReader, type Reader, type ReaderOptions } from '../../src/http/reader.ts'

/** All that a reader says, as text to compare. */
function snapshot(messages: readonly Message[]): string {
  return JSON.stringify(
    messages.map((message) => {
      const { role, start, length, captured, startLine, framing, body, complete } = message
      const { fields, blankLine, trailers, tokens, problems } = message
      const bytes = Buffer.from(message.bytes).toString('latin1')
      const framed = { role, start, length, bytes, captured, startLine, framing, body, complete }
      return { ...framed, fields, blankLine, trailers, tokens, problems }
    }),
  )
}

/** What is lost, doubled or out of place in the messages of `input`; undefined if nothing is. */
export function findLoss(messages: readonly Message[], input: Uint8Array): string | undefined {
  let start = 0
  for (const message of messages) {
    if (message.start !== start) return `a message starts at ${message.start}, not ${start}`
    const kept = message.captured === 'whole' ? message.length : message.bytes.length
    const sent = input.subarray(start, start + kept)
    if (Buffer.compare(message.bytes, sent) !== 0) return `bytes differ in the message at ${start}`
    if (kept < (message.body?.start ?? 0)) return `the head of the message at ${start} is not kept`
    let end = 0
    for (const token of message.tokens) {
      if (token.start !== end) return `a token starts at ${token.start}, not ${end}`
      if (token.end <= token.start) return `a token at ${token.start} is empty`
      end = token.end
    }
    if (end !== message.length) return `tokens end at ${end}, the message at ${message.length}`
    const stray = message.problems.find((problem) => {
      return problem.start < 0 || problem.end < problem.start || problem.end > message.length
    })
    if (stray !== undefined) return `${stray.code} at ${stray.start}-${stray.end}, outside`
    start += message.length
  }
  return start === input.length
    ? undefined
    : `messages end at ${start}, the input at ${input.length}`
}

/** Pushes the input in pieces of these sizes, over and over. */
export function pushInPieces(reader: Reader, input: Uint8Array, sizes: readonly number[]): void {
  let at = 0
  for (let turn = 0; at < input.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1)
    reader.push(input.subarray(at, at + size))
    at += size
  }
}

/**
 * Reads the input whole and in pieces, both up to `cut` and to the end, and gives the first thing
 * that is wrong or different.
 */
export function findFault(
  role: Role,
  input: Uint8Array,
  { cut, sizes, options = {} }: { cut: number; sizes: readonly number[]; options?: ReaderOptions },
): string | undefined {
  const whole = createReader(role, options)
  const split = createReader(role, options)
  for (const [from, to] of [
    [0, cut],
    [cut, input.length],
  ] as const) {
    whole.push(input.subarray(from, to))
    pushInPieces(split, input.subarray(from, to), sizes)
    const loss = findLoss(whole.messages, input.subarray(0, to))
    if (loss !== undefined) return `after ${to} bytes: ${loss}`
    if (snapshot(whole.messages) !== snapshot(split.messages)) {
      return `after ${to} bytes: whole ${snapshot(whole.messages)}\nsplit ${snapshot(split.messages)}`
    }
  }
  whole.end()
  split.end()
  const loss = findLoss(whole.messages, input)
  if (loss !== undefined) return `after the end: ${loss}`
  if (snapshot(whole.messages) === snapshot(split.messages)) return undefined
  return `after the end: whole ${snapshot(whole.messages)}\nsplit ${snapshot(split.messages)}`
}
