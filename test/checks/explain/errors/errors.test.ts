import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { findProgramError } from '../../../../src/checks/explain/program-error.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { missingServer } from '../../../../src/checks/explain/unreadable.ts'
import { causeOf, fullCauseOf } from '../outside/evidence.ts'

/** An error as Python prints it, for a line of a source. */
const python = (message: string, line: number) => ({
  message,
  at: { file: '1-test/server.py', line, column: undefined },
})

// The messages are those of Python 3.8 to 3.13, and of Node 20.
test.each<[name: string, message: string, source: string, expected: string]>([
  [
    'not imported',
    "NameError: name 'os' is not defined",
    'PORT = os.environ',
    'undefined-name: 1 os',
  ],
  [
    'misspelled',
    "NameError: name 'requst' is not defined",
    'request = 1\nprint(requst)',
    'undefined-name: 2 requst',
  ],
  [
    'a string sent',
    "TypeError: a bytes-like object is required, not 'str'",
    'c.sendall(html)',
    'string-not-bytes: 1 c.sendall(html)',
  ],
  [
    'a string and bytes',
    'TypeError: can only concatenate str (not "bytes") to str',
    'a + b',
    'string-and-bytes: 1 a + b',
  ],
  [
    'a string and a number',
    'TypeError: can only concatenate str (not "int") to str',
    'a + b',
    'string-and-other: 1 a + b',
  ],
  [
    'two arguments for bind',
    'TypeError: bind() takes exactly one argument (2 given)',
    's.bind(HOST, PORT)',
    'pair-needed: 1 bind',
  ],
  [
    'the same in 3.12',
    'TypeError: socket.bind() takes exactly one argument (2 given)',
    's.bind(HOST, PORT)',
    'pair-needed: 1 bind',
  ],
  [
    'a port that is a string',
    "TypeError: 'str' object cannot be interpreted as an integer",
    's.bind((HOST, PORT))',
    'port-is-string: 1 s.bind((HOST, PORT))',
  ],
  [
    'the same in 3.8',
    'TypeError: an integer is required (got type str)',
    's.bind((HOST, PORT))',
    'port-is-string: 1 s.bind((HOST, PORT))',
  ],
  [
    'a pair from accept',
    "AttributeError: 'tuple' object has no attribute 'recv'",
    'c.recv(1)',
    'accept-gives-two: 1 c.recv(1)',
  ],
  [
    'the address of a browser for its connection',
    "AttributeError: 'tuple' object has no attribute 'recv'",
    'c, a = s.accept()\na.recv(1)',
    'accept-gives-two: 2 a.recv(1)',
  ],
  [
    'a tuple added to bytes',
    "TypeError: can't concat tuple to bytes",
    'request += piece',
    'bytes-and-other: 1 request += piece',
  ],
  [
    'bind below listen',
    'OSError: [Errno 22] Invalid argument',
    's.listen()\ns.bind((HOST, PORT))',
    'bind-after-listen: 2 s.bind((HOST, PORT))',
  ],
  [
    'a thread that is not set up',
    'RuntimeError: thread.__init__() not called',
    'class A(Thread):\n    def __init__(self):\n        pass\nA().start()',
    'thread-not-built: 2 __init__',
  ],
  [
    'a version that is a number',
    "TypeError: '>=' not supported between instances of 'float' and 'str'",
    'class H(B):\n    protocol_version = 1.1\nH()',
    'version-not-http: 2 protocol_version = 1.1',
  ],
  [
    'a file read as text',
    "TypeError: a bytes-like object is required, not 'str'",
    'data = f.read()\nc.sendall(data)',
    'string-not-bytes: 2 c.sendall(data)',
  ],
  [
    'no listen',
    'OSError: [Errno 22] Invalid argument',
    'c, a = s.accept()',
    'not-listening: 1 accept',
  ],
  ['a missing key', "KeyError: 'food'", "form['food']", "no-key: 1 form['food']"],
  [
    'a variable of the environment',
    "KeyError: 'port'",
    "os.environ['port']",
    'no-variable: 1 port',
  ],
  [
    'a local without a value, 3.8',
    "UnboundLocalError: local variable 'n' referenced before assignment",
    'n += 1',
    'local-without-value: 1 n',
  ],
  [
    'a local without a value, 3.11',
    "UnboundLocalError: cannot access local variable 'n' where it is not associated with a value",
    'n += 1',
    'local-without-value: 1 n',
  ],
  [
    'a forgotten call',
    'TypeError: cannot unpack non-iterable builtin_function_or_method object',
    'c, a = s.accept',
    'forgotten-parentheses: 1 s.accept',
  ],
  [
    'a string decoded',
    "AttributeError: 'str' object has no attribute 'decode'",
    'text.decode()',
    'decoded-twice: 1 decode',
  ],
  [
    'a misspelled module',
    "ModuleNotFoundError: No module named 'sockett'",
    'import sockett',
    'no-module: 1 sockett',
  ],
  [
    'another encoding',
    "UnicodeDecodeError: 'cp949' codec can't decode byte 0xec in position 1: x",
    'f.read()',
    'cannot-decode: 1 f.read()',
  ],
  [
    'the browser left',
    'ConnectionResetError: [Errno 104] Connection reset by peer',
    'c.recv(1)',
    'browser-left: 1 c.recv(1)',
  ],
  [
    'a port in use',
    'OSError: [Errno 98] Address already in use',
    's.bind((HOST, 9000))',
    'port-written: 1 9000',
  ],
  ['input', 'EOFError: EOF when reading a line', 'input()', 'input: 1 input()'],
  ['an unknown error', 'FancyError: so it is', 'fancy()', 'unknown-error: 1 fancy()'],
])('Python: %s', async (_name, message, source, expected) => {
  const line = source.split('\n').length
  const error = python(message, line)
  const outline = await outlineOfPython(source)
  const failure: Failure = { kind: 'crashed', error }
  expect(causeOf({ failure, source, language: 'py', evidence: { error, outline } })).toBe(expected)
})

