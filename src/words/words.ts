import type { End, Readiness } from '../process/program.ts'
import type { Stand } from '../process/tapped-server.ts'

/** What happened, and what to do next. */
export interface Said {
  readonly said: string
  readonly next: string
}

/** What is said of a server that is watched. */
export interface Words {
  /** Beside its address: `server.ts is running`. */
  readonly running: string
  /** Which port is whose, in Markdown. */
  readonly ports: (stand: Stand) => string
  /** The port that was wanted is taken: which one is used. */
  readonly moved: (port: number) => string
  readonly notReady: (readiness: NotReady, stand: Stand) => Said | Promise<Said>
  readonly ended: (end: End) => Said
}

export type NotReady = Exclude<Readiness, { type: 'ready' }>

/** The words for a stage's server; `running` is what it is called beside its address. */
export function stageWords(server: string, interactive: boolean, running = server): Words {
  const next = interactive
    ? 'Mend it, then press s to start it again.'
    : 'Mend it, then run the stage again.'
  return {
    running: `${running} is running`,
    ports: ({ privatePort, port }) =>
      `It listens on port ${privatePort}; the course on ${port}, and passes every byte on.`,
    moved: (port) => `This stage uses ${port} instead.`,
    notReady: (readiness) =>
      readiness.type === 'ended'
        ? { said: earlyEndWords(readiness.end, server), next }
        : {
            said: silentWords(readiness.limit, server),
            next: 'Does it listen on the port that PORT names? Change it, then start it again.',
          },
    ended: (end) => ({ said: endWords(end, server), next }),
  }
}

/** The words for a learner's own server at its exercise: the checks say how it starts. */
export const exerciseWords = (file: string): Words => ({
  ...stageWords(file, true),
  ended: (end) => ({
    said: endWords(end, file),
    next: 'Mend it and save: then it is started again.',
  }),
})

/** How a program ended. */
export function endWords(end: End, server: string): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? `${server} came to its end and stopped listening.`
        : `${server} stopped with exit code ${end.code}. What it said stands above.`
    case 'killed':
      return `${server} was stopped by ${end.signal}.`
    case 'not-started':
      return `${server} could not be started: ${end.reason}.`
  }
}

/** How a program ended that had not listened yet. */
const earlyEndWords = (end: End, server: string) =>
  end.type === 'exited' && end.code === 0
    ? `${server} came to its end, and never listened.`
    : endWords(end, server)

/** A program runs, and its port stays closed; `limit` in milliseconds. */
export const silentWords = (limit: number, server: string) =>
  `${server} runs, and after ${limit / 1000} s nothing listens on its port.`
