import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The files below a folder of the repository whose paths fit, in order. */
export const filesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .filter((file) => pattern.test(file))
    .sort()
