import { connect, createServer, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { printed, type Running, runToEnd, start } from './run.ts'
import { patienceMs } from './slowness.ts'

let place: TestPlace
let running: Running | undefined
beforeEach(() => {
  place = makePlace()
})
afterEach(async () => {
  running?.child.kill('SIGTERM')
  await running?.ended
  running = undefined
  place.remove()
})

const own = Object.values(networkInterfaces())
  .flatMap((some) => some ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

/** What came back; undefined where nobody listens. */
const ask = (host: string, port: number, fields = `Host: ${host}:${port}\r\n`) =>
  new Promise<string | undefined>((resolve) => {
    let came = ''
    const socket: Socket = connect(port, host, () =>
      socket.write(`GET / HTTP/1.1\r\n${fields}\r\n`),
    )
    socket.setTimeout(patienceMs, () => socket.destroy())
    socket.on('data', (bytes) => {
      came += bytes
    })
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(came))
  })

describe.skipIf(own === undefined)('an address that others can reach', () => {
  const address = own ?? ''
  test('without --host nothing listens there', async () => {
    const port = await freePort()
    running = start(place, ['run', '1', '--no-open', '--port', String(port)])
    await printed(running, 'is running')
    expect(await ask('127.0.0.1', port)).toContain('Hello world!')
    expect(await ask(address, port)).toBeUndefined()
    expect(running.stdout()).not.toContain('on this network')
  })

  test.each(['0.0.0.0', address])(
    '--host %s: others are served, and it is said what that means; the program stays here',
    async (host) => {
      const port = await freePort()
      running = start(place, ['run', '1', '--no-open', '--host', host, '--port', String(port)])
      await printed(running, 'is running')
      expect(running.stdout()).toContain('Everyone on this network can visit this server')
      expect(running.stdout()).toContain(`http://${address}:${port}/`)
      for (const from of [address, '127.0.0.1', 'localhost'])
        expect(await ask(from, port)).toContain('Hello world!')
      const own = Number(/It listens on port (\d+)/.exec(running.stdout())?.[1])
      expect(await ask('127.0.0.1', own)).toContain('Hello world!')
      expect(await ask(address, own)).toBeUndefined()
      expect(running.stdout()).not.toContain('DNS rebinding')
    },
  )

  test('--json names the addresses', async () => {
    const port = await freePort()
    running = start(place, ['run', '1', '--json', '--host', '0.0.0.0', '--port', String(port)])
    await printed(running, '"type":"ready"')
    const line = running
      .stdout()
      .split('\n')
      .find((one) => one.includes('"type":"ready"'))
    expect(JSON.parse(line ?? '').others).toContain(`http://${address}:${port}/`)
  })

  test('a port that is taken on that address is not free for it', async () => {
    const port = await freePort()
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(port, address, resolve))
    try {
      const args = ['run', '1', '--no-open', '--host', '0.0.0.0', '--port', String(port)]
      const { code, stderr } = await runToEnd(place, ...args)
      expect(stderr).toContain(`Port ${port} is in use`)
      expect(code).toBe(1)
    } finally {
      holder.close()
    }
  })

  test('the tap takes --host too', async () => {
    const port = await freePort()
    const program = `require('http').createServer((q, a) => a.end('mine')).listen(process.env.PORT, process.env.HOST)`
    const args = ['tap', '--no-open', '--host', address, '--port', String(port)]
    running = start(place, [...args, '--', process.execPath, '-e', program])
    await printed(running, 'is running')
    expect(await ask(address, port, 'Host: a\r\nConnection: close\r\n')).toContain('mine')
  })
})

test('--host names an address that is none of this machine: said, with what it may be', async () => {
  const { code, stderr } = await runToEnd(place, 'run', '1', '--host', '192.0.2.1')
  expect(stderr).toContain('192.0.2.1 is not an address of this machine.\nGive 0.0.0.0 for all')
  expect(code).toBe(2)
})

describe('a name that somebody else owns', () => {
  test.each([
    ['a navigation', 'Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n'],
    ['a script of that page', 'Sec-Fetch-Dest: empty\r\nSec-Fetch-Mode: cors\r\n'],
  ])('%s: the Host line is shown with a warning', async (_what, fields) => {
    const port = await freePort()
    running = start(place, ['run', '1', '--no-open', '--port', String(port)])
    await printed(running, 'is running')
    await ask(
      '127.0.0.1',
      port,
      `Host: evil.example:${port}\r\nUser-Agent: Mozilla/5.0\r\n${fields}`,
    )
    await printed(running, 'closed by the server')
    expect(running.stdout().replace(/\s+/g, ' ')).toContain('(DNS rebinding)')
    expect(running.stdout()).toContain(`Host: evil.example:${port}␍␊`)
    expect(running.stdout()).toMatch(/responds with 421/)
  })
})
