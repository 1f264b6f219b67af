import { plural } from '../plural.ts'

/** What `explain` says beside the messages themselves. */

export const pipedIn = 'What was piped in'
export const request = 'request'
export const response = 'response'
export const bytes = (count: number) => plural(count, 'byte')
export const fromByte = (at: number) => `from byte ${at}`
export const entryNumber = (number: number) => `entry ${number}`
export const notRead = (count: number) => `${plural(count, 'more byte')} not read.`
export const notKept = (count: number) => `${plural(count, 'byte')} came and were not kept.`

/** About a recording. */
export const recording = {
  headOnly:
    'No body follows. So this is read as the response to a HEAD request, which curl -I sends. To a GET request, the body would be missing.',
  anotherFollows: 'Another response follows at once, so this one is read without a body.',
  curlVersion: (version: string) =>
    `curl wrote these lines. ${version} sends headers in binary frames, without a status line.`,
  http09:
    'This follows a request without a version. So it is a response of HTTP/0.9: a body without status line and headers.',
  http2:
    'This is HTTP/2: the client begins with a fixed text that older servers refuse. Binary frames follow:',
  http2Server:
    'This is HTTP/2, as a server sends it: binary frames, and the first one is SETTINGS. Frames:',
  askedFor: (protocol: string) =>
    `From here on these are frames of another protocol. The request asked for it: ${protocol}.`,
  cutFrame: (bytes: number) =>
    `${plural(bytes, 'byte', 'bytes')} at the end ${bytes === 1 ? 'is' : 'are'} not a whole frame.`,
  requestLineOnly:
    'This is only a request line. A whole request has headers too, at least Host, and an empty line at its end.',
}

/** A recording as a page. */
export const page = {
  openIn: 'Open this address in your browser. It is only for you:',
  isOpen: 'The page is open in your browser. Its address is only for you:',
  until: 'The page is there until you press Ctrl-C.',
  left: (count: number) =>
    `${plural(count, 'part')} of the file could not be read, and is not on the page.`,
}

/** About a HAR file as a whole. */
export const file = {
  summary: (name: string, entries: number, creator: string | undefined) =>
    `${name}: ${plural(entries, 'entry', 'entries')}${creator === undefined ? '' : `, written by ${creator}`}`,
  none: 'There is nothing to explain in it.',
  mistake: (line: number, column: number, found: string) =>
    found === ''
      ? `This file ends in the middle, in line ${line}. The entries before that are shown.`
      : `Line ${line}, column ${column} is not JSON: "${found}" can't stand there. The entries that could be read are shown.`,
  noneMatch: 'No entry matches.',
  oneEntry: (command: string) => `One entry with all its notes: ${command}`,
}

/** Why an entry is left out. */
export const odd = {
  'not-json': (line: number, found: string) =>
    found === ''
      ? `line ${line} is not JSON`
      : `line ${line} is not JSON: "${found}" can't stand there`,
  missing: (what: string) => `it has no ${what}`,
  status: (found: string) => `its status is "${found}", not a number`,
  leftOut: (number: number, why: string) => `Entry ${number} is left out: ${why}.`,
}

/** How an entry came to its response. */
export const origin = {
  cache: (which: 'memory' | 'disk' | undefined) =>
    `Never sent: the browser took this from its ${which === undefined ? '' : `${which} `}cache.`,
  scheme: (scheme: string) => `Never sent: nothing goes over the network for a ${scheme}: address.`,
  'service-worker':
    'A service worker of the page gave this response. It may have come over the network or not.',
}

export const noResponse = {
  none: 'The file holds no response.',
  status: (status: number, reason: string) =>
    `No response came. The file has the status ${status}${reason === '' ? '' : ` ${reason}`}, which no server sends.`,
  zero: 'No response came.',
  error: (name: string) => `The file gives as the reason: ${name}`,
}

export const version = {
  binary: (version: string) =>
    `${version}: the headers are sent in binary frames, not as lines like these.`,
  none: 'version not recorded',
}

/** A value that no server sends so. */
export const lineBreaks = 'the value in the file has line breaks in it'

/** The headers of HTTP/2 and HTTP/3 that stand for the start line (RFC 9113, section 8.3). */
export const pseudo: Readonly<Record<string, string | undefined>> = {
  ':method': 'the HTTP method',
  ':scheme': 'http or https',
  ':authority': 'the host and port, as Host says in HTTP/1.1',
  ':path': 'the path and the query',
  ':status': 'the status code',
  ':protocol': 'the protocol to change to, such as websocket',
}

export const headersNone = 'The file holds no headers.'
export const joined = (count: number) =>
  `the file joins ${plural(count, 'header')} of this name by line breaks`

export const body = {
  none: 'no body',
  notRecorded: (bytes: number) => `A body of ${plural(bytes, 'byte')}. The file does not hold it.`,
  inFile: (bytes: number, file: string) =>
    `A body of ${plural(bytes, 'byte')}. It is in another file: ${file}`,
  content: (bytes: number) => `Body, ${plural(bytes, 'byte')}:`,
  unpacked: (bytes: number, coding: string) =>
    `Body, ${plural(bytes, 'byte')}, unpacked. On the way it was packed with ${coding}:`,
  unchunked: (bytes: number) =>
    `Body, ${plural(bytes, 'byte')}, without the chunk sizes that stood between:`,
  otherSize: (size: number, bytes: number) =>
    `The file gives the size of the body as ${plural(size, 'byte')}. It holds ${plural(bytes, 'byte')} of text.`,
  fromCache: 'This response has no body. What the file holds came from a cache:',
  binary: (bytes: number) => `Body, ${plural(bytes, 'byte')} that are not text.`,
  params: (count: number) =>
    `${plural(count, 'form field')}, as the file has them. The text that was sent is not in it:`,
  upload: (name: string) => `file ${name}`,
  encoded: (encoding: string) =>
    encoding.toLowerCase() === 'base64'
      ? 'The file says base64 for this body, and it is not base64. Here is what the file holds:'
      : `The file names an encoding for this body that is not known here: ${encoding}. Here is what the file holds:`,
  more: (count: number, thing: string) => plural(count, `more ${thing}`),
}

export const frames = {
  heading: (count: number) => `${plural(count, 'WebSocket message')}:`,
  kinds: { 1: 'text', 2: 'binary, in base64', 8: 'close', 9: 'ping', 10: 'pong' } as Readonly<
    Record<number, string>
  >,
  kind: (opcode: number) => `opcode ${opcode}`,
}

export const comment = (text: string) => `Comment in the file: ${text}`
export const server = (address: string) => `server ${address}`

/** The columns of `--list`. */
export const list = {
  columns: ['', 'method', 'address', 'status', 'type', 'bytes', 'ms'],
  noResponse: 'none',
  neverSent: 'not sent',
  odd: 'left out',
}