test.each<[name: string, message: string, source: string, expected: string]>([
  ['no colon', "SyntaxError: expected ':'", 'while True', 'syntax: 1 while True'],
  ['no colon, 3.8', 'SyntaxError: invalid syntax', 'while True', 'syntax: 1 while True'],
  ['else if', 'SyntaxError: invalid syntax', 'else if a:', 'syntax: 1 else if a:'],
  [
    'a quote',
    'SyntaxError: EOL while scanning string literal',
    "a = 'b",
    "string-not-closed: 1 a = 'b",
  ],
  ['a bracket', "SyntaxError: '(' was never closed", 'print(a', 'bracket-not-closed: 1 print(a'],
  ['a bracket, 3.8', 'SyntaxError: invalid syntax', 'print(a\nb = 1', 'syntax: 2 b = 1'],
  ['tabs', 'TabError: inconsistent use of tabs and spaces in indentation', '\ta', 'tabs: 1 \ta'],
  [
    'an ANSI file',
    "SyntaxError: Non-UTF-8 code starting with '\\xb3' in file x on line 1",
    'a',
    'not-utf-8: 1 a',
  ],
])('Python can not read the file: %s', (_name, message, source, expected) => {
  const error = python(message, source.split('\n').length)
  const failure: Failure = { kind: 'crashed', error }
  expect(causeOf({ failure, source, language: 'py', evidence: { error } })).toBe(expected)
})

test.each<[name: string, message: string, source: string, column: number, expected: string]>([
  [
    'not imported',
    'ReferenceError: open is not defined',
    'const f = open(a)',
    11,
    'undefined-name: 1 open',
  ],
  [
    'used before it is made',
    "ReferenceError: Cannot access 'html' before initialization",
    'f(html)\nconst html = 1',
    3,
    'used-before-made: 1 html',
  ],
  [
    'await',
    'TypeError [ERR_INVALID_ARG_TYPE]: The "chunk" argument must be of type string. Received an instance of Promise',
    "import { open } from 'node:fs/promises'\nconst f = open(a)\ns.end(f)",
    3,
    'promise-given: 3 end',
  ],
  [
    'no such method',
    'TypeError: s.sendall is not a function',
    's.sendall(a)',
    3,
    'not-function: 1 sendall',
  ],
  [
    'an absent field',
    "TypeError: Cannot read properties of undefined (reading '0')",
    "a = form['food'][0]",
    17,
    "undefined-index: 1 form['food'][0]",
  ],
  [
    'a constant',
    'TypeError: Assignment to constant variable.',
    'request += a',
    9,
    'constant-changed: 1 +',
  ],
  [
    'a port that is no number',
    'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (NaN).',
    's.listen(Number(PORT))',
    3,
    'bad-port: 1 Number(PORT)',
  ],
  [
    'a base for a URL',
    'TypeError: Invalid URL',
    'new URL(this.path)',
    1,
    'url-needs-base: 1 new URL(this.path)',
  ],
  [
    'a file that is not there',
    "Error: ENOENT: no such file or directory, open 'html6.html'",
    "open('html6.html')",
    1,
    "no-file: 1 open('html6.html')",
  ],
  [
    'listen twice',
    'Error [ERR_SERVER_ALREADY_LISTEN]: Listen method has been called more than once without closing.',
    's.listen(1)\ns.listen(1)',
    3,
    'listens-twice: 1 listen',
  ],
  [
    'require',
    'ReferenceError: require is not defined in ES module scope, you can use import instead',
    "const a = require('net')",
    11,
    'no-require: 1 require',
  ],
  [
    'a misspelled module',
    'Error [ERR_UNKNOWN_BUILTIN_MODULE]: No such built-in module: node:nett',
    "import a from 'node:nett'",
    1,
    'no-builtin: 1 node:nett',
  ],
])('Node: %s', (_name, message, source, column, expected) => {
  const line = expected.split(':')[1]?.trim().split(' ')[0]
  const error = { message, at: { file: '1-test/server.ts', line: Number(line), column } }
  const outline = outlineOfJavaScript(source, 'typescript')
  const failure: Failure = { kind: 'crashed', error }
  expect(causeOf({ failure, source, evidence: { error, outline } })).toBe(expected)
})

