import { connect as connectHttp2, createServer as createHttp2 } from 'node:http2'
import { createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { HpackDecoder, HpackError } from '../../../src/wire/protocols/hpack.ts'
import {
  beginsHttp2,
  type Http2Frame,
  Http2Reader,
  preface,
} from '../../../src/wire/protocols/http2.ts'
import { connectTo } from '../../../src/wire/tap.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
const decoded = (decoder: HpackDecoder, text: string) =>
  decoder.decode(hex(text)).map(({ name, value }) => `${name}: ${value}`)

describe('the examples of RFC 7541, appendix C', () => {
  test('literals with and without an index (C.2)', () => {
    const decoder = new HpackDecoder()
    expect(
      decoded(decoder, '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572'),
    ).toEqual(['custom-key: custom-header'])
    expect(decoded(decoder, '040c 2f73 616d 706c 652f 7061 7468')).toEqual([':path: /sample/path'])
    expect(decoded(decoder, '82')).toEqual([':method: GET'])
  })

  test('requests with Huffman codes, one after the other (C.4)', () => {
    const decoder = new HpackDecoder()
    const common = [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com']
    expect(decoded(decoder, '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff')).toEqual(common)
    expect(decoded(decoder, '8286 84be 5886 a8eb 1064 9cbf')).toEqual([
      ...common,
      'cache-control: no-cache',
    ])
    expect(decoded(decoder, '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf')).toEqual(
      [
        ':method: GET',
        ':scheme: https',
        ':path: /index.html',
        ':authority: www.example.com',
        'custom-key: custom-value',
      ],
    )
  })

  test.each([
    ['an index that is not there', 'ff80 8001'],
    ['index 0', '80'],
    ['a string that is cut off', '400a 6375'],
    ['a number without an end', 'ffff ffff ffff ff'],
    ['padding with a zero in it', '4081 00 00'],
  ])('%s is an error', (_name, text) => {
    expect(() => new HpackDecoder().decode(hex(text))).toThrow(HpackError)
  })
})

test.each([
  ['', undefined],
  ['PRI * HTTP/2.0\r\n', undefined],
  [`${preface}\0\0\0`, true],
  ['PRI * HTTP/1.1\r\n', false],
  ['GET / HTTP/1.1\r\n', false],
])('%j begins HTTP/2: %s', (text, expected) => {
  expect(beginsHttp2(Buffer.from(text))).toBe(expected)
})

const shortened = ({ name, stream, flags, payload }: Http2Frame) =>
  [name, stream, flags.join('+'), payload.type].join(' ').trim()

test.each([
  ['000006 04 00 00000000 0003 00000064', 'SETTINGS 0  settings'],
  ['000000 04 01 00000000', 'SETTINGS 0 ACK settings'],
  ['000004 08 00 00000003 00000064', 'WINDOW_UPDATE 3  window-update'],
  ['000004 03 00 00000001 00000008', 'RST_STREAM 1  error'],
  ['000008 06 01 00000000 0000000000000000', 'PING 0 ACK other'],
  ['000003 00 01 00000001 616263', 'DATA 1 END_STREAM data'],
  ['000001 01 05 00000001 82', 'HEADERS 1 END_STREAM+END_HEADERS headers'],
  ['000001 01 01 00000001 82', 'HEADERS 1 END_STREAM header-block'],
  ['000002 2a 00 00000001 0000', 'type 0x2a 1  other'],
  ['000010 07 00 00000000 00000001 0000000b 736c6f776c790000', 'GOAWAY 0  goaway'],
])('the frame %s is %s', (text, expected) => {
  expect(new Http2Reader('server').push(hex(text)).map(shortened)).toEqual([expected])
})

test('what a payload says', () => {
  const read = (text: string) => new Http2Reader('server').push(hex(text))[0]?.payload
  expect(read('00000c 04 00 00000000 0003 00000064 0abc 00000001')).toEqual({
    type: 'settings',
    settings: [
      { name: 'MAX_CONCURRENT_STREAMS', value: 100 },
      { name: 'setting 0xabc', value: 1 },
    ],
  })
  expect(read('000008 07 00 00000000 00000005 0000000b')).toMatchObject({
    lastStream: 5,
    error: 'ENHANCE_YOUR_CALM',
  })
  expect(read('000007 00 08 00000001 03 616263 000000')).toEqual({
    type: 'data',
    bytes: Buffer.from('abc'),
  })
  expect(read('000008 01 2c 00000001 01 00000000 10 82 00')).toEqual({
    type: 'headers',
    headers: [{ name: ':method', value: 'GET' }],
  })
})

test('a header block that goes on in a CONTINUATION is decoded as one', () => {
  const reader = new Http2Reader('server')
  const frames = reader.push(hex('000002 01 00 00000001 8286 000001 09 04 00000001 84'))
  expect(frames.map(({ payload }) => payload.type)).toEqual(['header-block', 'headers'])
  expect(frames[1]?.payload).toMatchObject({ headers: [{ value: 'GET' }, { value: 'http' }, {}] })
})

test('after a block that can’t be decoded none is', () => {
  const reader = new Http2Reader('server')
  const frames = reader.push(hex('000001 01 04 00000001 80 000001 01 04 00000003 82'))
  expect(frames.map(({ payload }) => payload)).toEqual([
    { type: 'header-block', isDecodable: false },
    { type: 'header-block', isDecodable: false },
  ])
})

test('what Node’s own client and server say to each other, however it is cut', async () => {
  const server = createHttp2((request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'x-long': 'käse'.repeat(50) })
    response.end(`you asked for ${request.url}`)
  })
  const port = await listening(server)
  const sent: Record<'client' | 'server', Buffer[]> = { client: [], server: [] }
  const relay = createServer((client: Socket) => {
    const upstream = connectTo(port)
    client.on('data', (bytes) => {
      sent.client.push(bytes)
      upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      sent.server.push(bytes)
      client.write(bytes)
    })
    upstream.on('end', () => client.end())
    client.on('end', () => upstream.end())
    for (const socket of [client, upstream]) socket.on('error', () => {})
  })
  const session = connectHttp2(`http://127.0.0.1:${await listening(relay)}`)
  for (const path of ['/one', '/two'])
    await new Promise((resolve) => session.request({ ':path': path }).resume().on('end', resolve))
  await new Promise<void>((resolve) => session.close(() => resolve()))
  relay.close()
  server.close()

  const headers = (side: 'client' | 'server', size: number) => {
    const reader = new Http2Reader(side)
    const bytes = Buffer.concat(sent[side])
    const frames: Http2Frame[] = []
    for (let at = 0; at < bytes.length; at += size)
      frames.push(...reader.push(bytes.subarray(at, at + size)))
    return frames.flatMap(({ payload }) =>
      payload.type === 'headers'
        ? [Object.fromEntries(payload.headers.map((h) => [h.name, h.value]))]
        : [],
    )
  }
  for (const size of [1, 7, 100_000]) {
    expect(headers('client', size)).toMatchObject([
      { ':method': 'GET', ':path': '/one' },
      { ':method': 'GET', ':path': '/two' },
    ])
    expect(headers('server', size)).toMatchObject([
      { ':status': '200', 'content-type': 'text/plain' },
      { ':status': '200', 'x-long': 'käse'.repeat(50) },
    ])
  }
})

const listening = (server: {
  listen: (port: number, host: string, on: () => void) => unknown
  address: () => unknown
}) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(
        typeof address === 'object' && address && 'port' in address ? Number(address.port) : 0,
      )
    })
  })
