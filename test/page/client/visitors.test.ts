import { expect, test } from 'vitest'
import { latestOf, nameOf, visitorsOf } from '../../../src/page/client/visitors.ts'
import type { ConnectionLine, ExchangeLine } from '../../../src/page/protocol.ts'

const connection = (id: number, client: string, visitor?: string): ConnectionLine => ({
  id,
  client,
  visitor,
  openedAt: id,
  firstByteAt: undefined,
  closedAt: undefined,
  closing: undefined,
  protocol: undefined,
  spoken: undefined,
})
const exchange = (number: number, of: number): ExchangeLine => ({
  number,
  connection: of,
  method: 'GET',
  target: '/',
  status: 200,
  why: undefined,
  isByItself: false,
  requestBytes: 1,
  responseBytes: 1,
  requestAt: number,
  requestDoneAt: number,
  responseAt: number,
  responseDoneAt: number,
  severity: 'note',
  check: undefined,
  frames: 0,
  server: undefined,
})

test.each([
  ['192.168.0.7:50123', '192.168.0.7'],
  ['[fe80::1]:50123', 'fe80::1'],
  ['::ffff:192.168.0.7:50123', '192.168.0.7'],
  ['127.0.0.1:50123', 'this computer'],
  ['::1:50123', 'this computer'],
  ['[::1]:50123', 'this computer'],
])('%s is called %s', (client, name) => {
  expect(nameOf(connection(1, client))).toBe(name)
})

test('a visitor with many connections is one; whoever sends nothing is none', () => {
  const connections = [
    connection(1, '10.0.0.1:1'),
    connection(2, '10.0.0.2:1', 'Ann'),
    connection(3, '10.0.0.1:2'),
    connection(4, '10.0.0.3:1'),
    connection(5, '127.0.0.1:9'),
  ]
  const exchanges = [exchange(1, 1), exchange(2, 2), exchange(3, 3)]
  expect(visitorsOf(connections, exchanges)).toEqual([
    { name: '10.0.0.1', colour: 0, round: 0, requests: 2, last: 3 },
    { name: 'Ann', colour: 1, round: 0, requests: 1, last: 2 },
  ])
})

test('where there are more visitors than colours, a number tells them apart', () => {
  const ids = [1, 2, 3, 4, 5, 6, 7]
  const all = visitorsOf(
    ids.map((id) => connection(id, `10.0.0.${id}:1`)),
    ids.map((id) => exchange(id, id)),
  )
  expect(all.at(-1)).toMatchObject({ colour: 0, round: 1 })
})

test('of many visitors, those who sent something last are named', () => {
  const connections = [1, 2, 3].map((id) => connection(id, `10.0.0.${id}:1`))
  const all = visitorsOf(connections, [
    exchange(1, 1),
    exchange(2, 2),
    exchange(3, 3),
    exchange(4, 1),
  ])
  expect(latestOf(all, 2).map(({ name }) => name)).toEqual(['10.0.0.1', '10.0.0.3'])
  expect(latestOf(all, 8)).toEqual(all)
})
