import type { End } from '../process/program.ts'
import { endWords, type Said, silentWords, type Words } from './words.ts'

const moved = (port: number) => `The tap listens on ${port} instead.`

/** The words for a program that was started behind the tap. */
export function commandWords(name: string, interactive: boolean): Words {
  const again = interactive ? 'To start it again, press s.' : 'To see it again, run the tap again.'
  return {
    running: `${name} is running`,
    ports: ({ privatePort, port }) =>
      `It listens on port ${privatePort}. The tap listens on ${port}, and passes every byte on.`,
    moved,
    notReady(readiness, { privatePort }): Said {
      if (readiness.type === 'ended') return { said: endedEarly(readiness.end, name), next: again }
      const [elsewhere] = readiness.elsewhere
      if (elsewhere !== undefined)
        return {
          said: `${name} listens on port ${elsewhere.port}, not on ${privatePort}, which it was given in PORT.`,
          next: `Tell it the port: tap -- sh -c '… $PORT'. Or start it yourself, and then: tap --to localhost:${elsewhere.port}`,
        }
      return {
        said: silentWords(readiness.limit, name),
        next: `It was given ${privatePort} in PORT. If it takes longer, start it yourself, and then: tap --to localhost:PORT`,
      }
    },
    ended: (end) => ({ said: endWords(end, name), next: again }),
  }
}

function endedEarly(end: End, name: string): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? `${name} came to its end and never listened on its port.`
        : `${name} stopped with exit code ${end.code} before it listened. What it said stands above.`
    case 'killed':
      return `${name} was stopped by ${end.signal} before it listened.`
    case 'not-started':
      return endWords(end, name)
  }
}

/** The words for a server that ran before the tap came. */
export function runningWords(name: string, interactive: boolean): Words {
  const next = interactive
    ? 'Start that server, then press s to look again.'
    : 'Start that server first.'
  return {
    running: `the tap in front of ${name}`,
    ports: ({ port }) => `The tap listens on ${port}, and passes every byte on to ${name}.`,
    moved,
    notReady: () => ({ said: `Nothing listens on ${name}.`, next }),
    // It is not ours, so its end is not seen.
    ended: (end) => ({ said: endWords(end, name), next }),
  }
}
