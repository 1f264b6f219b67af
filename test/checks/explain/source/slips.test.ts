// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs of learners have them where they are a slip
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { type Case, came, causeOf, fullCauseOf } from '../outside/evidence.ts'

const hung: Failure = { kind: 'hung', limit: 2000, pieces: 1 }
const early: Failure = {
  kind: 'early',
  after: 8,
  of: 18,
  came: came('HTTP/1.1 200 OK\r\n', 'HTTP'),
}
const left: Failure = { kind: 'left-open', limit: 2000, came: came('HTTP/1.1 200 OK\r\n\r\nHi') }
const exited: Failure = { kind: 'exited', end: { type: 'exited', code: 0 }, last: undefined }
const status = (code: number): Failure => ({
  kind: 'wrong-status',
  status: code,
  expected: 200,
  came: came(`HTTP/1.1 ${code} No\r\n\r\n`, String(code)),
})
const body = (text: string): Failure => ({
  kind: 'wrong-body',
  at: undefined,
  length: text.length,
  expected: undefined,
  came: came(`HTTP/1.1 200 OK\r\n\r\n${text}`, text),
})
const printed = (stdout: string): Failure => ({
  kind: 'wrong-output',
  printed: { stdout, stderr: '' },
})

const node = (failure: Failure, source: string): Case => ({
  failure,
  source,
  evidence: { outline: outlineOfJavaScript(source, 'typescript') },
})

/** A slip, with what happened, and the same program with something else that happened, or without the slip. */
const inNode: Readonly<Record<string, readonly [shows: Case, expected: string, not: Case]>> = {
  'a Promise is sent': [
    node(body('[object Promise]'), 'const file = open(path)\nsocket.end(`${file}`)'),
    'promise-sent: 1 open(path)',
    node(body('Hello'), 'const file = open(path)\nsocket.end(`${file}`)'),
  ],
  'a template in plain quotes': [
    node(body('${html}'), "const html = 1\nsocket.end('${html}')"),
    'not-replaced: 2 ${html}',
    node(body('Hello'), "const html = 1\nsocket.end('${html}')"),
  ],
  'a template without its dollar': [
    node(body('{html}'), 'const html = 1\nsocket.end(`{html}`)'),
    'not-replaced: 2 {html}',
    node(body('{other}'), 'const html = 1\nsocket.end(`{other}`)'),
  ],
  'characters are counted': [
    node(
      {
        kind: 'wrong-length',
        said: 5,
        bytes: 15,
        characters: 5,
        came: came('HTTP/1.1 200 OK\r\n'),
      },
      'const head = `Content-Length: ${html.length}`',
    ),
    'characters-counted: 1 html.length',
    node(
      {
        kind: 'wrong-length',
        said: 5,
        bytes: 15,
        characters: 15,
        came: came('HTTP/1.1 200 OK\r\n'),
      },
      'const head = `Content-Length: ${html.length}`',
    ),
  ],
  'the request is made anew for each piece': [
    node(hung, "s.on('data', (d) => {\n  let request = ''\n  request += d\n})"),
    "anew-each-piece: 2 request = ''",
    node(hung, "let request = ''\ns.on('data', (d) => {\n  request += d\n})"),
  ],
  'each piece is answered': [
    node(early, "s.on('data', (d) => {\n  s.end(answer)\n})"),
    "every-piece: 1 s.on('data', (d) => {",
    node(early, "s.on('data', (d) => {\n  if (d.includes('\\r\\n\\r\\n')) s.end(answer)\n})"),
  ],
  'write leaves the connection open': [
    node(left, "s.on('data', (d) => {\n  s.write(answer)\n})"),
    'nothing-closes: 2 s.write(answer)',
    node(body('x'), "s.on('data', (d) => {\n  s.write(answer)\n})"),
  ],
  'end is not called': [
    node(left, 's.write(answer)\ns.end'),
    'not-called: 2 end',
    node(body('x'), 's.write(answer)\ns.end'),
  ],
  'nobody calls listen': [
    node(exited, 'const server = createServer(() => {})'),
    'never-listens: 1 createServer',
    node(hung, 'createServer(() => {}).listen(1)'),
  ],
  'the parent is not called': [
    node(hung, 'class A extends SimpleHTTPRequestHandler {\n  async doGET() {\n    log(1)\n  }\n}'),
    'super-missing: 2 doGET',
    node(
      hung,
      'class A extends SimpleHTTPRequestHandler {\n  async doGET() {\n    await super.doGET()\n  }\n}',
    ),
  ],
  'a misspelled method': [
    node(printed('x'), 'class A extends SimpleHTTPRequestHandler {\n  async do_GET() {}\n}'),
    'method-misspelled: 2 do_GET',
    node(printed('x'), 'class A extends SimpleHTTPRequestHandler {\n  async doGET() {}\n}'),
  ],
  'a path that is not there': [
    node(status(404), "sendFile('html6.html', socket)"),
    'wrong-path: 1 html6.html',
    node(status(404), "sendFile('site/html6.html', socket)"),
  ],
}

