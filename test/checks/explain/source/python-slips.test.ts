import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { came, causeOf } from '../outside/evidence.ts'

const unanswered: Failure = { kind: 'unanswered' }
const hung: Failure = { kind: 'hung', limit: 2000, pieces: 1 }
const early: Failure = { kind: 'early', after: 3, of: 9, came: came('HTTP/1.1 200 OK\r\n\r\n') }
const body = (text: string): Failure => ({
  kind: 'wrong-body',
  at: undefined,
  length: text.length,
  expected: undefined,
  came: came(`HTTP/1.1 200 OK\r\n\r\n${text}`),
})
const status = (code: number, expected: number): Failure => ({
  kind: 'wrong-status',
  status: code,
  expected,
  came: came(`HTTP/1.1 ${code} OK\r\n\r\n`),
})
const output = (stdout: string): Failure => ({
  kind: 'wrong-output',
  printed: { stdout, stderr: '' },
})
const absent = 'send: { get: / }\nfiles: { site/html6.html: null }\nexpect: { status: 404 }'

interface Slip {
  readonly failure: Failure
  readonly source: string
  readonly named: string
  /** A program in which the same failure has another cause. */
  readonly right: string
  readonly file?: string
  readonly check?: string
  readonly error?: { readonly message: string; readonly line: number }
}

const serve = (...lines: readonly string[]) =>
  ['def serve(c):', ...lines.map((line) => `    ${line}`)].join('\n')
const receive = (...lines: readonly string[]) =>
  serve('while True:', '    piece = c.recv(9)', ...lines.map((line) => `    ${line}`))

