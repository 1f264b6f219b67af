import { expect, test } from 'vitest'
import { notesOnExchange } from '../../src/notes/exchange-notes.ts'
import type { Exchange } from '../../src/wire/exchange.ts'
import { createSession } from '../../src/wire/session.ts'

const names = ['192.168.1.5', '2001:db8::5', 'anns-pc', 'anns-pc.local']

function asked(host: string, known: readonly string[] | undefined = names, target = '/'): Exchange {
  const session = createSession()
  const bytes = Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  session.take({
    type: 'opened',
    connection: 1,
    at: 1,
    client: '127.0.0.1:50000',
    ...(known && { names: known }),
  })
  session.take({ type: 'bytes', connection: 1, at: 2, from: 'client', bytes })
  const [exchange] = session.exchanges
  if (exchange === undefined) throw new Error('nothing was asked')
  return exchange
}

const foreign = (exchange: Exchange) =>
  notesOnExchange(exchange).request.filter(({ about }) => about === 'foreign-host')

test.each([
  'localhost',
  'localhost:9001',
  'LocalHost.:9001',
  'app.localhost:9001',
  '127.0.0.1:9001',
  '127.0.0.2',
  '[::1]:9001',
  '[0:0:0:0:0:0:0:1]',
  '192.168.1.5:9001',
  '[2001:DB8::5]:9001',
  'anns-pc:9001',
  'Anns-PC.local',
  '',
])('Host: %s is this machine', (host) => {
  expect(foreign(asked(host))).toEqual([])
})

test.each(['evil.example:9001', 'localhost.evil.example', '127.0.0.1.nip.io', 'notlocalhost'])(
  'Host: %s is a name of somebody else: a warning at its bytes, with what a server does',
  (host) => {
    const exchange = asked(host)
    const [note, ...others] = foreign(exchange)
    expect(others).toEqual([])
    expect(note).toMatchObject({ severity: 'warning', source: expect.stringContaining('RFC 9110') })
    expect(note?.words).toContain('DNS rebinding')
    expect(note?.todo).toContain('421')
    const pointed = exchange.request?.bytes.subarray(note?.start, note?.end) ?? []
    expect(Buffer.from(pointed).toString()).toBe(host)
  },
)

test.each(['192.168.1.6', '[2001:db8::6]:80', '8.8.8.8'])(
  'Host: %s is an address of elsewhere: a warning, and no name can have been rebound',
  (host) => {
    const [note] = foreign(asked(host))
    expect(note?.severity).toBe('warning')
    expect(note?.words).not.toContain('rebinding')
  },
)

test('of a recorded message nobody knows where it was sent', () => {
  const session = createSession()
  session.take({ type: 'opened', connection: 1, at: 1, client: '127.0.0.1:50000' })
  const bytes = Buffer.from('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n')
  session.take({ type: 'bytes', connection: 1, at: 2, from: 'client', bytes })
  const [exchange] = session.exchanges
  expect(exchange && foreign(exchange)).toEqual([])
})

test('a whole address of elsewhere in the request line: a warning there, whatever Host says', () => {
  const exchange = asked('localhost', names, 'http://evil.example/abs')
  const [note, ...others] = foreign(exchange)
  expect(others).toEqual([])
  expect(note).toMatchObject({ severity: 'warning', source: 'RFC 9112, section 3.2.2' })
  const pointed = exchange.request?.bytes.subarray(note?.start, note?.end) ?? []
  expect(Buffer.from(pointed).toString()).toBe('http://evil.example/abs')
})

test.each(['http://localhost:9001/', 'HTTP://anns-pc/a', '/http://evil.example/'])(
  'the target %s is this machine',
  (target) => expect(foreign(asked('localhost', names, target))).toEqual([]),
)
