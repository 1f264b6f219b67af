import { inCode, type ServerLanguage } from '../in-code.ts'
import { browserClaims as browsers } from './browser-claims.ts'

type Code = ServerLanguage | undefined

/** What a beginner is told about a problem: what is wrong, and what to change. */
export interface ProblemText {
  readonly said: string
  readonly todo: string
}

/** Problems of a message itself, in a request and in a response alike. */
export const problems = {
  'bare-lf': {
    said: 'A line ends in \\r\\n. This one ends in \\n alone.',
    todo: "Write '\\r\\n' where the program says '\\n'.",
  },
  'bare-cr': {
    said: 'A \\r is here without the \\n that has to follow it.',
    todo: "Write '\\r\\n' to end a line, and no '\\r' anywhere else in the headers.",
  },
  'obs-fold': {
    said: 'This line starts with a space, so it goes on with the header before it. That is no longer allowed.',
    todo: 'Remove the space at the start of the line, or put the whole value on one line.',
  },
  'space-before-colon': {
    said: 'There is a space between the header name and the colon.',
    todo: "Put the colon right after the name: 'Name: value'.",
  },
  'space-before-first-field': {
    said: 'The line after the first one begins with a space.',
    todo: 'Remove the space at the start of the line. Is it in an indented string?',
  },
  'missing-colon': {
    said: 'This line is among the headers but has no colon.',
    todo: "Write it as 'Name: value'. If it is the body, write an empty line before it.",
  },
  'empty-field-name': {
    said: 'There is no name before the colon.',
    todo: 'Write the name of the header before the colon.',
  },
  'bad-field-name': {
    said: 'This byte is not allowed in a header name.',
    todo: 'Use letters, digits and hyphens in the name. If this is the body, write an empty line before it.',
  },
  'bad-field-value': {
    said: 'This control byte is not allowed in a header value.',
    todo: 'Leave the byte out of the value, or encode it.',
  },
  'missing-host': {
    said: 'An HTTP/1.1 request has to name its host, and this one does not.',
    todo: "Send a line 'Host: localhost:9000', with the host and port that you connect to.",
  },
  'duplicate-host': {
    said: 'The request names its host twice.',
    todo: 'Send one Host header.',
  },
  'bad-host': {
    said: 'This is no host name or address.',
    todo: "Send the name or address, and the port after a colon: 'localhost:9000'.",
  },
  'content-length-differs': {
    said: 'The message gives two different lengths for its body, and nobody can tell which is right.',
    todo: 'Send one Content-Length with the number of bytes in the body.',
  },
  'content-length-repeated': {
    said: 'The message gives the length of its body more than once.',
    todo: 'Send one Content-Length.',
  },
  'bad-content-length': {
    said: 'Content-Length is a number of bytes, written with digits alone.',
    todo: "Send the number of bytes in the body, such as 'Content-Length: 13'.",
  },
  'length-without-body': {
    said: 'A response with this status code has no body, so it must not send Content-Length.',
    todo: 'Leave Content-Length out.',
  },
  'content-length-with-transfer-encoding': {
    said: 'The message says in two ways where its body ends.',
    todo: 'Send Content-Length or Transfer-Encoding, not both.',
  },
  'bad-transfer-encoding': {
    said: 'This Transfer-Encoding does not tell where the body ends, or is not allowed here.',
    todo: "Send 'Transfer-Encoding: chunked', or leave it out and send Content-Length.",
  },
  'bad-chunk-size': {
    said: 'A chunk starts with its size in hexadecimal digits, and nothing else. After the chunk before, this came.',
    todo: "Before each chunk write its number of bytes in base 16, then '\\r\\n'.",
  },
  'bad-chunk-extension': {
    said: 'After the size of the chunk something other than ;name=value came.',
    todo: "Write '\\r\\n' right after the size.",
  },
  'bad-chunk-ending': {
    said: 'The chunk is over, as its size says, but other bytes came where \\r\\n has to be.',
    todo: "Count the bytes of the chunk, and write '\\r\\n' after them.",
  },
  'missing-blank-line': {
    said: 'The headers end with an empty line, and there is none.',
    todo: "Write '\\r\\n' twice after the last header, before the body.",
  },
  'missing-start-line': {
    said: 'A response starts with a status line, and this one does not.',
    todo: "Send 'HTTP/1.1 200 OK\\r\\n' first.",
  },
  'indented-start-line': {
    said: 'There are spaces or line ends before the first line.',
    todo: 'Remove them: the first byte of a response is the H of HTTP.',
  },
  'bad-request-line': {
    said: 'A request starts with a method, a path and a version, with one space between them.',
    todo: "Send a line such as 'GET / HTTP/1.1\\r\\n'.",
  },
  'bad-method': {
    said: 'This is no method that servers know.',
    todo: 'Use a method such as GET or POST, in capital letters.',
  },
  'bad-target': {
    said: 'The path of the request has a byte or a form that is not allowed.',
    todo: 'Start it with /, and encode the rest: a space is %20.',
  },
  'bad-status-line': {
    said: 'A status line is a version, a code of three digits from 100 to 599, a space and a reason.',
    todo: "Send a line such as 'HTTP/1.1 200 OK\\r\\n'.",
  },
  'bad-version': {
    said: 'This is no version of HTTP that can be written here.',
    todo: "Write 'HTTP/1.1', in capital letters, with the slash and the dot.",
  },
  'printed-version': {
    said: 'A program such as curl wrote this line to show a response of HTTP/2 or HTTP/3.',
    todo: 'Nothing, if that is what you wanted to see. Your server writes HTTP/1.1 here.',
  },
  'body-cut-short': {
    said: 'The connection was closed before the whole body had come.',
    todo: 'Send all of the body before you close.',
  },
  'cut-short': {
    said: 'The connection was closed in the middle of the first line.',
    todo: "End the line with '\\r\\n', and send everything before you close.",
  },
  'bytes-after-message': {
    said: 'More bytes came after the end of this message, and they are no new message.',
    todo: 'Send nothing after the body.',
  },
  'line-too-long': {
    said: 'This line is longer than most servers take.',
    todo: 'Send long data in the body, not in the headers.',
  },
  'long-header-section': {
    said: 'The headers are longer than 16 KiB, and many servers refuse that.',
    todo: 'Send fewer or smaller headers. Cookies are the usual reason.',
  },
  'missing-upgrade': {
    said: 'A response with 101 has to name the protocol that follows, and this one does not.',
    todo: "Send 'Connection: Upgrade' and 'Upgrade: websocket', or whatever the protocol is.",
  },
  'tls-not-http': {
    said: 'These bytes are encrypted: the other side speaks HTTPS.',
    todo: 'Write http://, not https://, in the address.',
  },
} satisfies Record<string, ProblemText>

