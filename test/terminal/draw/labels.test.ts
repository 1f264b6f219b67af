import { expect, test } from 'vitest'
import { drawLabels } from '../../../src/terminal/draw/labels.ts'
import { asciiSymbols, unicodeSymbols } from '../../../src/terminal/draw/symbols.ts'

const on = (line: string, part: string, words: string) => {
  const start = line.indexOf(part)
  return { start, end: start + part.length, words }
}

function draw(
  line: string,
  parts: readonly [string, string][],
  columns = 72,
  symbols = unicodeSymbols,
) {
  const labels = parts.map(([part, words]) => on(line, part, words))
  return `\n${drawLabels(line, labels, { columns, symbols }).join('\n')}\n`
}

const request = 'GET /hello HTTP/1.1␍␊'

test('labels hang under their parts, the first lowest', () => {
  expect(
    draw(request, [
      ['GET', 'method: GET asks for something'],
      ['/hello', 'target: what is asked for, on this server'],
      ['HTTP/1.1', 'version: the rules both sides keep to'],
    ]),
  ).toMatchInlineSnapshot(`
    "
    GET /hello HTTP/1.1␍␊
    ─┬─ ──┬─── ───┬────
     │    │       └ version: the rules both sides keep to
     │    └ target: what is asked for, on this server
     └ method: GET asks for something
    "
  `)
})

test('two labels of one part hang from one stem', () => {
  expect(
    draw(request, [
      ['/hello', 'target: what is asked for'],
      ['/hello', 'a path, with a slash before it'],
    ]),
  ).toMatchInlineSnapshot(`
    "
    GET /hello HTTP/1.1␍␊
        ──┬───
          ├ a path, with a slash before it
          └ target: what is asked for
    "
  `)
})

test('words that are too long for their line are folded beside the bars', () => {
  expect(
    draw(
      request,
      [
        ['GET', 'method: GET asks for something on this server'],
        ['/hello', 'target: what is asked for, on this server'],
      ],
      40,
    ),
  ).toMatchInlineSnapshot(`
    "
    GET /hello HTTP/1.1␍␊
    ─┬─ ──┬───
     │    └ target: what is asked for, on
     │      this server
     └ method: GET asks for something on
       this server
    "
  `)
})

test('where words have no room under their part, marks are numbered', () => {
  expect(
    draw(
      request,
      [
        ['GET', 'method: GET asks for something'],
        ['HTTP/1.1', 'version: the rules both sides keep to'],
      ],
      24,
    ),
  ).toMatchInlineSnapshot(`
    "
    GET /hello HTTP/1.1␍␊
    ─1─        ───2────
    1 method: GET asks for
      something
    2 version: the rules
      both sides keep to
    "
  `)
})

test('ranges that touch stay apart, a single character has its anchor alone', () => {
  expect(
    draw('food=fish+chips', [
      ['food', 'name'],
      ['=', 'equals sign'],
      ['fish', 'value'],
      ['+', 'a space'],
      ['chips', 'more'],
    ]),
  ).toMatchInlineSnapshot(`
    "
    food=fish+chips
    ─┬─ ┬─┬─ ┬──┬──
     │  │ │  │  └ more
     │  │ │  └ a space
     │  │ └ value
     │  └ equals sign
     └ name
    "
  `)
})

test('wide characters take two columns', () => {
  expect(
    draw('name=한국어&x', [
      ['한국어', 'Korean: 9 bytes'],
      ['&', 'next field'],
    ]),
  ).toMatchInlineSnapshot(`
    "
    name=한국어&x
         ──┬── ┬
           │   └ next field
           └ Korean: 9 bytes
    "
  `)
})

test('a line that is too long is folded and its labels go with their row', () => {
  expect(
    draw(
      'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
      [
        ['Mozilla/5.0', 'every browser says so'],
        ['Linux x86_64', 'the system'],
        ['AppleWebKit', 'the engine it came from'],
      ],
      40,
    ),
  ).toMatchInlineSnapshot(`
    "
    User-Agent: Mozilla/5.0 (X11; Linux x86_
                ─────1─────       ────2─────
    1 every browser says so
    2 the system
    64) AppleWebKit/537.36
    ──  ─────┬─────
             └ the engine it came from
    "
  `)
})

test('ten labels on one line', () => {
  const line = 'a b c d e f g h i j'
  const parts = line.split(' ').map((part): [string, string] => [part, `label ${part}`])
  expect(draw(line, parts)).toMatchInlineSnapshot(`
    "
    a b c d e f g h i j
    ┬ ┬ ┬ ┬ ┬ ┬ ┬ ┬ ┬ ┬
    │ │ │ │ │ │ │ │ │ └ label j
    │ │ │ │ │ │ │ │ └ label i
    │ │ │ │ │ │ │ └ label h
    │ │ │ │ │ │ └ label g
    │ │ │ │ │ └ label f
    │ │ │ │ └ label e
    │ │ │ └ label d
    │ │ └ label c
    │ └ label b
    └ label a
    "
  `)
})

test('an empty range marks the place where something is missing', () => {
  const line = 'HTTP/1.1 200 OK'
  const labels = [{ start: line.length, end: line.length, words: 'no line ending' }]
  expect(drawLabels(line, labels, { columns: 72, symbols: unicodeSymbols })).toEqual([
    line,
    `${' '.repeat(15)}┬`,
    `${' '.repeat(15)}└ no line ending`,
  ])
})

test('without Unicode the same drawing is made of ASCII', () => {
  expect(
    draw(
      'GET / HTTP/1.1\\r\\n',
      [
        ['GET', 'method'],
        ['/', 'target'],
      ],
      72,
      asciiSymbols,
    ),
  ).toMatchInlineSnapshot(`
      "
      GET / HTTP/1.1\\r\\n
      -^- ^
       |  \` target
       \` method
      "
    `)
})
