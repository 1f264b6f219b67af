import { describe, expect, test } from 'vitest'
import { notesOnExchange } from '../../src/notes/exchange-notes.ts'
import { capture, exchangeOf, type Happening, navigation } from './exchange.ts'

/** Warnings and errors of an answer, each with the bytes it points at and what to change. */
function problems(...happenings: Happening[]): string[] {
  const exchange = exchangeOf({ client: navigation }, ...happenings)
  const notes = notesOnExchange(exchange)
  const pointed = (start: number, end: number) =>
    JSON.stringify(Buffer.from(exchange.response?.bytes.subarray(start, end) ?? []).toString())
  return [
    ...notes.response
      .filter(({ severity }) => severity !== 'note')
      .map(({ about, start, end }) => `${about} at ${start} ${pointed(start, end)}`),
    ...notes.connection.map(({ about }) => about),
  ]
}

const head = 'HTTP/1.1 200 OK\r\n'
const html = `${head}Content-Type: text/html; charset=utf-8\r\n`
const closed = 'closed by server'

describe('the answers of the table, each with its note and where it points', () => {
  const table: [string, Happening[], string[]][] = [
    ['as it should be', [{ server: `${head}\r\nHello world!\n` }, closed], []],
    [
      'LF alone',
      [{ server: 'HTTP/1.1 200 OK\n\nHello world!\n' }, closed],
      ['bare-lf at 15 "\\n"', 'bare-lf at 16 "\\n"'],
    ],
    [
      'no blank line',
      [{ server: `${head}Hello world!\n` }, closed],
      ['bare-lf at 29 "\\n"', 'missing-blank-line at 17 "Hello world!\\n"'].reverse(),
    ],
    [
      'no status line',
      [{ server: 'Hello world!\n' }, closed],
      ['missing-start-line at 0 "Hello world!"'],
    ],
    [
      'an indented status line',
      [{ server: `      ${head}\r\nHello` }, closed],
      ['indented-start-line at 0 "      "'],
    ],
    [
      'Content-Length too small',
      [{ server: `${head}Content-Length: 5\r\n\r\nHello world!\n` }, closed],
      ['content-length-too-small at 33 "5"'],
    ],
    [
      'Content-Length too large',
      [{ server: `${head}Content-Length: 50\r\n\r\nHello world!\n` }, closed],
      ['body-cut-short at 33 "50"'],
    ],
    [
      'Content-Length too large, not closed',
      [{ server: `${head}Content-Length: 50\r\n\r\nHello world!\n` }],
      ['body-awaited at 33 "50"'],
    ],
    [
      'characters counted for bytes',
      [{ server: `${html}Content-Length: 5\r\n\r\n안녕하세요` }, closed],
      ['content-length-too-small at 73 "5"'],
    ],
    [
      'no Content-Length, not closed',
      [{ server: `${html}\r\n<p>Hello` }],
      [`end-awaited at 67 ""`],
    ],
    [
      'the right Content-Length, not closed',
      [{ server: `${head}Content-Length: 2\r\n\r\nHi` }],
      [],
    ],
    ['nothing, not closed', [], ['response-awaited']],
    ['nothing, closed', [closed], ['empty-response']],
    ['a header that does not end', [{ server: head }], ['header-not-over at 17 ""']],
    ['reset with nothing', ['reset by server'], ['reset-by-server']],
    [
      'reset after an answer',
      [{ server: `${head}\r\nHello` }, 'reset by server'],
      ['reset-by-server'],
    ],
    [
      '404 without a body',
      [{ server: 'HTTP/1.1 404 Not Found\r\n\r\n' }, closed],
      ['empty-error at 9 "404"'],
    ],
    ['404 with a body', [{ server: 'HTTP/1.1 404 Not Found\r\n\r\nno' }, closed], []],
    [
      'tags that will be shown',
      [{ server: `${head}\r\nHello <b>you</b>` }, closed],
      ['no-content-type at 19 "Hello"'],
    ],
    [
      'letters beyond ASCII without a charset',
      [{ server: `${head}Content-Type: text/html\r\n\r\n<p>한국` }, closed],
      ['no-charset at 47 "한국"'],
    ],
    [
      'letters with a charset in the page',
      [{ server: `${head}Content-Type: text/html\r\n\r\n<meta charset=utf-8>한국` }, closed],
      [],
    ],
    [
      'a chunked body without an end',
      [{ server: `${html}Transfer-Encoding: chunked\r\n\r\n2\r\nHi\r\n` }],
      ['last-chunk-awaited at 94 ""'],
    ],
  ]
  test.each(table)('%s', (_name, happenings, expected) => {
    expect(problems(...happenings)).toEqual(expected)
  })

  test.each(table.filter(([, , expected]) => expected.length > 0))(
    '%s: says what to change',
    (_name, happenings) => {
      const { response, connection } = notesOnExchange(
        exchangeOf({ client: navigation }, ...happenings),
      )
      const said = [...response, ...connection].filter(({ severity }) => severity !== 'note')
      expect(said.length).toBeGreaterThan(0)
      for (const { words, todo, severity } of said) {
        expect(words).toMatch(new RegExp(`^${severity}: .+[.]$`))
        expect(todo).toMatch(/^[A-Z].+[.]$/)
        expect(`${words} ${todo}`).not.toMatch(/!|\bjust\b|\bsimply\b/i)
      }
    },
  )
})

