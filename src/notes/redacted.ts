import { contentOf } from '../http/dechunk.ts'
import { headerValue } from '../http/headers.ts'
import type { Field, Message } from '../http/message.ts'
import type { Frame } from '../wire/protocols/other-protocol.ts'
import { type Replace, redactBody, redacted, redactHeader, redactUrl } from '../wire/redact.ts'
import type { Note } from './note.ts'
import type { Why } from './why.ts'

/** What is told of a message beside its bytes. */
export type Head = Pick<
  Message,
  'startLine' | 'fields' | 'trailers' | 'length' | 'complete' | 'blankLine'
>

/** A message's head whose target, headers and trailers hold no secrets. */
export function redactHead(
  { startLine, fields, trailers, length, complete, blankLine }: Head,
  replace?: Replace,
): Head {
  const without = ({ name, value, ...rest }: Field): Field => ({
    ...rest,
    name,
    value: redactHeader(name, value, replace),
  })
  return {
    length,
    complete,
    blankLine,
    startLine:
      startLine?.type === 'request-line'
        ? { ...startLine, target: redactUrl(startLine.target, replace) }
        : startLine,
    fields: fields.map(without),
    trailers: trailers.map(without),
  }
}

/** Notes without the secrets of these messages, which they may quote. */
export function redactNotes(
  notes: readonly Note[],
  messages: readonly (Message | undefined)[],
): readonly Note[] {
  const secrets = [...new Set(messages.flatMap((one) => (one === undefined ? [] : secretsIn(one))))]
  if (secrets.length === 0) return notes
  // A long secret may begin with a short one.
  const alternatives = secrets.sort((a, b) => b.length - a.length).map(escaped)
  const any = new RegExp(`(?<![\\w])(?:${alternatives.join('|')})(?![\\w])`, 'g')
  const without = (text: string) => text.replace(any, redacted)
  return notes.map((note) => ({
    ...note,
    words: without(note.words),
    ...(note.todo !== undefined && { todo: without(note.todo) }),
    ...(note.more !== undefined && { more: without(note.more) }),
  }))
}

/** The secrets in a message, as they were sent and as they are read. */
function secretsIn(message: Message): string[] {
  const secrets: string[] = []
  const tell: Replace = (secret) => {
    secrets.push(secret)
    return ''
  }
  redactHead(message, tell)
  const type = headerValue(message.fields, 'content-type') ?? ''
  redactBody(Buffer.from(contentOf(message)).toString(), type, tell)
  return secrets.flatMap(readings).filter((secret) => secret !== '')
}

/** A secret as it was sent and without percent encoding; of credentials also what comes after the scheme. */
function readings(secret: string): string[] {
  const [, scheme, credentials] = /^(\w+) +(\S+)$/.exec(secret.trim()) ?? []
  const pair =
    scheme?.toLowerCase() === 'basic' && credentials !== undefined
      ? Buffer.from(credentials, 'base64').toString().split(':')
      : []
  return [secret, unescaped(secret), ...(credentials === undefined ? [] : [credentials]), ...pair]
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Why a request came, without the secrets of the address it came from. */
export const redactWhy = (why: Why): Why =>
  'from' in why && why.from !== undefined ? { ...why, from: redactUrl(why.from) } : why

/** A frame without secrets: fields of JSON with a name like password, headers, and bytes that are no text. */
export function redactFrame(frame: Frame): Frame {
  switch (frame.protocol) {
    case 'websocket': {
      const { message } = frame
      if (message?.bytes === undefined) return frame
      const bytes =
        message.type === 'text'
          ? Buffer.from(redactBody(Buffer.from(message.bytes).toString(), 'application/json'))
          : undefined
      return { ...frame, message: { ...message, bytes } }
    }
    case 'http2': {
      const { payload } = frame
      if (payload.type === 'data') return { ...frame, payload: { ...payload, bytes: Buffer.of() } }
      if (payload.type !== 'headers') return frame
      const headers = payload.headers.map(({ name, value, ...rest }) => ({
        ...rest,
        name,
        value: name === ':path' ? redactUrl(value) : redactHeader(name, value),
      }))
      return { ...frame, payload: { ...payload, headers } }
    }
    case 'event-stream':
      return frame.type === 'comment'
        ? frame
        : { ...frame, data: redactBody(frame.data, 'application/json') }
    case 'tls':
      return frame
  }
}
