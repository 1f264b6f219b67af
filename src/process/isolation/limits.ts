/** What a student's program may use. A usual server of the course needs about a tenth of it. */
export const limits = {
  /** Bytes of memory in one process. */
  processMemoryBytes: 512 * 1024 ** 2,
  /** Bytes of memory in all its processes together. */
  memoryBytes: 768 * 1024 ** 2,
  /** Processes and threads; Node alone has eleven. */
  processes: 100,
  openFiles: 1024,
  /** Bytes of its folder, and of one file. */
  folderBytes: 256 * 1024 ** 2,
  /** Files and folders of its folder. */
  files: 20_000,
  /** Bytes of its temporary folder. */
  temporaryBytes: 16 * 1024 ** 2,
} as const

/** Milliseconds between two looks at what it uses. */
export const watchEveryMs = 200
