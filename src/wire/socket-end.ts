import type { Socket } from 'node:net'

/**
 * Calls back when the other side has said that it will send no more (FIN). A reset that comes with the
 * last bytes is read as such an end by libuv; a write of nothing tells the two apart, and then the socket
 * emits its `error`. Where a FIN came before the reset, it calls back first.
 */
export function onCleanEnd(socket: Socket, tell: () => void): void {
  socket.on('end', () => {
    const unlessTorn = () => {
      if (!socket.errored) tell()
    }
    // What can't be written to any more can't be asked.
    if (socket.writableEnded || socket.destroyed) return unlessTorn()
    // What waits to be written finds out before the next turn, or waits until the other side reads.
    if (socket.writableLength > 0) return void setImmediate(unlessTorn)
    socket.write('', (error) => {
      if (!error || hasCode(error, 'EPIPE')) tell()
    })
  })
}

type Written = (error?: Error | null) => void

/**
 * A write that fails because the other side is gone is told when all that this side had sent before was
 * read, as the system keeps it for a client of its own. Node alone destroys the socket at once, and so
 * loses the response of a server that answers before it has the whole request.
 */
export function readBeforeFailing(socket: Socket): void {
  const after =
    (done: Written): Written =>
    (error) => {
      if (!error || !isGone(error) || socket.readableEnded) return done(error)
      socket.once('end', () => {
        // EPIPE: a FIN came before the reset, and is told before it.
        if (hasCode(error, 'EPIPE')) setImmediate(done, error)
        else done(error)
      })
      // What the system holds is little enough to be kept for a side that reads slowly.
      socket.on('pause', () => socket.resume())
      socket.resume()
    }
  const { _write: write, _writev: writev } = socket
  socket._write = (chunk, encoding, done) => write.call(socket, chunk, encoding, after(done))
  socket._writev = (chunks, done) => writev?.call(socket, chunks, after(done))
}

const isGone = (error: Error) => hasCode(error, 'EPIPE') || hasCode(error, 'ECONNRESET')

/**
 * Tears a connection down with a reset. What was passed on before a FIN that is still on its way goes
 * first: libuv refuses to reset such a socket, and it would never close.
 */
export function reset(socket: Socket): void {
  if (socket.connecting) socket.destroy()
  else if (socket.writableEnded && !socket.writableFinished)
    socket.once('finish', () => socket.resetAndDestroy())
  else socket.resetAndDestroy()
}

const hasCode = (error: Error, code: string) => 'code' in error && error.code === code
