import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { hello, marginOf, screenOf, wholeOf } from './screens.ts'

const get = (line: string, fields = '') =>
  `GET ${line} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`

/** A request, and what is said of the rest of it: folded, and unfolded. */
const long: Record<string, { request: string; folded: string; whole: string }> = {
  'a field of 200 KB': {
    request: get('/', `X: ${'x'.repeat(200_000)}\r\n`),
    folded: '… 199605 more bytes in this line',
    whole: '… 196005 more bytes in this line',
  },
  'a field of wide characters': {
    request: get('/', `X: ${'한'.repeat(20_000)}\r\n`),
    folded: '… 59606 more bytes in this line',
    whole: '… 56006 more bytes in this line',
  },
  '100,000 fields': {
    request: get('/', 'X: y\r\n'.repeat(100_000)),
    folded: '… 97,274 more headers',
    whole: '… 99,602 more headers',
  },
  '100,000 fields with a note each': {
    request: get('/', 'Age: 1\r\n'.repeat(100_000)),
    folded: '… 97,956 more headers',
    whole: '… 99,602 more headers',
  },
  '100,000 lines that are no fields': {
    request: get('/', 'what\r\n'.repeat(100_000)),
    folded: '… 99961 more lines',
    whole: '… 99,602 more lines',
  },
  'a target of 1 MB': {
    request: get(`/${'a/'.repeat(2 ** 19)}`),
    folded: '… 1048176 more bytes in this line',
    whole: '… 1044576 more bytes in this line',
  },
  'a query of 6,000 passwords': {
    request: get(`/?${'passwd=1&'.repeat(6000)}`),
    folded: '… 5952 more notes',
    whole: '… 5953 more notes',
  },
  'a User-Agent and a Referer of 30 KB': {
    request: get(
      '/',
      `User-Agent: ${'b'.repeat(30_000)}\r\nReferer: http://a/${'a'.repeat(30_000)}\r\n`,
    ),
    folded: '… 29614 more bytes in this line',
    whole: '… 26014 more bytes in this line',
  },
}

describe.each([40, 80, 120])('%s columns', (columns) => {
  test.each(Object.entries(long))(
    '%s is drawn in part, and the rest is counted',
    (_, { request, folded, whole }) => {
      const screen = screenOf({ columns }, [{ client: request }, hello, 'closed by server'])
      const unfolded = wholeOf(screen)
      expect(screen.lines.map((line) => line.trim())).toContain(folded)
      expect(unfolded.map((line) => line.trim())).toContain(whole)
      expect(screen.lines.length).toBeLessThan(400)
      expect(unfolded.length).toBeLessThan(4000)
      for (const line of [...screen.lines, ...unfolded])
        expect(stringWidth(line)).toBeLessThanOrEqual(columns)
    },
  )
})

test('what changed in long requests is bounded, too', () => {
  const fields = (value: string) =>
    Array.from({ length: 5000 }, (_, i) => `X-${i}: ${value}\r\n`).join('')
  const { view, session } = screenOf(
    { columns: 80 },
    [{ client: get('/', `Y: ${'a'.repeat(60_000)}\r\n${fields('a')}`) }, hello],
    [{ client: get('/', `Y: ${'b'.repeat(60_000)}\r\n${fields('b')}`) }, hello],
  )
  const [, second] = session.exchanges
  const lines = second === undefined ? [] : marginOf(view.changed(second))
  expect(lines).toContain(' … 4,901 more headers that changed')
  expect(lines.length).toBeLessThan(400)
})
