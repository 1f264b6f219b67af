import type { LeftOut } from '../summary.ts'

/** A file of a hand-in. */
export interface HandInFile {
  readonly content: Uint8Array
  /** It may be run as a program. */
  readonly isExecutable: boolean
}

/** What was handed in, as far as servers need it: paths begin at its folder, with `/` between their parts. */
export interface HandInFiles {
  readonly files: ReadonlyMap<string, HandInFile>
  readonly leftOut: readonly { readonly file: string; readonly because: LeftOut }[]
}

/** What the servers do not need, and what may be large. */
const passedOver = new Set([
  '.git',
  '.learn-webserver',
  '__MACOSX',
  '.DS_Store',
  'backups',
  'node_modules',
  '__pycache__',
])

/** Files of a hand-in at most, their bytes, and those of one of them. */
const maxFiles = 2000
const maxBytes = 64 * 1024 * 1024
export const maxFileBytes = 10 * 1024 * 1024
/** What is left out is named up to so many times. */
const maxNamed = 20

/** Takes files in until it is too much. */
export function createIntake() {
  const files = new Map<string, HandInFile>()
  const leftOut: { file: string; because: LeftOut }[] = []
  let bytes = 0
  const roomBytes = () => (files.size >= maxFiles ? 0 : Math.min(maxFileBytes, maxBytes - bytes))
  const leave = (file: string, because: LeftOut) => {
    if (leftOut.length < maxNamed) leftOut.push({ file, because })
  }
  return {
    files,
    leftOut,
    leave,
    /** Bytes that the next file may have, whatever it is. */
    roomBytes: (_file: string) => roomBytes(),
    /** Whether a file of this size can be taken; else it is left out. */
    hasRoomFor(file: string, size: number): boolean {
      if (size > maxFileBytes) leave(file, 'large')
      else if (size > roomBytes() || files.size >= maxFiles) leave(file, 'many')
      else return true
      return false
    },
    put(file: string, content: Uint8Array, isExecutable = false): void {
      bytes += content.length
      files.set(file, { content, isExecutable })
    },
  }
}
export type Intake = ReturnType<typeof createIntake>

/** Whether a path is one of those that no server needs. */
export const isPassedOver = (path: string) =>
  path.split('/').some((part) => passedOver.has(part) || part.startsWith('._'))
