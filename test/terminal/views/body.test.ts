import { describe, expect, test } from 'vitest'
import { createReader } from '../../../src/http/reader.ts'
import { renderBody } from '../../../src/terminal/views/body.ts'
import { renderMessage } from '../../../src/terminal/views/message.ts'
import { plainTheme } from '../theme.ts'

function answer(content: string | Uint8Array, limit?: number) {
  const reader = createReader('response', limit === undefined ? {} : { maxBytes: limit })
  reader.push(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), Buffer.from(content)]))
  reader.end()
  const [message] = reader.messages
  if (message?.body === undefined) throw new Error('there is no body')
  return { message, body: message.body }
}

function draw(content: string | Uint8Array, columns = 77, whole = false) {
  const { message, body } = answer(content)
  return renderBody(message, body, plainTheme(columns + 3), { whole, columns })
}

const bytes = Uint8Array.from({ length: 40 }, (_, i) => (i * 7) % 256)

describe('a body', () => {
  test('that is binary: hex with the text beside', () => {
    expect(draw(bytes).join('\n')).toMatchInlineSnapshot(`
      "00 07 0e 15 1c 23 2a 31 38 3f 46 4d 54 5b 62 69  .....#*18?FMT[bi
      70 77 7e 85 8c 93 9a a1 a8 af b6 bd c4 cb d2 d9  pw~.............
      e0 e7 ee f5 fc 03 0a 11                          ........"
    `)
    expect(draw(bytes, 37).join('\n')).toMatchInlineSnapshot(`
      "00 07 0e 15 1c 23 2a 31  .....#*1
      38 3f 46 4d 54 5b 62 69  8?FMT[bi
      70 77 7e 85 8c 93 9a a1  pw~.....
      a8 af b6 bd c4 cb d2 d9  ........
      e0 e7 ee f5 fc 03 0a 11  ........"
    `)
  })

  test('that is long is folded to eight lines, and says how many bytes are left', () => {
    const text = 'line of text\n'.repeat(20)
    expect(draw(text)).toHaveLength(9)
    expect(draw(text).at(-1)).toBe(`… ${12 * 13} more bytes`)
    expect(draw(text, 77, true)).toHaveLength(20)
  })

  test('of one long line counts the bytes that are out of sight, in characters of any length', () => {
    const shown = draw('한'.repeat(100), 20)
    expect(shown.slice(0, -1)).toEqual(Array(8).fill('한'.repeat(10)))
    expect(shown.at(-1)).toBe(`… ${20 * 3} more bytes`)
  })

  test('keeps a line in sight that something is said about', () => {
    const { message, body } = answer('line of text\n'.repeat(20))
    const start = body.start + 15 * 13 + 8
    const note = { about: 'x', start, end: start + 4, severity: 'error' as const, words: 'here' }
    const shown = renderBody(message, body, plainTheme(80), { whole: false, columns: 77 }, [note])
    expect(shown.slice(8).join('\n')).toMatchInlineSnapshot(`
      "… 91 more bytes
      line of text␊
              ─┬──
               └ here
      … 52 more bytes"
    `)
  })

  test('in hex has its labels under the bytes', () => {
    const { message, body } = answer(bytes)
    const note = {
      about: 'x',
      start: body.start + 17,
      end: body.start + 19,
      severity: 'error' as const,
      words: 'here',
    }
    const shown = renderBody(message, body, plainTheme(80), { whole: false, columns: 77 }, [note])
    expect(shown.join('\n')).toMatchInlineSnapshot(`
      "00 07 0e 15 1c 23 2a 31 38 3f 46 4d 54 5b 62 69  .....#*18?FMT[bi
      70 77 7e 85 8c 93 9a a1 a8 af b6 bd c4 cb d2 d9  pw~.............
         ──┬──
           └ here
      e0 e7 ee f5 fc 03 0a 11                          ........"
    `)
  })
})

describe('what was not kept is said', () => {
  const theme = plainTheme(80)
  const view = { show: new Set<string>(), whole: true, columns: 77 }

  test('the rest of a body', () => {
    const { message } = answer('x'.repeat(500), 100)
    expect(renderMessage(message, theme, view).at(-1)).toBe('… 419 bytes came and were not kept')
  })

  test('all of a message', () => {
    const { message } = answer('hello')
    const forgotten = { ...message, bytes: new Uint8Array(0), tokens: [] }
    expect(renderMessage(forgotten, theme, view)).toEqual([
      '… 24 bytes came and are no longer kept',
    ])
  })
})
