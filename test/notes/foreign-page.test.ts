import { expect, test } from 'vitest'
import { notesOnExchange } from '../../src/notes/exchange-notes.ts'
import { createSession } from '../../src/wire/session.ts'

/** The notes on what a page of another site had sent, of a request that came to this machine. */
function foreign(line: string, ...fields: string[]) {
  const session = createSession()
  const bytes = Buffer.from(
    [`${line} HTTP/1.1`, 'Host: localhost:9001', ...fields, '', ''].join('\r\n'),
  )
  session.take({ type: 'opened', connection: 1, at: 1, client: '127.0.0.1:50000', names: ['::1'] })
  session.take({ type: 'bytes', connection: 1, at: 2, from: 'client', bytes })
  const [exchange] = session.exchanges
  if (exchange === undefined) throw new Error('nothing was asked')
  return notesOnExchange(exchange).request.filter(({ about }) => about === 'foreign-page')
}

const cross = 'Sec-Fetch-Site: cross-site'

test.each([
  ['a form', 'POST /', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'],
  ['a script', 'GET /a.js', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script'],
  ['a frame', 'GET /', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'],
  ['a fetch', 'GET /', 'Sec-Fetch-Mode: cors', 'Sec-Fetch-Dest: empty', 'Origin: http://evil.test'],
  ['a WebSocket', 'GET /', 'Sec-Fetch-Mode: websocket', 'Origin: https://evil.test:8443'],
])('%s of another site: a warning, with what a server does', (_what, line, ...fields) => {
  const [note, ...others] = foreign(line, cross, ...fields)
  expect(others).toEqual([])
  expect(note).toMatchObject({ severity: 'warning', todo: expect.stringContaining('403') })
  const origin = fields.some((field) => field.startsWith('Origin'))
  expect(note?.words).toContain(origin ? 'A page of evil.test' : 'A page of another site')
})

test('a foreign Origin tells it where a browser sends no Sec-Fetch-Site', () => {
  expect(foreign('POST /', 'Origin: http://evil.test')).toMatchObject([{ severity: 'warning' }])
})

test.each([
  [
    'a link of another site that was followed',
    'GET /',
    cross,
    'Sec-Fetch-Mode: navigate',
    'Sec-Fetch-Dest: document',
  ],
  ['a page of one of this machine’s names', 'POST /', cross, 'Origin: http://127.0.0.1:9001'],
  ['the same, told by Referer', 'GET /a.js', cross, 'Referer: http://[::1]:9001/'],
  [
    'another port of this machine',
    'GET /',
    'Sec-Fetch-Site: same-site',
    'Origin: http://localhost:5173',
  ],
  ['the page itself', 'POST /', 'Sec-Fetch-Site: same-origin', 'Origin: http://localhost:9001'],
  ['the person', 'GET /', 'Sec-Fetch-Site: none'],
  ['a program without any of them', 'POST /'],
  ['an origin that has no name', 'POST /', 'Origin: null'],
])('%s is no other site', (_what, line, ...fields) => {
  expect(foreign(line, ...fields)).toEqual([])
})
