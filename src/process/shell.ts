import { type Command, windowsShell } from './kill-with-parent.ts'

/** A line as a person would type it in the shell of the system. */
export const shellCommand = (line: string, platform = process.platform): Command =>
  platform === 'win32'
    ? // It takes the outer quotes off, and the rest as it is. `guarded` sees to it that Node quotes nothing again.
      { file: windowsShell, args: ['/d', '/s', '/c', `"${line}"`] }
    : { file: 'sh', args: ['-c', line] }

/** A word as cmd.exe takes it. A name on Windows has no quotes in it. */
export const quotedForCmd = (word: string): string =>
  /^[\w.:\\/@-]+$/.test(word) ? word : `"${word}"`

/**
 * How a program is started that was found at `path`. On Windows, what is no program of its own, such as npm.cmd, is
 * run by the shell.
 */
export const startable = (
  file: string,
  args: readonly string[],
  path: string | undefined,
  platform = process.platform,
): Command =>
  platform === 'win32' && path !== undefined && /\.(cmd|bat)$/i.test(path)
    ? shellCommand([file, ...args].map(quotedForCmd).join(' '), platform)
    : { file, args }
