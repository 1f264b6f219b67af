import { networkInterfaces } from 'node:os'
import { errors } from '../words/errors.ts'

/** That others may visit: where the tap listens for them. */
export interface OpenTo {
  /** Addresses to listen on, those of this machine alone among them. */
  readonly listen: readonly string[]
  /** Addresses at which others reach it. */
  readonly reachable: readonly string[]
}

/**
 * What `--host` means: an address of this machine, `0.0.0.0` for all that are IPv4, `::` for all.
 * Undefined where it names this machine alone, which is what is listened on anyway. Throws a
 * CourseError for anything else.
 */
export function openTo(given: string, own = addresses()): OpenTo | undefined {
  const host = given.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (['localhost', '127.0.0.1', '::1'].includes(host)) return undefined
  const isFour = (address: string) => !address.includes(':')
  if (host === '0.0.0.0') return { listen: [host, '::1'], reachable: own.filter(isFour) }
  if (host === '::') return { listen: ['0.0.0.0', host], reachable: own }
  if (!own.includes(host)) throw errors.notOurAddress(given, own)
  return { listen: ['127.0.0.1', '::1', host], reachable: [host] }
}

/** The addresses of this machine that others can reach; link-local ones differ by interface. */
const addresses = () =>
  Object.values(networkInterfaces())
    .flatMap((some) => some ?? [])
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
    .map(({ address }) => address.toLowerCase())

/** Where others find a server. */
export const urlAt = (address: string, port: number) =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}/`

export const urlsOf = ({ reachable }: OpenTo, port: number) =>
  reachable.map((address) => urlAt(address, port))
