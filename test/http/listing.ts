import type { Message, Role } from '../../src/http/message.ts'
import { createReader, type ReaderOptions } from '../../src/http/reader.ts'

/** Text with each character one byte. */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

/** All messages of a direction that came in one piece and was then closed. */
export function readAll(role: Role, text: string, options: ReaderOptions = {}): readonly Message[] {
  const reader = createReader(role, options)
  reader.push(bytesOf(text))
  reader.end()
  return reader.messages
}

/** The one message of a direction; fails where there are more. */
export function readOne(role: Role, text: string, options: ReaderOptions = {}): Message {
  const [message, ...others] = readAll(role, text, options)
  if (message === undefined || others.length > 0) {
    throw new Error(`expected one message, got ${others.length + (message ? 1 : 0)}`)
  }
  return message
}

/** A message as people read it: a line for each token, then one for each problem. */
export function listing(message: Message): string {
  const text = (start: number, end: number) =>
    JSON.stringify(Buffer.from(message.bytes.subarray(start, end)).toString('latin1'))
  return [
    ...message.tokens.map(({ kind, start, end }) => `${kind} ${text(start, end)}`),
    ...message.problems.map(
      ({ severity, code, start, end }) =>
        `${severity}: ${code} ${start}-${end} ${text(start, end)}`,
    ),
  ].join('\n')
}

/** The tokens of the bytes from `start` on, as `listing` shows them. */
export function listingFrom(message: Message, start: number): string {
  const tokens = message.tokens.filter((token) => token.start >= start)
  return listing({ ...message, tokens, problems: [] })
}
