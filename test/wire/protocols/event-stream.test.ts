import { expect, test } from 'vitest'
import { EventStreamReader } from '../../../src/wire/protocols/event-stream.ts'

const read = (text: string) =>
  new EventStreamReader()
    .push(Buffer.from(text))
    .map((each) =>
      each.type === 'comment'
        ? `: ${each.text}`
        : [each.event, each.data, each.id, each.retry]
            .filter((part) => part !== undefined)
            .join('|'),
    )

test.each([
  ['data: hello\n\n', ['message|hello']],
  ['data: hello\r\n\r\n', ['message|hello']],
  ['data: hello\r\r', ['message|hello']],
  ['id: 7\nevent: tick\ndata: {"n":7}\n\n', ['tick|{"n":7}|7']],
  ['data: one\ndata: two\n\n', ['message|one\ntwo']],
  ['data:no space\n\n', ['message|no space']],
  ['data:  two spaces\n\n', ['message| two spaces']],
  ['data\n\n', ['message|']],
  ['event: none\n\ndata: next\n\n', ['message|next']],
  [': keep me alive\n\n', [': keep me alive']],
  ['retry: 3000\ndata: x\n\ndata: y\n\n', ['message|x|3000', 'message|y']],
  ['retry: soon\ndata: x\n\n', ['message|x']],
  ['id: 1\ndata: a\n\ndata: b\n\n', ['message|a|1', 'message|b|1']],
  ['unknown: x\ndata: a:b\n\n', ['message|a:b']],
  ['\ufeffdata: after a mark\n\n', ['message|after a mark']],
  ['data: not ended\n', []],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('however the bytes are cut, the events are the same', () => {
  const bytes = Buffer.from('id: 1\r\ndata: käse\r\n\r\n: ok\r\n\r\ndata: b\rdata: c\r\r')
  const whole = new EventStreamReader().push(bytes)
  expect(whole).toHaveLength(3)
  for (const size of [1, 2, 3, 7]) {
    const reader = new EventStreamReader()
    const cut = []
    for (let at = 0; at < bytes.length; at += size)
      cut.push(...reader.push(bytes.subarray(at, at + size)))
    expect(cut).toEqual(whole)
  }
})

test('an endless event is kept in part', () => {
  const reader = new EventStreamReader()
  for (let i = 0; i < 200; i++) reader.push(Buffer.from(`data: ${'x'.repeat(1000)}\n`))
  const [event] = reader.push(Buffer.from('\n'))
  expect(event).toMatchObject({ isCut: true })
  expect(event?.type === 'event' && event.data.length).toBeLessThanOrEqual(64 * 1024)
})
