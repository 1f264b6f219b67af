import type { Framing, Message, RequestLine, Role, StatusLine } from './message.ts'

/** What no released message has any more. */
export const released = {
  captured: 'released',
  bytes: new Uint8Array(0),
  fields: [],
  trailers: [],
  tokens: [],
  eachToken: () => {},
  problems: [],
  blankLine: undefined,
  body: undefined,
} as const satisfies Partial<Message>

/** There are no bytes to point at any more. */
const nowhere = { start: 0, end: 0 }

/**
 * What stays of a message that gave up its bytes to make room for later ones: its start line as
 * text, its place and its length.
 */
export class ReleasedMessage implements Message {
  readonly role: Role
  readonly start: number
  readonly length: number
  readonly startLine: RequestLine | StatusLine | undefined
  readonly framing: Framing | undefined
  readonly complete: boolean

  constructor({ role, start, length, startLine, framing, complete }: Message) {
    this.role = role
    this.start = start
    this.length = length
    this.startLine = startLine && releasedLine(startLine)
    this.framing = framing
    this.complete = complete
  }

  // The rest is the same for all, so no message has a place for it.
  get captured() {
    return released.captured
  }
  get bytes() {
    return released.bytes
  }
  get fields() {
    return released.fields
  }
  get trailers() {
    return released.trailers
  }
  get tokens() {
    return released.tokens
  }
  get eachToken() {
    return released.eachToken
  }
  get problems() {
    return released.problems
  }
  get blankLine() {
    return released.blankLine
  }
  get body() {
    return released.body
  }
}

/** A start line whose text keeps nothing else in memory, and points at no bytes. */
export function releasedLine(line: RequestLine | StatusLine): RequestLine | StatusLine {
  if (line.type === 'status-line') {
    const { type, status } = line
    const [version, reason] = [copyOf(line.version), copyOf(line.reason)]
    const [versionRange, statusRange, reasonRange] = [nowhere, nowhere, nowhere]
    return { type, version, status, reason, line: nowhere, versionRange, statusRange, reasonRange }
  }
  return {
    type: line.type,
    method: copyOf(line.method),
    target: copyOf(line.target),
    version: line.version === undefined ? undefined : copyOf(line.version),
    line: nowhere,
    methodRange: nowhere,
    targetRange: nowhere,
    versionRange: line.version === undefined ? undefined : nowhere,
  }
}

/** Characters of a target, or of another part, that are enough to tell which it was. */
const longest = 1024

/** A string cut out of a longer one keeps all of that in memory; its copy does not. */
function copyOf(text: string): string {
  return usual.get(text) ?? Buffer.from(text.slice(0, longest), 'latin1').toString('latin1')
}

const words = 'HTTP/1.1 HTTP/1.0 GET HEAD POST PUT DELETE OPTIONS OK Found Created Accepted'
const usual = new Map(
  [...words.split(' '), 'Not Found', 'Not Modified', 'No Content', 'See Other', ''].map((word) => [
    word,
    word,
  ]),
)
