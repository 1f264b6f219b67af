import { describe, expect, test } from 'vitest'
import { type Case, came, causeOf } from './evidence.ts'

const hung = { kind: 'hung', limit: 2000, pieces: 1 } as const
const local = (port: number, host = '127.0.0.1') => ({ listening: [{ host, port }] })
const malformed = (
  code: 'missing-colon' | 'bad-status-line' | 'bare-lf',
  text: string,
  at: string,
) => ({ kind: 'malformed', code, came: came(text, at) }) as const
const head = 'HTTP/1.1 200 OK\r\n'
const wrongBody = (text: string, at: number | undefined, length: number, expected: string) =>
  ({
    kind: 'wrong-body',
    at,
    length,
    expected: new Uint8Array(Buffer.from(expected)),
    came: {
      bytes: new Uint8Array(Buffer.from(`${head}\r\n${text}`, 'latin1')),
      wrong: { start: head.length + 2 + (at ?? 0), end: head.length + 3 + (at ?? 0) },
    },
  }) as const
const printed = (stdout: string) =>
  ({ kind: 'wrong-output', printed: { stdout, stderr: '' } }) as const
const file = 'send: { get: / }\nexpect: { body: { file: site/html6.html } }'

/** What shows a cause, and what is like it and must not be called so. */
const cases: Readonly<Record<string, readonly [shows: Case, expected: string, not: Case]>> = {
  'another port': [
    {
      failure: { kind: 'not-listening', limit: 5 },
      source: 'a\ns.listen(9000)',
      evidence: local(9000),
    },
    'other-port: 2 9000',
    { failure: { kind: 'not-listening', limit: 5 }, source: 's.listen(9000)' },
  ],
  'another address': [
    {
      failure: { kind: 'other-address', hosts: ['::1'] },
      source: "s.bind(('::1', PORT))",
      language: 'py',
    },
    "other-address: 1 '::1'",
    { failure: { kind: 'not-listening', limit: 5 }, source: "s.listen(PORT, '::1')" },
  ],
  'bound and not listening': [
    {
      failure: { kind: 'not-listening', limit: 5 },
      source: 's.bind((HOST, PORT))',
      language: 'py',
    },
    'bind-without-listen: 1 .bind((HOST, PORT))',
    {
      failure: { kind: 'not-listening', limit: 5 },
      source: 's.bind(a)\ns.listen()',
      language: 'py',
    },
  ],
  'nothing serves': [
    { failure: hung, source: 'const httpd = new HTTPServer(a, B)' },
    'no-serve-forever: 1 new HTTPServer',
    { failure: hung, source: 'const httpd = new HTTPServer(a, B)\nawait httpd.serveForever()' },
  ],
  'one browser and then the end': [
    {
      failure: { kind: 'exited', end: { type: 'exited', code: 0 }, last: undefined },
      source: 'c, a = s.accept()',
      language: 'py',
    },
    'ended-after-one: 1 .accept()',
    {
      failure: { kind: 'exited', end: { type: 'exited', code: 3 }, last: undefined },
      source: 'c, a = s.accept()',
      language: 'py',
    },
  ],
  'one at a time': [
    {
      failure: hung,
      source: '    serve(c)',
      language: 'py',
      observed: { respondedAfter: 'others-closed' },
    },
    'one-at-a-time: 1 serve(c)',
    { failure: hung, source: '    serve(c)', language: 'py' },
  ],
  'two connections in one variable': [
    {
      failure: hung,
      source: 'let connection = undefined',
      check: 'beside: { get: /a }\nsend: { get: / }\nexpect: { status: 200 }',
    },
    'connections-mixed: 1 connection',
    { failure: hung, source: 'let connection = undefined' },
  ],
  'reads until a size': [
    {
      failure: hung,
      source: 'while len(request) < 1024:',
      language: 'py',
      observed: { respondedAfter: 'more-bytes' },
    },
    'until-size: 1 len(request) < 1024',
    { failure: hung, source: 'while len(request) < 1024:', language: 'py' },
  ],
  'reads until the other side closes': [
    { failure: hung, source: "c.on('end', () => {})", observed: { respondedAfter: 'half-close' } },
    "reads-until-close: 1 .on('end'",
    { failure: hung, source: "c.on('end', () => {})" },
  ],
  'pieces that are not joined': [
    { failure: { ...hung, pieces: 3 }, source: '    request = c.recv(1024)', language: 'py' },
    'pieces-not-joined: 1     request = c.recv(1024)',
    { failure: hung, source: '    request = c.recv(1024)', language: 'py' },
  ],
  'one read': [
    {
      failure: { kind: 'early', after: 23, of: 40, came: came(head) },
      source: "c.once('data', f)",
    },
    "reads-once: 1 .once('data'",
    { failure: { kind: 'unanswered' }, source: "c.once('data', f)" },
  ],
  'a request kept from the browser before': [
    {
      failure: { kind: 'early', after: 23, of: 40, came: came(head) },
      source: "let request = ''\n  request += text",
    },
    'request-kept: 1 request',
    { failure: hung, source: "  let request = ''\n  request += text" },
  ],
  'a loop that spins': [
    {
      failure: { kind: 'busy' },
      source: "  while b'x' not in request:",
      language: 'py',
    },
    "spins: 1 while b'x' not in request",
    { failure: hung, source: "  while b'x' not in request:", language: 'py' },
  ],
  'slashes for backslashes': [
    {
      failure: malformed('bad-status-line', 'HTTP/1.1 200 OK/r/n/r/nHello', 'HTTP'),
      source: "'HTTP/1.1 200 OK/r/n'",
    },
    'slashes-for-backslashes: 1 /r/n',
    { failure: { ...wrongBody('see /r/n', 0, 8, 'x') }, source: "'see /r/n'" },
  ],
  'an f that is missing': [
    { failure: wrongBody('{html}', undefined, 6, ''), source: "r = 'HTTP {html}'", language: 'py' },
    'template-not-replaced: 1 {html}',
    { failure: wrongBody('a {b} c', undefined, 6, ''), source: 'other', language: 'py' },
  ],
  'a template in plain quotes': [
    {
      failure: wrongBody(`$${'{html}'}`, undefined, 7, ''),
      source: `const r = 'HTTP $${'{html}'}'`,
    },
    `template-not-replaced: 1 $${'{html}'}`,
    { failure: wrongBody('html', undefined, 4, ''), source: `const r = 'HTTP $${'{html}'}'` },
  ],
  'a promise': [
    { failure: wrongBody('[object Promise]', 0, 16, '<'), source: "const f = open('a')" },
    'promise-sent: 1 open(',
    { failure: wrongBody('Promise', 0, 7, '<'), source: "const f = open('a')" },
  ],
  'bytes as text': [
    { failure: wrongBody("b'<html>'", 0, 9, '<'), source: 'str(page)', language: 'py' },
    'bytes-written-as-text: 1 str(page)',
    { failure: wrongBody('best', 0, 4, '<'), source: 'str(page)', language: 'py' },
  ],
  'a header with another sign': [
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came(`${head}Content-Type= text/html\r\n\r\n`),
      },
      source: "'Content-Type= text/html'",
    },
    'header-without-colon: 1 Content-Type',
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came(`${head}Server: x\r\n\r\n`),
      },
    },
  ],
  'a misspelled header': [
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came(`${head}Contents-Type: text/html\r\n\r\n`),
      },
      source: "'Contents-Type: text/html'",
    },
    'header-misspelled: 1 Contents-Type',
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came(`${head}Content-Length: 3\r\n\r\n`),
      },
    },
  ],
  'a header in the body': [
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came(`${head}\r\nContent-Type: text/html\r\n\r\n<html>`),
      },
      source: 'Content-Type',
    },
    'header-in-body: 1 Content-Type',
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came(`${head}\r\n<p>Content-Type: x`),
      },
    },
  ],
  'a header in the status line': [
    {
      failure: {
        kind: 'missing-field',
        name: 'Content-Type',
        came: came('HTTP/1.1 200 OK Content-Type: a/b\r\n\r\n'),
      },
      source: 'Content-Type',
    },
    'header-in-status-line: 1 Content-Type',
    { failure: { kind: 'missing-field', name: 'Content-Type', came: came(`${head}\r\n`) } },
  ],
  'no empty line': [
    {
      failure: malformed('missing-colon', `${head}Hello world!\n`, 'Hello'),
      source: "'HTTP/1.1 200 OK",
    },
    'no-empty-line: 1 HTTP/1.1 200 OK',
    {
      failure: malformed('missing-colon', `${head}Content-Type= a/b\r\n\r\n`, 'Content'),
      source: 'x',
    },
  ],
  'characters counted': [
    {
      failure: { kind: 'wrong-length', said: 5, bytes: 7, characters: 5, came: came(head) },
      source: "'Content-Length: ' + text.length",
    },
    'characters-counted: 1 text.length',
    {
      failure: { kind: 'wrong-length', said: 4, bytes: 7, characters: 5, came: came(head) },
      source: 'x',
    },
  ],
  'another folder': [
    {
      failure: { kind: 'wrong-status', status: 404, expected: 200, came: came(head) },
      check: 'send: { get: /html1.html }\nexpect: { status: 200 }',
      source: 'new HTTPServer(a, B)',
    },
    'not-in-site: 1 HTTPServer(',
    {
      failure: { kind: 'wrong-status', status: 404, expected: 200, came: came(head) },
      check: 'send: { get: /html1.html }\nexpect: { status: 200 }',
      source: "process.chdir('site')\nnew HTTPServer(a, B)",
    },
  ],
  'the query in the name of the file': [
    {
      failure: { kind: 'wrong-status', status: 404, expected: 200, came: came(head) },
      check: 'send: { get: "/html1.html?v=2" }\nexpect: { status: 200 }',
      source: 'translatePath(this.path)',
    },
    'query-in-name: 1 translatePath(',
    {
      failure: { kind: 'wrong-status', status: 404, expected: 200, came: came(head) },
      source: 'translatePath(this.path)',
    },
  ],
  'one type for all': [
    {
      failure: {
        kind: 'wrong-field',
        name: 'Content-Type',
        came: came('Content-Type: text/html\r\n', 'text/html'),
      },
      source: "'text/html'",
      check: 'send: { get: /a.png }\nexpect: { status: 200 }',
      observed: { typesBefore: ['text/html', 'text/html'] },
    },
    'one-type-for-all: 1 text/html',
    {
      failure: {
        kind: 'wrong-field',
        name: 'Content-Type',
        came: came('Content-Type: text/html\r\n', 'text/html'),
      },
      check: 'send: { get: / }\nexpect: { status: 200 }',
      observed: { typesBefore: ['text/html', 'text/html'] },
    },
  ],
  'a file that is read once': [
    {
      failure: wrongBody('the page as it was', 4, 18, 'the new page'),
      check: `files: { site/html6.html: the new page }\n${file}`,
      source: "const page = readFileSync('a')",
      observed: { ownFile: 'the page as it was' },
    },
    'read-once: 1 const page = readFileSync(',
    {
      failure: wrongBody('another page', 0, 12, 'the new page'),
      check: `files: { site/html6.html: the new page }\n${file}`,
      observed: { ownFile: 'the page as it was' },
    },
  ],
  'a path that leads out of the copy': [
    {
      failure: wrongBody('old', 0, 3, 'new'),
      check: `files: { site/html6.html: new }\n${file}`,
      source: "open('/home/me/my-webserver/site/html6.html')",
    },
    'path-outside-folder: 1 /home/me/my-webserver/site/html6.html',
    {
      failure: wrongBody('old', 0, 3, 'new'),
      check: `files: { site/html6.html: new }\n${file}`,
      source: "open('/home/you/html6.html')",
    },
  ],
  'a file read as text': [
    {
      failure: wrongBody('a\nb', 1, 3, 'a\r\nb'),
      check: file,
      source: 'open(path)',
      language: 'py',
    },
    'bytes-as-text: 1 open(path)',
    {
      failure: wrongBody('axb', 1, 3, 'a\r\nb'),
      check: file,
      source: 'open(path)',
      language: 'py',
    },
  ],
  'send in place of sendall': [
    { failure: wrongBody('aa', 2, 2, 'aaaa'), check: file, source: 'c.send(data)', language: 'py' },
    'sends-part: 1 .send(',
    {
      failure: wrongBody('aa', 2, 2, 'aaaa'),
      check: file,
      source: 'c.sendall(data)',
      language: 'py',
    },
  ],
  'super without await': [
    {
      failure: { kind: 'printed-early', printed: { stdout: 'doGET\n', stderr: '' } },
      source: 'super.doGET()',
    },
    'super-not-awaited: 1 super.doGET()',
    { failure: printed('doGET'), source: 'super.doGET()' },
  ],
  'the port behind the call that serves': [
    {
      failure: printed(''),
      check: 'expect: { output: { port: true } }',
      source: 'await httpd.serveForever()\nconsole.log(port)',
    },
    'printed-too-late: 1 await httpd.serveForever()',
    {
      failure: printed(''),
      check: 'expect: { output: { port: true } }',
      source: 'console.log(1)\nawait httpd.serveForever()',
    },
  ],
  'braces that are printed': [
    { failure: printed('{name}, call me!\n'), source: "print('{name}, call')", language: 'py' },
    'template-not-replaced: 1 {name}',
    { failure: printed('{}\n'), source: 'print(form)', language: 'py' },
  ],
  'HTTP/1.0': [
    {
      failure: { kind: 'not-kept', length: true, came: came(head) },
      source: 'ThreadingHTTPServer(a, B)',
      language: 'py',
    },
    'http-1-0',
    {
      failure: { kind: 'not-kept', length: true, came: came(head) },
      source: "B.protocol_version = 'HTTP/1.1'\nThreadingHTTPServer(a, B)",
      language: 'py',
    },
  ],
  'a loop without end': [
    { failure: hung, source: 'while (true) {}', observed: { isBusy: true } },
    'loops-for-ever: 1 while (true) {}',
    { failure: hung, source: 'while (true) {}', observed: { isBusy: false } },
  ],
  'a name that is nothing': [
    {
      failure: printed('undefined, call Dominos tonight!\n'),
      source: "  const name = form['firstname']",
    },
    "name-of-nothing: 1 form['firstname']",
    { failure: printed('Somebody, call me!\n'), source: "form['firstname']" },
  ],
  'a method of the other language': [
    { failure: printed(''), source: '  async do_GET() {' },
    'method-misspelled: 1 do_GET',
    { failure: printed(''), source: '  async doGET() {' },
  ],
  'the parent class given': [
    {
      failure: printed(''),
      source: 'class Mine extends X {\nnew HTTPServer(a, SimpleHTTPRequestHandler)',
    },
    'other-handler: 2 SimpleHTTPRequestHandler',
    { failure: printed(''), source: 'class Mine extends X {\nnew HTTPServer(a, Mine)' },
  ],
}

describe.each(Object.entries(cases))('%s', (_name, [shows, expected, not]) => {
  test('is named', () => {
    expect(causeOf(shows)).toBe(expected)
  })
  test('is not named where it is not so', () => {
    expect(causeOf(not) ?? 'none').not.toMatch(new RegExp(`^${expected.split(':')[0]}(:|$)`))
  })
})
