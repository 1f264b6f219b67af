import { readdirSync, readFileSync } from 'node:fs'

/**
 * Whether a process is running right now, rather than waiting for something, in any of its threads. Linux tells in
 * /proc; undefined elsewhere.
 */
export function isRunning(pid: number): boolean | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.some((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')
      // Behind the name of the program stands its state: R for running or ready to.
      return stat.slice(stat.lastIndexOf(')') + 2).startsWith('R')
    })
  } catch {
    return undefined
  }
}
