import { expect, test } from 'vitest'
import { nearStrings } from '../../../../src/checks/explain/compare/near-strings.ts'

const solution = `head = (
    'HTTP/1.1 200 OK\\r\\n'
    'Content-Type: text/html; charset=utf-8\\r\\n\\r\\n'
)
page = 'site/html6.html'
if food == 'Pizza':
    print(f'{name}, call Dominos tonight!')
`
const textsOf = (source: string) => nearStrings(source, solution, 'python').map(({ text }) => text)

test.each([
  ["version = 'HTTP1.1'", ['HTTP/1.1']],
  ["kind = 'text/html, charset=utf-8'", ['text/html; charset=utf-8']],
  ["head = 'Content Type: '", ['Content-Type']],
  ["open('html6.html')", ['site/html6.html']],
  ["if x == 'pizza':", ['Pizza']],
  ["head = 'Content-Typ: text/html; charset=utf-8'", ['Content-Type']],
  ["head = 'content-type: text/html\\r\\n'", ['text/html; charset=utf-8']],
  ["head = 'content-type: text/html; charset=utf8\\r\\n'", ['utf-8']],
])('%s is nearly what the solution has', (source, texts) => {
  expect(textsOf(source)).toEqual(texts)
})

test('the smaller change comes first', () => {
  expect(textsOf("a = 'Content-Type: text/html; charset=utf8\\r\\n'")).toEqual(['utf-8'])
})

test('the change is made in its place', () => {
  const [change] = nearStrings("a = b'HTTP/1.1 200 OK\\r\\nContent-Typ: x'\n", solution, 'python')
  expect(change?.source).toBe("a = b'HTTP/1.1 200 OK\\r\\nContent-Type: x'\n")
  expect(change?.part).toEqual({ line: 1, column: 26, endLine: 1, endColumn: 37 })
})

test.each([
  "page = Path('sita')",
  "a = 'HTTP/1.1 200 OK\\r\\n'",
  "print('Hello world')",
  'page = html6',
  "x = ''",
])('%s is left as it is', (source) => {
  expect(textsOf(source)).toEqual([])
})
