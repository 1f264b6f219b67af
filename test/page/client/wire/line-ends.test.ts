import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editOf, laidOut, toBytes, toText } from '../../../../src/page/client/wire/line-ends.ts'
import { capture } from '../../../notes/exchange.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))

describe('bytes as text that can be edited, and back', () => {
  test.each([
    ['GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1␍␊\n␍␊\n'],
    ['a\nb\rc\r\r\n', 'a␊\nb␍c␍␍␊\n'],
    ['\0\t\x1b\x7f', '␀␉␛␡'],
    ['한국어', '한국어'],
    ['␍ ⟨0d⟩', '⟨e2⟩⟨90⟩⟨8d⟩ ⟨e2⟩⟨9f⟩⟨a8⟩0d⟩'],
    ['\u202e\u200b', '⟨e2⟩⟨80⟩⟨ae⟩⟨e2⟩⟨80⟩⟨8b⟩'],
    ['\ufeffx', '⟨ef⟩⟨bb⟩⟨bf⟩x'],
  ])('%j', (given, text) => {
    expect(toText(bytes(given))).toBe(text)
    expect(toBytes(text)).toEqual(bytes(given))
  })

  test('each byte alone, and each pair of bytes that matter', () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte)
    for (const byte of all)
      expect(toBytes(toText(Uint8Array.of(byte)))).toEqual(Uint8Array.of(byte))
    const whole = Uint8Array.from(all)
    expect(toBytes(toText(whole))).toEqual(whole)
  })

  test('any bytes', () => {
    const likely = fc.constantFrom(0x0d, 0x0a, 0xe2, 0x90, 0x8d, 0x9f, 0xa8, 0x30, 0x64)
    const some = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), likely), { maxLength: 40 })
    fc.assert(
      fc.property(some, (list) => {
        const given = Uint8Array.from(list)
        const text = toText(given)
        expect(toBytes(text)).toEqual(given)
        expect(laidOut(text)).toBe(text)
      }),
    )
  })

  test('a recorded request', () => {
    const request = new Uint8Array(capture('chromium-form-multipart'))
    expect(toBytes(toText(request))).toEqual(request)
  })

  test('a bracket that was typed is itself', () => {
    expect(toBytes('⟨zz⟩')).toEqual(bytes('⟨zz⟩'))
    expect(toBytes('⟨0D⟩')).toEqual(Uint8Array.of(13))
  })
})

/** What stands in the field after a key; `|` is the cursor. */
function after(key: string, shown: string): string {
  const at = shown.indexOf('|')
  const text = shown.replace('|', '')
  const edit = editOf(key, text, at, at)
  return edit === undefined ? 'as usual' : text.slice(0, edit.from) + edit.by + text.slice(edit.to)
}

describe('line ends in the field', () => {
  test.each([
    ['Enter', 'ab|c', 'ab␍␊\nc'],
    ['Backspace', 'a␍␊\n|b', 'a␍b'],
    ['Backspace', 'a␍␊|\nb', 'a␍b'],
    ['Backspace', 'a␍|␊\nb', 'as usual'],
    ['Delete', 'a␍|␊\nb', 'a␍b'],
    ['Delete', 'a|␍␊\nb', 'as usual'],
    ['a', 'a␍␊\n|b', 'as usual'],
  ])('%s in %j', (key, shown, expected) => {
    expect(after(key, shown)).toBe(expected)
  })

  test('each ␊ has its line break, and nothing else has one', () => {
    expect(laidOut('a␍\nb␊c\r\n')).toBe('a␍b␊\nc')
  })
})
