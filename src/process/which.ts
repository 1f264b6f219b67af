import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { kindAt } from './read-regular.ts'

export type Found =
  | { readonly type: 'found' }
  | { readonly type: 'missing' }
  /** It is there, and this user may not run it. */
  | { readonly type: 'not-executable' }

export interface WhichOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** @default process.platform */
  readonly platform?: NodeJS.Platform
}

/**
 * Whether a command is a program, as a shell would look for it: in PATH, or at a path. On Windows the
 * endings that PATHEXT names may be left out, and each file with one is a program.
 */
export function which(command: string, options: WhichOptions): Found {
  const there = filesOf(command, options)
  if (there.length === 0) return { type: 'missing' }
  return { type: there.some(isExecutable) ? 'found' : 'not-executable' }
}

/** The path of the program that a command is; undefined where there is none. */
export const whereIs = (command: string, options: WhichOptions): string | undefined =>
  filesOf(command, options).find(isExecutable)

function filesOf(command: string, options: WhichOptions): string[] {
  const { cwd, env, platform = process.platform } = options
  const isWindows = platform === 'win32'
  const endings = isWindows ? ['', ...(env['PATHEXT'] ?? '.EXE;.CMD').split(';')] : ['']
  const path = env['PATH'] ?? env['Path'] ?? ''
  const folders = /[/\\]/.test(command) ? [cwd] : path.split(isWindows ? ';' : ':')
  return folders
    .flatMap((folder) => endings.map((ending) => resolve(cwd, folder, command + ending)))
    .filter((file) => kindAt(file) === 'file')
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
