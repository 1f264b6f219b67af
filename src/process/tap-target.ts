import { isIPv4 } from 'node:net'
import { errors } from '../words/errors.ts'
import type { Running } from './running.ts'

/**
 * Reads HOST:PORT. The tap passes on to this machine alone: in front of another one it would be a
 * proxy, through which everybody who can reach it reaches that machine.
 */
export function tapTarget(given: string): Running {
  // An address copied from a browser will do.
  const place = given.replace(/^http:\/\//i, '').replace(/\/$/, '')
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(place)
  const host = (match?.[1] ?? match?.[2])?.toLowerCase()
  const port = Number(match?.[3])
  if (host === undefined || port < 1 || port > 65535) throw errors.notAHost(given)
  if (!isThisMachine(host)) throw errors.notThisMachine(host, port)
  return { host, port }
}

const isThisMachine = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

/** The target as it is written. */
export const targetName = ({ host, port }: Running) =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`
