import { describe, expect, test } from 'vitest'
import {
  type OtherProtocol,
  protocolAfter,
  protocolOf,
} from '../../../src/wire/protocols/other-protocol.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
const nameOf = (spoken: ReturnType<typeof protocolOf>) =>
  typeof spoken === 'string' ? spoken : spoken.name

/** The smallest ClientHello: TLS 1.2, one cipher, no extensions. */
const hello = hex(`16 0301 002d 01 000029 0303 ${'00'.repeat(32)} 00 0002 c02f 01 00`)

test.each([
  [Buffer.from('GET / HTTP/1.1\r\n'), 'http1'],
  [Buffer.from('P'), 'undecided'],
  [Buffer.from('PO'), 'http1'],
  [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), 'http2'],
  [hex('16'), 'undecided'],
  [hello, 'tls'],
  [hex('16 47 45'), 'http1'],
  [Buffer.from('\r\n'), 'http1'],
  [Buffer.alloc(0), 'undecided'],
])('first bytes %s', (bytes, expected) => {
  expect(nameOf(protocolOf(bytes))).toBe(expected)
})

test.each([
  ['websocket', 'websocket', 'websocket'],
  ['WebSocket', 'websocket', 'WebSocket'],
  ['h2c', 'http2', 'h2c'],
  ['x-echo/2', 'other', 'x-echo/2'],
  [undefined, 'tunnel', 'example.com:443'],
])('after Upgrade: %s', (upgrade, name, label) => {
  const spoken = protocolAfter({ upgrade, extensions: undefined, target: 'example.com:443' })
  expect(spoken).toMatchObject({ name, label })
})

describe('TLS', () => {
  const tls = () => {
    const spoken = protocolOf(hello)
    if (typeof spoken === 'string') throw new Error('no TLS')
    return spoken
  }

  test.each([
    [
      hex(`16 0303 002a 02 000026 0303 ${'00'.repeat(32)} 00 c02f 00`),
      { protocol: 'tls', from: 'server', version: 'TLS 1.2' },
    ],
    [hex('15 0301 0002 02 28'), { protocol: 'tls', from: 'server', alert: 'handshake_failure' }],
    [
      Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
      { protocol: 'tls', from: 'server', isTls: false },
    ],
  ])('the server says %s', (bytes, expected) => {
    const spoken = tls()
    expect(spoken.push('client', hello)).toMatchObject([{ hello: { versions: ['TLS 1.2'] } }])
    expect(spoken.push('server', bytes.subarray(0, 2))).toEqual([])
    expect(spoken.push('server', bytes.subarray(2))).toEqual([expected])
    // What comes then is encrypted.
    expect(spoken.push('server', hex('16 0303 0001 00'))).toEqual([])
    expect(spoken.lengths).toEqual({ client: hello.length, server: bytes.length + 6 })
  })
})

test('what passes in a tunnel is read where it is TLS, and counted where it is not', () => {
  const tunnel = (): OtherProtocol =>
    protocolAfter({ upgrade: undefined, extensions: undefined, target: 'a:443' })
  const withTls = tunnel()
  expect(withTls.push('client', hello.subarray(0, 2))).toEqual([])
  expect(withTls.push('client', hello.subarray(2))).toMatchObject([{ protocol: 'tls' }])
  const other = tunnel()
  expect(other.push('server', Buffer.from('220 mail\r\n'))).toEqual([])
  expect(other.push('client', Buffer.from('EHLO x\r\n'))).toEqual([])
  expect(other.lengths).toEqual({ client: 8, server: 10 })
})