test('errors of modules whose names have small letters are found', () => {
  expect(
    findProgramError('socket.gaierror: [Errno -2] Name or service not known\n', '/x')?.message,
  ).toBe('socket.gaierror: [Errno -2] Name or service not known')
})

test.each([
  [['server.py.txt'], 'other-name', '1-raw-socket/server.py.txt'],
  [['Server.py'], 'other-name', '1-raw-socket/Server.py'],
  [['notes.txt'], 'not-begun', 'There is no 1-raw-socket/server.py'],
])('a server that is not there, beside %s', (names, id, said) => {
  const cause = missingServer('1-raw-socket/server.py', names, 1)
  expect(cause.id).toBe(id)
  expect(cause.what).toContain(said)
})

test.each([
  [
    'the first of two values is left out',
    "TypeError: send_file() missing 1 required positional argument: 'client_connection'",
    'def send_file(path, client_connection):\n    pass\nsend_file(c)',
    'send_file takes 2 values, for path and client_connection, and 1 was given',
    'Write all of them between the parentheses of the call, in this order.',
  ],
  [
    'a value of a function of the object',
    "TypeError: H.process_form() missing 1 required positional argument: 'form'",
    'class H(B):\n    def process_form(self, form):\n        pass\nself.process_form()',
    'process_form takes 1 value, for form, and 0 were given',
    'Write all of them between the parentheses of the call, in this order.',
  ],
  [
    'a value of a function that is made elsewhere',
    "TypeError: translate() missing 1 required positional argument: 'table'",
    'translate()',
    'translate needs 1 more value than it is given here',
    'Look at the line that begins with `def translate`: the call needs as many, in the same order.',
  ],
  [
    'bytes added to what began as a string',
    'TypeError: can only concatenate str (not "bytes") to str',
    "request = ''\nrequest += c.recv(1024)",
    'request began as a string on line 1, and these are bytes',
    "Begin with bytes: write `request = b''` on line 1.",
  ],
])('what Python is told: %s', async (_name, message, source, why, fix) => {
  const error = python(message, source.split('\n').length)
  const outline = await outlineOfPython(source)
  const failure: Failure = { kind: 'crashed', error }
  expect(
    fullCauseOf({ failure, source, language: 'py', evidence: { error, outline } }),
  ).toMatchObject({ why, fix })
})

const query = "send: { get: '/f.html?firstname=John&food=Tacos' }\nexpect: { status: 200 }"

test.each([
  ['os.chdir(site)', 'site', "Write it in quotes: `os.chdir('site')`."],
  [
    "f = open(site/html6.html, 'rb')",
    'site',
    "Write it in quotes: `f = open('site/html6.html', 'rb')`.",
  ],
  ['print(do_GET)', 'do_GET', "Write it in quotes: `print('do_GET')`."],
  ['if food == Tacos:', 'Tacos', "Write it in quotes: `if food == 'Tacos':`."],
  ['print(form[food])', 'food', "Write it in quotes: `print(form['food'])`."],
  [
    "form = parse_qs(q)\nif food == 'Tacos':",
    'food',
    "Give it one first, above this line: `food = form.get('food', [''])[0]`.",
  ],
  [
    "form = parse_qs(q)\nelif food == 'Tacos':",
    'food',
    "Give it one first, above the first `if`: `food = form.get('food', [''])[0]`.",
  ],
  ['request = 1\nprint(requst)', 'requst', 'Is `request` meant?'],
  ['pirnt(1)', 'pirnt', 'Is `print` meant?'],
])('Python: what is meant by the name in %s', async (source, name, fix) => {
  const error = python(
    `NameError: name '${name}' is not defined. Did you mean: 'aiter'?`,
    source.split('\n').length,
  )
  const outline = await outlineOfPython(source.replace(/^elif/m, 'if').replace(/:$/, ': pass'))
  const failure: Failure = { kind: 'crashed', error }
  expect(
    fullCauseOf({ failure, source, check: query, language: 'py', evidence: { error, outline } })
      ?.fix,
  ).toBe(fix)
})

