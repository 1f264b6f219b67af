/** What is said of a kind of token. */
interface TokenWords {
  readonly name: string
  /** A sentence for a beginner. */
  readonly said: string
  /** One in more depth. */
  readonly more: string
  /** The section of the standard. */
  readonly source?: string
}

const token = (name: string, said: string, more: string, source?: string): TokenWords =>
  source === undefined ? { name, said, more } : { name, said, more, source }

/** Every kind of token. A test holds that none is missing. */
export const tokens = {
  method: token(
    'HTTP method',
    'The HTTP method says what the client wants done.',
    'Methods are told apart by case: get is another method than GET, and servers do not know it.',
    'RFC 9110, section 9.1',
  ),
  path: token(
    'path',
    'The path says what is asked for on this server.',
    'The server alone decides what a path means. It may be a file, a program or anything else.',
    'RFC 9112, section 3.2.1',
  ),
  'query-mark': token(
    'question mark',
    'The question mark ends the path, and the query begins.',
    'A second question mark has no special meaning: it belongs to the query.',
    'RFC 3986, section 3.4',
  ),
  'query-name': token(
    'name in the query',
    'This is the name of a form field or of another value in the address.',
    'HTTP gives the query no form. name=value with & between is how HTML forms write it.',
    'WHATWG URL, section 5.1',
  ),
  'query-equals': token(
    'equals sign',
    'The equals sign stands between a name and its value.',
    'Only the first one counts. Further ones belong to the value.',
    'WHATWG URL, section 5.1',
  ),
  'query-value': token(
    'value in the query',
    'This is a value. A + in it stands for a space, and %XX for one byte.',
    'Everybody who sees the address sees this value: it is in the history and in the logs of servers.',
    'WHATWG URL, section 5.1',
  ),
  'query-separator': token(
    'separator',
    'The & stands between two pairs of name and value.',
    'An & inside a value is sent as %26, so that it separates nothing.',
    'WHATWG URL, section 5.1',
  ),
  fragment: token(
    'fragment',
    'This is the part of the address after #. It is not meant for the server.',
    'Browsers keep the fragment and jump to it on the page. They do not send it.',
    'RFC 9110, section 4.2.5',
  ),
  scheme: token(
    'scheme',
    'The scheme says how the address is to be reached, here by HTTP.',
    'A client sends a whole address only to a proxy. Every server must understand it all the same.',
    'RFC 9112, section 3.2.2',
  ),
  authority: token(
    'host and port',
    'This names the host that the request is for, and its port.',
    'In a whole address it counts more than the Host header.',
    'RFC 9112, section 3.2.2',
  ),
  version: token(
    'version',
    'This names the protocol, HTTP, and its version.',
    'The version is that of the sender. A server that speaks HTTP/1.1 says so, even to a client of HTTP/1.0.',
    'RFC 9112, section 2.3',
  ),
  'status-code': token(
    'status code',
    'The status code tells programs what came of the request.',
    'The first digit is its class: 2 is success, 3 is more to do, 4 is an error of the client, 5 one of the server.',
    'RFC 9110, section 15',
  ),
  'reason-phrase': token(
    'reason phrase',
    'This is the status code in words, for people.',
    'Programs do not read it. It may be any text, or be left out.',
    'RFC 9112, section 4',
  ),
  space: token(
    'space',
    'One space stands between two parts of the first line.',
    'Two spaces or a tab are against the standard. Some servers accept them, and others respond with 400.',
    'RFC 9112, section 3',
  ),
  'field-name': token(
    'header name',
    'This is the name of a header.',
    'Upper and lower case make no difference. No space may stand before the colon.',
    'RFC 9110, section 5.1',
  ),
  colon: token(
    'colon',
    'The colon ends a name. What follows is the value.',
    'A space before the colon is an error, since two servers could read the name in two ways.',
    'RFC 9112, section 5.1',
  ),
  'optional-white-space': token(
    'optional space',
    'This space is for people. It does not belong to the value.',
    'One space is usual here. None and several mean the same.',
    'RFC 9110, section 5.6.3',
  ),
  'field-value': token(
    'header value',
    'This is the value of the header.',
    'It ends with the line. Bytes that are not ASCII are allowed and mean nothing certain.',
    'RFC 9110, section 5.5',
  ),
  'list-separator': token(
    'comma',
    'The comma stands between two members of a list.',
    'A list may also be sent as several headers of the same name.',
    'RFC 9110, section 5.6.1',
  ),
  'list-member': token(
    'member of a list',
    'This is one member of a list.',
    'Who reads a list must ignore members that are empty.',
    'RFC 9110, section 5.6.1',
  ),
  'media-type': token(
    'media type',
    'The media type says what kind of content this is: text, a picture or something else.',
    'A type and a subtype, with a slash between. A * means any.',
    'RFC 9110, section 8.3.1',
  ),
  'parameter-separator': token(
    'semicolon',
    'The semicolon stands before something that is said in addition.',
    'Spaces around it are allowed and mean nothing.',
    'RFC 9110, section 5.6.6',
  ),
  'parameter-name': token(
    'name of a parameter',
    'This names something that is said in addition to the value.',
    'Upper and lower case mean the same in it.',
    'RFC 9110, section 5.6.6',
  ),
  'parameter-equals': token(
    'equals sign',
    'The equals sign stands between the name of a parameter and its value.',
    'In most headers no space may stand beside it.',
    'RFC 9110, section 5.6.6',
  ),
  'parameter-value': token(
    'value of a parameter',
    'This is the value of the parameter before it.',
    'It needs quotation marks where it has a space, a comma or another special character.',
    'RFC 9110, section 5.6.6',
  ),
  'quality-value': token(
    'weight',
    'This says how much it is wanted: 1 is most, 0 is not at all.',
    'Without a weight it is 1. At most three digits may follow the point.',
    'RFC 9110, section 12.4.2',
  ),
  date: token(
    'date',
    'This is a date and a time in the form that HTTP has for them.',
    'It is always in English and in GMT. Two older forms may still be read.',
    'RFC 9110, section 5.6.7',
  ),
  'cookie-name': token(
    'name of a cookie',
    'This is the name of a cookie.',
    'Cookies of one host are sent to all its ports: other servers on this machine get them too.',
    'RFC 6265, section 4.1.1',
  ),
  'cookie-equals': token(
    'equals sign',
    'The equals sign stands between the name of a cookie and its value.',
    'Only the first one counts. Further ones belong to the value.',
    'RFC 6265, section 5.2',
  ),
  'cookie-value': token(
    'value of a cookie',
    'This is the value of the cookie. A server chose it, and the browser sends it back.',
    'The client can change it. A server must not trust what it says.',
    'RFC 6265, section 4.1.1',
  ),
  'entity-tag': token(
    'entity tag',
    'This names one version of the content. When the content changes, it changes too.',
    'W/ before it means that two versions may differ in bytes and still be as good.',
    'RFC 9110, section 8.8.3',
  ),
  host: token(
    'host',
    'This is the name or the address of the host that the client wanted to reach.',
    'One server may hold many sites. It chooses one by this name.',
    'RFC 9110, section 7.2',
  ),
  port: token(
    'port',
    'This is the port in the address that the client has.',
    'It is left out where it is the usual one, which is 80 for http.',
    'RFC 9110, section 4.2.1',
  ),
  crlf: token(
    'CR LF',
    'These two bytes, CR and LF, end the line. In most programs they are written \\r\\n.',
    'CR is byte 13 and LF is byte 10. Teleprinters needed both: one to go back to the left, one to move the paper up.',
    'RFC 9112, section 2.2',
  ),
  'bare-lf': token(
    'LF alone',
    'This byte, LF, ends the line. In programs it is written \\n.',
    'In the head of a message CR LF is the rule. Who reads it may accept LF alone.',
    'RFC 9112, section 2.2',
  ),
  'bare-cr': token(
    'CR alone',
    'This is a CR without an LF. It does not end a line.',
    'Readers must take it for an error or put a space in its place.',
    'RFC 9112, section 2.2',
  ),
  'blank-line': token(
    'empty line',
    'The empty line ends the headers.',
    'A reader looks for these bytes to know where the body begins.',
    'RFC 9112, section 2.1',
  ),
  body: token(
    'body',
    'This is the body: the content itself.',
    'Content-Type says what it is. Content-Length, chunks or the end of the connection say where it ends.',
    'RFC 9112, section 6',
  ),
  'chunk-size': token(
    'size of a chunk',
    'This is the number of bytes in the next chunk, in hexadecimal.',
    'A size of 0 ends the body. So a server can begin to send before it knows the length.',
    'RFC 9112, section 7.1',
  ),
  'chunk-extension': token(
    'extension of a chunk',
    'This says something in addition about the chunk. It is hardly ever used.',
    'A reader must ignore extensions that it does not know.',
    'RFC 9112, section 7.1.1',
  ),
  'chunk-data': token(
    'data of a chunk',
    'This is a piece of the body, as long as the size before it says.',
    'Where one chunk ends has no meaning: it may be in the middle of a letter.',
    'RFC 9112, section 7.1',
  ),
  'form-name': token(
    'name of a form field',
    'This is the name of a form field, from its attribute name.',
    'It is encoded as values are: + is a space, and %XX is one byte.',
    'WHATWG URL, section 5.1',
  ),
  'form-equals': token(
    'equals sign',
    'The equals sign stands between the name of a form field and its value.',
    'An equals sign inside a name or a value is sent as %3D.',
    'WHATWG URL, section 5.1',
  ),
  'form-value': token(
    'value of a form field',
    'This is what the form field held. A + in it stands for a space, and %XX for one byte.',
    'The bytes are in the charset of the page with the form, which is nearly always UTF-8.',
    'WHATWG URL, section 5.1',
  ),
  'form-separator': token(
    'separator',
    'The & stands between two form fields.',
    'An & inside a value is sent as %26, so that it separates nothing.',
    'WHATWG URL, section 5.1',
  ),
  'multipart-boundary': token(
    'boundary',
    'This line separates two parts of the body. The last one has -- at its end.',
    'The sender chooses a text that is in no part, and names it in Content-Type.',
    'RFC 2046, section 5.1.1',
  ),
  'multipart-data': token(
    'data of a part',
    'This is the content of one part: a form field, or the bytes of a file.',
    'Nothing is encoded in it. The bytes of a file are sent as they are.',
    'RFC 7578, section 4',
  ),
  unknown: token(
    'not known',
    'These bytes have no place in HTTP, or the line that they begin has not ended yet.',
    'Where something is wrong with them, a note says what.',
  ),
}
