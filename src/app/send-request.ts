import { createReader } from '../http/reader.ts'
import { connectTo } from '../wire/tap.ts'

/** Milliseconds without a byte after which no response is waited for any more. */
const waitMs = 60_000

/**
 * Sends a request, byte for byte, over a connection of its own, and closes that once the response has come. Not
 * before: Node's server takes the end of a client's side for its leaving.
 */
export function sendRequest(port: number, bytes: Uint8Array): void {
  const method = /^[A-Z]+/.exec(Buffer.from(bytes.subarray(0, 32)).toString('latin1'))?.[0]
  const reader = createReader('response', { methodOf: () => method, isAwaited: () => true })
  const socket = connectTo(port)
  socket.on('data', (read) => {
    reader.push(read)
    const line = reader.messages.find(({ complete }) => complete)?.startLine
    if (line?.type === 'status-line' && line.status >= 200) socket.end()
    reader.forget()
  })
  socket.on('error', () => {}).setTimeout(waitMs, () => socket.destroy())
  socket.write(bytes)
}