const slips: Readonly<Record<string, Slip>> = {
  'accept above the loop, in a function': {
    failure: hung,
    source: 'def main():\n    c, a = s.accept()\n    while True:\n        serve(c)',
    named: 'accept-outside: 2 s.accept()',
    right:
      'def one():\n    c, a = s.accept()\n    while True:\n        serve(c)\nwhile True:\n    one()',
  },
  'a short piece is taken for the last one': {
    failure: early,
    source: receive('all += piece', 'if len(piece) < 9:', '    break'),
    named: 'short-piece: 5 len(piece) < 9',
    right: receive('all += piece', "if b'\\r\\n\\r\\n' in all:", '    break'),
  },
  'a server of the other module that serves one connection at a time': {
    failure: hung,
    check: "before: { raw: '' }\nid: silent-connection\nsend: { get: / }\nexpect: { status: 200 }",
    source: 's = socketserver.TCPServer(a, Hello)\ns.serve_forever()',
    named: 'one-thread: 1 TCPServer',
    right: 's = socketserver.ThreadingTCPServer(a, Hello)\ns.serve_forever()',
  },
  'what is read behind the response': {
    failure: hung,
    source: receive('all += piece'),
    named: 'until-closed: 2 while True:',
    right: serve('c.sendall(x)', 'while True:', '    if not c.recv(9): break'),
  },
  'what is read to its end in a function of its own': {
    failure: unanswered,
    source: `def finish(c):\n    while c.recv(9):\n        pass\n${receive('all += piece')}`,
    named: 'until-closed: 5 while True:',
    right: `def finish(c):\n    while c.recv(9):\n        pass\n${serve('return finish(c)')}`,
  },
  'break where the function has to end': {
    failure: { kind: 'error-printed', message: 'IndexError: list index out of range' },
    check: "before: { raw: '' }\nsend: { get: / }\nexpect: { status: 200 }",
    error: { message: 'IndexError: list index out of range', line: 6 },
    source: `${receive("if piece == b'':", '    break')}\n    print(all.splitlines()[0])`,
    named: "break-not-return: 4 if piece == b'':",
    right: `${receive("if piece == b'':", '    return')}\n    print(all.splitlines()[0])`,
  },
  'another error is caught': {
    failure: unanswered,
    check: absent,
    source: serve('try:', '    f = open(p)', 'except ValueError:', '    c.sendall(gone)'),
    named: 'other-except: 4 ValueError',
    right: serve('try:', '    f = open(p)', 'except (ValueError, OSError):', '    c.sendall(gone)'),
  },
  'a second clause catches the error': {
    failure: unanswered,
    check: absent,
    source: serve('try:', '    f = open(p)', 'except KeyError:', '    pass'),
    named: 'other-except: 4 KeyError',
    right: serve(
      'try:',
      '    f = open(p)',
      'except KeyError:',
      '    pass',
      'except OSError:',
      '    pass',
    ),
  },
  'a head with 200 before the file is opened': {
    failure: status(200, 404),
    check: absent,
    source: serve(
      'c.sendall(head(200))',
      'try:',
      '    f = open(p)',
      'except OSError:',
      '    c.sendall(head(404))',
    ),
    named: 'found-too-early: 2 c.sendall(head(200))',
    right: serve(
      'try:',
      '    f = open(p)',
      'except OSError:',
      '    c.sendall(head(404))',
      'c.sendall(head(200))',
    ),
  },
  'a response made before its page': {
    failure: body(''),
    file: '2-html-string/server.py',
    source: `page = ''\nall = head + page\npage = '<h1>Hi</h1>'\n${serve('c.sendall(all)')}`,
    named: 'made-too-early: 2 all = head + page',
    right: `page = '<h1>Hi</h1>'\nall = head + page\n${serve('c.sendall(all)')}`,
  },
  'a file that is opened once': {
    failure: body(''),
    source: `f = open('site/html6.html', 'rb')\n${serve('c.sendall(f.read(9))')}`,
    named: "opened-once: 1 open('site/html6.html', 'rb')",
    right: serve("f = open('site/html6.html', 'rb')", 'c.sendall(f.read(9))'),
  },
  'a folder that is gone into too late, behind a function that serves': {
    failure: status(404, 200),
    file: '4-static-server/server.py',
    source: 'def run(s):\n    s.serve_forever()\nrun(make())\nos.chdir(x)',
    named: 'folder-too-late: 4 os.chdir(x)',
    right: 'def run(s):\n    s.serve_forever()\nos.chdir(x)\nrun(make())',
  },
  'a string that begins with a line end': {
    failure: { kind: 'malformed', code: 'bare-lf', came: came('\nHTTP/1.1 200 OK\r\n\r\n') },
    source: "head = '''\nHTTP/1.1 200 OK\r\n'''",
    named: "begins-with-line-end: 1 '''",
    right: "head = '''HTTP/1.1 200 OK\r\n'''",
  },
  'what is printed before it has come': {
    failure: output(''),
    source: serve('print(all)', 'while True:', '    all += c.recv(9)'),
    named: 'printed-empty: 2 print(all)',
    right: serve('while True:', '    all += c.recv(9)', 'print(all)'),
  },
  'a file whose lines are cut': {
    failure: {
      kind: 'wrong-body',
      at: 2,
      length: 4,
      expected: new Uint8Array([60, 62, 10, 60]),
      came: came('HTTP/1.1 200 OK\r\n\r\n<><>', '<><>'),
    },
    source: serve('for row in f:', '    c.sendall(row.strip())'),
    named: 'bytes-replaced: 3 strip',
    right: serve('for row in f:', '    c.sendall(row)'),
  },
  'a comment without an end': {
    failure: body('<!-- one\n<h1>Hi</h1>'),
    source: "page = '<!-- one\\n<h1>Hi</h1>'",
    named: 'comment-not-closed: 1 <!--',
    right: "page = '<!-- one -->\\n<h1>Hi</h1>'",
  },
  'a folder that has other files': {
    failure: status(404, 200),
    file: '4-static-server/server.py',
    check: 'send: { get: /html1.html }\nexpect: { status: 200 }',
    source: "H = partial(Handler, directory='pages')",
    named: "wrong-folder: 1 'pages'",
    right: "H = partial(Handler, directory='site')",
  },
  'a sentence below else': {
    failure: output('John, have a Caesar Salad tonight!'),
    file: '6-form/server.py',
    check: "send: { get: /f.html?firstname=John }\nexpect: { output: { lacks: ', have' } }",
    source:
      "if food == 'Pizza':\n    print(1)\nelse:\n    print(f'{n}, have a Caesar Salad tonight!')",
    named: 'else-for-all: 3 else',
    right: "if food == 'Pizza':\n    print(1)\nelif food == 'Salad':\n    print(2)",
  },
}

test.each(Object.entries(slips))('%s', async (_name, { source, right, named, ...slip }) => {
  const { file, error, ...rest } = slip
  const cause = async (text: string) =>
    causeOf({
      ...rest,
      language: 'py',
      source: text,
      evidence: {
        outline: await outlineOfPython(text),
        ...(file !== undefined && { file }),
        ...('printed' in slip.failure && { printed: slip.failure.printed }),
        ...(error && {
          error: {
            message: error.message,
            at: { file: '1-test/server.py', line: error.line, column: undefined },
          },
        }),
      },
    })
  expect(await cause(source)).toBe(named)
  expect((await cause(right))?.split(':')[0]).not.toBe(named.split(':')[0])
})
