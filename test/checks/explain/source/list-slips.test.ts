import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { came, causeOf, fullCauseOf } from '../outside/evidence.ts'

const hung: Failure = { kind: 'hung', limit: 2000, pieces: 1 }
const tacos = `send: { get: '/f.html?firstname=John&food=Tacos' }
expect: { output: { contains: 'John, go to TacoBell tonight!' } }`
const lists = "{'firstname': ['John'], 'food': ['Tacos']}\n"

/** A failure of a program that printed something when a form was sent. */
async function formCase(language: 'py' | 'ts', source: string, stdout: string) {
  const printed = { stdout, stderr: '' }
  const outline =
    language === 'py' ? await outlineOfPython(source) : outlineOfJavaScript(source, 'typescript')
  return {
    failure: { kind: 'wrong-output', printed } as const,
    source,
    language,
    check: tacos,
    evidence: { outline, printed, file: `6-form/server.${language}` },
  }
}

test.each([
  [
    'py',
    "if form['food'] == 'Tacos': f()",
    lists,
    "list-compared: 1 form['food']",
    "Compare its first value: `form.get('food', [''])[0]`.",
  ],
  [
    'py',
    "if form.get('food') == 'Tacos': f()",
    lists,
    "list-compared: 1 form.get('food')",
    "Compare its first value: `form.get('food', [''])[0]`.",
  ],
  [
    'ts',
    "if (form['food'] === 'Tacos') f()",
    "{ firstname: [ 'John' ], food: [ 'Tacos' ] }\n",
    "list-compared: 1 form['food']",
    "Compare its first value: `form['food']?.[0]`.",
  ],
  [
    'ts',
    "if (params.getAll('food') === 'Tacos') f()",
    '',
    "list-compared: 1 params.getAll('food')",
    "Compare its first value: `params.getAll('food')[0]`.",
  ],
  [
    'py',
    "print(form['firstname'], ', go to TacoBell tonight!')",
    `${lists}['John'] , go to TacoBell tonight!\n`,
    "list-printed: 1 form['firstname']",
    "Print its first value: `form.get('firstname', ['Somebody'])[0]`.",
  ],
  [
    'ts',
    "console.log(form.firstname, ', go to TacoBell tonight!')",
    "[ 'John' ] , go to TacoBell tonight!\n",
    'list-printed: 1 form.firstname',
    "Print its first value: `form.firstname?.[0] ?? 'Somebody'`.",
  ],
  [
    'py',
    "print(name, ', go to TacoBell tonight!')",
    'John , go to TacoBell tonight!\n',
    "comma-printed: 1 print(name, ', go to TacoBell tonight!')",
    "Join them with +, which adds nothing: `print(name + ', go to TacoBell tonight!')`.",
  ],
  [
    'ts',
    "console.log(name, ', go to TacoBell tonight!')",
    'John , go to TacoBell tonight!\n',
    "comma-printed: 1 console.log(name, ', go to TacoBell tonight!')",
    "Join them with +, which adds nothing: `console.log(name + ', go to TacoBell tonight!')`.",
  ],
] as const)('%s: %s, where %s was printed', async (language, source, stdout, named, fix) => {
  const each = await formCase(language, source, stdout)
  expect(causeOf(each)).toBe(named)
  expect(fullCauseOf(each)?.fix).toBe(fix)
})

test.each([
  ['py', "if form['food'][0] == 'Tacos': f()", lists],
  ['py', "if form['food'] == 'Tacos': f()", "{'firstname': 'John', 'food': 'Tacos'}\n"],
  ['py', "if form['food'] == 'Pizza': f()", lists],
  ['ts', "if (params.get('food') === 'Tacos') f()", "{ food: [ 'Tacos' ] }\n"],
  [
    'py',
    "print(form['firstname'], ', go to TacoBell tonight!')",
    `${lists}Kim , go to TacoBell tonight!\n`,
  ],
  ['py', "print(name, ', go to TacoBell tonight!')", 'John, go to TacoBell tonight?\n'],
  ['ts', 'console.log(name, food)', 'John , go to TacoBell tonight!\n'],
] as const)(
  '%s: no list and no comma is blamed for %s, where %s was printed',
  async (language, source, stdout) => {
    expect(causeOf(await formCase(language, source, stdout)) ?? '').not.toMatch(/^(?:list|comma)-/)
  },
)

const loop = (test: string, inside: string, below: string) =>
  `def serve(c):\n    request = b''\n    while ${test}:\n        piece = c.recv(1024)\n        ${inside}\n    ${below}\n`

