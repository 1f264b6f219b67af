import { expect, test } from 'vitest'
import { nearTags } from '../../../../src/checks/explain/compare/near-tags.ts'

const solution = `const html = \`<html>
  <body><h1 style="color:blue">Hello world!</h1></body>
</html>\``
const textsOf = (html: string) =>
  nearTags(`const page = \`${html}\``, solution, 'node').map(({ text }) => text)

test.each([
  ['another tag', '<html><body><h2>Hi</h2></body></html>', ['<h1>Hi</h1>']],
  ['a tag in small print', '<html>\n<body>\n<h4 id="a">Hi</h4>\n', ['<h1 id="a">Hi</h1>']],
  ['no end', '<html><body><h1>Hi</body></html>', ['<h1>Hi</h1>']],
  ['an end without its slash', '<html><body><h1>Hi<h1></body></html>', ['<h1>Hi</h1>']],
])('%s is made what the solution has', (_name, html, texts) => {
  expect(textsOf(html)).toEqual(texts)
})

test.each([
  ['its own page', '<html><head><title>My page</title></head><body><h1>Hi</h1></body></html>'],
  ['no element', 'Hello world!'],
  ['a paragraph', '<html><body><p>Hi</p></body></html>'],
  ['an end on another line', '<html><body><h1>Hi\n</h1></body></html>'],
])('%s is left as it is', (_name, html) => {
  expect(textsOf(html)).toEqual([])
})

test('the rest of the page stays as it is', () => {
  const source = "html = '<html><body><h2>Hi</h2></body>'\n"
  const [change] = nearTags(source, "x = '<h1>A</h1>'", 'python')
  expect(change?.source).toBe("html = '<html><body><h1>Hi</h1></body>'\n")
})
