import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPrinted } from '../../../src/session/printed.ts'
import { renderCopyLines } from '../../../src/terminal/views/copy.ts'
import { renderPrinted } from '../../../src/terminal/views/printed.ts'
import type { Happening } from '../../notes/exchange.ts'
import { plainTheme } from '../theme.ts'
import { screenOf } from './screens.ts'

/** Characters that a terminal acts on, hides, or reorders text by. */
const acted = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u

const nasty = fc.constantFrom(
  '\x1b[2J',
  '\x1b]0;title\x07',
  '\x9b31m',
  '\u009b31m',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\b',
  '\x7f',
  '%1b[2J',
  '%00',
  '%E2%80%AE',
  '+',
  '&',
  '=',
  '&#27;',
  '&#8238;',
  '한국',
  "'",
  '\\',
)
const bytesIn = (max: number) =>
  fc
    .array(fc.oneof(nasty, fc.string({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 })), {
      maxLength: max,
    })
    .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part))))
/** The same without what would end a line or a part of one. */
const word = bytesIn(4).map((bytes) => bytes.filter((byte) => ![10, 13, 32].includes(byte)))
const field = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        'Host',
        'Referer',
        'Content-Type',
        'Content-Length',
        'User-Agent',
        'Sec-Fetch-Dest',
        'Cookie',
        'Location',
      ),
      word,
    ),
    fc.oneof(
      word,
      fc.constantFrom(
        'document',
        '5',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
      ),
    ),
  )
  .map(([name, value]) =>
    Buffer.concat([Buffer.from(name), Buffer.from(': '), Buffer.from(value), Buffer.from('\r\n')]),
  )

const message = (line: fc.Arbitrary<Buffer>) =>
  fc
    .tuple(line, fc.array(field, { maxLength: 4 }), bytesIn(6))
    .map(([start, fields, body]) => Buffer.concat([start, ...fields, Buffer.from('\r\n'), body]))
const request = message(
  fc
    .tuple(fc.constantFrom('GET', 'POST', 'HEAD'), word)
    .map(([method, target]) =>
      Buffer.concat([Buffer.from(`${method} /?`), target, Buffer.from(' HTTP/1.1\r\n')]),
    ),
)
const response = message(
  word.map((reason) => Buffer.concat([Buffer.from('HTTP/1.1 200 '), reason, Buffer.from('\r\n')])),
)
const conversation = fc.record({
  client: fc.oneof(request, bytesIn(12)),
  server: fc.oneof(response, bytesIn(12)),
  end: fc.constantFrom<Happening>('closed by server', 'closed by client', 'reset by server'),
})
const form = fc.record({ columns: fc.constantFrom(40, 80, 120), unicode: fc.boolean() })
const fixed = { seed: 20240611, numRuns: 150 }

const unsafe = (lines: readonly string[]) => lines.filter((line) => acted.test(line))

describe('nothing from the wire reaches the terminal as a control sequence', () => {
  test('in what is printed as it comes, and in all that can be asked for by a key', () => {
    fc.assert(
      fc.property(form, fc.array(conversation, { minLength: 1, maxLength: 3 }), (form, all) => {
        const { lines, view, session } = screenOf(
          form,
          ...all.map(({ client, server, end }): Happening[] => [{ client }, { server }, end]),
        )
        expect(unsafe(lines)).toEqual([])
        for (const exchange of session.exchanges) {
          expect(unsafe(view.whole(exchange))).toEqual([])
          const item = { type: 'exchange', exchange, stalled: 'response' } as const
          expect(unsafe(view.item(item))).toEqual([])
          expect(unsafe([view.title(exchange)])).toEqual([])
          expect(unsafe(view.changed(exchange))).toEqual([])
          expect(unsafe(view.form(exchange))).toEqual([])
          if (exchange.request === undefined) continue
          const address = { host: 'localhost', port: 9001 }
          const theme = plainTheme(form.columns, form.unicode)
          expect(unsafe(renderCopyLines('title', exchange.request, address, theme))).toEqual([])
        }
      }),
      fixed,
    )
  })

  test('nor from what a server program prints', () => {
    fc.assert(
      fc.property(form, fc.array(bytesIn(8), { maxLength: 4 }), (form, writes) => {
        const printed = createPrinted()
        for (const bytes of writes) printed.take('stdout', bytes)
        const theme = plainTheme(form.columns, form.unicode)
        expect(unsafe(renderPrinted('server.ts', printed.lines, 1, theme))).toEqual([])
      }),
      fixed,
    )
  })

  test('the search finds one where there is one', () => {
    expect(unsafe(['safe', 'not\x1b[2J', 'nor\u202ethis'])).toHaveLength(2)
  })
})
