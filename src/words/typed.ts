import { basename, relative } from 'node:path'
import process from 'node:process'

/** What of a process tells how the course was started. */
export interface Started {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

/**
 * The words that start the course as this person started it: `npm start --` in a clone, `npx learn-webserver`,
 * `learn-webserver` where it is installed, else node with the file.
 */
function startWords({ argv, env, cwd }: Started): string {
  const file = argv[1] ?? ''
  if (env['npm_lifecycle_event'] === 'start') return 'npm start --'
  if (/[/\\]_npx[/\\]/.test(file) || env['npm_command'] === 'exec') return 'npx learn-webserver'
  if (!/^cli\.c?js$/.test(basename(file))) return 'learn-webserver'
  return `node ${quotedForShell(relative(cwd, file) || file)}`
}

/** A word as a shell takes it for one: in quotes where it has spaces or signs in it. */
function quotedForShell(word: string): string {
  if (/^[\w./:@%+=,-]+$/.test(word)) return word
  return process.platform === 'win32'
    ? `"${word.replaceAll('"', '""')}"`
    : `'${word.replaceAll("'", "'\\''")}'`
}

/** A command of the course as this person can type it: `typed('check', '3')`. */
export function typed(...words: readonly string[]): string {
  const start = startWords({ argv: process.argv, env: process.env, cwd: process.cwd() })
  const bare = words.length === 0 ? start.replace(/ --$/, '') : start
  return [bare, ...words.map(quotedForShell)].join(' ')
}

/** A text with the commands in it, between backticks or at the beginning of a line, as this person can type them. */
export const asTyped = (text: string): string =>
  text.replace(
    /(`|^ *)learn-webserver(?= )/gm,
    (_whole, before: string) =>
      `${before}${startWords({ argv: process.argv, env: process.env, cwd: process.cwd() })}`,
  )
