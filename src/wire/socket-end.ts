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
