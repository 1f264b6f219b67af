// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs of learners have them where they are a slip
import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { came, causeOf } from '../outside/evidence.ts'

const hung: Failure = { kind: 'hung', limit: 2000, pieces: 1 }
const exited: Failure = { kind: 'exited', end: { type: 'exited', code: 0 }, last: undefined }
const left: Failure = { kind: 'left-open', limit: 2000, came: came('HTTP/1.1 200 OK\r\n\r\nHi') }
const body = (text: string): Failure => ({
  kind: 'wrong-body',
  at: undefined,
  length: text.length,
  expected: undefined,
  came: came(`HTTP/1.1 200 OK\r\n\r\n${text}`, text),
})
const output = (stdout: string): Failure => ({
  kind: 'wrong-output',
  printed: { stdout, stderr: '' },
})

const tacos = "send: { get: '/f.html?firstname=John&food=Tacos' }\nexpect: { status: 200 }"

/** A slip with the check and the file it is seen in, and the same where it must not be named. */
interface Slip {
  readonly failure: Failure
  readonly source: string
  readonly named: string
  /** What happened, or the program, where the slip is not the cause. */
  readonly not: { readonly failure?: Failure; readonly source?: string }
  readonly check?: string
  readonly file?: string
  readonly printed?: string
}

const form = (stdout: string) => ({ failure: output(stdout), printed: stdout, check: tacos })

const node: Readonly<Record<string, Slip>> = {
  'process.exit in a function': {
    failure: exited,
    source: "s.on('data', () => {\n  process.exit()\n})",
    named: 'ends-itself: 2 process.exit()',
    not: { source: "s.on('data', () => {\n  s.end()\n})" },
  },
  'the module of HTTP': {
    failure: hung,
    source:
      "import { createServer } from 'node:http'\ncreateServer((c) => c.on('data', f)).listen(1)",
    named: 'http-module: 1 node:http',
    not: {
      source:
        "import { createServer } from 'node:net'\ncreateServer((c) => c.on('data', f)).listen(1)",
    },
  },
  'a misspelled event': {
    failure: hung,
    source: "createServer((c) => c.on('date', f)).listen(1)",
    named: "unknown-event: 1 'date'",
    not: { source: "createServer((c) => c.on('data', f)).listen(1)" },
  },
  'a name in quotes': {
    failure: body('html'),
    source: "const html = '<p>'\nc.end(head + 'html')",
    named: "word-in-quotes: 2 'html'",
    not: { failure: body('<p>') },
  },
  'the path of a file': {
    failure: body('site/a.html'),
    source: "send('site/a.html', c)",
    named: "path-sent: 1 'site/a.html'",
    not: { failure: body('<p>') },
  },
  'no + at the end of a line': {
    failure: {
      kind: 'malformed',
      code: 'missing-blank-line',
      came: came('HTTP/1.1 200 OK\r\n<p>'),
    },
    source:
      "const head =\n  'HTTP/1.1 200 OK\\r\\n'\n  'Content-Type: text/html\\r\\n\\r\\n'\nc.end(head)",
    named: "plus-missing: 3 'Content-Type: text/html\\r\\n\\r\\n'",
    not: {
      source:
        "const head =\n  'HTTP/1.1 200 OK\\r\\n' +\n  'Content-Type: text/html\\r\\n'\nc.end(head)",
    },
  },
  'a write below end': {
    failure: body('x'),
    source: 'f(() => {\n  c.end(head)\n  c.write(page)\n})',
    named: 'writes-after-end: 3 c.write(page)',
    not: { source: 'f(() => {\n  c.write(head)\n  c.end(page)\n})' },
  },
  'a pipe that leaves open': {
    failure: left,
    source: 'file.pipe(c, { end: false })',
    named: 'pipe-stays-open: 1 { end: false }',
    not: { source: 'file.pipe(c)' },
  },
  'another value': {
    ...form('{}'),
    file: '6-form/server.ts',
    source: "if (food === 'Taco') console.log(name)",
    named: "other-value: 1 'Taco'",
    not: { source: "if (food === 'Tacos') console.log(name)" },
  },
  'return before super': {
    failure: hung,
    source:
      'class A extends B {\n  async doGET() {\n    if (form) return f()\n    await super.doGET()\n  }\n}',
    named: 'return-before-super: 3 if (form) return f()',
    not: {
      source:
        'class A extends B {\n  async doGET() {\n    if (form) f()\n    await super.doGET()\n  }\n}',
    },
  },
  'a line that is never reached': {
    ...form(''),
    source: "function f() {\n  return g()\n  console.log('a')\n}",
    named: "never-reached: 3 console.log('a')",
    not: { source: "function f() {\n  if (x)\n    return g()\n  console.log('a')\n}" },
  },
  'an object in a string': {
    ...form('form: [object Object]'),
    source: "console.log('form: ' + form)",
    named: "object-printed: 1 console.log('form: ' + form)",
    not: { source: 'console.log(form)' },
  },
}

