import type { Role } from '../../src/http/message.ts'

export interface Sample {
  readonly role: Role
  readonly text: string
  /** For responses: the method of each request. */
  readonly methods?: readonly string[]
}

const host = 'Host: a\r\n'
const get = (rest: string) => `GET / HTTP/1.1\r\n${host}${rest}`
const post = (rest: string) => `POST / HTTP/1.1\r\n${host}${rest}`
const ok = (rest: string) => `HTTP/1.1 200 OK\r\n${rest}`
const chunked = 'Transfer-Encoding: chunked\r\n\r\n'
const form = (length: number) =>
  `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`

const requests = [
  // nothing, and next to nothing
  ...['', '\r\n', '\n', '\r', '\0', 'G', 'GET', 'GET ', 'GET /', 'GET / HTTP/1.1', 'Hello\r\n'],
  // request lines, good and odd
  ...[get('\r\n'), `\r\n${get('\r\n')}`, `\n\n\r\n${get('\r\n')}`, `\r${get('\r\n')}`],
  ...['GET / HTTP/1.0\r\n\r\n', 'GET /\r\n\r\n', 'GET / \r\n\r\n', 'GET /\nHost: a\r\n\r\n'],
  ...['GET  / HTTP/1.1\r\nHost: a\r\n\r\n', 'GET /  HTTP/1.1\r\nHost: a\r\n\r\n'],
  ...['GET / HTTP/1.1 \r\nHost: a\r\n\r\n', ' GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ...['get / HTTP/1.1\r\n\r\n', 'FOO / HTTP/1.1\r\n\r\n', 'GETX / HTTP/1.1\r\n\r\n'],
  ...['G\xc9T / HTTP/1.1\r\n\r\n', '{"a":1}\r\n\r\n', 'QUERY / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ...['GET / http/1.1\r\n\r\n', 'GET / HTTP/1.2\r\n\r\n', 'GET / HTTP/1.10\r\n\r\n'],
  ...[
    'GET / HTTP/2.0\r\n\r\n',
    'GET / HTTP/0.9\r\n\r\n',
    'GET / HTTP\r\n\r\n',
    'GET / HTTP/1\r\n\r\n',
  ],
  ...['DESCRIBE / RTSP/1.0\r\n\r\n', 'DESCRIBE / HTTP/1.1\r\n\r\n', 'SOURCE / ICE/1.0\r\n\r\n'],
  ...[
    'GET / ICE/1.0\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\x16\x03\x01\x02\0\x01\n\r\n\r\n',
  ],
  // targets
  ...[
    '/a?b=c&d&=e&&f=g=h',
    '/?',
    '/?a#b',
    '/#',
    '/a b',
    '/\t',
    '/\xe9',
    '/\x01',
    '/\0',
    '/\x7f',
  ].map((target) => `GET ${target} HTTP/1.1\r\n${host}\r\n`),
  ...[
    'a',
    '*',
    '?',
    '#',
    'http://a/',
    'http://a',
    'http://u@a:80/?q',
    'http:///',
    'http://a@@b/',
  ].map((target) => `GET ${target} HTTP/1.1\r\n${host}\r\n`),
  ...['http:/a', 'h+t://a/', 'a:80', '"a"', '/"', '/%zz', '/%4', '//a', 'http://a"/', '/a|b'].map(
    (target) => `GET ${target} HTTP/1.1\r\n${host}\r\n`,
  ),
  ...[`OPTIONS * HTTP/1.1\r\n${host}\r\n`, `CONNECT a:443 HTTP/1.1\r\n${host}\r\n\x16\x03\x01abc`],
  ...[
    `CONNECT a HTTP/1.1\r\n${host}\r\n`,
    `CONNECT /a HTTP/1.1\r\n${host}\r\n`,
    'CONNECT \r\n\r\n',
  ],
  // field lines
  ...[
    'X: y\r\n',
    'X:y\r\n',
    'X:\r\n',
    'X: \r\n',
    'X:\ty \t\r\n',
    'X: \xe9\r\n',
    "!#$%&'*+-.^_`|~: a\r\n",
  ].map((line) => get(`${line}\r\n`)),
  ...['X : y\r\n', ' X: y\r\n', ': y\r\n', 'X\r\n', 'X y: z\r\n', 'X\xe9: y\r\n', '(X): y\r\n'].map(
    (line) => get(`${line}\r\n`),
  ),
  ...[
    'X: \0\r\n',
    'X: \x01\r\n',
    'X: \x7f\r\n',
    'X: a\rb\r\n',
    'X: a\r\r\n',
    'X: a\n',
    'X: a\r\n b\r\n',
  ].map((line) => get(`${line}\r\n`)),
  ...[
    'GET / HTTP/1.1\r\n Host: a\r\n\r\n',
    get(' \r\n\r\n'),
    get('\n'),
    get('\r'),
    get(''),
    get('X'),
  ],
  ...['GET / HTTP/1.1\nHost: a\n\n', 'GET / HTTP/1.1\r\n\n', 'GET / HTTP/1.1\rHost: a\r\r'],
  // Host
  ...['GET / HTTP/1.1\r\n\r\n', get(`${host}\r\n`), 'GET / HTTP/1.1\r\nHost:\r\n\r\n'],
  ...['a:80', '[::1]:80', '[::1]', 'a b', 'a/b', 'a:b', 'http://a', '\xe9'].map(
    (value) => `GET / HTTP/1.1\r\nHost: ${value}\r\n\r\n`,
  ),
  // bodies by length
  ...['5', '05', '+5', '-5', '5x', '0x5', '5 5', '5, 5', '5, 6', '', '4.0', '5;'].map((length) =>
    post(`Content-Length: ${length}\r\n\r\nhello`),
  ),
  ...['99999999999999999999', '18446744073709551616', '9007199254740993'].map((length) =>
    post(`Content-Length: ${length}\r\n\r\nhello`),
  ),
  ...[post('Content-Length: 0\r\n\r\n'), post('Content-Length: 5\r\n\r\nhel')],
  post('Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello'),
  post('Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'),
  post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  post('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n'),
  post('Content-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: a\r\n\r\n'),
  post('Content-Length: 3\r\n\r\nhello'),
  // transfer codings
  ...['gzip', 'gzip, chunked', 'chunked, gzip', 'chunked, chunked', 'CHUNKED', 'chunkedx', ''].map(
    (codings) => post(`Transfer-Encoding: ${codings}\r\n\r\n0\r\n\r\n`),
  ),
  ...['xchunked', 'identity', 'chunked,', ',chunked', 'chunked;q=1'].map((codings) =>
    post(`Transfer-Encoding: ${codings}\r\n\r\n0\r\n\r\n`),
  ),
  'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  post('Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  post('Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n'),
  post(`${chunked}0\r\nTransfer-Encoding: chunked\r\n\r\n`),
  // forms
  post(`${form(23)}a=b&c=&=d&&e=f=g&h+%20=i`),
  post(`${form(0)}`),
  post(
    `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 76\r\n\r\n` +
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\nb\r\n--xy\r\n--x--\r\nend',
  ),
  post(
    'Content-Type: multipart/form-data; boundary="a b"\r\nContent-Length: 26\r\n\r\n' +
      'pre\n--a b \n\n\n-\n--a b--\r\r\n',
  ),
  // several messages
  get('\r\n') + get('\r\n'),
  `${get('\r\n')}\r\n${get('\r\n')}`,
  get('Connection: close\r\n\r\n') + get('\r\n'),
  get('Connection: close\r\n\r\n\r\n'),
  get('Connection: Keep-Alive, Close\r\n\r\nx'),
  `GET / HTTP/1.0\r\n\r\n${get('\r\n')}`,
  `GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n${get('\r\n')}`,
  `${get('\r\n')}abc`,
  `${get('\r\n')}\t`,
  get('Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello'),
  get('Upgrade: websocket\r\n\r\n\x81'),
]

const responses = [
  ...['', 'H', 'Hello world', 'Hello world\n', '<h1>Hi</h1>\r\n<p>there</p>', '\r\n', '\0\xff'],
  ...['Content-Type: text/html\r\n\r\nhello', '  HTTP/1.1 200 OK\r\n  X: y\r\n\r\nhi'],
  ...['HTTP/1.1 200 OK\r\n\r\nhello', '\r\nHTTP/1.1 200 OK\r\n\r\n', '\rHTTP/1.1 200 OK\r\n\r\n'],
  ...[
    'HTTP/1.1 200 OK\n\nhello',
    'HTTP/1.1 200 OK\nX: y\n\nhello',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 200 OK\r\n',
  ],
  ...[
    'HTTP/1.1 200',
    'HTTP/1.1 200 ',
    'HTTP/1.1  200 OK',
    'HTTP/1.1 200  OK',
    'HTTP/1.1',
    'HTTP/1.1 ',
  ].map((line) => `${line}\r\n\r\n`),
  ...[
    'HTTP/1.1 20 OK',
    'HTTP/1.1 2000 OK',
    'HTTP/1.1 099 OK',
    'HTTP/1.1 600 OK',
    'HTTP/1.1 OK',
  ].map((line) => `${line}\r\n\r\n`),
  ...['HTTP 200 OK', 'http/1.1 200 OK', 'HTTP/2 200 OK', 'HTTP/2.0 200 OK', 'HTTP/0.9 200 OK'].map(
    (line) => `${line}\r\n\r\n`,
  ),
  ...[
    'HTTP/1.3 200 OK',
    'HTTP/11 200 OK',
    'HTTP/1.1\t200 OK',
    'HTTP/1.1 200\tOK',
    'HTTP/1.1 200OK',
  ].map((line) => `${line}\r\n\r\n`),
  ...['RTSP/1.0 200 OK', 'ICE/1.0 200 OK', 'ICY 200 OK', 'HTTPS/1.1 200 OK', 'HTTP/1.1200 OK'].map(
    (line) => `${line}\r\n\r\n`,
  ),
  ...['\xe9', '\x01', '\0', '\x7f', '\t', '\r'].map((reason) => `HTTP/1.1 200 O${reason}K\r\n\r\n`),
  // no blank line
  ...[
    ok('<h1>Hello</h1>\r\n'),
    ok('Content-Type: text/html\r\n<h1>Hi</h1>'),
    ok('Content-Type: a/b'),
  ],
  // field lines
  ...[
    ' X: a',
    'X : a',
    ': a',
    'X',
    '<h1>a:</h1>',
    'X: \x7f',
    'X: a\r\n b',
    'X: a\n',
    'X: a\rb',
  ].map((line) => ok(`${line}\r\n\r\n`)),
  // bodies
  ...[
    ok('Content-Length: 5\r\n\r\nhello'),
    ok('Content-Length: 5\r\n\r\nhello world'),
    ok('Content-Length: 0\r\n\r\n'),
  ],
  ...[
    ok('Content-Length: 50\r\n\r\nhello'),
    ok('Content-Length: -1\r\n\r\nhello'),
    ok('Content-Length: 5\r\n\r\nhello\r\n'),
  ],
  ok('Content-Length: 5\r\nConnection: close\r\n\r\nhello world'),
  ok('Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello'),
  ok('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  ok('Content-Length: 2\r\n\r\nhi') + ok('Content-Length: 2\r\n\r\nho'),
  ...['204 No Content', '304 Not Modified', '100 Continue', '103 Early Hints'].map(
    (status) =>
      `HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\n${ok('Content-Length: 2\r\n\r\nhi')}`,
  ),
  'HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n',
  'HTTP/1.1 204 No Content\r\n\r\nhello',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n\x81\x05hello',
  'HTTP/1.1 101 Switching Protocols\r\n\r\n',
  'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ...['gzip', 'chunked, gzip', 'gzip, chunked', 'chunkedx', '', 'chunked,'].map((codings) =>
    ok(`Transfer-Encoding: ${codings}\r\n\r\n0\r\n\r\n`),
  ),
  ok('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  // chunks
  ...[
    '',
    '0\r\n\r\n',
    '5\r\nhello\r\n0\r\n\r\n',
    'A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n',
  ].map((body) => ok(chunked + body)),
  ...[
    '5\nhello\r\n0\r\n\r\n',
    '5\r\nhello\n0\r\n\r\n',
    '5\r\nhelloxx\r\n0\r\n\r\n',
    '0\n\n',
    '0\r\n\n',
  ].map((body) => ok(chunked + body)),
  ...[
    '5 ',
    ' 5',
    '0x5',
    'g',
    '',
    '-1',
    '+5',
    '5,',
    '05',
    '5;a=b',
    '5;a',
    '5;a="b c"',
    '5;a="b\\"c";d',
  ].map((size) => ok(`${chunked}${size}\r\nhello\r\n0\r\n\r\n`)),
  ...[
    '5; a',
    '5 ;a',
    '5;a="b',
    '5;a b',
    '5;',
    '5;=',
    '5;a=',
    '5;;a',
    '5;a\x01',
    '5;a\rb',
    '5;a="b"c',
  ].map((size) => ok(`${chunked}${size}\r\nhello\r\n0\r\n\r\n`)),
  ...[
    'FFFFFFFFFFFFFFFF\r\nab',
    'FFFFFFFFFFFFFFFFF\r\nab',
    '5\r\nhel',
    '5\r\nhello',
    '5\r\nhello\r\n',
    '5',
  ].map((body) => ok(chunked + body)),
  ...['X: a\r\n\r\n', 'X : a\r\n\r\n', 'X\r\n\r\n', ' X: a\r\n\r\n', 'X: a\r\n b\r\n\r\n', ''].map(
    (trailers) => ok(`${chunked}0\r\n${trailers}`),
  ),
  ...[
    'Content-Length: 5\r\n\r\n',
    'Transfer-Encoding: chunked\r\n\r\n',
    '\r\nextra',
    '\r\n\r\n',
  ].map((trailers) => ok(`${chunked}0\r\n${trailers}`)),
  // structured fields
  ok(
    'Set-Cookie: a=b; Expires=Mon, 01 Jan 2024 00:00:00 GMT; Path=/\r\nETag: W/"a,b"\r\n' +
      'Date: Mon, 01 Jan 2024 00:00:00 GMT\r\nCache-Control: max-age=0, private\r\n\r\n',
  ),
]

/** Messages, good and broken, of every kind the standard speaks of. */
export const corpus: readonly Sample[] = [
  ...requests.map((text): Sample => ({ role: 'request', text })),
  ...responses.map((text): Sample => ({ role: 'response', text })),
  {
    role: 'response',
    text: ok('Content-Length: 5\r\n\r\n') + ok('Content-Length: 2\r\n\r\nhi'),
    methods: ['HEAD', 'GET'],
  },
  { role: 'response', text: ok(chunked), methods: ['HEAD'] },
]
