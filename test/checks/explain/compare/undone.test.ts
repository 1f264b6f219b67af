import { expect, test } from 'vitest'
import { undone } from '../../../../src/checks/explain/compare/undone.ts'
import type { Failure } from '../../../../src/checks/explain/failure.ts'

interface Slip {
  readonly language: 'node' | 'python'
  readonly failure: Failure['kind']
  /** The program, and what becomes of it. */
  readonly was: string
  readonly is: string
  /** A program like it, in which there is nothing to undo in that way. */
  readonly right: string
}

const python: Readonly<Record<string, Omit<Slip, 'language'>>> = {
  'a function that is named and not called': {
    failure: 'exited',
    was: 'def main():\n    print(1)\n\nmain\n',
    is: 'def main():\n    print(1)\n\nmain()\n',
    right: 'def main():\n    print(1)\n\nmain()\n',
  },
  'a function that nothing calls': {
    failure: 'exited',
    was: 'def main():\n    print(1)\n',
    is: 'def main():\n    print(1)\n\nmain()\n',
    right: 'def main():\n    print(1)\n\nmain()\n',
  },
  'another name of the main program': {
    failure: 'exited',
    was: "if __name__ == 'main':\n    main()\n",
    is: "if __name__ == '__main__':\n    main()\n",
    right: "if __name__ == '__main__':\n    main()\n",
  },
  'a value that is not given back': {
    failure: 'unanswered',
    was: "def head(code):\n    f'HTTP/1.1 {code}'\n",
    is: "def head(code):\n    return f'HTTP/1.1 {code}'\n",
    right: "def head(code):\n    print(f'HTTP/1.1 {code}')\n",
  },
  'bytes that are compared with a string': {
    failure: 'hung',
    was: "if piece == '':\n    pass\n",
    is: "if piece == b'':\n    pass\n",
    right: "if piece == b'':\n    pass\n",
  },
  'a file that is opened as text': {
    failure: 'wrong-body',
    was: "f = open(path, 'r')\n",
    is: "f = open(path, 'rb')\n",
    right: "f = open(path, 'rb')\n",
  },
  'a connection that is closed too early': {
    failure: 'unanswered',
    was: 'while True:\n    start(conn)\n    conn.close()\n',
    is: 'while True:\n    start(conn)\n    pass\n',
    right: 'while True:\n    start(conn)\n',
  },
  'a line behind its loop': {
    failure: 'wrong-body',
    was: 'while True:\n    if not block:\n        break\nsend(block)\n',
    is: 'while True:\n    if not block:\n        break\n    send(block)\n',
    right: 'while True:\n    if not block:\n        break\n    send(block)\n',
  },
  'an error of another kind': {
    failure: 'unanswered',
    was: 'try:\n    f()\nexcept KeyError:\n    pass\n',
    is: 'try:\n    f()\nexcept Exception:\n    pass\n',
    right: 'try:\n    f()\nexcept Exception:\n    pass\n',
  },
  'a string where bytes are': {
    failure: 'hung',
    was: "if line == '\\r\\n':\n    pass\n",
    is: "if line == b'\\r\\n':\n    pass\n",
    right: "if line == b'\\r\\n':\n    pass\n",
  },
  'a loop that runs only where it should end': {
    failure: 'hung',
    was: "while b'x' in all:\n    pass\n",
    is: "while b'x' not in all:\n    pass\n",
    right: "while b'x' not in all:\n    pass\n",
  },
  'a function that hides the one of the parent': {
    failure: 'wrong-output',
    was: 'class A(SimpleHTTPRequestHandler):\n    def log_message(self, *a):\n        pass\n',
    is: 'class A(SimpleHTTPRequestHandler):\n    def own_log_message(self, *a):\n        pass\n',
    right: 'class A(B):\n    def log_message(self, *a):\n        pass\n',
  },
  'more than one value that is printed': {
    failure: 'wrong-output',
    was: "print('called:', name)\n",
    is: 'print(name)\n',
    right: 'print(name)\n',
  },
  'words around the value that is printed': {
    failure: 'wrong-output',
    was: "print(f'{name} called')\n",
    is: 'print(name)\n',
    right: "print('called')\n",
  },
  'another value of a list': {
    failure: 'wrong-output',
    was: 'query = parts[3]\n',
    is: 'query = parts[4]\n',
    right: 'query = parts[name]\n',
  },
  'a text that is changed': {
    failure: 'wrong-output',
    was: 'print(name.title())\n',
    is: 'print(name)\n',
    right: 'print(name.encode())\n',
  },
  'what is printed under a condition': {
    failure: 'wrong-output',
    was: 'def f(form):\n    if form:\n        print(form)\n        g()\n',
    is: 'def f(form):\n    print(form)\n    if form:\n        pass\n        g()\n',
    right: 'def f(form):\n    if form:\n        g()\n        print(form)\n',
  },
  'another end of a line': {
    failure: 'hung',
    was: "if line == b'\\n':\n    pass\n",
    is: "if line == b'\\r\\n':\n    pass\n",
    right: "if line == b'x\\n':\n    pass\n",
  },
  'a loop that is left in place of its function': {
    failure: 'hung',
    was: 'def f(c):\n    while c:\n        break\n',
    is: 'def f(c):\n    while c:\n        return\n',
    right: 'def f(c):\n    while c:\n        g()\n',
  },
  'another variable': {
    failure: 'wrong-output',
    was: "def f(name):\n    food = g()\n    print(f'{food}, hi')\n",
    is: "def f(name):\n    food = g()\n    print(f'{name}, hi')\n",
    right: "def f(name):\n    print(f'{name}, hi')\n",
  },
  'str of bytes': {
    failure: 'hung',
    was: "if '\\r\\n' in str(request):\n    pass\n",
    is: "if '\\r\\n' in request.decode('utf-8', 'replace'):\n    pass\n",
    right: "if '\\r\\n' in str(request, 'utf-8'):\n    pass\n",
  },
  'what is looked for has been cut off': {
    failure: 'hung',
    was: "if line.strip() == b'\\r\\n':\n    pass\n",
    is: "if line == b'\\r\\n':\n    pass\n",
    right: "if line == b'\\r\\n':\n    pass\n",
  },
  'a text that is replaced and not added to': {
    failure: 'malformed',
    was: "reply = 'HTTP/1.1 200 OK'\nreply = 'Hello'\n",
    is: "reply = 'HTTP/1.1 200 OK'\nreply += 'Hello'\n",
    right: "reply = 'HTTP/1.1 200 OK'\nreply += 'Hello'\n",
  },
  'a function that is asked for and not called': {
    failure: 'early',
    was: 'def receive(self):\n    pass\nif self.receive:\n    pass\n',
    is: 'def receive(self):\n    pass\nif self.receive():\n    pass\n',
    right: 'def receive(self):\n    pass\nif self.receive():\n    pass\n',
  },
  'a thread that runs and does not start': {
    failure: 'hung',
    was: 'Worker(sock).run()\n',
    is: 'Worker(sock).start()\n',
    right: 'Worker(sock).start()\n',
  },
  'a class that is not set up': {
    failure: 'crashed',
    was: 'class A(B):\n    def __init__(self):\n        self.x = 1\n',
    is: 'class A(B):\n    def __init__(self):\n        super().__init__()\n        self.x = 1\n',
    right: 'class A(B):\n    def __init__(self):\n        super().__init__()\n',
  },
  'the other status code': {
    failure: 'wrong-status',
    was: 'def head(code): pass\nhead(200)\n',
    is: 'def head(code): pass\nhead(404)\n',
    right: 'def head(code): pass\nhead(500)\n',
  },
  'arguments the wrong way round': {
    failure: 'wrong-status',
    was: "def head(a, b): pass\nhead('OK', 200)\n",
    is: "def head(a, b): pass\nhead(200, 'OK')\n",
    right: "def head(a, b): pass\nother('OK', 200)\n",
  },
  'a number too many': {
    failure: 'not-listening',
    was: 's.bind((HOST, PORT + 1))\n',
    is: 's.bind((HOST, PORT))\n',
    right: 's.bind((HOST, PORT))\n',
  },
}

