import { isIP } from 'node:net'
import type { Exchange } from '../wire/exchange.ts'
import { fieldNamed } from './bytes.ts'
import type { Note } from './notes.ts'

/** What a note about a Host that is not this machine is about. */
export const foreignHost = 'foreign-host'

/**
 * A note where the Host of a request that came to this machine is not this machine: a name that
 * somebody else gives out may point anywhere, here too (RFC 9110, section 7.2).
 */
export function foreignHostNotes({ request, connection: { names } }: Exchange): Note[] {
  if (request === undefined || names === undefined) return []
  const field = fieldNamed(request, 'Host')
  const host = field && hostIn(field.value)
  if (field === undefined || host === undefined || isOwn(host, names)) return []
  const common = {
    about: foreignHost,
    start: field.valueRange.start,
    end: field.valueRange.end,
    source: 'RFC 9110, sections 7.2 and 7.4',
  }
  if (isIP(unbracketed(host)) !== 0)
    return [
      {
        ...common,
        severity: 'note',
        words:
          'this is not the address that the client connected to: it was led here, or wrote Host itself',
      },
    ]
  return [
    {
      ...common,
      severity: 'warning',
      words:
        'warning: this name is not one of this machine. Whoever owns it can have it point at 127.0.0.1 (DNS rebinding), and their page may then read what a server here answers, for to a browser it is their own site.',
      todo: 'A server that looks at Host answers 421 to names that are not its own.',
      more: 'The same-origin policy compares names and ports, and never the addresses that are behind them.',
    },
  ]
}

/** The host without its port, as browsers write it; undefined where it is none. */
function hostIn(value: string): string | undefined {
  if (value === '' || /[@/?#\\\s]/.test(value)) return undefined
  try {
    return new URL(`http://${value}`).hostname.replace(/\.$/, '')
  } catch {
    return undefined
  }
}

/** Names that are always this machine (RFC 6761, section 6.3), and those it has here. */
function isOwn(host: string, names: readonly string[]): boolean {
  if (/^(.+\.)?localhost$/.test(host) || /^127(\.\d+){3}$/.test(host) || host === '[::1]')
    return true
  return names.some((name) => unbracketed(host) === name.toLowerCase())
}

const unbracketed = (host: string) => host.replace(/^\[(.*)\]$/, '$1')
