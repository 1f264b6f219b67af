import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { sendRequest } from '../../src/app/send-request.ts'

test('a request that is sent again waits for a late response, then closes its connection', async () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    setImmediate(() => setImmediate(() => response.end('late')))
    response.once('finish', () => seen.push(`answered ${request.method} ${request.url}`))
    request.socket.once('end', () => seen.push('the client ended'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  sendRequest(port, Buffer.from('GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n'))
  await new Promise<void>((closed) =>
    server.once('connection', (socket) => socket.once('close', () => closed())),
  )
  expect(seen).toEqual(['answered GET /a', 'the client ended'])
  server.close()
})
