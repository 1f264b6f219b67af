import { isIP } from 'node:net'
import { headerNamed } from '../http/headers.ts'
import type { Exchange } from '../wire/exchange.ts'
import { orUndefined } from '../words/caught.ts'
import { noteWords } from '../words/notes.ts'
import { faults, type Note } from './note.ts'

const { hosts } = noteWords

/** What a note about a Host that is not this machine is about. */
export const foreignHost = 'foreign-host'

/**
 * A note where the Host of a request that came to this machine is not this machine: a name that
 * somebody else gives out may point anywhere, here too (RFC 9110, section 7.2). A whole address in the request
 * line goes before Host (RFC 9112, section 3.2.2).
 */
export function foreignHostNotes({ request, connection: { names } }: Exchange): Note[] {
  if (request === undefined || names === undefined) return []
  const { startLine } = request
  if (startLine?.type === 'request-line') {
    const asked = /^https?:\/\/([^/?#]+)/i.exec(startLine.target)?.[1]
    const host = asked && hostIn(asked)
    if (host !== undefined && !isOwn(host, names))
      return [
        faults(
          foreignHost,
          'warning',
          startLine.targetRange,
          hosts.target,
          'RFC 9112, section 3.2.2',
        ),
      ]
  }
  const field = headerNamed(request.fields, 'Host')
  const host = field && hostIn(field.value)
  if (field === undefined || host === undefined || isOwn(host, names)) return []
  const source = 'RFC 9110, sections 7.2 and 7.4'
  if (isIP(unbracketed(host)) !== 0)
    return [faults(foreignHost, 'warning', field.valueRange, hosts.address, source)]
  return [
    { ...faults(foreignHost, 'warning', field.valueRange, hosts.name, source), more: hosts.more },
  ]
}

/** The host without its port, as browsers write it; undefined where it is none. */
export function hostIn(value: string): string | undefined {
  if (value === '' || /[@/?#\\\s]/.test(value)) return undefined
  return orUndefined(() => new URL(`http://${value}`).hostname.replace(/\.$/, ''))
}

/** Names that are always this machine (RFC 6761, section 6.3), and those it has here. */
export function isOwn(host: string, names: readonly string[]): boolean {
  if (/^(.+\.)?localhost$/.test(host) || /^127(\.\d+){3}$/.test(host) || host === '[::1]')
    return true
  return names.some((name) => unbracketed(host) === name.toLowerCase())
}

const unbracketed = (host: string) => host.replace(/^\[(.*)\]$/, '$1')
