import { expect, test } from 'vitest'
import type { Side } from '../../../src/wire/event.ts'
import type { Change } from '../../../src/wire/exchange.ts'
import { createSession } from '../../../src/wire/session.ts'

type Said = readonly [Side, string | Uint8Array]

/** What a session tells of a connection on which this passes, read by read. */
function changesOf(...said: readonly Said[]): Change[] {
  const session = createSession()
  const at = { connection: 1 }
  const events = said.map(([from, given], i) => ({
    ...at,
    at: i,
    type: 'bytes' as const,
    from,
    bytes: typeof given === 'string' ? Buffer.from(given, 'latin1') : given,
  }))
  return [
    ...session.take({ ...at, at: 0, type: 'opened', client: 'x' }),
    ...events.flatMap((event) => session.take(event)),
    ...session.take({ ...at, at: 99, type: 'ended', by: 'server' }),
    ...session.take({ ...at, at: 99, type: 'ended', by: 'client' }),
  ]
}

const shortened = (change: Change): string => {
  switch (change.type) {
    case 'protocol':
      return `${change.protocol.name} by ${change.switchedBy?.number}`
    case 'frame': {
      const { frame, exchange } = change
      const what =
        frame.protocol === 'http2'
          ? frame.name
          : frame.protocol === 'websocket'
            ? frame.opcode
            : frame.protocol === 'event-stream'
              ? frame.type === 'event' && frame.data
              : frame.from
      return `${exchange?.number}: ${what}`
    }
    default:
      return change.type
  }
}
const told = (...said: readonly Said[]) => changesOf(...said).map(shortened)

const upgrade = (protocol: string) =>
  `GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`
const switched = (protocol: string) =>
  `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`

test('WebSocket: one exchange, then frames, the first with the response', () => {
  expect(
    told(
      ['client', upgrade('websocket')],
      ['server', `${switched('websocket')}\x81\x05hello`],
      ['client', '\x81\x82\0\0\0\0hi\x88\x82\0\0\0\0\x03\xe8'],
      ['server', '\x88\x02\x03\xe8'],
    ),
  ).toEqual([
    'opened',
    'request',
    'response',
    'websocket by 1',
    '1: text',
    '1: text',
    '1: close',
    '1: close',
    'closed',
  ])
})

test('an Upgrade that is refused changes nothing', () => {
  expect(
    told(
      ['client', upgrade('websocket')],
      ['server', 'HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n'],
      ['client', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ),
  ).toEqual(['opened', 'request', 'response', 'request', 'response', 'closed'])
})

test.each([[24], [5], [1]])('HTTP/2 by its preface, %i bytes at a time: no exchange', (size) => {
  const settings = '\0\0\0\x04\0\0\0\0\0'
  const bytes = `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${settings}`
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => [
    'client' as const,
    bytes.slice(i * size, (i + 1) * size),
  ]) as Said[]
  expect(told(...pieces, ['server', settings])).toEqual([
    'opened',
    'http2 by undefined',
    'undefined: SETTINGS',
    'undefined: SETTINGS',
    'closed',
  ])
})

test('HTTP/2 by Upgrade', () => {
  const settings = '\0\0\0\x04\0\0\0\0\0'
  expect(
    told(
      ['client', upgrade('h2c')],
      ['server', switched('h2c') + settings],
      ['client', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${settings}`],
    ),
  ).toEqual(['opened', 'request', 'response', 'http2 by 1', '1: SETTINGS', '1: SETTINGS', 'closed'])
})

test('TLS is no request, and the response no response', () => {
  const hello = `\x16\x03\x01\0\x2d\x01\0\0\x29\x03\x03${'\0'.repeat(32)}\0\0\x02\xc0\x2f\x01\0`
  expect(told(['client', hello], ['server', 'HTTP/1.1 400 Bad Request\r\n\r\n'])).toEqual([
    'opened',
    'tls by undefined',
    'undefined: client',
    'undefined: server',
    'closed',
  ])
})

test('a tunnel is one exchange', () => {
  expect(
    told(
      ['client', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'],
      ['server', 'HTTP/1.1 200 OK\r\n\r\n'],
      ['client', 'GET / HTTP/1.1\r\n\r\n'],
      ['server', 'HTTP/1.1 200 OK\r\n\r\n'],
    ),
  ).toEqual(['opened', 'request', 'response', 'tunnel by 1', 'closed'])
})

test('events of a stream are told as they come, before its end', () => {
  const head =
    'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n'
  const asked: Said = ['client', 'GET /events HTTP/1.1\r\nHost: x\r\n\r\n']
  expect(
    told(
      asked,
      ['server', `${head}9\r\ndata: 1\n\n\r\n`],
      ['server', '5\r\ndata:\r\n'],
      ['server', '4\r\n 2\n\n\r\n9\r\ndata: 3\n\n\r\n0\r\n\r\n'],
    ),
  ).toEqual(['opened', 'request', '1: 1', '1: 2', '1: 3', 'response', 'closed'])
  const untilClose = head.replace('Transfer-Encoding: chunked\r\n', '')
  expect(told(asked, ['server', untilClose], ['server', 'data: a\n\n'])).toEqual([
    'opened',
    'request',
    '1: a',
    'response',
    'closed',
  ])
})