test.each([
  ['form = 1\nprint(food2)', 'food2'],
  ['form = 1\nprint(farm2)', 'farm2'],
  ['request = 1\nprint(answer)', 'answer'],
  ['html = 1\nhtnl()', 'htnl'],
])('Python: no far-fetched name is meant in %s', async (source, name) => {
  const error = python(`NameError: name '${name}' is not defined. Did you mean: 'aiter'?`, 2)
  const outline = await outlineOfPython(source)
  const failure: Failure = { kind: 'crashed', error }
  const cause = fullCauseOf({ failure, source, language: 'py', evidence: { error, outline } })
  expect(cause).toMatchObject({ id: 'undefined-name', isGuess: true })
  expect(cause?.fix).not.toContain('meant')
})

test.each([
  ['process.chdir(site)', 'site', "Write it in quotes: `process.chdir('site')`."],
  ['if (food === Tacos) f()', 'Tacos', "Write it in quotes: `if (food === 'Tacos') f()`."],
  [
    "const params = new URLSearchParams(q)\nif (food === 'Tacos') f()",
    'food',
    "Give it one first, above this line: `const food = params.get('food')`.",
  ],
  [
    "const form = parseQs(q)\nif (food === 'Tacos') f()",
    'food',
    "Give it one first, above this line: `const food = form['food']?.[0]`.",
  ],
  ['const html = 1\ns.end(htlm)', 'htlm', 'Is `html` meant?'],
  [
    'const form = 1\nf(food2)',
    'food2',
    'Is it text that should be sent? Then it needs quotes. Else look how it is written where it is made.',
  ],
])('Node: what is meant by the name in %s', (source, name, fix) => {
  const error = {
    message: `ReferenceError: ${name} is not defined`,
    at: { file: '1-test/server.ts', line: source.split('\n').length, column: 1 },
  }
  const outline = outlineOfJavaScript(source, 'typescript')
  const failure: Failure = { kind: 'crashed', error }
  expect(fullCauseOf({ failure, source, check: query, evidence: { error, outline } })?.fix).toBe(
    fix,
  )
})

const notBytes = "TypeError: a bytes-like object is required, not 'builtin_function_or_method'"

test.each([
  [
    notBytes,
    'while True:\n    piece = file.read\n    c.sendall(piece)',
    '2 piece = file.read',
    'Write `piece = file.read(4096)`.',
  ],
  [
    "AttributeError: 'function' object has no attribute 'query'",
    'from urllib.parse import urlparse\nform = parse_qs(urlparse.query)',
    '2 urlparse',
    'Write `form = parse_qs(urlparse(self.path).query)`.',
  ],
  [
    "AttributeError: 'function' object has no attribute 'encode'",
    'def page(name):\n    pass\nc.sendall(page.encode())',
    '3 page',
    'Write `c.sendall(page(name).encode())`.',
  ],
  [notBytes, 'c.sendall(text.encode)', '1 text.encode', 'Write `c.sendall(text.encode())`.'],
  [
    notBytes,
    'data = c.recv(10)\nc.sendall(data)',
    '2 c.sendall(data)',
    'Write `()` behind the name of the function.',
  ],
])(
  'Python: parentheses are missing where they are: %s %s',
  async (message, source, marked, fix) => {
    const error = python(message, source.split('\n').length)
    const outline = await outlineOfPython(source)
    const failure: Failure = { kind: 'crashed', error }
    const each = { failure, source, language: 'py', evidence: { error, outline } } as const
    expect(causeOf(each)?.split(': ').slice(1).join(': ')).toBe(marked)
    expect(fullCauseOf(each)?.fix).toBe(fix)
  },
)

