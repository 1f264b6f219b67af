import type { Running } from './running.ts'

/** A server behind the tap, opened by `openServer`. */
export interface Server {
  /** Starts it again. `isTold`: what it prints on standard error is said by somebody else. */
  restart(isTold?: boolean): Promise<void>
  openBrowser(): Promise<void>
  send(bytes: Uint8Array): void
  stop(): Promise<void>
}

/** The servers that run, for `openServer` alone to change. */
export const servers = new WeakMap<Running, Server>()
/** The server that runs in a session. */
export const serverOf = (running: Running): Server | undefined => servers.get(running)

/** The address that a path has on this machine. */
export const urlOf = (port: number, path: string) => `http://localhost:${port}${path}`

/** Ends the server that runs, if one does. */
export async function closeServer(running: Running): Promise<void> {
  await running.parts.get('server')?.stop()
  running.parts.delete('server')
  running.set({ server: undefined, exchanges: [], connections: [], printed: [] })
}
