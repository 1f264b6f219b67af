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
  return [
    listingFrom(message, 0),
    ...message.problems.map(
      ({ severity, code, start, end }) =>
        `${severity}: ${code} ${start}-${end} ${textOf(message, start, end)}`,
    ),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** The tokens of the bytes from `start` on, as `listing` shows them. */
export function listingFrom(message: Message, start: number): string {
  return message.tokens
    .filter((token) => token.start >= start)
    .map((token) => `${token.kind} ${textOf(message, token.start, token.end)}`)
    .join('\n')
}

const textOf = ({ bytes }: Message, start: number, end: number) =>
  JSON.stringify(Buffer.from(bytes.subarray(start, end)).toString('latin1'))
