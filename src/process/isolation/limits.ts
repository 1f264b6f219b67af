import type { Command } from '../kill-with-parent.ts'

/** What a student's program may use. A usual server of the course needs about a tenth of it. */
export const limits = {
  /** Bytes of memory in one process. */
  processMemoryBytes: 512 * 1024 ** 2,
  /** Bytes of memory in all its processes together. */
  memoryBytes: 768 * 1024 ** 2,
  /** Processes and threads; Node alone has eleven. */
  processes: 100,
  /** Threads that run at the same time for longer than `runningMs` milliseconds: others need processors too. */
  running: 10,
  runningMs: 1000,
  openFiles: 1024,
  /** Bytes of its folder, and of one file. */
  folderBytes: 256 * 1024 ** 2,
  /** Files and folders of its folder. */
  files: 20_000,
  /** Bytes of its temporary folder. */
  temporaryBytes: 16 * 1024 ** 2,
} as const

/** Bytes of memory in the process that checks it, which reads what it sends. */
export const workerMemoryBytes = 1024 ** 3

/** Milliseconds between two looks at what it uses. */
export const watchEveryMs = 200

/**
 * A student's command, within the limits that a process has; those of all its processes are watched, and who watches comes
 * first. `more`: limits besides.
 */
export const limitedCommand = ({ file, args }: Command, more: readonly string[] = []): Command => ({
  file: 'prlimit',
  args: [
    ...[`--data=${limits.processMemoryBytes}`, `--nofile=${limits.openFiles}`, '--core=0'],
    ...[`--fsize=${limits.folderBytes}`, ...more, '--'],
    ...['nice', '-n', '5', file, ...args],
  ],
})
