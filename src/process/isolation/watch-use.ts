import { readFileSync, statfsSync } from 'node:fs'
import type { End, Resource } from '../end.ts'
import { familyOf } from '../family.ts'
import { runningThreads } from '../usage.ts'
import { limits, watchEveryMs } from './limits.ts'

/** What a program uses of what the system limits by process only, or not at all. */
export interface Use {
  readonly memoryBytes: number
  readonly processes: number
  readonly files: number
  /** Threads that run, or would if there were processors enough. */
  readonly running: number
}

/** Watches a program whose `folder` is on a file system that has little else in it. */
export function watchUse(folder: string) {
  let tooMuch: Resource | undefined
  return {
    watch(pid: number, stop: () => void): () => void {
      const look = createJudge()
      const timer = setInterval(() => {
        tooMuch = look(useOf(pid, folder))
        if (tooMuch === undefined) return
        clearInterval(timer)
        stop()
      }, watchEveryMs)
      return () => clearInterval(timer)
    },
    endOf: (end: End): End =>
      end.type === 'killed' && tooMuch !== undefined ? { ...end, tooMuch } : end,
  }
}

/** Says what a program uses too much of, look by look. Many threads may run for a moment. */
export function createJudge(): (use: Use) => Resource | undefined {
  let looksBusy = 0
  return ({ memoryBytes, processes, files, running }) => {
    looksBusy = running > limits.running ? looksBusy + 1 : 0
    if (memoryBytes > limits.memoryBytes) return 'memory'
    // Those that do not count for the system's limit are the ones that keep it isolated.
    if (processes > 2 * limits.processes) return 'processes'
    if (files > limits.files) return 'files'
    return looksBusy * watchEveryMs >= limits.runningMs ? 'processor' : undefined
  }
}

function useOf(pid: number, folder: string): Use {
  const family = familyOf(pid)
  const { files, ffree } = statfsSync(folder)
  return {
    memoryBytes: family.map(memoryOf).reduce((sum, bytes) => sum + bytes, 0),
    processes: family.length,
    files: files - ffree,
    running: runningThreads(family),
  }
}

/** Bytes of memory that a process has for itself, or shares as memory. */
function memoryOf(pid: number): number {
  const lines = Array.from(
    orEmpty(`/proc/${pid}/status`).matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm),
  )
  return lines.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0)
}

function orEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It has ended.
    return ''
  }
}
