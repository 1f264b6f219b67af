import { describe, expect, test } from 'vitest'
import { createReader } from '../../../../src/http/reader.ts'
import { covering, linesOf, placeOf } from '../../../../src/page/client/wire/lines.ts'
import { moved } from '../../../../src/page/client/wire/moves.ts'
import { piecesOf } from '../../../../src/page/client/wire/pieces.ts'

function read(text: string | Uint8Array, role: 'request' | 'response' = 'request') {
  const reader = createReader(role)
  reader.push(Buffer.from(text))
  reader.end()
  const [message] = reader.messages
  if (message === undefined) throw new Error('there is no message')
  return { bytes: message.bytes, tokens: covering(message.bytes, message.tokens) }
}

const shownLines = (text: string | Uint8Array, role?: 'request' | 'response', most = 100) => {
  const { bytes, tokens } = read(text, role)
  return linesOf(bytes, tokens, most).map(({ start, end, isRaw }) =>
    piecesOf(bytes, start, end, isRaw)
      .map((piece) => (piece.type === 'text' ? piece.text : `<${piece.label}>`))
      .join(''),
  )
}

describe('a message in lines', () => {
  test('each ends with its LF', () => {
    expect(shownLines('GET / HTTP/1.1\r\nHost: x\n\r\n')).toEqual([
      'GET / HTTP/1.1<CR><LF>',
      'Host: x<LF>',
      '<CR><LF>',
    ])
  })

  test('a body that is no text stands in rows of sixteen', () => {
    const head = 'HTTP/1.1 200 OK\r\n\r\n'
    const body = Buffer.from([...Array(20).keys(), 10, 0xc3, 0xa9])
    const lines = shownLines(Buffer.concat([Buffer.from(head), body]), 'response')
    expect(lines.slice(2)).toEqual([
      '<NUL><01><02><03><04><05><06><07><08><TAB><LF><0b><0c><CR><0e><0f>',
      '<10><11><12><13><LF><c3><a9>',
    ])
  })

  test('letters of several bytes are whole, broken ones are bytes, and what hides text is a mark', () => {
    const text = Buffer.concat([
      Buffer.from('GET /한\u202e'),
      Buffer.from([0xed, 0x95]),
      Buffer.from(' HTTP/1.1\r\n\r\n'),
    ])
    expect(shownLines(text)[0]).toBe('GET /한<U+202E><ed><95> HTTP/1.1<CR><LF>')
  })

  test('fragments of the lines join to the tokens', () => {
    const { bytes, tokens } = read('HTTP/1.1 200 OK\r\n\r\none\ntwo\n\nthree', 'response')
    const fragments = linesOf(bytes, tokens, 100).flatMap(({ fragments }) => fragments)
    expect(fragments[0]?.start).toBe(0)
    expect(fragments.at(-1)?.end).toBe(bytes.length)
    for (const [i, { start }] of fragments.slice(1).entries()) expect(start).toBe(fragments[i]?.end)
    expect(fragments.filter(({ token }) => tokens[token]?.kind === 'body')).toHaveLength(4)
  })

  test('no more lines than are asked for', () => {
    expect(shownLines(`HTTP/1.1 200 OK\r\n\r\n${'a\n'.repeat(1000)}`, 'response', 5)).toHaveLength(
      5,
    )
  })

  test('a line without end is cut, and never inside a letter', () => {
    const lines = shownLines(`HTTP/1.1 200 OK\r\n\r\n${'한'.repeat(2000)}`, 'response')
    expect(lines.slice(2).join('')).toBe('한'.repeat(2000))
    expect(lines.length).toBeGreaterThan(4)
  })

  test('what no token covers is one more', () => {
    expect(covering(new Uint8Array(5), [{ kind: 'method', start: 0, end: 3 }])).toEqual([
      { kind: 'method', start: 0, end: 3 },
      { kind: 'unknown', start: 3, end: 5 },
    ])
    expect(covering(new Uint8Array(2), [{ kind: 'method', start: 0, end: 3 }])).toEqual([
      { kind: 'method', start: 0, end: 2 },
    ])
  })
})

describe('keys', () => {
  const { bytes, tokens } = read('GET /a HTTP/1.1\r\nHost: x\r\n\r\n')
  const places = { lines: linesOf(bytes, tokens, 100), tokens }
  const press = (at: number, name: string) => {
    const [key = '', modifier] = name.split('+').reverse()
    const ctrlKey = modifier === 'Ctrl'
    return moved(at, { key, ctrlKey, altKey: false, metaKey: false }, places)
  }

  test.each([
    [0, 'ArrowRight', 1],
    [0, 'ArrowLeft', 0],
    [28, 'ArrowRight', 27],
    [0, 'Ctrl+ArrowRight', 3],
    [6, 'Ctrl+ArrowLeft', 4],
    [4, 'Ctrl+ArrowLeft', 3],
    [2, 'ArrowDown', 19],
    [16, 'ArrowDown', 25],
    [19, 'ArrowUp', 2],
    [2, 'ArrowUp', 2],
    [20, 'Home', 17],
    [20, 'End', 25],
    [20, 'Ctrl+Home', 0],
    [0, 'Ctrl+End', 27],
    [0, 'x', undefined],
  ])('from byte %i, %s leads to %s', (at, key, to) => {
    expect(press(at, key)).toBe(to)
  })
})

test('the place of an offset', () => {
  const ranges = [
    { start: 0, end: 2 },
    { start: 2, end: 3 },
  ]
  expect([-1, 0, 1, 2, 3].map((offset) => placeOf(ranges, offset))).toEqual([-1, 0, 0, 1, -1])
})
