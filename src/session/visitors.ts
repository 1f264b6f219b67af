import type { SessionState } from './state.ts'

/** The address of a client without its port, an IPv4 one as such also where it came to a socket for both. */
const addressOf = (client: string): string =>
  client.replace(/:\d+$/, '').replace(/^\[?(?:::ffff:)?(.*?)\]?$/, '$1')

const isOwn = (address: string) => address === '::1' || address.startsWith('127.')

/** The name of a visitor, where a class board on this machine knows it. */
export function nameOfVisitor(client: string, { visitors }: SessionState): string | undefined {
  const address = addressOf(client)
  return isOwn(address) ? undefined : visitors.get(address)
}

/** Who visits from another machine: their name, else their address. Undefined for this machine. */
export function visitorOf(client: string, state: SessionState): string | undefined {
  const address = addressOf(client)
  return isOwn(address) ? undefined : (nameOfVisitor(client, state) ?? address)
}