test.each([
  [
    loop("b'\\r\\n\\r\\n' not in request", 'pass', 'request += piece'),
    'never-ends: 3 while',
    'Line 6 stands below the loop. Move it to its end, inside of it: `request += piece`.',
  ],
  [
    loop("request.find('\\r\\n\\r\\n') < 0", "if piece == b'': return", 'print(piece)'),
    'never-ends: 3 while',
    'Add each piece to request inside of the loop, as soon as it has come.',
  ],
])('a loop that nothing ends: %s', async (source, named, fix) => {
  const each = {
    failure: hung,
    source,
    language: 'py',
    evidence: { outline: await outlineOfPython(source) },
  } as const
  expect(causeOf(each)).toContain(named)
  expect(fullCauseOf(each)).toMatchObject({ fix, screen: 'receive' })
})

test.each([
  [loop("b'\\r\\n\\r\\n' not in request", 'request += piece', 'pass')],
  [loop("b'\\r\\n\\r\\n' not in request", 'request = request + piece', 'pass')],
  [loop('True', 'request += piece', 'pass')],
  [loop("not request.endswith('\\r\\n')", 'break', 'pass')],
  [loop("c.recv(1) != b''", 'pass', 'pass')],
  [
    'def serve(c):\n    request = []\n    while len(request) < 3:\n        request.append(c.recv(1))\n',
  ],
])('a loop that something ends: %s', async (source) => {
  const outline = await outlineOfPython(source)
  expect(
    causeOf({ failure: hung, source, language: 'py', evidence: { outline } }) ?? '',
  ).not.toContain('never-ends')
})

test.each([
  [
    "let request = ''\n  while (!request.includes('\\r\\n\\r\\n')) {\n    wait()\n  }\n  request += data",
    true,
  ],
  [
    "let request = ''\n  while (!request.includes('\\r\\n\\r\\n')) {\n    request += data\n  }",
    false,
  ],
])('in JavaScript, too: %s', (lines, isNamed) => {
  const source = `s.on('data', (data) => {\n  ${lines}\n})`
  const outline = outlineOfJavaScript(source, 'typescript')
  const cause = causeOf({ failure: hung, source, evidence: { outline } }) ?? ''
  expect(cause.startsWith('never-ends: 3 ')).toBe(isNamed)
})

test.each([
  [
    'py',
    'def serve(c):\n    print(request.decode)',
    '<built-in method decode of bytes object at 0x7f>\n',
    'Write `request.decode()`.',
  ],
  [
    'ts',
    "s.on('data', (data) => {\n  console.log(data.toString)\n})",
    '[Function: toString]\n',
    'Write `data.toString()`.',
  ],
  ['py', 'def serve(c):\n    print(page)', '<function page at 0x7f>\n', 'Call it: `page(…)`.'],
] as const)('%s: a function is printed by %s', async (language, source, stdout, fix) => {
  const each = await formCase(language, source, stdout)
  expect(
    fullCauseOf({ ...each, check: 'send: { get: / }\nexpect: { output: { contains: GET } }' })?.fix,
  ).toBe(fix)
})

test.each([
  [
    "page = 'HTTP/1.1 200 OK\\r\\n\\r\\nHi'\ndef serve(c):\n    c.recv(1)\n    c.close()",
    "Send it first: `c.sendall(bytes(page, 'utf-8'))`.",
  ],
  [
    "page = b'HTTP/1.1 200 OK\\r\\n\\r\\nHi'\ndef serve(c):\n    c.recv(1)\n    c.close()",
    'Send it first: `c.sendall(page)`.',
  ],
])('what is sent is bytes: %s', async (source, fix) => {
  const outline = await outlineOfPython(source)
  const failure: Failure = { kind: 'unanswered' }
  expect(fullCauseOf({ failure, source, language: 'py', evidence: { outline } })?.fix).toBe(fix)
})

test.each([
  [404, 'Send `HTTP/1.1 404 Not Found\\r\\n\\r\\n` first.'],
  [200, 'Send `HTTP/1.1 200 OK\\r\\n\\r\\n` first.'],
])('the status line that is missing is that of %s', (status, fix) => {
  const failure: Failure = {
    kind: 'malformed',
    code: 'missing-start-line',
    came: came('File not found'),
  }
  const check = `send: { get: / }\nexpect: { status: ${status} }`
  expect(fullCauseOf({ failure, check })?.fix).toBe(fix)
})

test.each([
  ['200 OK\r\n\r\nHi', 'version-missing: 1 200 OK', 'Write `HTTP/1.1 200 OK`.'],
  ['Hi\r\n', 'no-status-line', 'Send `HTTP/1.1 200 OK\\r\\n\\r\\n` first.'],
])('a response that begins with %j', (text, named, fix) => {
  const failure: Failure = { kind: 'malformed', code: 'missing-start-line', came: came(text) }
  const each = {
    failure: { ...failure, came: { ...came(text), wrong: { start: 0, end: 3 } } },
    source: "s.end('200 OK\\r\\n\\r\\nHi')",
  }
  expect(causeOf(each)).toContain(named)
  expect(fullCauseOf(each)?.fix).toBe(fix)
})
