import { expect, test } from 'vitest'
import { serverEndSaid } from '../../src/notes/server-end.ts'
import { type Happening, sessionOf } from './exchange.ts'

const get = (target: string): Happening => ({
  client: `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
})
const answer: Happening = { server: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nHi' }
/** Connections begin at 1000, 2000, … and each of their happenings takes a millisecond. */
const saidAt = (at: number, ...connections: readonly (readonly Happening[])[]) =>
  serverEndSaid(sessionOf(...connections).connections, at, 'python')?.said

test.each([
  ['a request waited', [get('/icon')], 'GET /icon (connection 1) waited'],
  ['its connection was closed by the end', [get('/icon'), 'closed by server'], 'GET /icon'],
  ['a client had gone without a byte', ['closed by client'], 'connection 1 was closed'],
  ['it had answered', [get('/a'), answer], 'right after its response to GET /a'],
] as const)('a server ended: %s', (_, happenings, part) => {
  expect(saidAt(1010, happenings)).toContain(part)
})

test.each([
  ['long after its last response', 5000, [get('/a'), answer, 'closed by client']],
  ['long after a silent client', 5000, ['closed by client']],
  ['the client had left before', 5000, [get('/a'), 'closed by client']],
  ['nobody came', 1010, []],
] as const)('nothing is said: %s', (_, at, happenings) => {
  expect(saidAt(at, happenings)).toBeUndefined()
})

test('other requests that waited are counted', () => {
  expect(saidAt(2010, [get('/a')], [get('/b')])).toContain('and 1 other request with it')
})