describe.each(Object.entries(inNode))('%s', (_name, [shows, expected, not]) => {
  test('is named', () => {
    expect(causeOf(shows)?.replaceAll("'", '')).toBe(expected.replaceAll("'", ''))
  })
  test('is not named where it is not so', () => {
    expect(causeOf(not)?.split(':')[0]).not.toBe(expected.split(':')[0])
  })
})

const inPython: Readonly<
  Record<string, readonly [failure: Failure, source: string, expected: string]>
> = {
  'a thread whose function is called': [
    hung,
    'while True:\n    c, a = s.accept()\n    Thread(target=serve(c)).start()',
    'started-at-once: 3 serve(c)',
  ],
  'a thread that nobody starts': [
    hung,
    'while True:\n    c, a = s.accept()\n    Thread(target=serve, args=[c])',
    'never-started: 3 Thread(target=serve, args=[c])',
  ],
  'recv outside of a loop': [
    early,
    'while True:\n    c, a = s.accept()\n    request = c.recv(1024)',
    'one-receive: 3 c.recv(1024)',
  ],
  'a loop until a size': [
    hung,
    "request = b''\nwhile len(request) < 1024:\n    request += c.recv(1024)",
    'until-size: 2 len(request) < 1024',
  ],
  'a loop until the browser closes': [
    hung,
    "def serve(c):\n    request = b''\n    while True:\n        piece = c.recv(1024)\n        if not piece:\n            break\n        request += piece",
    'until-closed: 3 while True:',
  ],
  'recv on the socket that listens': [
    hung,
    'while True:\n    c, a = s.accept()\n    request = s.recv(1024)',
    'listener-receives: 3 s.recv',
  ],
  'braces without f': [body('{html}'), "html = 1\nc.send('{html}')", 'not-replaced: 2 {html}'],
  'bytes in a string': [body("b'<p>'"), 'c.send(str(data).encode())', 'bytes-shown: 1 str(data)'],
  'one accept': [exited, 'c, a = s.accept()', 'one-accept: 1 s.accept()'],
  'no serve_forever': [exited, 'httpd = HTTPServer(a, B)', 'never-serves: 1 HTTPServer(a, B)'],
  'letters wider than a byte before the slip': [
    body('{html}'),
    "html = 1\nc.send('한국 👋', '{html}')",
    'not-replaced: 2 {html}',
  ],
}

test.each(Object.entries(inPython))('in Python: %s', async (_name, [failure, source, expected]) => {
  const outline = await outlineOfPython(source)
  expect(causeOf({ failure, source, language: 'py', evidence: { outline } })).toBe(expected)
})

test('a program that can not be read has no outline, and no cause is made up', async () => {
  expect(await outlineOfPython('def (')).toBeUndefined()
  expect(outlineOfJavaScript('const = 1', 'javascript')).toBeUndefined()
  expect(causeOf({ failure: left, source: 'const = 1' })).toBeUndefined()
})

test('a template in plain quotes leads to the screen of stage 2 that tells of templates', () => {
  const told = node(body('${html}'), "const html = 1\nsocket.end('${html}')")
  const inStage = (file: string) =>
    fullCauseOf({ ...told, evidence: { ...told.evidence, file } })?.screen
  expect(inStage('2-html-string/server.js')).toBe('html-string')
  expect(inStage('3-html-file/server.js')).toBeUndefined()
})
