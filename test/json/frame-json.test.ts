import { expect, test } from 'vitest'
import { frameAsJson as asJson } from '../../src/json/frame-json.ts'
import { redactFrame } from '../../src/notes/redacted.ts'
import { EventStreamReader } from '../../src/wire/protocols/event-stream.ts'
import { Http2Reader } from '../../src/wire/protocols/http2.ts'
import { type Frame, protocolOf } from '../../src/wire/protocols/other-protocol.ts'
import { WebSocketReader } from '../../src/wire/protocols/websocket.ts'
import { mistakesIn } from './schema.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

/** Each is held to the schema, too. */
function frameAsJson(frame: Frame, maxBytes: number): object {
  const json = asJson(frame, maxBytes)
  const line = { type: 'frame', connection: 1, time: '2026-01-01T00:00:00.000Z', ...json }
  expect(mistakesIn(JSON.parse(JSON.stringify(line)))).toEqual([])
  return json
}

test.each([
  ['81 05 48656c6c6f', { opcode: 'text', masked: false, message: { text: 'Hello' } }],
  ['82 02 00ff', { opcode: 'binary', message: { bytes: 'AP8=', complete: true } }],
  ['c1 07 f248cdc9c90700', { message: { text: 'Hello', compressed: true, length: 7 } }],
  ['88 05 03e9 627965', { close: { code: 1001, name: 'going away', reason: 'bye' } }],
  ['88 00', { close: { reason: '' } }],
  ['81 85 00000000 48656c6c6f', { problems: ['masked'] }],
])('a WebSocket frame %s', (text, expected) => {
  const [frame] = new WebSocketReader('server', { takesContextOver: true }).push(hex(text))
  expect(frame && frameAsJson(frame, 100)).toMatchObject({
    protocol: 'websocket',
    from: 'server',
    ...expected,
  })
})

test('what a message carries is cut where less is asked for', () => {
  const [frame] = new WebSocketReader('server').push(hex('81 05 48656c6c6f'))
  expect(frame && frameAsJson(frame, 2)).toMatchObject({ message: { text: 'He', complete: false } })
})

test.each([
  ['000006 04 00 00000000 0003 00000064', { settings: [['MAX_CONCURRENT_STREAMS', 100]] }],
  ['000001 01 05 00000001 88', { stream: 1, headers: [[':status', '200']] }],
  ['000004 03 00 00000001 00000008', { name: 'RST_STREAM', error: 'CANCEL' }],
  ['000004 08 00 00000001 00000064', { increment: 100 }],
  ['000003 00 01 00000001 616263', { flags: ['END_STREAM'], bytes: 'YWJj' }],
  ['000008 07 00 00000000 00000005 00000000', { lastStream: 5, error: 'NO_ERROR' }],
])('an HTTP/2 frame %s', (text, expected) => {
  const [frame] = new Http2Reader('server').push(hex(text))
  expect(frame && frameAsJson(frame, 100)).toMatchObject({ protocol: 'http2', ...expected })
})

test.each([
  [`16 0303 002a 02 000026 0303 ${'00'.repeat(32)} 00 c02f 00`, { version: 'TLS 1.2' }],
  ['15 0301 0002 02 28', { alert: 'handshake_failure' }],
  ['48545450', { isTls: false }],
])('the response %s to TLS', (text, expected) => {
  const spoken = protocolOf(hex('160301'))
  if (typeof spoken === 'string') throw new Error('no TLS')
  const [frame] = spoken.push('server', hex(text))
  expect(frame && frameAsJson(frame, 100)).toEqual({ protocol: 'tls', from: 'server', ...expected })
})

test('events of a stream, and comments', () => {
  const events = new EventStreamReader().push(
    Buffer.from('id: 1\nevent: tick\ndata: x\n\n: alive\n'),
  )
  expect(events.map((event) => frameAsJson(event, 100))).toEqual([
    {
      protocol: 'event-stream',
      from: 'server',
      event: 'tick',
      data: 'x',
      id: '1',
      complete: true,
    },
    { protocol: 'event-stream', from: 'server', comment: 'alive' },
  ])
})

test('of a frame whose secrets are taken out, what else it says is still there', () => {
  const socket = new WebSocketReader('server')
  const said = (opcode: string, text: string) =>
    hex(opcode + Buffer.from([text.length]).toString('hex') + Buffer.from(text).toString('hex'))
  const [text, binary] = socket.push(
    Buffer.concat([said('81', '{"user":"ada","password":"hunter2"}'), said('82', 'hunter2')]),
  )
  expect(text && frameAsJson(redactFrame(text), 100)).toMatchObject({
    message: { text: '{"user":"ada","password":"redacted"}' },
  })
  expect(binary && frameAsJson(redactFrame(binary), 100)).not.toHaveProperty('message.bytes')
  const [event] = new EventStreamReader().push(Buffer.from('data: {"token": "t1"}\n\n'))
  expect(event && frameAsJson(redactFrame(event), 100)).toMatchObject({
    data: '{"token": "redacted"}',
  })
})
