import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { came, causeOf } from '../outside/evidence.ts'

const hung: Failure = { kind: 'hung', limit: 2000, pieces: 1 }
const unanswered: Failure = { kind: 'unanswered' }
const output = (stdout: string): Failure => ({
  kind: 'wrong-output',
  printed: { stdout, stderr: '' },
})
const typeOf = (head: string): Failure => ({
  kind: 'wrong-field',
  name: 'Content-Type',
  came: came(head, 'text/html'),
})

/** A slip, and a program or a failure like it where it must not be named. */
interface Slip {
  readonly failure: Failure
  readonly file?: string
  readonly printed?: string
  readonly source: string
  readonly named: string
  readonly not: { readonly failure?: Failure; readonly source?: string; readonly printed?: string }
}

const loop = (rest: string) =>
  `createServer(async (c) => {\n  for await (const p of c) {\n    all += p\n    ${rest}\n  }\n  c.end(all)\n})`

const node: Readonly<Record<string, Slip>> = {
  'a loop over a connection that is left': {
    failure: unanswered,
    source: loop('if (all) break'),
    named: 'leaves-for-await: 4 break',
    not: { source: loop('') },
  },
  'two headers on one line': {
    failure: typeOf('HTTP/1.1 200 OK\r\nContent-Type: text/htmlConnection: close\r\n\r\nHi'),
    source: "const head = ['Content-Type: text/html', 'Connection: close'].join('')",
    named: 'headers-together: 1 Connection',
    not: {
      failure: typeOf('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\nHi'),
    },
  },
  'a Buffer that is printed': {
    failure: output('<Buffer 47 45>'),
    printed: '<Buffer 47 45>',
    source: "c.on('data', (all) => {\n  console.log(all)\n})",
    named: 'buffer-printed: 2 all',
    not: { failure: output('GET'), printed: 'GET' },
  },
  'a list that is searched for the end of its text': {
    failure: hung,
    source: "const pieces = []\nif (pieces.includes('\\r\\n\\r\\n')) c.end('x')",
    named: "element-searched: 2 pieces.includes('\\r\\n\\r\\n')",
    not: { source: "let pieces = ''\nif (pieces.includes('\\r\\n\\r\\n')) c.end('x')" },
  },
  'a response that is printed': {
    failure: unanswered,
    file: '1-raw-socket/server.ts',
    source:
      "const answer = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ncreateServer((c) => {\n  console.log(answer)\n  c.end()\n})",
    named: 'response-printed: 3 console.log(answer)',
    not: {
      source:
        "const answer = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ncreateServer((c) => {\n  console.log(answer)\n  c.end(answer)\n})",
    },
  },
  'a connection that is closed in a program that sends nothing': {
    failure: unanswered,
    file: '1-raw-socket/server.ts',
    source: 'createServer((c) => {\n  c.end()\n})',
    named: 'never-sends: 2 c.end()',
    not: { source: "createServer((c) => {\n  c.write('x')\n  c.end()\n})" },
  },
  'a response that grows': {
    failure: {
      kind: 'wrong-body',
      at: undefined,
      length: 6,
      expected: undefined,
      came: came('HTTP/1.1 200 OK\r\n\r\n<html><html>', '<html>'),
    },
    source:
      "let all = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ncreateServer((c) => {\n  all += html\n  c.end(all)\n})",
    named: 'response-grows: 3 all += html',
    not: {
      source:
        "createServer((c) => {\n  let all = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\n  all += html\n  c.end(all)\n})",
    },
  },
}

const python: Readonly<Record<string, Slip>> = {
  'a file that is chosen by the path': {
    failure: {
      kind: 'wrong-status',
      status: 404,
      expected: 200,
      came: came('HTTP/1.1 404 Not Found\r\n\r\n', '404'),
    },
    file: '3-html-file/server.py',
    source: "def serve(c):\n    if os.path.isfile('site' + path):\n        pass",
    named: "other-file: 2 os.path.isfile('site' + path)",
    not: { source: "def serve(c):\n    if os.path.isfile('site/html6.html'):\n        pass" },
  },
  'a list of pieces that is searched': {
    failure: hung,
    source: "pieces = []\nwhile b'\\r\\n\\r\\n' not in pieces:\n    c.recv(1)",
    named: "element-searched: 2 b'\\r\\n\\r\\n' not in pieces",
    not: { source: "pieces = b''\nwhile b'\\r\\n\\r\\n' not in pieces:\n    c.recv(1)" },
  },
}

const about = (
  { file, printed = '' }: Slip,
  outline: Awaited<ReturnType<typeof outlineOfPython>>,
) => ({
  ...(file !== undefined && { file }),
  printed: { stdout: printed, stderr: '' },
  outline,
})

test.each(Object.entries(node))('%s', (_name, slip) => {
  const cause = (each: Slip) =>
    causeOf({ ...each, evidence: about(each, outlineOfJavaScript(each.source, 'javascript')) })
  expect(cause(slip)).toBe(slip.named)
  expect(cause({ ...slip, ...slip.not })?.split(':')[0]).not.toBe(slip.named.split(':')[0])
})

test.each(Object.entries(python))('in Python: %s', async (_name, slip) => {
  const cause = async (each: Slip) =>
    causeOf({ ...each, language: 'py', evidence: about(each, await outlineOfPython(each.source)) })
  expect(await cause(slip)).toBe(slip.named)
  expect((await cause({ ...slip, ...slip.not }))?.split(':')[0]).not.toBe(slip.named.split(':')[0])
})
