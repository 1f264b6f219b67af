import { connectTo } from '../wire/tap.ts'

/** Where a server listens on this machine. */
export interface Running {
  /** An address, or `localhost`, which is both 127.0.0.1 and ::1. */
  readonly host: string
  readonly port: number
}

/** The address at which the server can be connected to; undefined where nothing listens. */
export async function findRunning({ host, port }: Running): Promise<Running | undefined> {
  // The system's own answer for localhost may, by a line in its hosts file, be another machine.
  for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host])
    if (await listens(address, port)) return { host: address, port }
  return undefined
}

/** Connects and hangs up: a connection kept open would keep a server busy that takes one at a time. */
function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, host)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
