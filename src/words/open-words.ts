import type { OpenTo } from '../process/host.ts'

/** What it means that others may visit the server, in plain words; a paragraph each. */
export function openWords({ reachable }: OpenTo, port: number): string[] {
  const urls = reachable.map((address) => urlAt(address, port))
  return [
    'Everyone on this network can visit this server, and so have it do whatever it does, as you.',
    urls.length === 0
      ? 'This machine has no address on a network now.'
      : `It is reached at ${urls.join(' and ')}`,
  ]
}

/** Where others find the server. */
export const urlAt = (address: string, port: number) =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}/`
