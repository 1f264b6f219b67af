import { createDeflateRaw, type DeflateRaw, constants as zlib } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Side } from '../../../src/wire/event.ts'
import {
  compressionOf,
  type WebSocketFrame,
  WebSocketReader,
} from '../../../src/wire/protocols/websocket.ts'

const mask = [0x37, 0xfa, 0x21, 0x3d]
const bytesOf = (given: string | readonly number[]) => Buffer.from(given as string)

/** A frame as RFC 6455, section 5.2, draws it. */
function frame(
  first: number,
  given: string | Uint8Array | readonly number[],
  { masked = false, length = given.length } = {},
): Buffer {
  const payload = typeof given === 'string' ? Buffer.from(given) : Buffer.from(given)
  const size =
    length < 126
      ? [length]
      : length < 65536
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]
  const [short = 0, ...long] = size
  const head = [first, short | (masked ? 0x80 : 0), ...long, ...(masked ? mask : [])]
  const sent = masked ? payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)) : payload
  return Buffer.concat([Buffer.from(head), sent])
}

const read = (bytes: Uint8Array, from: Side = 'server') => new WebSocketReader(from).push(bytes)

const textOf = ({ message }: WebSocketFrame) =>
  message?.bytes === undefined ? undefined : Buffer.from(message.bytes).toString()

test('the examples of RFC 6455, section 5.7', () => {
  expect(read(bytesOf([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]))).toMatchObject([
    { opcode: 'text', fin: true, isMasked: false, length: 5, problems: [] },
  ])
  const masked = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
  const [hello] = read(bytesOf(masked), 'client')
  expect(hello).toMatchObject({ isMasked: true, problems: [] })
  expect(hello && textOf(hello)).toBe('Hello')
  const fragmented = [0x01, 0x03, 0x48, 0x65, 0x6c, 0x80, 0x02, 0x6c, 0x6f]
  const frames = read(bytesOf(fragmented))
  expect(frames.map(({ opcode, fin }) => [opcode, fin])).toEqual([
    ['text', false],
    ['continuation', true],
  ])
  expect(frames.map(textOf)).toEqual([undefined, 'Hello'])
})

test.each([
  ['a text', frame(0x81, 'hello'), { opcode: 'text', length: 5 }],
  ['one of 126 bytes', frame(0x82, Buffer.alloc(126)), { opcode: 'binary', length: 126 }],
  ['one of 70,000 bytes', frame(0x82, Buffer.alloc(70_000)), { opcode: 'binary', length: 70_000 }],
  ['an empty one', frame(0x81, ''), { opcode: 'text', length: 0 }],
  ['a ping', frame(0x89, 'are you there'), { opcode: 'ping', message: undefined }],
  ['a pong', frame(0x8a, ''), { opcode: 'pong' }],
  [
    'a close with a reason',
    frame(0x88, [0x03, 0xe8, ...Buffer.from('bye')]),
    { close: { code: 1000, reason: 'bye' } },
  ],
  ['a close without a code', frame(0x88, ''), { close: { code: undefined, reason: '' } }],
])('%s', (_name, bytes, expected) => {
  expect(read(bytes)).toMatchObject([{ ...expected, problems: [] }])
})

test.each([
  ['client', frame(0x81, 'x'), ['not-masked']],
  ['server', frame(0x81, 'x', { masked: true }), ['masked']],
  ['server', frame(0x83, 'x'), ['reserved-opcode']],
  ['server', frame(0xc1, 'x'), ['reserved-bits']],
  ['server', frame(0x09, 'x'), ['control-fragmented']],
  ['server', frame(0x89, Buffer.alloc(126)), ['control-too-long']],
  ['server', frame(0x80, 'x'), ['out-of-order']],
  ['server', frame(0x81, [0xff]), ['not-utf8']],
] as const)('from the %s %s: %j', (from, bytes, problems) => {
  expect(read(bytes, from)[0]?.problems).toEqual(problems)
})

test('a ping between the pieces of a message, a new message inside it', () => {
  const bytes = Buffer.concat([frame(0x01, 'a'), frame(0x89, ''), frame(0x80, 'b')])
  const frames = read(bytes)
  expect(frames.flatMap(({ problems }) => problems)).toEqual([])
  expect(frames.map(textOf)).toEqual([undefined, undefined, 'ab'])
  const inside = read(Buffer.concat([frame(0x01, 'a'), frame(0x81, 'b')]))
  expect(inside.map(({ problems }) => problems)).toEqual([[], ['out-of-order']])
})