test.each([
  [
    'TypeError: text.toString.split is not a function',
    "const a = text.toString.split(' ')",
    '1 text.toString',
    "Write `const a = text.toString().split(' ')`.",
  ],
  [
    'TypeError [ERR_INVALID_ARG_TYPE]: The "chunk" argument must be of type string. Received function toString',
    'const page = data.toString\ns.end(page)',
    '1 page = data.toString',
    'Write `const page = data.toString()`.',
  ],
  [
    'TypeError [ERR_INVALID_ARG_TYPE]: The "chunk" argument must be of type string. Received function f',
    'const a = 1\ns.end(page)',
    '2 s.end',
    'Write `()` behind the name of the function.',
  ],
])('Node: parentheses are missing where they are: %s', (message, source, marked, fix) => {
  const error = {
    message,
    at: { file: '1-test/server.ts', line: source.split('\n').length, column: 1 },
  }
  const outline = outlineOfJavaScript(source, 'typescript')
  const failure: Failure = { kind: 'crashed', error }
  const each = { failure, source, evidence: { error, outline } }
  expect(causeOf(each)?.split(': ').slice(1).join(': ')).toBe(marked)
  expect(fullCauseOf(each)?.fix).toBe(fix)
})

test.each([
  [
    "TypeError: a bytes-like object is required, not '_io.BufferedReader'",
    'piece = file.read(4096)\nc.sendall(file)',
    'Send what is read from it: `c.sendall(piece)`.',
  ],
  [
    "TypeError: a bytes-like object is required, not '_io.BufferedReader'",
    'c.sendall(file)',
    'Send what is read from it: `c.sendall(file.read())`.',
  ],
  [
    "TypeError: a bytes-like object is required, not 'list'",
    'c.sendall(lines)',
    "Give it bytes: `b'…'`, or `bytes(text, 'utf-8')` of a string.",
  ],
  [
    "AttributeError: 'ParseResult' object has no attribute 'decode'",
    'form = parse_qs(urlparse(self.path))',
    'Take the query of it: `urlparse(self.path).query`.',
  ],
  [
    'socket.gaierror: [Errno -2] Name or service not known',
    "s.bind(('HOST', PORT))",
    'Take the quotes away: `s.bind((HOST, PORT))`.',
  ],
  [
    'socket.gaierror: [Errno -2] Name or service not known',
    's.bind((HOST, PORT))',
    "Take the address that you are given: `HOST = os.environ['HOST']`.",
  ],
  [
    "TypeError: 'str' object cannot be interpreted as an integer",
    "s.bind((HOST, 'PORT'))",
    'Take the quotes away: `s.bind((HOST, PORT))`.',
  ],
  [
    "ValueError: invalid literal for int() with base 10: 'PORT'",
    "PORT = int('PORT')",
    "The number is in the environment: `int(os.environ['PORT'])`.",
  ],
  [
    "TypeError: 'str' object cannot be interpreted as an integer",
    "s.bind((os.environ['HOST'], os.environ['PORT']))",
    "Write `PORT = int(os.environ['PORT'])`.",
  ],
  [
    'TypeError: can only concatenate list (not "str") to list',
    "print(form['firstname'] + ', call')",
    "Take its first value: `form['firstname'][0]`.",
  ],
  [
    'TypeError: can only concatenate str (not "list") to str',
    "print('Hi ' + form.get('firstname', ['']) + '!')",
    "Take its first value: `form.get('firstname', [''])[0]`.",
  ],
  [
    'TypeError: can only concatenate str (not "int") to str',
    "print('Hi ' + 1)",
    'Give both to `print`, separated by a comma, or use an f-string with `{…}`. `str(…)` also makes a string of it.',
  ],
])('Python: what to do about %s in %s', async (message, source, fix) => {
  const error = python(message, source.split('\n').length)
  const outline = await outlineOfPython(source)
  const failure: Failure = { kind: 'crashed', error }
  expect(fullCauseOf({ failure, source, language: 'py', evidence: { error, outline } })?.fix).toBe(
    fix,
  )
})

test.each([
  ['HOST', "s.listen(PORT, 'HOST')", 'Take the quotes away: `s.listen(PORT, HOST)`.'],
  [
    'localhots',
    "s.listen(PORT, 'localhots')",
    'Take the address that you are given: `process.env.HOST`.',
  ],
])('Node: no machine is called %s', (host, source, fix) => {
  const error = { message: `Error: getaddrinfo ENOTFOUND ${host}`, at: undefined }
  const outline = outlineOfJavaScript(source, 'typescript')
  const failure: Failure = { kind: 'crashed', error }
  expect(fullCauseOf({ failure, source, evidence: { error, outline } })?.fix).toBe(fix)
})
