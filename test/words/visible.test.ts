import { expect, test } from 'vitest'
import { asciiSymbols, unicodeSymbols } from '../../src/terminal/draw/symbols.ts'
import { visible, visibleText } from '../../src/words/visible.ts'

test.each([
  ['line endings', 'a\r\n', 'a␍␊', 'a\\r\\n'],
  ['an escape sequence', '\x1b[2J', '␛[2J', '\\x1b[2J'],
  ['the one-byte escape sequence introducer', '\u009b2J', '\\u{9b}2J', '\\u{9b}2J'],
  ['right-to-left override', 'a\u202eb', 'a\\u{202e}b', 'a\\u{202e}b'],
  ['a space of no width', 'a\u200bb', 'a\\u{200b}b', 'a\\u{200b}b'],
  ['NUL and delete', '\0\x7f', '␀␡', '\\x00\\x7f'],
  ['Korean', '한국', '한국', '한국'],
])('%s', (_name, text, unicode, ascii) => {
  expect(visibleText(text, unicodeSymbols)).toBe(unicode)
  expect(visibleText(text, asciiSymbols)).toBe(ascii)
})

test('bytes that are not UTF-8 are written in hex, those around them kept', () => {
  const bytes = Uint8Array.from([0x61, 0xff, 0xc3, 0xed, 0xa0, 0x80, 0x62])
  expect(visible(bytes, unicodeSymbols).text).toBe('a\\xff\\xc3\\xed\\xa0\\x80b')
})

test('every byte knows where it stands in the text', () => {
  const shown = visible(new TextEncoder().encode('한\r\nx'), unicodeSymbols)
  expect([0, 1, 2, 3, 4, 5, 6].map(shown.indexOf)).toEqual([0, 0, 0, 1, 2, 3, 4])
})