test('however the bytes are cut, the frames are the same', () => {
  const bytes = Buffer.concat([
    frame(0x01, 'He', { masked: true }),
    frame(0x89, '', { masked: true }),
    frame(0x80, 'llo', { masked: true }),
    frame(0x82, Buffer.alloc(300, 7), { masked: true }),
  ])
  const before = Buffer.from(bytes)
  const whole = read(bytes, 'client')
  expect(whole).toHaveLength(4)
  expect(bytes).toEqual(before)
  for (const size of [1, 2, 3, 5, 7, 100]) {
    const reader = new WebSocketReader('client')
    const cut: WebSocketFrame[] = []
    for (let at = 0; at < bytes.length; at += size)
      cut.push(...reader.push(bytes.subarray(at, at + size)))
    expect(cut).toEqual(whole)
    expect(reader.isInFrame).toBe(false)
  }
})

test('of a very long message the first mebibyte is kept', () => {
  const reader = new WebSocketReader('server')
  const head = frame(0x82, '', { length: 8 * 1024 * 1024 })
  const frames = reader.push(head)
  for (let i = 0; i < 8; i++) frames.push(...reader.push(Buffer.alloc(1024 * 1024)))
  expect(frames).toHaveLength(1)
  expect(frames[0]?.message).toMatchObject({ isWhole: false, sentLength: 8 * 1024 * 1024 })
  expect(frames[0]?.message?.bytes).toHaveLength(1024 * 1024)
  expect(frames[0]?.payload.length).toBeLessThanOrEqual(64 * 1024)
})

describe('permessage-deflate', () => {
  test.each([
    [undefined, undefined, undefined],
    ['x-other', undefined, undefined],
    ['permessage-deflate', true, true],
    ['permessage-deflate; server_no_context_takeover', true, false],
    [
      'x-other, Permessage-Deflate; client_no_context_takeover; server_max_window_bits=10',
      false,
      true,
    ],
  ])('%s', (extensions, client, server) => {
    const { client: ofClient, server: ofServer } = compressionOf(extensions)
    expect([ofClient?.takesContextOver, ofServer?.takesContextOver]).toEqual([client, server])
  })

  /** Packs one message, and leaves the last four bytes out. */
  const pack = (deflate: DeflateRaw, text: string) =>
    new Promise<Buffer>((resolve) => {
      const pieces: Buffer[] = []
      const take = (piece: Buffer) => void pieces.push(piece)
      deflate.on('data', take)
      deflate.write(text)
      deflate.flush(zlib.Z_SYNC_FLUSH, () => {
        deflate.off('data', take)
        resolve(Buffer.concat(pieces).subarray(0, -4))
      })
    })
  const texts = ['{"price":101,"name":"tea"}', '{"price":102,"name":"tea"}', '{"price":103}']

  test('with a context that is taken over', async () => {
    const deflate = createDeflateRaw()
    const reader = new WebSocketReader('server', { takesContextOver: true })
    for (const text of texts) {
      const [first] = reader.push(frame(0xc1, await pack(deflate, text)))
      expect(first && textOf(first)).toBe(text)
      expect(first?.message).toMatchObject({ isCompressed: true, isWhole: true })
    }
  })

  test('without, in pieces, and one that is not packed between them', async () => {
    const reader = new WebSocketReader('server', { takesContextOver: false })
    for (const text of texts) {
      const packed = await pack(createDeflateRaw(), text)
      const frames = reader.push(
        Buffer.concat([frame(0x41, packed.subarray(0, 5)), frame(0x80, packed.subarray(5))]),
      )
      expect(frames.map(textOf)).toEqual([undefined, text])
      expect(frames.flatMap(({ problems }) => problems)).toEqual([])
      expect(reader.push(frame(0x81, 'plain')).map(textOf)).toEqual(['plain'])
    }
  })

  test('the example of RFC 7692, section 7.2.3.1', () => {
    const reader = new WebSocketReader('server', { takesContextOver: true })
    const packed = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]
    expect(reader.push(frame(0xc1, packed)).map(textOf)).toEqual(['Hello'])
    const again = [0xf2, 0x00, 0x11, 0x00, 0x00]
    expect(reader.push(frame(0xc1, again)).map(textOf)).toEqual(['Hello'])
  })

  test('what is not packed as it says is named', () => {
    const reader = new WebSocketReader('server', { takesContextOver: true })
    expect(reader.push(frame(0xc1, [0xff, 0xff]))[0]?.problems).toEqual(['not-unpacked'])
  })
})
