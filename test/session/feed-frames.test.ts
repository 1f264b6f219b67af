import { expect, test } from 'vitest'
import { createFeed } from '../../src/session/feed.ts'
import { type Frame, protocolAfter } from '../../src/wire/protocols/other-protocol.ts'
import { WebSocketReader } from '../../src/wire/protocols/websocket.ts'
import { createSession } from '../../src/wire/session.ts'

const [good, faulty] = [Buffer.from([0x89, 0]), Buffer.from([0x89, 0x80, 0, 0, 0, 0])].map(
  (bytes) => new WebSocketReader('server').push(bytes)[0],
)

function feedOf() {
  const feed = createFeed()
  const session = createSession()
  session.take({ type: 'opened', connection: 1, at: 0, client: 'x' })
  const [connection] = session.connections
  if (connection === undefined) throw new Error('no connection')
  const take = (frame: Frame | undefined, at: number) => {
    if (frame !== undefined)
      feed.take({ type: 'frame', connection, exchange: undefined, frame, at }, at)
  }
  return { feed, connection, take, types: () => feed.feed.items.map(({ type }) => type) }
}

test('another protocol and its frames come one by one', () => {
  const { feed, connection, take, types } = feedOf()
  const protocol = protocolAfter({ upgrade: 'websocket', extensions: undefined, target: '' })
  feed.take({ type: 'protocol', connection, protocol, switchedBy: undefined }, 0)
  for (let i = 0; i < 30; i++) take(good, i * 100)
  expect(types()).toEqual(['protocol', ...Array.from({ length: 30 }, () => 'frame')])
})

test('frames that come too fast are counted, and never those with a fault', () => {
  const { feed, take, types } = feedOf()
  for (let i = 0; i < 500; i++) take(good, i)
  expect(types().filter((type) => type === 'frame').length).toBeLessThan(25)
  const last = feed.feed.items.at(-1)
  expect(last).toMatchObject({ type: 'more-frames' })
  const shown = types().filter((type) => type === 'frame').length
  expect(last?.type === 'more-frames' && last.count + shown).toBe(500)
  take(faulty, 500)
  expect(types().at(-1)).toBe('frame')
  take(good, 3000)
  expect(types().at(-1)).toBe('frame')
})
