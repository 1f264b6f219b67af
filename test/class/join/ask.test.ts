import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { createAsk } from '../../../src/class/join/ask.ts'

test('a board that says nothing, and one that is not there, are answers with a reason', async () => {
  const silent = createServer((socket) => void socket.on('error', () => {}).resume())
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const { ask, close } = createAsk('foreground')
  const asked = () => ask({ host: '127.0.0.1', port }, { method: 'GET', path: '/', timeoutMs: 50 })
  expect(await asked()).toEqual({ type: 'unreachable', reason: 'timeout' })
  await new Promise((resolve) => silent.close(resolve))
  expect(await asked()).toEqual({ type: 'unreachable', reason: 'ECONNREFUSED' })
  close()
})