/** What browsers make of a response with the problem. */
export const outcomes = {
  'bare-lf': browsers['lf-alone'],
  'missing-blank-line': browsers['no-empty-line'],
  redirected: browsers['no-empty-line-redirect'],
  'missing-start-line': browsers['no-status-line'],
  'content-length-differs': browsers['lengths-differ'],
  fewBefore: browsers['four-bytes-before'],
  manyBefore: browsers['five-bytes-before'],
} as const

/** Faults of a response's first lines that have a name of their own. */
export const startLines = {
  doubledReturn: {
    said: 'This line ends in \\r\\r\\n: where \\r\\n was written, its \\n became \\r\\n.',
    todo: 'Write bytes, in binary mode, so that nobody changes line ends.',
  },
  chunksInOld: {
    said: 'This response says HTTP/1.0, which has no chunks. Clients may take the chunk sizes for a part of the body.',
    todo: 'Send HTTP/1.1, or leave Transfer-Encoding out and close the connection after the body.',
  },
  noSpaceAfterCode: (status: number) => ({
    said: `After ${status} a space is missing. The reason may be left out, the space not.`,
    todo: `Send 'HTTP/1.1 ${status} \\r\\n', or add the reason.`,
  }),
  spaceInVersion: {
    said: 'There is a space inside the version.',
    todo: "Write 'HTTP/1.1' without a space.",
  },
  noSpaceBeforeCode: {
    said: 'Between the version and the status code one space is missing.',
    todo: "Send 'HTTP/1.1 200 OK\\r\\n'.",
  },
  noSlash: {
    said: 'Between HTTP and 1.1 a slash is missing.',
    todo: "Write 'HTTP/1.1'.",
  },
  smallLetters: {
    said: 'HTTP is written in capital letters.',
    todo: "Write 'HTTP/1.1'.",
  },
  noCode: {
    said: 'The status code is missing.',
    todo: "Send a status code after the version: 'HTTP/1.1 200 OK\\r\\n'.",
  },
  codeFirst: {
    said: 'The version comes first, then the status code.',
    todo: "Send 'HTTP/1.1 200 OK\\r\\n'.",
  },
  codeLength: (code: string) => ({
    said: `${code} is no status code: it has three digits, from 100 to 599.`,
    todo: "Send a line such as 'HTTP/1.1 200 OK\\r\\n'.",
  }),
  noReasonSpace: (code: string) => ({
    said: `Between ${code} and the reason a space is missing.`,
    todo: `Write 'HTTP/1.1 ${code} ', then the reason.`,
  }),
  twoSpaces: {
    said: 'There is more than one space between the version and the status code.',
    todo: "Send 'HTTP/1.1 200 OK\\r\\n', with one space.",
  },
  headerFirst: (name: string) => ({
    said: `The response begins with the header ${name}. Its status line is missing.`,
    todo: "Send 'HTTP/1.1 200 OK\\r\\n' before the headers.",
  }),
  statusHeader: {
    said: "'Status: ...' is what a CGI program writes. A server sends a status line.",
    todo: "Send 'HTTP/1.1 200 OK\\r\\n' first.",
  },
  byteOrderMark: {
    said: 'The response begins with EF BB BF, a byte order mark, before HTTP/.',
    todo: 'Save your program, or the file it sends, as UTF-8 without a byte order mark (BOM).',
  },
  utf16: {
    said: 'The response is UTF-16: each character has two bytes. The headers of HTTP are ASCII.',
    todo: 'Encode what you send as UTF-8.',
  },
  bodyOnly: (found: 'html' | 'text') => ({
    said: `Only the ${found === 'html' ? 'page' : 'text'} came: a response starts with a status line, and this one does not.`,
    todo: "Send 'HTTP/1.1 200 OK\\r\\n\\r\\n' first, then the body.",
  }),
  requestBack: {
    said: 'This is a request line. Your server sent back what it received.',
    todo: "Send a response: 'HTTP/1.1 200 OK\\r\\n\\r\\n', then the body.",
  },
  secondStatusLine: {
    said: 'A second status line is among the headers.',
    todo: 'Write the status line once.',
  },
  colonAfter: (name: string) => ({
    said: `After ${name} the colon is missing.`,
    todo: `Write '${name}: ...'.`,
  }),
  equalsForColon: (name: string) => ({
    said: `After ${name} there is = in place of the colon.`,
    todo: `Write '${name}: ...'.`,
  }),
  badLength: (value: string) => ({
    said: `"${value}" is no length: Content-Length is a number of bytes, written with digits alone.`,
    todo: "Send the number of bytes in the body, such as 'Content-Length: 13'.",
  }),
  lengthWithoutBody: (status: number) => ({
    said: `A response with ${status} has no body, so Content-Length is not allowed in it.`,
    todo: 'Leave Content-Length out.',
  }),
} as const

