import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { isCourse } from '../../src/process/port-holder.ts'
import { portState } from '../../src/process/port-state.ts'
import { freePort as freeWords, takenWords } from '../../src/words/errors.ts'
import { freePort } from '../e2e/place.ts'

let server: Server | undefined
afterEach(() => void server?.close())

async function taken(host: string, ipv6Only = false) {
  const port = await freePort()
  const listens = await new Promise<boolean>((resolve) => {
    server = createServer()
      .once('error', () => resolve(false))
      .listen({ port, host, ipv6Only }, () => resolve(true))
  })
  return { port, listens }
}

describe('a port', () => {
  test('that nobody listens on is free', async () => {
    expect(await portState(await freePort())).toEqual({ type: 'free' })
  })

  test.each([
    ['127.0.0.1', false, '127.0.0.1'],
    ['0.0.0.0', false, '127.0.0.1'],
    ['::1', true, '::1'],
    ['::', true, '::1'],
    ['::', false, undefined],
  ] as const)('taken on %s (IPv6 alone: %s): free nowhere but there', async (host, v6, only) => {
    const { port, listens } = await taken(host, v6)
    if (!listens) return expect(host).toContain(':')
    const state = await portState(port)
    // Where a wildcard leaves the loopback addresses to others, as on macOS, the port can be had.
    if (host === '::' || host === '0.0.0.0')
      expect(['taken', process.platform === 'linux' ? 'taken' : 'free']).toContain(state.type)
    else expect(state.type).toBe('taken')
    if (state.type !== 'taken') return
    expect(state.only).toBe(only)
    if (process.platform === 'linux')
      expect(state.holder).toMatchObject({ pid: process.pid, isCourse: false })
  })
})

test.each([
  ['node /usr/lib/node_modules/learn-webserver/dist/cli.cjs run 1', true],
  ['node /home/ann/.npm/_npx/1f/node_modules/.bin/learn-webserver', true],
  ['/usr/bin/node /src/course/dist/cli.cjs', true],
  ['node server.js', false],
  ['grep -r x /learn-webserver/dist/cli.cjs', false],
  ['vi learn-webserver.txt', false],
])('%s: this course: %s', (line, expected) => {
  expect(isCourse(line.split(' '), '/src/course/dist/cli.cjs')).toBe(expected)
})

test('each way a port is in use has a sentence of its own', () => {
  const port = 9001
  const course = { name: 'node', pid: 7, isCourse: true }
  const other = { name: 'ruby', pid: 8, isCourse: false }
  const both = { port, only: undefined }
  expect(takenWords({ ...both, holder: undefined })).toBe('Port 9001 is in use.')
  expect(takenWords({ ...both, holder: other })).toBe('Port 9001 is in use by ruby (process 8).')
  expect(takenWords({ ...both, holder: course })).toBe(
    'Port 9001 is in use by another run of this course (process 7).',
  )
  expect(takenWords({ port, holder: other, only: '::1' })).toBe(
    'Port 9001 is in use by ruby (process 8), on the address ::1 only.',
  )
  expect(freeWords({ ...both, holder: course })).toContain('q')
  expect(freeWords({ ...both, holder: other })).toBe('Stop that program')
})
