import { describe, expect, test } from 'vitest'
import { chooseTheme } from '../../../src/terminal/draw/theme.ts'
import { frameLines, protocolLines } from '../../../src/terminal/views/protocols.ts'
import { EventStreamReader } from '../../../src/wire/protocols/event-stream.ts'
import { Http2Reader } from '../../../src/wire/protocols/http2.ts'
import {
  type Frame,
  protocolAfter,
  protocolOf,
} from '../../../src/wire/protocols/other-protocol.ts'
import { WebSocketReader } from '../../../src/wire/protocols/websocket.ts'

const theme = chooseTheme({
  env: { LANG: 'C.UTF-8' },
  columns: 80,
  rows: 24,
  hasColours: false,
})
const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
const lines = (frames: readonly Frame[]) => frames.flatMap((frame) => frameLines(frame, theme))

describe('a frame is a line, and what is wrong with it one more', () => {
  test('WebSocket', () => {
    const server = new WebSocketReader('server')
    const client = new WebSocketReader('client')
    expect(
      lines([
        ...server.push(hex('81 05 48656c6c6f')),
        ...server.push(hex('82 03 00ff10')),
        ...server.push(hex('01 03 48656c 80 02 6c6f')),
        ...server.push(hex('89 00')),
        ...client.push(hex('8a 80 00000000')),
        ...client.push(hex('81 02 6869')),
        ...client.push(hex('88 85 00000000 03e8 627965')),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "← text, 5 bytes: Hello",
        "← binary, 3 bytes: 00 ff 10",
        "← text, 3 bytes, the message goes on in the next frame",
        "← continuation, 2 bytes, ends a message of 5 bytes: Hello",
        "← ping, 0 bytes",
        "→ pong, 0 bytes, masked",
        "→ text, 2 bytes: hi",
        "  A client must mask every frame. Browsers do, and servers close the",
        "  connection.",
        "→ close 1000 (normal closure), masked: bye",
      ]
    `)
  })

  test('compressed WebSocket messages are shown unpacked', () => {
    const reader = new WebSocketReader('server', { takesContextOver: true })
    expect(lines(reader.push(hex('c1 07 f248cdc9c90700')))).toMatchInlineSnapshot(`
      [
        "← text, 5 bytes, compressed to 7: Hello",
      ]
    `)
  })

  test('HTTP/2', () => {
    const reader = new Http2Reader('server')
    expect(
      lines([
        ...reader.push(hex('000006 04 00 00000000 0003 00000064')),
        ...reader.push(hex('000001 01 04 00000001 88')),
        ...reader.push(hex('000005 00 01 00000001 48656c6c6f')),
        ...reader.push(hex('000004 03 00 00000003 00000008')),
        ...reader.push(hex('000008 07 00 00000000 00000001 00000000')),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "← SETTINGS connection, 6 bytes: MAX_CONCURRENT_STREAMS 100",
        "← HEADERS stream 1, 1 byte, END_HEADERS: :status 200",
        "← DATA stream 1, 5 bytes, END_STREAM: Hello",
        "← RST_STREAM stream 3, 4 bytes: CANCEL",
        "← GOAWAY connection, 8 bytes: NO_ERROR, last stream 1",
      ]
    `)
  })

  test('TLS', () => {
    const hello = hex(`16 0301 002d 01 000029 0303 ${'00'.repeat(32)} 00 0002 c02f 01 00`)
    const answers = [
      hex(`16 0303 002a 02 000026 0303 ${'00'.repeat(32)} 00 c02f 00`),
      hex('15 0301 0002 02 28'),
      Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ].map((answer) => {
      const spoken = protocolOf(hello)
      if (typeof spoken === 'string') return []
      return lines([...spoken.push('client', hello), ...spoken.push('server', answer)])
    })
    expect(answers).toMatchInlineSnapshot(`
      [
        [
          "→ TLS ClientHello: offers TLS 1.2",
          "← TLS ServerHello: TLS 1.2. From here on all is encrypted.",
        ],
        [
          "→ TLS ClientHello: offers TLS 1.2",
          "← TLS alert: the server refuses, with handshake_failure.",
        ],
        [
          "→ TLS ClientHello: offers TLS 1.2",
          "← a response without TLS",
          "  The client speaks TLS, as for https://, and the server responds without",
          "  TLS. Write http:// in the address.",
        ],
      ]
    `)
  })

  test('an event stream', () => {
    const text =
      'retry: 3000\nid: 7\nevent: tick\ndata: {"n":7}\n\n: alive\ndata: \u001b[31mred\n\n'
    expect(lines(new EventStreamReader().push(Buffer.from(text)))).toMatchInlineSnapshot(`
      [
        "← event tick, id 7, reconnects after 3000 ms: {"n":7}",
        "← comment: alive",
        "← event message, id 7: ␛[31mred",
      ]
    `)
  })
})

test('which protocol it is', () => {
  const after = (upgrade: string | undefined) =>
    protocolLines(
      protocolAfter({ upgrade, extensions: undefined, target: 'example.com:443' }),
      true,
      theme,
    ).join(' ')
  expect(['websocket', 'h2c', 'x-echo', undefined].map(after)).toMatchInlineSnapshot(`
    [
      "From here on this connection speaks WebSocket. The 101 response was its last HTTP message.",
      "From here on this connection speaks HTTP/2, in binary frames. The 101 response was its last message in text.",
      "From here on this connection speaks x-echo. The tap passes it on and does not read it.",
      "From here on this connection is a tunnel to example.com:443. The tap passes all bytes on.",
    ]
  `)
})
