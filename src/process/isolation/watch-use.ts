import { readFileSync, statfsSync } from 'node:fs'
import { familyOf } from '../family.ts'
import { limits, watchEveryMs } from './limits.ts'

/** What a program uses of what the system limits by process only, or not at all. */
export interface Use {
  readonly memoryBytes: number
  readonly processes: number
  readonly files: number
}

/** Watches a program that has `folder` on a file system of its own, or shares it with nothing large. */
export function watchUse(folder: string, every = watchEveryMs) {
  return {
    watch(pid: number, stop: () => void): () => void {
      const timer = setInterval(() => {
        if (isTooMuch(useOf(pid, folder))) stop()
      }, every)
      return () => clearInterval(timer)
    },
  }
}

export const isTooMuch = ({ memoryBytes, processes, files }: Use) =>
  memoryBytes > limits.memoryBytes || processes > 2 * limits.processes || files > limits.files

function useOf(pid: number, folder: string): Use {
  const family = familyOf(pid)
  const { files, ffree } = statfsSync(folder)
  return {
    memoryBytes: family.map(memoryOf).reduce((sum, bytes) => sum + bytes, 0),
    processes: family.length,
    files: files - ffree,
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