const python: Readonly<Record<string, Slip>> = {
  'accept above the loop': {
    failure: hung,
    source: 'c, a = s.accept()\nwhile True:\n    serve(c)',
    named: 'accept-outside: 1 s.accept()',
    not: { source: 'while True:\n    c, a = s.accept()\n    serve(c)' },
  },
  'serve_forever without parentheses': {
    failure: exited,
    source: 'httpd = HTTPServer(a, B)\nhttpd.serve_forever',
    named: 'not-called: 2 serve_forever',
    not: { source: 'httpd = HTTPServer(a, B)\nhttpd.serve_forever()' },
  },
  'a thread that catches nothing': {
    failure: {
      kind: 'error-printed',
      message: 'ConnectionResetError: [Errno 104] Connection reset',
    },
    source: 'def serve(c):\n    c.recv(1)',
    named: 'thread-without-catch: 2 c.recv(1)',
    not: {
      source: 'def serve(c):\n    try:\n        c.recv(1)\n    except OSError:\n        pass',
    },
  },
  'a path read as a form': {
    failure: output("{'/a': ['b']}"),
    check: 'send: { get: /a=b }\nexpect: { status: 200 }',
    file: '6-form/server.py',
    source: "form = parse_qs(self.path.split('?')[-1])",
    named: "path-as-form: 1 self.path.split('?')[-1]",
    not: { source: 'form = parse_qs(urlparse(self.path).query)' },
  },
  'a string for each name': {
    ...form("{'food': 'Tacos'}"),
    file: '6-form/server.py',
    source: 'form = dict(parse_qsl(query))',
    named: 'one-value-each: 1 form = dict(parse_qsl(query))',
    not: { failure: body('x') },
  },
  'a list where a value is meant': {
    ...form("{'food': ['Tacos']}"),
    file: '6-form/server.py',
    source: "food = form.get('food', [''])\nif food == 'Tacos':\n    pass",
    named: "list-for-a-value: 1 food = form.get('food', [''])",
    not: { source: "food = form.get('food', [''])[-1]\nif food == 'Tacos':\n    pass" },
  },
}

const about = ({ check, file, printed = '' }: Slip) => ({
  ...(check !== undefined && { check }),
  evidence: { ...(file !== undefined && { file }), printed: { stdout: printed, stderr: '' } },
})

test.each(Object.entries(node))('%s', (_name, slip) => {
  const cause = ({ failure, source }: Pick<Slip, 'failure' | 'source'>) => {
    const { evidence, ...more } = about(slip)
    const outline = outlineOfJavaScript(source, 'javascript')
    return causeOf({ failure, source, ...more, evidence: { ...evidence, outline } })
  }
  expect(cause(slip)).toBe(slip.named)
  expect(cause({ ...slip, ...slip.not })).not.toBe(slip.named)
})

test.each(Object.entries(python))('in Python: %s', async (_name, slip) => {
  const cause = async ({ failure, source }: Pick<Slip, 'failure' | 'source'>) => {
    const { evidence, ...more } = about(slip)
    const outline = await outlineOfPython(source)
    return causeOf({ failure, source, language: 'py', ...more, evidence: { ...evidence, outline } })
  }
  expect(await cause(slip)).toBe(slip.named)
  expect((await cause({ ...slip, ...slip.not }))?.split(':')[0]).not.toBe(slip.named.split(':')[0])
})