/** Faults of a request, told to the one who sent it. */
export const requests = {
  left: (client: string, came: number, announced: number) =>
    `${client} closed the connection after ${came} of ${announced} bytes of the body`,
  leftInHead: (client: string) => `${client} closed the connection before the headers ended`,
  bodyUnannounced: (count: number) => ({
    said: `${count} bytes came after the empty line, but the request has no Content-Length. A server takes them for the next request.`,
    todo: 'Send Content-Length with the number of bytes in the body.',
  }),
  surplus: (announced: number, came: number) => ({
    said: `Content-Length says ${announced}, and ${came} bytes came. A server takes the rest for the next request.`,
    todo: `Send 'Content-Length: ${came}'.`,
  }),
  twiceEncoded: (text: string) => ({
    said: `${text} is encoded twice: %25 is the sign % itself.`,
    todo: 'Encode the path once, where the link or the redirect is made.',
  }),
  queryInName: (path: string, known: boolean) => ({
    said: known
      ? `Without its query, ${path} was found. With it your server responds with 404.`
      : `A file has no query in its name. Perhaps your server looks for a file with ? in its name.`,
    todo: 'Cut the path off at the ? before you look for the file.',
  }),
  notDecoded: {
    said: 'The path has %XX in it. A file is found only after they are turned into bytes.',
  },
  notDecodedTodo: (code: Code) =>
    inCode(code, {
      node: 'Use decodeURIComponent(path) before you look for the file.',
      python: 'Use urllib.parse.unquote(path) before you look for the file.',
      other: 'Decode the path before you look for the file.',
    }),
  inPieces: (sizes: string, early: number) => ({
    said: `The request came in pieces (${sizes} bytes), and your server responded before the last ${early} bytes of the body.`,
  }),
  inPiecesTodo: (code: Code) =>
    inCode(code, {
      node: 'Collect the body until Content-Length bytes have come, then respond.',
      python: 'Call recv() again until Content-Length bytes of the body have come, then respond.',
      other: 'Read until Content-Length bytes of the body have come, then respond.',
    }),
  noBoundary: {
    said: 'multipart needs a boundary, and this Content-Type names none.',
    todo: 'With fetch and FormData, set no Content-Type: the browser writes it with its boundary.',
  },
  boundaryAbsent: (boundary: string) => ({
    said: `The boundary --${boundary} does not come in the body.`,
    todo: 'Write the boundary of Content-Type before each part, with two hyphens in front.',
  }),
  boundaryOpen: (boundary: string) => ({
    said: `The last boundary, --${boundary}--, does not come.`,
    todo: 'End the body with the boundary and two more hyphens.',
  }),
} as const