const wordsFor = (about: string, ...happenings: Happening[]) => {
  const { response, connection } = notesOnExchange(
    exchangeOf({ client: navigation }, ...happenings),
  )
  return [...response, ...connection].find((note) => note.about === about)?.words
}

describe('the words', () => {
  test('both numbers, where characters were counted', () => {
    expect(
      wordsFor(
        'content-length-too-small',
        { server: `${html}Content-Length: 5\r\n\r\n안녕하세요` },
        closed,
      ),
    ).toBe(
      'error: Content-Length: 5 is the number of characters. In UTF-8 they are 15 bytes, so the last 10 bytes are cut off.',
    )
  })

  test('the bytes that are cut off', () => {
    expect(
      wordsFor(
        'content-length-too-small',
        { server: `${head}Content-Length: 5\r\n\r\nHello world!\n` },
        closed,
      ),
    ).toBe(
      'error: Content-Length says 5, and 13 bytes came. A browser shows only the bytes that Content-Length counts.',
    )
  })

  test('up to four bytes before the status line are forgiven by browsers', () => {
    const words = (indent: string) =>
      wordsFor('indented-start-line', { server: `${indent}${head}\r\nHello` }, closed)
    expect(words('    ')).toContain('Chromium and Firefox skip up to 4 bytes')
    expect(words('     ')).toContain('ERR_INVALID_HTTP_RESPONSE')
  })

  test('what becomes of a letter that is read byte by byte', () => {
    expect(wordsFor('no-charset', { server: `${head}\r\n<p>é</p>` }, closed)).toContain(
      'é becomes Ã©',
    )
  })
})

describe('what is ordinary', () => {
  test('stages 1 and 2 send no Content-Type: said, and no warning', () => {
    for (const [body, guess] of [
      ['Hello world!\n', 'plain text'],
      ['<html><h1>Hello</h1></html>', 'a page'],
    ] as const) {
      const { response } = notesOnExchange(
        exchangeOf({ client: navigation }, { server: `${head}\r\n${body}` }, closed),
      )
      const note = response.find(({ about }) => about === 'no-content-type')
      expect(note?.words).toMatch(new RegExp(`takes it for ${guess}$`))
      expect(response.map(({ severity }) => severity)).not.toContain('warning')
    }
  })

  const favicon = (server: string | Uint8Array) =>
    notesOnExchange(
      exchangeOf({ client: capture('chromium-favicon') }, { server }, closed),
    ).response.filter(({ about }) => about === 'favicon-no-picture')

  test('a favicon that is text is asked for again; one that is a picture, or missing, is not', () => {
    expect(favicon(`${head}\r\nHello world!\n`)).toMatchObject([{ severity: 'note', start: 9 }])
    expect(favicon(`${head}Content-Type: text/html\r\n\r\n<p>`)).toMatchObject([{ start: 31 }])
    expect(favicon(`${head}Content-Type: text/plain\r\n\r\n\x89PNG\r\n\x1a\n`)).toHaveLength(1)
    expect(favicon(Buffer.from(`${head}\r\n\x89PNG\r\n\x1a\n`, 'latin1'))).toEqual([])
    expect(favicon('HTTP/1.1 404 Not Found\r\n\r\n')).toEqual([])
  })

  test('a favicon without a response is an error, whoever asked for it', () => {
    const { connection } = notesOnExchange(
      exchangeOf({ client: capture('chromium-favicon') }, closed),
    )
    expect(connection).toMatchObject([{ severity: 'error', about: 'empty-response' }])
  })

  test('HEAD, pictures and compressed bodies are not judged by their first bytes', () => {
    const about = (client: string | Uint8Array, server: string) =>
      notesOnExchange(exchangeOf({ client }, { server }, closed)).response.map((note) => note.about)
    const text = `${head}\r\nHello <b>`
    expect(about('HEAD / HTTP/1.1\r\nHost: a\r\n\r\n', `${head}\r\n`)).not.toContain(
      'no-content-type',
    )
    expect(about(navigation, `${head}Content-Encoding: gzip\r\n\r\nHello`)).not.toContain(
      'no-content-type',
    )
    expect(about(capture('chromium-favicon'), text)).not.toContain('no-content-type')
    expect(about(navigation, text)).toContain('no-content-type')
  })
})
