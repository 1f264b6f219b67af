import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Socket } from 'node:net'

/** A WebSocket that carries text (RFC 6455, section 5.2). Node 20 has none of its own. */
export interface TextSocket {
  send(text: string): void
  close(): void
}

export async function openTextSocket(
  url: string,
  onText: (text: string) => void,
): Promise<TextSocket> {
  const socket = await new Promise<Socket>((open, fail) => {
    const asking = request(url.replace(/^ws:/, 'http:'), {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Version': '13',
      },
    })
    asking.once('upgrade', (_response, upgraded: Socket, first: Buffer) => {
      if (first.length > 0) upgraded.unshift(first)
      open(upgraded)
    })
    asking.once('error', fail)
    asking.end()
  })
  socket.on('error', () => {})
  let bytes = Buffer.alloc(0)
  let message = Buffer.alloc(0)
  socket.on('data', (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece])
    for (let frame = frameIn(bytes); frame !== undefined; frame = frameIn(bytes)) {
      bytes = bytes.subarray(frame.end)
      if (frame.opcode > 2) continue
      message = Buffer.concat([message, frame.payload])
      if (!frame.isLast) continue
      onText(message.toString())
      message = Buffer.alloc(0)
    }
  })
  return {
    send: (text) => void socket.write(maskedFrame(Buffer.from(text))),
    close: () => socket.destroy(),
  }
}

/** The first frame of what a server sent, if it is whole. */
function frameIn(bytes: Buffer) {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1) & 0x7f
  const start = short === 127 ? 10 : short === 126 ? 4 : 2
  if (bytes.length < start) return undefined
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short
  const end = start + length
  if (bytes.length < end) return undefined
  const first = bytes.readUInt8(0)
  return { isLast: first >= 0x80, opcode: first & 0x0f, payload: bytes.subarray(start, end), end }
}

/** A client masks what it sends. Firefox drops a frame whose mask is zero. */
function maskedFrame(payload: Buffer): Buffer {
  const mask = Buffer.from([1, 2, 3, 4])
  const head = Buffer.alloc(10)
  head.writeUInt8(0x81, 0)
  head.writeUInt8(0xff, 1)
  head.writeBigUInt64BE(BigInt(payload.length), 2)
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  if (payload.length > 0xffff) return Buffer.concat([head, mask, masked])
  const isShort = payload.length < 126
  const small = Buffer.alloc(isShort ? 2 : 4)
  small.writeUInt8(0x81, 0)
  small.writeUInt8(0x80 | (isShort ? payload.length : 126), 1)
  if (!isShort) small.writeUInt16BE(payload.length, 2)
  return Buffer.concat([small, mask, masked])
}
