import { createServer } from 'node:net'
import { type ConnectionOptions, connect } from 'node:tls'
import { expect, test } from 'vitest'
import { looksLikeTls, readClientHello, readServerHello } from '../../../src/wire/protocols/tls.ts'

/** What Node's own TLS client sends first. */
const firstBytes = (options: ConnectionOptions) =>
  new Promise<Buffer>((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', (bytes) => {
        socket.destroy()
        server.close()
        resolve(bytes)
      })
    }).listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      connect({ port, host: '127.0.0.1', ...options }).on('error', () => {})
    })
  })

test.each([
  [
    { servername: 'localhost', ALPNProtocols: ['h2', 'http/1.1'] },
    {
      serverName: 'localhost',
      versions: ['TLS 1.3', 'TLS 1.2'],
      applicationProtocols: ['h2', 'http/1.1'],
    },
  ],
  [
    { maxVersion: 'TLSv1.2' as const },
    { serverName: undefined, versions: ['TLS 1.2'], applicationProtocols: [] },
  ],
])('a ClientHello with %j', async (options, expected) => {
  const bytes = await firstBytes(options)
  expect(looksLikeTls(bytes)).toBe(true)
  expect(readClientHello(bytes)).toEqual(expected)
  for (const size of [1, 5, 40, bytes.length - 1])
    expect(readClientHello(bytes.subarray(0, size))).toBeUndefined()
})

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

test.each([
  // A response of TLS 1.3 names 1.2 where old machines look, and the version in an extension.
  [
    `16 0303 0032 02 00002e 0303 ${'00'.repeat(32)} 00 1301 00 0006 002b 0002 0304`,
    { type: 'hello', version: 'TLS 1.3' },
  ],
  [
    `16 0303 002a 02 000026 0303 ${'00'.repeat(32)} 00 c02f 00`,
    { type: 'hello', version: 'TLS 1.2' },
  ],
  ['15 0301 0002 02 46', { type: 'alert', description: 'protocol_version' }],
  ['15 0301 0002 02 63', { type: 'alert', description: 'alert 99' }],
])('the response %s', (text, expected) => {
  expect(readServerHello(hex(text))).toEqual(expected)
})

test.each(['', 'GET / HTTP/1.1\r\n', 'HTTP/1.1 400 Bad Request\r\n'])('%j is no TLS', (text) => {
  expect(looksLikeTls(Buffer.from(text))).toBe(false)
  expect(readServerHello(Buffer.from(text))).toBeUndefined()
})
