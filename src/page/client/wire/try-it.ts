import { pageWireWords } from '../../../words/page-wire.ts'

const { tries } = pageWireWords

/** Something to try with a request. */
export interface Try {
  readonly name: string
  /** What to look for in the response. */
  readonly look: string
  readonly apply: (request: Uint8Array) => Uint8Array
}

const encoder = new TextEncoder()

/** Bytes as text with a character for each, and back: nothing is lost whatever they are. */
const fromBytes = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const asBytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

const change = (by: (text: string) => string) => (bytes: Uint8Array) =>
  asBytes(by(fromBytes(bytes)))

/** The head of a request with its empty line, and what follows. */
function parted(text: string): { head: string; body: string } {
  const end = /\r?\n\r?\n/.exec(text)
  const at = end === null ? text.length : end.index + end[0].length
  return { head: text.slice(0, at), body: text.slice(at) }
}

const withoutHost = (text: string) => {
  const { head, body } = parted(text)
  return head.replace(/^host:.*\r?\n/gim, '') + body
}

const withLfAlone = (text: string) => {
  const { head, body } = parted(text)
  return head.replaceAll('\r\n', '\n') + body
}

const withPath = (path: string) => (text: string) =>
  text.replace(/^(\S+ )\S*/, (_, method: string) => method + path)

/** The same request with a body that is shorter than it says. */
const withShortBody = (text: string) => {
  const { head } = parted(text)
  const kept = head
    .replace(/^\S+/, 'POST')
    .replace(/^(content-length|content-type|transfer-encoding):.*\r?\n/gim, '')
    .replace(/\r?\n$/, '')
  return `${kept}Content-Length: 20\r\n\r\nhello`
}

/** What is offered; the first answer of each is told by the server alone. */
export const thingsToTry: readonly Try[] = [
  { ...tries.noHost, apply: change(withoutHost) },
  { ...tries.lfAlone, apply: change(withLfAlone) },
  { ...tries.two, apply: change((text) => text + text) },
  { ...tries.shortBody, apply: change(withShortBody) },
  { ...tries.dots, apply: change(withPath('/../..')) },
]

/** A request to start from. */
export const blankRequest = (host: string): Uint8Array =>
  encoder.encode(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
