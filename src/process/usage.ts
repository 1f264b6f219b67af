import { readdirSync, readFileSync } from 'node:fs'
import { familyOf } from './family.ts'

/**
 * Whether a program is running right now, rather than waiting for something, in any thread of it and of what it
 * started. Linux tells in /proc; undefined elsewhere.
 */
export function isRunning(pid: number): boolean | undefined {
  const family = familyOf(pid)
  return family.length === 0 ? undefined : runningThreads(family) > 0
}

/** How many threads of these processes run right now, or are ready to. */
export const runningThreads = (pids: readonly number[]): number =>
  pids.flatMap((pid) => statesOf(pid)).filter((state) => state === 'R').length

/** A letter for each thread of a process. */
function statesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')
      // Behind the name of the program, which may hold brackets itself.
      return stat[stat.lastIndexOf(')') + 2] ?? ''
    })
  } catch {
    // It has ended.
    return []
  }
}
