import { connectTo } from '../wire/tap.ts'
import { addressesOfPort, type ListeningAddress } from './listening.ts'

/** Where a server listens on this machine. */
export interface Running {
  /** An address, or `localhost`, which is both 127.0.0.1 and ::1. */
  readonly host: string
  readonly port: number
}

/**
 * The address at which the server can be connected to; undefined where nothing listens. The system is
 * asked; only where it knows of none, or tells nothing, is it tried by connecting. A server in a container
 * can be reached, and no program of this machine listens for it.
 */
export const findRunning = async (target: Running): Promise<Running | undefined> =>
  (await findListening(target)) ?? (await tryConnecting(target))

/**
 * Where the system says that the server listens; undefined where it knows of none. Only where it does not
 * tell at all is it tried by connecting.
 */
export async function findListening(target: Running): Promise<Running | undefined> {
  const addresses = await addressesOfPort(target.port)
  if (addresses === undefined) return tryConnecting(target)
  const host = reachableAt(addresses, target.host)
  return host === undefined ? undefined : { host, port: target.port }
}

/** What to connect to, so as to reach one of these addresses by the name or address `host`. */
export function reachableAt(
  addresses: readonly ListeningAddress[],
  host: string,
): string | undefined {
  const listens = (address: string) => addresses.some((each) => each.host === address)
  const four = host === 'localhost' ? '127.0.0.1' : host
  if (host !== '::1' && (listens(four) || listens('0.0.0.0'))) return four
  if (host === '::1' || host === 'localhost') if (listens('::1')) return '::1'
  // It may take IPv4, too, or not: the first to connect finds out.
  if (listens('::')) return host
  const other = addresses.find((each) => each.host.startsWith('127.'))
  return host === 'localhost' ? other?.host : undefined
}

async function tryConnecting({ host, port }: Running): Promise<Running | undefined> {
  // The system's own answer for localhost may, by a line in its hosts file, be another machine.
  for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host])
    if (await takesConnections(address, port)) return { host: address, port }
  return undefined
}

/** Connects and hangs up: a connection kept open would keep a server busy that takes one at a time. */
function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, host)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