const node: Readonly<Record<string, Omit<Slip, 'language'>>> = {
  'a return that stands alone': {
    failure: 'crashed',
    was: 'function page() {\n  return\n  [1].join()\n}\n',
    is: 'function page() {\n  return [1].join()\n}\n',
    right: 'function page() {\n  return [1].join()\n}\n',
  },
  'a method without its object': {
    failure: 'crashed',
    was: "socket.on('data', this.receive)\n",
    is: "socket.on('data', (...values) => this.receive(...values))\n",
    right: "socket.on('data', receive)\n",
  },
  'a function in place of what it makes': {
    failure: 'crashed',
    was: 'function page() {}\nsend(page)\n',
    is: 'function page() {}\nsend(page())\n',
    right: 'function page() {}\nsend(page())\n',
  },
  'a property without its first value': {
    failure: 'wrong-output',
    was: 'class A {\n  constructor() {\n  }\n  add(t) {\n    this.all += t\n  }\n}\n',
    is: "class A {\n  constructor() { this.all = '';\n  }\n  add(t) {\n    this.all += t\n  }\n}\n",
    right:
      "class A {\n  constructor() {\n    this.all = ''\n  }\n  add(t) {\n    this.all += t\n  }\n}\n",
  },
  'a place that is compared with 0': {
    failure: 'early',
    was: "if (text.indexOf('x') === 0) send()\n",
    is: "if (text.indexOf('x') === -1) send()\n",
    right: "if (text.indexOf('x') === -1) send()\n",
  },
  'lines that are joined with something else': {
    failure: 'malformed',
    was: "lines.join(', ')\n",
    is: "lines.join('\\r\\n')\n",
    right: "lines.join('\\r\\n')\n",
  },
  'a value that is kept nowhere': {
    failure: 'crashed',
    was: 'class A {\n  constructor(html) {\n    this.x = 1\n  }\n  f() { return this.html }\n}\n',
    is: 'class A {\n  constructor(html) {\n    this.html = html\n    this.x = 1\n  }\n  f() { return this.html }\n}\n',
    right:
      'class A {\n  constructor(html) {\n    this.html = html\n  }\n  f() { return this.html }\n}\n',
  },
  'end tags the wrong way round': {
    failure: 'wrong-body',
    was: "const page = '<title>T</head></title>'\n",
    is: "const page = '<title>T</title></head>'\n",
    right: "const page = '<p>T</p></p>'\n",
  },
  'a condition the wrong way round': {
    failure: 'hung',
    was: 'if (ready(text)) send()\n',
    is: 'if (!ready(text)) send()\n',
    right: 'if (a === b) send()\n',
  },
}

const all = [
  ...Object.entries(python).map(([name, slip]) => [name, { language: 'python', ...slip }] as const),
  ...Object.entries(node).map(([name, slip]) => [name, { language: 'node', ...slip }] as const),
]

test.each(all)('%s is undone', (_name, { language, failure, was, is }) => {
  const found = undone(was, language, failure).find(({ source }) => source === is)
  expect(found?.why).not.toBe('')
  expect(found).toBeDefined()
})

test.each(all)(
  '%s: what is right is left alone',
  (_name, { language, failure, was, is, right }) => {
    const [why] = undone(was, language, failure).flatMap((each) =>
      each.source === is ? [each.why] : [],
    )
    const same = undone(right, language, failure).filter(
      (each) => why !== undefined && each.why === why,
    )
    expect(same).toEqual([])
  },
)

test.each([
  ['deeper', 'while True:\n    if all:\n        break\n    conn.close()\n'],
  ['less', 'def f():\n    while True:\n        g()\n        return\n'],
])('a line is not indented %s to where nothing reaches it, and no return', (way, source) => {
  const all = undone(source, 'python', 'wrong-body')
  expect(all.filter(({ kind, text }) => kind === 'indent' && text === way)).toEqual([])
})
