import { readdirSync, readFileSync } from 'node:fs'
import { familyOf } from './family.ts'

/**
 * Whether a program is running right now, rather than waiting for something, in any thread of it and of what it
 * started. Linux tells in /proc; undefined elsewhere.
 */
export function isRunning(pid: number): boolean | undefined {
  const family = familyOf(pid)
  return family.length === 0 ? undefined : family.some(hasRunningThread)
}

function hasRunningThread(pid: number): boolean {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.some((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')
      // Behind the name of the program stands its state: R for running or ready to.
      return stat.slice(stat.lastIndexOf(')') + 2).startsWith('R')
    })
  } catch {
    // It has ended.
    return false
  }
}
