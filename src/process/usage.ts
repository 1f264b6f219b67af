import { readFileSync } from 'node:fs'

/** Milliseconds of a tick in /proc, on all that Node runs on. */
const tickMs = 10

/** How long a process has kept a processor busy. Linux tells in /proc; undefined elsewhere. */
export function usageOf(pid: number): { at: number; cpuMs: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // Behind the name of the program stand its state, its parent, its group, … its times.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { at: performance.now(), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs }
  } catch {
    return undefined
  }
}
