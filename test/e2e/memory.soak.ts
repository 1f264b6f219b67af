import { createConnection } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { printed, type Running, start } from './run.ts'

let place: TestPlace
let running: Running | undefined
beforeEach(() => {
  place = makePlace()
})
afterEach(async () => {
  running?.child.kill('SIGTERM')
  await running?.ended
  place.remove()
})

/** Sends a request on a connection of its own; gives back what came. */
const ask = (port: number, request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let came = ''
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket
      .setEncoding('latin1')
      .on('data', (text) => {
        came += text
      })
      .on('error', reject)
      .on('close', () => resolve(came))
    socket.write(request)
  })

const get = (fields: string) => `GET / HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`

// A heap that is too small for what a leak would keep of twenty such requests.
test.each<[what: string, json: string[], fields: string]>([
  ['a field of 1 MB', [], `X: ${'x'.repeat(2 ** 20)}\r\n`],
  ['100,000 fields', [], 'X: y\r\n'.repeat(100_000)],
  ['100,000 fields, as JSON', ['--json'], 'X: y\r\n'.repeat(100_000)],
])('twenty requests with %s leave the course with memory to go on', async (_, json, fields) => {
  const port = await freePort()
  running = start(place, ['run', '1', '--no-open', '--port', String(port), ...json], {
    NODE_OPTIONS: '--max-old-space-size=112',
  })
  await printed(running, /"type":"ready"|is running/)
  for (let i = 0; i < 20; i++) expect(await ask(port, get(fields))).toContain('Hello world!')
  expect(await ask(port, get(''))).toContain('Hello world!')
  expect(running.stderr()).toBe('')
  expect(running.child.exitCode).toBe(null)
})
