import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'

export type Found =
  | { readonly type: 'found' }
  | { readonly type: 'missing' }
  /** It is there, and this user may not run it. */
  | { readonly type: 'not-executable' }

export interface WhichOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Whether a command is a program, as a shell would look for it: in PATH, or at a path. Not for Windows. */
export function which(command: string, { cwd, env }: WhichOptions): Found {
  const files = command.includes('/')
    ? [resolve(cwd, command)]
    : (env['PATH'] ?? '').split(delimiter).map((folder) => resolve(cwd, folder, command))
  const there = files.filter(isFile)
  if (there.length === 0) return { type: 'missing' }
  return { type: there.some(isExecutable) ? 'found' : 'not-executable' }
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
