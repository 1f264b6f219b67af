import { expect, test } from 'vitest'
import { compare } from '../../../../src/checks/explain/compare/changes.ts'

const python = `import socket
from threading import Thread

found = 'HTTP/1.1 200 OK\\r\\n\\r\\n'

def serve(connection):
    request = b''
    while b'\\r\\n\\r\\n' not in request:
        piece = connection.recv(1024)
        if piece == b'':
            return
        request += piece
    print(str(request, 'utf-8'))
    connection.sendall(bytes(found, 'utf-8'))
    connection.close()

while True:
    connection, address = listener.accept()
    Thread(target=serve, args=[connection]).start()
`

const node = `import { createServer } from 'node:net'

const page = \`<html>
  <head><title>My page</title></head>
</html>\`

createServer((socket) => {
  socket.setEncoding('utf8')
  socket.on('data', (text) => {
    console.log(text)
    socket.end(page)
  })
}).listen(process.env.PORT)
`

/** The first change that is found, as `kind, line, text`. */
const firstOf = (solution: string, was: string, is: string) => {
  const language = solution === python ? 'python' : 'node'
  const source = solution.replace(was, is)
  expect(source).not.toBe(solution)
  const [change] = compare(source, solution, language).changes
  return change && { ...change, lines: [...change.lines] }
}

test.each([
  ['a wrong name', 'str(request', 'str(piece', { kind: 'replace', text: 'request', line: 13 }],
  [
    'a call that is left out',
    "bytes(found, 'utf-8')",
    'found',
    { kind: 'replace', text: "bytes(found, 'utf-8')", line: 14 },
  ],
  [
    'a line that is missing',
    '    connection.close()\n',
    '',
    { kind: 'insert', text: 'connection.close()', line: 14 },
  ],
  [
    'a line too many',
    '    print(str',
    '    connection.close()\n    print(str',
    { kind: 'remove', text: '', line: 13 },
  ],
  [
    'a line that is indented too far',
    '    print(str',
    '        print(str',
    { kind: 'indent', text: 'less', line: 13 },
  ],
  [
    'a line that is not indented far enough',
    '        request += piece',
    '    request += piece',
    { kind: 'indent', text: 'deeper', line: 12 },
  ],
  [
    'a part of a string',
    '200 OK\\r\\n\\r\\n',
    '200 OK\\n\\n',
    { kind: 'replace', text: '\\r\\n\\r\\n', line: 4 },
  ],
] as const)('%s is found in Python', (_name, was, is, { kind, text, line }) => {
  expect(firstOf(python, was, is)).toMatchObject({ kind, text, part: { line } })
})

test.each([
  ['a wrong name', 'end(page)', 'end(text)', { kind: 'replace', text: 'page', line: 11 }],
  ['a line of a template', '</title>', '<title>', { kind: 'replace', text: '</title>', line: 4 }],
  [
    'a line that is missing',
    "  socket.setEncoding('utf8')\n",
    '',
    { kind: 'insert', text: "socket.setEncoding('utf8')", line: 7 },
  ],
] as const)('%s is found in JavaScript', (_name, was, is, { kind, text, line }) => {
  expect(firstOf(node, was, is)).toMatchObject({ kind, text, part: { line } })
})

test('a line in the wrong place is moved', () => {
  const line = "    print(str(request, 'utf-8'))\n"
  const source = python.replace(line, '').replace('    request = b', `${line}    request = b`)
  const [change] = compare(source, python, 'python').changes
  expect(change).toMatchObject({ kind: 'move', part: { line: 7 } })
  expect(change?.source.replace('    pass\n', '')).toBe(python)
})

test('each change makes the solution of a program that differs in nothing else', () => {
  for (const [was, is] of [
    ['str(request', 'str(piece'],
    ['        request += piece', '    request += piece'],
    ["bytes(found, 'utf-8')", 'found'],
  ] as const)
    expect(firstOf(python, was, is)?.source).toBe(python)
})

test('names, quotes and comments of the learner are no differences', () => {
  const own = python
    .replaceAll('connection', 'conn')
    .replaceAll('request', 'received')
    .replaceAll("'utf-8'", '"utf-8"')
    .replace('while True:', '# for ever\nwhile True:  # yes')
  const { changes, same } = compare(own, python, 'python')
  expect(changes).toEqual([])
  expect(same).toContain(14)
})

test('what is written is in the names of the learner', () => {
  const own = python
    .replaceAll('connection', 'conn')
    .replaceAll('found', 'answer')
    .replace("bytes(answer, 'utf-8')", 'answer')
  const [change] = compare(own, python, 'python').changes
  expect(change?.whole).toBe("conn.sendall(bytes(answer, 'utf-8'))")
})

test.each([
  ['python', python.replace('found = ', 'page = found = "x"\nhead = 1\nend = ')],
  ['node', node.replace(/<html>[\s\S]*<\/html>/, '<p>\nOne\n</p>\n<p>\nTwo\n</p>')],
  ['python', python.replace(/ {4}request = [\s\S]*'utf-8'\)\)/, '    a = 1\n    b = 2\n    c = 3')],
] as const)('no change of %s puts several lines in the place of others', (language, source) => {
  for (const { kind, part, text } of compare(
    source,
    language === 'python' ? python : node,
    language,
  ).changes) {
    expect(text.split('\n').length).toBeLessThanOrEqual(2)
    if (kind === 'replace')
      expect([part.endLine, text]).toEqual([part.line, expect.not.stringContaining('\n')])
  }
})

test('a program that has nothing in common with the solution is compared too', () => {
  const { same } = compare("print('Hello')\n", python, 'python')
  expect([...same]).toEqual([])
})
