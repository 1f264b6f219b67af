import { readFileSync } from 'node:fs'
import { orUndefined } from '../words/caught.ts'
import { namesIn } from './read-regular.ts'

// The processes of this machine, as Linux tells them in /proc. Elsewhere there are none to be seen here.

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly group: number
}

/** The processes that run now, without those that have ended and only wait for their parent. */
export const processes = (): ProcessEntry[] =>
  namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      // PID (NAME) STATE PARENT GROUP: a name may hold spaces and brackets itself.
      const match = /^\d+ \(.*\) [^Z] (\d+) (\d+)/s.exec(readStat(pid))
      return match === null
        ? []
        : { pid: Number(pid), parent: Number(match[1]), group: Number(match[2]) }
    })

/** A process, those of its group, and all that they have started, as far as the starters still run. */
export function familyOf(pid: number, all = processes()): number[] {
  const family = new Set(all.filter((each) => each.pid === pid || each.group === pid).map(pidOf))
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const each of all) if (family.has(each.parent)) family.add(each.pid)
  }
  return [...family]
}

const pidOf = ({ pid }: ProcessEntry) => pid

const readStat = (pid: string): string =>
  orUndefined(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? ''
