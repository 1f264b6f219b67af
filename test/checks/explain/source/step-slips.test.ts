// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs of learners have them where they are a slip
import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { outlineOfJavaScript } from '../../../../src/checks/explain/source/javascript-outline.ts'
import { outlineOfPython } from '../../../../src/checks/explain/source/python-outline.ts'
import { came, causeOf } from '../outside/evidence.ts'

const hung: Failure = { kind: 'hung', limit: 2000, pieces: 1 }
const unanswered: Failure = { kind: 'unanswered' }
const exited: Failure = { kind: 'exited', end: { type: 'exited', code: 0 }, last: undefined }
const emptyBody: Failure = {
  kind: 'wrong-body',
  at: undefined,
  length: 0,
  expected: undefined,
  came: came('HTTP/1.1 200 OK\r\n\r\n'),
}
const noStart: Failure = {
  kind: 'malformed',
  code: 'missing-start-line',
  came: came('<p>Hi</p>'),
}
const notFound: Failure = {
  kind: 'wrong-status',
  status: 404,
  expected: 200,
  came: came('HTTP/1.1 404 Not Found\r\n\r\n'),
}
const notKept: Failure = { kind: 'not-kept', length: true, came: came('HTTP/1.0 200 OK\r\n\r\n') }
const left: Failure = {
  kind: 'left-open',
  limit: 2000,
  came: came('HTTP/1.1 200 OK\r\n\r\n'),
}
const output = (stdout: string): Failure => ({
  kind: 'wrong-output',
  printed: { stdout, stderr: '' },
})

const ask = (query: string) =>
  `send: { get: '/f.html?${query}' }\nexpect: { output: { contains: 'John, go to TacoBell tonight!' } }`
const pieces =
  "send: { pieces: ['GET /a', '\\r\\n\\r\\n'] }\nexpect: { output: { contains: GET /a } }"
const absent = 'send: { get: / }\nfiles: { site/html6.html: null }\nexpect: { status: 404 }'
const beside = 'send: { get: /a }\nbeside: { get: /b }\nexpect: { status: 200 }'

interface Slip {
  readonly language: 'ts' | 'py'
  readonly failure: Failure
  readonly source: string
  readonly named: string
  /** A program in which the same failure has another cause. */
  readonly right: string
  readonly file?: string
  readonly check?: string
  readonly printed?: string
}

const form = (query: string, printed: string) => ({
  failure: output(printed),
  printed,
  check: ask(query),
})

