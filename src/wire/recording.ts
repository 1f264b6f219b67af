import type { Message, Role } from '../http/message.ts'
import { createReader } from '../http/reader.ts'
import { looksLikeTls } from '../http/start-line.ts'

/** A message of a recording. Its own `start` counts from where the last turn began. */
export interface Recorded {
  /** Where the message starts in the recording, in bytes. */
  readonly at: number
  readonly message: Message
}

export interface Recording {
  readonly messages: readonly Recorded[]
  /** Bytes at the end that were not read, because there were messages enough. */
  readonly left: number
}

/** Messages of a recording that are read at most. */
const mostMessages = 2000
/** Bytes that are read before it is asked whether the other side has begun to speak. */
const slice = 4096

/**
 * Reads raw bytes as the messages they are: requests, responses, or both by turns, as in a recorded
 * conversation. Who speaks first is told from the first line, unless `role` says that only one does.
 */
export function readRecording(bytes: Uint8Array, role?: Role): Recording {
  const messages: Recorded[] = []
  const methods: (string | undefined)[] = []
  let at = 0
  let speaker = role ?? speakerOf(bytes)
  while (at < bytes.length && messages.length < mostMessages) {
    const turn = readTurn(bytes, at, speaker, role === undefined, methods)
    for (const message of turn.messages) {
      messages.push({ at: at + message.start, message })
      const { startLine } = message
      if (message.role === 'request')
        methods.push(startLine?.type === 'request-line' ? startLine.method : undefined)
      else if (startLine?.type !== 'status-line' || startLine.status >= 200) methods.shift()
    }
    at = turn.end
    speaker = speaker === 'request' ? 'response' : 'request'
  }
  return { messages, left: bytes.length - at }
}

/** Reads until the other side begins to speak, or to the end. */
function readTurn(
  bytes: Uint8Array,
  from: number,
  speaker: Role,
  mayTurn: boolean,
  methods: readonly (string | undefined)[],
): { messages: readonly Message[]; end: number } {
  const asked = [...methods]
  const reader = createReader(speaker, { methodOf: (index) => asked[index] })
  let checked = 1
  let at = from
  while (at < bytes.length && reader.messages.length <= mostMessages) {
    const next = Math.min(at + slice, bytes.length)
    reader.push(bytes.subarray(at, next))
    at = next
    for (; mayTurn && checked < reader.messages.length; checked++) {
      const start = from + (reader.messages[checked]?.start ?? 0)
      if (beginsOther(bytes, start, speaker))
        return { messages: reader.messages.slice(0, checked), end: start }
    }
  }
  if (at === bytes.length) {
    reader.end()
    return { messages: reader.messages, end: at }
  }
  // The last one may have come in part.
  const last = reader.messages.at(-1)
  return { messages: reader.messages.slice(0, -1), end: from + (last?.start ?? 0) }
}

/** A line break before a request is allowed (RFC 9112, section 2.2). */
const request = /^\s*[!#$%&'*+.^_`|~\dA-Za-z-]+[ \t]+\S+[ \t]+HTTP\//i
const response = /^\s*HTTP\/\d/i

/** A known method and a target, as a person types them. */
const typed =
  /^(get|head|post|put|delete|options|connect|patch|trace)[ \t]+[^\s<>"]+([ \t]+HTTP\S*)?[ \t]*$/i

const lineAt = (bytes: Uint8Array, start: number) =>
  Buffer.from(bytes.subarray(start, start + 2048)).toString('latin1')

const beginsOther = (bytes: Uint8Array, start: number, speaker: Role) =>
  (speaker === 'request' ? response : request).test(lineAt(bytes, start))

/** Who speaks first: a client begins with a method, and whatever begins with none is an answer. */
export function speakerOf(bytes: Uint8Array): Role {
  const line = lineAt(bytes, 0)
  if (response.test(line)) return 'response'
  if (request.test(line) || looksLikeTls(bytes)) return 'request'
  // A request line without its version, or cut off; people type methods in small letters too.
  const firstLine = line.trimStart().split(/\r?\n/)[0] ?? ''
  return /^[A-Z]+([ \t]+([/*]|[a-z][a-z\d+.-]*:)|[ \t]*$)/.test(firstLine) || typed.test(firstLine)
    ? 'request'
    : 'response'
}
