import type { Role } from '../../src/http/message.ts'

export interface HardInput {
  readonly name: string
  readonly role: Role
  /** An input that repeats the same trouble `times` times. */
  readonly text: (times: number) => string
}

const get = 'GET / HTTP/1.1\r\nHost: a\r\n'
const ok = 'HTTP/1.1 200 OK\r\n'
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`

function repeated(name: string, role: Role, before: string, piece: string): HardInput {
  return { name, role, text: (times) => before + piece.repeat(times) }
}

function body(name: string, type: string, piece: string): HardInput {
  const head = `POST / HTTP/1.0\r\nContent-Type: ${type}\r\nContent-Length: 999999999\r\n\r\n`
  return repeated(name, 'request', head, piece)
}

/** Inputs that a careless reader spends more than linear time, or more than bounded memory, on. */
export const hardInputs: readonly HardInput[] = [
  repeated('a line without an end', 'request', '', 'abcdefgh'),
  repeated('blank lines first', 'request', '', '\r\n'),
  repeated('CRs first', 'request', '', '\r'),
  repeated('spaces first', 'request', '', ' '),
  repeated('a long query', 'request', 'GET /?', 'a=b&'),
  repeated('a long target of spaces', 'request', 'GET /', ' a'),
  repeated('requests', 'request', '', `${get}\r\n`),
  repeated('fields', 'request', get, 'X: y\r\n'),
  repeated('lines without a colon', 'request', get, 'X\r\n'),
  repeated('folds', 'request', `${get}X: y\r\n`, ' y\r\n'),
  repeated('empty folds', 'request', `${get}X: y\r\n`, ' \r\n'),
  repeated('colons', 'request', `${get}X`, ':'),
  repeated('Host fields', 'request', get, 'Host: a\r\n'),
  repeated('lengths', 'request', get, 'Content-Length: 1\r\n'),
  repeated('a list of lengths', 'request', `${get}Content-Length: 1`, ', 1'),
  repeated('a length of zeros', 'request', `${get}Content-Length: `, '0'),
  repeated('codings', 'request', get, 'Transfer-Encoding: chunked\r\n'),
  repeated('connection options', 'request', get, 'Connection: close, x\r\n'),
  repeated('a list', 'request', `${get}Accept: `, 'a;q=1, '),
  repeated('quotes', 'request', `${get}Accept: `, '"\\"'),
  repeated('open quotes', 'request', `${get}Accept: `, 'a="b\r\nAccept: '),
  repeated('cookies', 'request', `${get}Cookie: `, 'a=b; '),
  repeated('entity tags', 'request', `${get}If-Match: `, '"a", '),
  repeated('answers', 'response', '', `${ok}Content-Length: 0\r\n\r\n`),
  repeated('interim answers', 'response', '', 'HTTP/1.1 100 Continue\r\n\r\n'),
  repeated('text without a status line', 'response', '', 'Hello\n'),
  repeated('a body until the end', 'response', `${ok}\r\n`, 'Hello\n'),
  repeated('small chunks', 'response', chunked, '1\r\na\r\n'),
  repeated('wrong chunk endings', 'response', chunked, '1\r\nab\r\n'),
  repeated('chunk extensions', 'response', `${chunked}1`, ';a="b"'),
  repeated('trailers', 'response', `${chunked}0\r\n`, 'X: y\r\n'),
  body('form fields', 'application/x-www-form-urlencoded', 'a=b&'),
  body('form separators', 'application/x-www-form-urlencoded', '&'),
  body('parts', 'multipart/form-data; boundary=x', '--x\r\nA: b\r\n\r\nc\r\n'),
  body('boundaries, almost', 'multipart/form-data; boundary=xxxxxxxx', '--xxxxxxx\r\n'),
  body('boundaries, padded', 'multipart/form-data; boundary=x', '--x                    '),
  body('empty lines in a part', 'multipart/form-data; boundary=x', '\n'),
  body('CRs in a part', 'multipart/form-data; boundary=x', '\r'),
  body('a part line without an end', 'multipart/form-data; boundary=x', '--x\r\nabcdefgh'),
]