const slips: Readonly<Record<string, Slip>> = {
  'a response that is still empty': {
    language: 'ts',
    failure: unanswered,
    source: "const answer = ''\ncreateServer((c) => c.end(answer))",
    named: "empty-response: 1 answer = ''",
    right: "const answer = 'Hi'\ncreateServer((c) => c.end(answer))",
  },
  'a head that is not sent': {
    language: 'ts',
    failure: noStart,
    source: "const head = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ncreateServer((c) => c.end(html))",
    named: 'head-not-sent: 2 c.end(html)',
    right: "const head = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ncreateServer((c) => c.end(html + head))",
  },
  'a page that is not sent': {
    language: 'py',
    file: '2-html-string/server.py',
    failure: emptyBody,
    source: "page = '<h1>Hi</h1>'\ndef serve(c):\n    c.sendall(head)",
    named: 'page-not-sent: 3 c.sendall(head)',
    right: "page = '<h1>Hi</h1>'\ndef serve(c):\n    c.sendall(head + page)",
  },
  'end before the file': {
    language: 'ts',
    failure: emptyBody,
    source:
      "function send(c) {\n  file.on('open', () => {\n    c.end(head)\n    file.pipe(c)\n  })\n}",
    named: 'end-before-file: 3 end',
    right:
      "function send(c) {\n  file.on('open', () => {\n    c.write(head)\n    file.pipe(c)\n  })\n}",
  },
  'a 404 without words': {
    language: 'py',
    failure: emptyBody,
    check: absent,
    source:
      "gone = 'HTTP/1.1 404 Not Found\\r\\n\\r\\n'\ndef serve(c):\n    c.sendall(bytes(gone, 'utf-8'))",
    named: "words-missing: 3 c.sendall(bytes(gone, 'utf-8'))",
    right: "gone = 'HTTP/1.1 404 Not Found\\r\\n\\r\\n'\ndef serve(c):\n    pass",
  },
  'no server yet': {
    language: 'py',
    file: '4-static-server/server.py',
    failure: exited,
    source: "import os\nos.chdir('site')",
    named: 'no-server',
    right: 'httpd = ThreadingHTTPServer((HOST, PORT), H)',
  },
  'a version without HTTP': {
    language: 'py',
    failure: noStart,
    source: "H.protocol_version = '1.1'",
    named: "version-not-http: 1 H.protocol_version = '1.1'",
    right: "H.protocol_version = 'HTTP/1.1'",
  },
  'a version for the server': {
    language: 'py',
    failure: notKept,
    source: "ThreadingHTTPServer.protocol_version = 'HTTP/1.1'\nThreadingHTTPServer((A, B), H)",
    named: "version-elsewhere: 1 ThreadingHTTPServer.protocol_version = 'HTTP/1.1'",
    right: "H.protocol_version = 'HTTP/1.1'\nThreadingHTTPServer((A, B), H)",
  },
  'a folder that is gone into too late': {
    language: 'py',
    file: '4-static-server/server.py',
    failure: notFound,
    source: "httpd.serve_forever()\nos.chdir('site')",
    named: "folder-too-late: 2 os.chdir('site')",
    right: "os.chdir('site')\nhttpd.serve_forever()",
  },
  'a function below the class': {
    language: 'ts',
    file: '5-subclass/server.ts',
    failure: output('x'),
    source: 'class T extends SimpleHTTPRequestHandler {}\nasync function doGET() {}',
    named: 'outside-class: 2 doGET',
    right: 'class T extends SimpleHTTPRequestHandler {\n  async doGET() {}\n}',
  },
  'the parent only named': {
    language: 'ts',
    file: '5-subclass/server.ts',
    failure: hung,
    source:
      'class T extends SimpleHTTPRequestHandler {\n  async doGET() {\n    await super.doGET\n  }\n}',
    named: 'not-called: 3 doGET',
    right:
      'class T extends SimpleHTTPRequestHandler {\n  async doGET() {\n    await super.doGET()\n  }\n}',
  },
  'one connection for all threads': {
    language: 'py',
    check: beside,
    failure: hung,
    source:
      'def serve():\n    c = current\n    c.recv(1)\nwhile True:\n    current, a = s.accept()\n    Thread(target=serve).start()',
    named: 'connections-mixed: 2 current',
    right:
      'def serve(current):\n    c = current\n    c.recv(1)\nwhile True:\n    current, a = s.accept()\n    Thread(target=serve, args=[current]).start()',
  },
  'a piece that is printed': {
    language: 'ts',
    failure: output('GET /a'),
    check: pieces,
    source: "c.on('data', (text) => {\n  all += text\n  console.log(text)\n})",
    named: 'piece-printed: 3 console.log(text)',
    right:
      "c.on('data', (text) => {\n  all += text\n  console.log(text.length)\n  console.log(all)\n})",
  },
  'a path in the form': {
    language: 'py',
    file: '6-form/server.py',
    ...form('food=Tacos', "{'/f.html?food': ['Tacos']}"),
    source: 'form = parse_qs(self.path)',
    named: 'path-in-form: 1 parse_qs(self.path)',
    right: 'form = parse_qs(query)',
  },
  'a query that is cut off': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Tacos', '{}'),
    source: "class T extends H {\n  doGET() {\n    this.path = this.path.split('?')[0]\n  }\n}",
    named: "query-cut: 3 this.path = this.path.split('?')[0]",
    right: "class T extends H {\n  doGET() {\n    const path = this.path.split('?')[0]\n  }\n}",
  },
  'another part of the address': {
    language: 'py',
    file: '6-form/server.py',
    ...form('food=Tacos', '{}'),
    source: 'form = parse_qs(urlparse(self.path).path)',
    named: 'other-part: 1 path',
    right: 'form = parse_qs(urlparse(self.path).query)',
  },
  'a URLSearchParams that is printed': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('', 'URLSearchParams {}'),
    source: 'const form = new URL(a, b).searchParams\nconsole.log(form)',
    named: 'params-printed: 2 console.log(form)',
    right: 'const form = {}\nconsole.log(form)',
  },
  'a + that stays': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('firstname=Ada+Mae&food=Pizza', 'Ada+Mae, call Dominos tonight!'),
    source: 'const value = decodeURIComponent(part)',
    named: 'plus-kept: 1 decodeURIComponent',
    right: 'const value = part',
  },
  'a query that nothing decodes': {
    language: 'py',
    file: '6-form/server.py',
    ...form('firstname=Ada+Mae&food=Pizza', 'Ada+Mae, call Dominos tonight!'),
    source: "for pair in query.split('&'):\n    pass",
    named: "not-decoded: 1 query.split('&')",
    right: 'form = parse_qs(query)',
  },
  'a query that is decoded too early': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('firstname=O%27Neil%20%26&food=Pizza', "O'Neil , call Dominos tonight!"),
    source: "const parts = decodeURIComponent(query).split('&')",
    named: 'decoded-first: 1 decodeURIComponent',
    right: 'const parts = new URLSearchParams(query)',
  },
  'nobody without a name': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Pizza', ', call Dominos tonight!'),
    source: "const firstname = form['firstname']?.[0] ?? ''",
    named: "other-default: 1 ''",
    right: "const firstname = form['firstname']?.[0] ?? 'Somebody'",
  },
  'one value of two': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Salad&food=Pizza', "{ food: [ 'Pizza' ] }"),
    source: 'form.set(name, [value])',
    named: 'last-value: 1 form.set(name, [value])',
    right: 'form.set(name, [...before, value])',
  },
  'an empty value that is kept': {
    language: 'py',
    file: '6-form/server.py',
    ...form('firstname=&food=', "{'firstname': [''], 'food': ['']}"),
    source: 'form = parse_qs(query, keep_blank_values=True)',
    named: 'empty-kept: 1 True',
    right: 'form = parse_qs(query)',
  },
  'another sentence': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('firstname=John&food=Tacos', 'John, go to Taco Bell tonight'),
    source: 'console.log(`${firstname}, go to Taco Bell tonight`)',
    named: 'other-sentence: 1 `${firstname}, go to Taco Bell tonight`',
    right: 'console.log(`${firstname}, go to TacoBell tonight!`)',
  },
  'a response inside of the loop': {
    language: 'py',
    failure: { kind: 'early', after: 2, of: 9, came: came('HTTP/1.1 200 OK') },
    source:
      "def serve(c):\n    while b'\\r\\n' not in all:\n        all += c.recv(9)\n        c.sendall(r)",
    named: 'sends-in-loop: 4 c.sendall(r)',
    right:
      "def serve(c):\n    while b'\\r\\n' not in all:\n        all += c.recv(9)\n    c.sendall(r)",
  },
  'an error that gets no response': {
    language: 'ts',
    failure: hung,
    check: absent,
    source: "file.on('error', () => {\n  console.log('no file')\n})",
    named: 'error-unanswered: 1 file.on',
    right: "file.on('error', () => {\n  c.end(notFound)\n})",
  },
  'an except that gives no response': {
    language: 'py',
    failure: unanswered,
    check: absent,
    source:
      "def send(c):\n    try:\n        f = open('a', 'rb')\n    except OSError:\n        return\n    c.sendall(r)",
    named: 'error-unanswered: 4 except OSError:',
    right:
      "def send(c):\n    try:\n        f = open('a', 'rb')\n    except OSError:\n        c.sendall(r)\n    c.close()",
  },
  'a pipe that is turned round': {
    language: 'ts',
    failure: left,
    source: "const file = createReadStream('a')\nc.pipe(file)",
    named: 'pipe-turned-round: 2 c.pipe(file)',
    right: "const file = createReadStream('a')\nfile.pipe(c)",
  },
  'a file that is opened to write': {
    language: 'py',
    file: '3-html-file/server.py',
    failure: emptyBody,
    source: "file = open(path, 'wb')",
    named: "opens-to-write: 1 'wb'",
    right: "file = open(path, 'rb')",
  },
  'only the first piece': {
    language: 'ts',
    failure: hung,
    check: pieces,
    source: "c.once('data', (text) => {})",
    named: 'only-first-piece: 1 once',
    right: "c.on('data', (text) => {})",
  },
  'an exit below the server': {
    language: 'ts',
    failure: exited,
    source: 'httpd.serveForever()\nprocess.exit(0)',
    named: 'ends-itself: 2 process.exit(0)',
    right: 'await httpd.serveForever()',
  },
  'a page that never gets a value': {
    language: 'ts',
    failure: { ...emptyBody, length: 9, came: came('HTTP/1.1 200 OK\r\n\r\nundefined') },
    source: 'let html\nc.end(head + html)',
    named: 'never-given-value: 1 html',
    right: "let html = ''\nc.end(head + html)",
  },
  'a food that is asked for twice': {
    language: 'py',
    file: '6-form/server.py',
    ...form('firstname=John&food=Salad', ''),
    source: "if food == 'Pizza':\n    pass\nelif food == 'Pizza':\n    pass",
    named: "food-twice: 3 'Pizza'",
    right: "if food == 'Pizza':\n    pass\nelif food == 'Salad':\n    pass",
  },
  'the wrong head for a missing file': {
    language: 'py',
    failure: { kind: 'wrong-status', status: 200, expected: 404, came: came('HTTP/1.1 200 OK') },
    check: absent,
    source:
      "ok = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ngone = 'HTTP/1.1 404 Not Found'\ntry:\n    f = open('a')\nexcept OSError:\n    c.sendall(ok)",
    named: 'found-without-file: 6 ok',
    right:
      "ok = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ntry:\n    f = open('a')\nexcept OSError:\n    c.sendall(gone)",
  },
  'the head with 200 is sent before the file is open': {
    language: 'ts',
    failure: { kind: 'wrong-status', status: 200, expected: 404, came: came('HTTP/1.1 200 OK') },
    check: absent,
    source:
      "const ok = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\nconst gone = 'HTTP/1.1 404 Not Found'\nfunction f() {\n  c.write(ok)\n  const file = createReadStream('a')\n  file.on('error', () => c.end(gone))\n}",
    named: 'found-too-early: 4 c.write(ok)',
    right:
      "const ok = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\nconst gone = 'HTTP/1.1 404 Not Found'\nfunction f() {\n  const file = createReadStream('a')\n  file.on('open', () => c.write(ok))\n  file.on('error', () => c.end(gone))\n}",
  },
  'the head with 200 is sent before open': {
    language: 'py',
    failure: { kind: 'wrong-status', status: 200, expected: 404, came: came('HTTP/1.1 200 OK') },
    check: absent,
    source:
      "ok = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ngone = 'HTTP/1.1 404 Not Found'\ndef f(c):\n    c.sendall(ok)\n    try:\n        f = open('a')\n    except OSError:\n        c.sendall(gone)",
    named: 'found-too-early: 4 c.sendall(ok)',
    right:
      "ok = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\ngone = 'HTTP/1.1 404 Not Found'\ndef f(c):\n    try:\n        f = open('a')\n    except OSError:\n        c.sendall(gone)\n    c.sendall(ok)",
  },
  'the same piece again and again': {
    language: 'py',
    failure: { ...emptyBody, at: 3, length: 9, expected: new Uint8Array(3) },
    source: 'data = f.read(9)\nwhile data:\n    c.sendall(data)',
    named: 'same-piece: 2 data',
    right: 'data = f.read(9)\nwhile data:\n    c.sendall(data)\n    data = f.read(9)',
  },
  'a static method': {
    language: 'ts',
    file: '5-subclass/server.ts',
    failure: output('x'),
    source: 'class T extends SimpleHTTPRequestHandler {\n  static async doGET() {}\n}',
    named: 'static-method: 2 static',
    right: 'class T extends SimpleHTTPRequestHandler {\n  async doGET() {}\n}',
  },
  'a condition that gives a value': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Tacos', 'John, call Dominos tonight!'),
    source: "if (food = 'Pizza') say()",
    named: "assigned-in-if: 1 food = 'Pizza'",
    right: "if (food === 'Pizza') say()",
  },
  'a condition that is always met': {
    language: 'py',
    file: '6-form/server.py',
    ...form('food=Tacos', 'John, call Dominos tonight!'),
    source: "if food == 'Pizza' or 'Tacos':\n    pass",
    named: "always-true: 1 or 'Tacos'",
    right: "if food == 'Pizza' or food == 'Tacos':\n    pass",
  },
  'the length of a form': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Tacos', "{ food: [ 'Tacos' ] }"),
    source: 'if (form.length > 0) this.processForm(form)',
    named: 'length-of-object: 1 form.length',
    right: 'if (Object.keys(form).length > 0) this.processForm(form)',
  },
  'the second value of one': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Tacos', "{ food: [ 'Tacos' ] }"),
    source: "const food = form['food']?.[1]",
    named: 'second-value: 1 [1]',
    right: "const food = form['food']?.[0]",
  },
  'a form that nothing keeps': {
    language: 'py',
    file: '6-form/server.py',
    ...form('food=Tacos', '{}'),
    source: 'form = {}\nparse_qs(query)',
    named: 'result-unused: 2 parse_qs(query)',
    right: 'form = parse_qs(query)',
  },
  'a variable in quotes': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Tacos', 'who, go to TacoBell tonight!'),
    source: "const who = 'John'\nconsole.log('who, go to TacoBell tonight!')",
    named: 'name-in-quotes: 2 who',
    right: "const who = 'John'\nconsole.log(`${who}, go to TacoBell tonight!`)",
  },
  'the body of a GET': {
    language: 'ts',
    file: '6-form/server.ts',
    ...form('food=Tacos', '{}'),
    source: "this.rfile.on('data', add)",
    named: "body-of-get: 1 this.rfile.on('data', add)",
    right: 'parse(this.path)',
  },
  'the first letter of a name': {
    language: 'py',
    file: '6-form/server.py',
    ...form('food=Pizza', 'S, call Dominos tonight!'),
    source: "n = form.get('firstname', 'Somebody')[0]",
    named: "first-letter: 1 'Somebody'",
    right: "n = form.get('firstname', ['Somebody'])[0]",
  },
  'a letter that is cut': {
    language: 'ts',
    failure: output('GET /\ufffd'),
    printed: 'GET /\ufffd',
    source: "c.on('data', (d) => {\n  all += d.toString()\n})",
    named: 'piece-decoded: 2 all += d.toString()',
    right: "c.setEncoding('utf8')\nc.on('data', (d) => {\n  all += d\n})",
  },
  'a thread that serves alone': {
    language: 'py',
    failure: exited,
    source: 'Thread(target=httpd.serve_forever, daemon=True).start()',
    named: 'ends-with-thread: 1 Thread(target=httpd.serve_forever, daemon=True)',
    right: 'httpd.serve_forever()',
  },
}

test.each(Object.entries(slips))('%s', async (_name, slip) => {
  const { language, failure, file, check, printed = '' } = slip
  const cause = async (source: string) =>
    causeOf({
      failure,
      source,
      language,
      ...(check !== undefined && { check }),
      evidence: {
        ...(file !== undefined && { file }),
        printed: { stdout: printed, stderr: '' },
        outline:
          language === 'py'
            ? await outlineOfPython(source)
            : outlineOfJavaScript(source, 'typescript'),
      },
    })
  expect(await cause(slip.source)).toBe(slip.named)
  expect((await cause(slip.right))?.split(':')[0]).not.toBe(slip.named.split(':')[0])
})
