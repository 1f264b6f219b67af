import { typed } from '../typed.ts'
import type { Said } from './errors.ts'

/** How a server program ended. */
export type End =
  | { readonly type: 'exited'; readonly code: number }
  | { readonly type: 'killed'; readonly signal: string }
  | { readonly type: 'not-started'; readonly reason: string }

/** Why a server can't be used. `limit` in milliseconds. */
export type NotReady =
  | { readonly type: 'ended'; readonly end: End }
  | {
      readonly type: 'silent'
      readonly limit: number
      readonly elsewhere: readonly { readonly host: string; readonly port: number }[]
    }

/** The port that clients connect to, and the one that the program was given. */
export interface Ports {
  readonly port: number
  readonly privatePort: number | undefined
  /** The address at which the program listens, where that is known. */
  readonly privateHost?: string | undefined
}

/** What is said of a server that is watched. */
export interface ServerWords {
  /** Beside its address: `server.ts is running`. */
  readonly running: string
  /** Which port is whose, in Markdown. */
  readonly ports: (ports: Ports) => string
  /** What clients meet when the tap is not in between; undefined where they meet nothing else. */
  readonly withoutTap: (ports: Ports) => string | undefined
  /** The port that was wanted is taken: which one is used. */
  readonly moved: (port: number) => string
  readonly notReady: (readiness: NotReady, ports: Ports) => Said
  readonly ended: (end: End) => Said
}

/** The words for a stage's server; `running` is what it is called beside its address. */
export function stage(server: string, interactive: boolean, running = server): ServerWords {
  const next = interactive
    ? 'Fix it, then press r to start it again.'
    : 'Fix it, then run the stage again.'
  return {
    running: `${running} is running`,
    ports: ({ privatePort, port }) =>
      `It listens on port ${privatePort}. The course listens on ${port} and passes every byte on.`,
    withoutTap,
    moved: (port) => `This stage uses ${port} instead.`,
    notReady: (readiness, { privatePort }) =>
      readiness.type === 'ended'
        ? { said: endedEarly(readiness.end, server), next }
        : {
            said: silent(readiness, server),
            next: `Your server must listen on the port in the environment variable PORT, here ${privatePort}.`,
          },
    ended: (end) => ({ said: ended(end, server), next }),
  }
}

/** The words for a learner's own server at its exercise: the checks say how it starts. */
export const exercise = (file: string): ServerWords => ({
  ...stage(file, true),
  ended: (end) => ({ said: ended(end, file), next: 'Fix it and save: then it restarts.' }),
})

/** The words for a program that was started behind the tap. */
export function command(name: string, interactive: boolean): ServerWords {
  const again = interactive
    ? 'To start it again, press r.'
    : 'To start it again, run the same command again.'
  return {
    running: `${name} is running`,
    ports: ({ privatePort, port }) =>
      `It listens on port ${privatePort}. The tap listens on ${port} and passes every byte on.`,
    withoutTap,
    moved: tapMoved,
    notReady(readiness, { privatePort }) {
      if (readiness.type === 'ended') return { said: endedEarly(readiness.end, name), next: again }
      const [elsewhere] = readiness.elsewhere
      return elsewhere === undefined
        ? {
            said: silent(readiness, name),
            next: `The tap keeps waiting. The port it was given in PORT is ${privatePort}.`,
          }
        : {
            said: `${name} listens on port ${elsewhere.port}, not on ${privatePort}, the port it was given in PORT.`,
            next: `Give it that port, for example: sh -c '… $PORT'. Or start it yourself, and then: ${typed('tap', '--to', `localhost:${elsewhere.port}`)}`,
          }
    },
    ended: (end) => ({ said: ended(end, name), next: again }),
  }
}

/** The words for a server that ran before the tap came. */
export function running(name: string, interactive: boolean): ServerWords {
  const next = interactive
    ? 'Start that server, then press r to look again.'
    : 'Start that server first.'
  return {
    running: `the tap in front of ${name}`,
    ports: ({ port }) => `The tap listens on ${port} and passes every byte on to ${name}.`,
    withoutTap,
    moved: tapMoved,
    notReady: () => ({ said: `Nothing listens on ${name}.`, next }),
    // It is not ours, so its end is not seen.
    ended: (end) => ({ said: ended(end, name), next }),
  }
}

/** A server on one of the two addresses of localhost: the tap leads clients of the other one there too. */
const withoutTap = ({ privateHost }: Ports): string | undefined =>
  privateHost === '::1'
    ? 'Your server listens on ::1 (IPv6) alone, not on 127.0.0.1. The tap takes both. Without the tap, a client that connects to 127.0.0.1 is refused. To be reached at both, listen on 127.0.0.1 too.'
    : undefined

const tapMoved = (port: number) => `The tap listens on ${port} instead.`

function ended(end: End, server: string): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? `${server} ended, so nothing listens any more.`
        : `${server} stopped with exit code ${end.code}. Its output is above.`
    case 'killed':
      return `${server} was stopped by ${end.signal}.`
    case 'not-started':
      return `${server} could not be started: ${end.reason}.`
  }
}

/** How a program ended that had not listened yet. */
function endedEarly(end: End, server: string): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? `${server} ended and never listened on its port.`
        : `${server} stopped with exit code ${end.code} before it listened. Its output is above.`
    case 'killed':
      return `${server} was stopped by ${end.signal} before it listened.`
    case 'not-started':
      return ended(end, server)
  }
}

const silent = ({ limit }: { readonly limit: number }, server: string) =>
  `${server} runs, but after ${limit / 1000} s nothing listens on its port.`

/** What it means that others may visit the server; a paragraph each. */
export const openToOthers = (urls: readonly string[]): string[] => [
  'Everyone on this network can visit this server. Whatever it does, it does with your rights.',
  urls.length === 0
    ? 'This machine has no address on a network now.'
    : `Others reach it at ${urls.join(' and ')}`,
]
