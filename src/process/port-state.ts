import { createServer } from 'node:net'
import { type Holder, portHolder } from './port-holder.ts'

/** A port that somebody else listens on. */
export interface Taken {
  readonly port: number
  /** Undefined where that can't be told. */
  readonly holder: Holder | undefined
  /**
   * The one loopback address on which it is taken, the other being free: a browser that goes to
   * localhost may reach either. Undefined where both are taken.
   */
  readonly only: '127.0.0.1' | '::1' | undefined
}

export type PortState =
  | { readonly type: 'free' }
  | ({ readonly type: 'taken' } & Taken)
  /** This user may not listen there. */
  | { readonly type: 'not-allowed' }

/** Whether the course could listen on a port of this machine now: tried, and let go of again. */
export async function portState(port: number): Promise<PortState> {
  const [four, six] = [await tried(port, '127.0.0.1'), await tried(port, '::1')]
  if (four === 'EACCES' || six === 'EACCES') return { type: 'not-allowed' }
  if (four !== 'EADDRINUSE' && six !== 'EADDRINUSE') return { type: 'free' }
  const only = four === undefined ? '::1' : six === undefined ? '127.0.0.1' : undefined
  return { type: 'taken', port, holder: await portHolder(port), only }
}

/** The system's error code for listening there; undefined where it can be done. */
function tried(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    server.listen({ port, host, ipv6Only: host.includes(':') }, () =>
      server.close(() => resolve(undefined)),
    )
  })
}
