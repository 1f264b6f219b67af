import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { came, causeOf } from '../outside/evidence.ts'

interface Program {
  readonly failure: Failure
  readonly file?: string
  readonly check?: string
  readonly printed?: string
  /** The slip, what it is called, and a program that has something like it and is not to be accused. */
  readonly source: string
  readonly named: string
  readonly innocent: string
}

const early: Failure = { kind: 'early', after: 23, of: 40, came: came('HTTP/1.1 200 OK\r\n\r\n') }
const body = (length: number): Failure => ({
  kind: 'wrong-body',
  at: undefined,
  length,
  expected: undefined,
  came: came('HTTP/1.1 200 OK\r\n\r\n'),
})
const output = (stdout: string): Failure => ({
  kind: 'wrong-output',
  printed: { stdout, stderr: '' },
})
const asks = (query: string) =>
  `send: { get: '/f.html?${query}' }\nexpect: { output: { contains: ', call Dominos tonight!' } }`
const large = {
  file: 'html6.html',
  text: `${'0'.repeat(1_500_000)}1`,
}

const programs: Readonly<Record<string, Program>> = {
  'what is written below the end': {
    failure: body(3),
    source: 'function f(c) {\n  c.end(a)\n  c.write(b)\n}\n',
    named: 'writes-after-end: 3 c.write(b)',
    innocent: 'function f(c) {\n  try {\n    c.end(a)\n  } catch {\n    c.end(b)\n  }\n}\n',
  },
  'what ends before the file': {
    failure: body(0),
    source: 'function f(c) {\n  c.end(a)\n  file.pipe(c)\n}\n',
    named: 'end-before-file: 2 end',
    innocent: 'function f(c) {\n  if (gone) {\n    c.end(a)\n    return\n  }\n  file.pipe(c)\n}\n',
  },
  'each piece is responded to': {
    failure: early,
    source: "socket.on('data', (text) => {\n  socket.end(answer)\n})\n",
    named: "every-piece: 1 socket.on('data', (text) => {",
    innocent:
      "const took = (c) => (t) => {\n  all += t\n  if (all.includes('\\r\\n\\r\\n')) c.end(a)\n}\nsocket.on('data', took(socket))\n",
  },
  'a path that is not there': {
    failure: {
      kind: 'wrong-status',
      status: 404,
      expected: 200,
      came: came('HTTP/1.1 404 Not Found\r\n\r\n'),
    },
    file: '3-html-file/server.ts',
    source: "send('html6.html')\n",
    named: "wrong-path: 1 'html6.html'",
    innocent: "const file = join('site', 'html6.html')\n",
  },
  'a page that is not awaited': {
    failure: { kind: 'printed-early', printed: { stdout: '', stderr: '' } },
    file: '5-subclass/server.ts',
    source: 'class A extends Handler {\n  async doGET() {\n    super.doGET()\n  }\n}\n',
    named: 'super-not-awaited: 3 super.doGET()',
    innocent:
      'class A extends Handler {\n  doGET() {\n    return super.doGET().then(say())\n  }\n}\n',
  },
  'no name for nobody': {
    failure: output(', call Dominos tonight!'),
    printed: ', call Dominos tonight!',
    file: '6-form/server.ts',
    check: asks('food=Pizza'),
    source: "const who = form.firstname ?? ''\n",
    named: "other-default: 1 ''",
    innocent: "const who = form.firstname ?? 'Anonymous'\n",
  },
  'one text for each name': {
    failure: output("{ food: 'Pizza' }"),
    printed: "{ food: 'Pizza' }",
    file: '6-form/server.ts',
    check: asks('food=Salad&food=Pizza'),
    source: 'const form = Object.fromEntries(params)\n',
    named: 'text-not-list: 1 Object.fromEntries(params)',
    innocent: 'function f() {\n  form[name] = [...(form[name] ?? []), value]\n}\n',
  },
  'a head with each piece': {
    failure: {
      kind: 'wrong-body',
      at: 2,
      length: 21,
      expected: Buffer.from('abcd'),
      came: {
        ...came('HTTP/1.1 200 OK\r\n\r\nabHTTP/1.1 200 OK\r\n\r\ncd'),
        wrong: { start: 21, end: 22 },
      },
    },
    source:
      "const head = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\nfile.on('data', (piece) => {\n  socket.write(head)\n})\n",
    named: 'head-with-each-piece: 3 socket.write(head)',
    innocent: "file.on('data', (piece) => {\n  socket.write(piece)\n})\n",
  },
  'a list for a value': {
    failure: output('John,John, call Dominos tonight!'),
    printed: 'John,John, call Dominos tonight!',
    file: '6-form/server.ts',
    check: asks('firstname=John&food=Pizza'),
    source: "const food = form['food']\n",
    named: "list-for-a-value: 1 food = form['food']",
    innocent: 'const [food] = form.food\n',
  },
  'what is written ahead of the browser': {
    failure: {
      kind: 'wrong-body',
      at: 1_400_000,
      length: large.text.length,
      expected: Buffer.from(large.text),
      came: came('HTTP/1.1 200 OK\r\n\r\n'),
    },
    check: `send: { get: / }\nfiles-meanwhile: { site/${large.file}: x }\nexpect: { body: { file: site/${large.file} } }`,
    source: 'for await (const piece of createReadStream(path)) {\n  socket.write(piece)\n}\n',
    named: 'writes-ahead: 2 write(piece)',
    innocent: 'socket.write(await readFile(path))\n',
  },
}

test.each(Object.entries(programs))('%s', async (_name, program) => {
  const { failure, file, check, printed = '', source, named, innocent } = program
  const cause = (text: string) =>
    causeOf({
      failure,
      source: text,
      ...(check !== undefined && { check }),
      evidence: {
        ...(file !== undefined && { file }),
        files: ['site/html6.html'],
        printed: { stdout: printed, stderr: '' },
        outline: outlineOfJavaScript(text, 'typescript'),
      },
    })
  expect(await cause(source)).toBe(named)
  expect((await cause(innocent))?.split(':')[0]).not.toBe(named.split(':')[0])
})

test('a status line is marked where it stands as it was sent, not where another one begins', () => {
  const source = "const version = 'HTTP/1.1'\nconst line = 'HTTP/1.1 OK 200\\r\\n'\n"
  const failure: Failure = {
    kind: 'malformed',
    code: 'bad-status-line',
    came: came('HTTP/1.1 OK 200\r\n\r\n'),
  }
  expect(causeOf({ failure, source })).toBe('bad-status-line: 2 HTTP/1.1 OK 200')
})
