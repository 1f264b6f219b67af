import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { which } from '../process/which.ts'

/** An editor, and how it is started. */
export type Editor =
  /** It draws on the terminal, which it needs for itself. */
  | { readonly type: 'terminal'; readonly file: string; readonly args: readonly string[] }
  /** It has a window of its own. */
  | { readonly type: 'window'; readonly file: string; readonly args: readonly string[] }

export interface EditorSearch {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

const inTerminal = new Set(
  'ed emacs helix hx jed joe kak mcedit micro mg nano ne nvim pico vi view vim zile'.split(' '),
)
/** Options by which an editor with a window keeps its starter waiting. */
const waiting = new Set(['-w', '--wait', '-nw', '--block'])

/** The person's editor: VISUAL, EDITOR, then VS Code; undefined where there is none. */
export function findEditor({ env, cwd }: EditorSearch): Editor | undefined {
  const isThere = (file: string) =>
    process.platform === 'win32' || which(file, { cwd, env }).type === 'found'
  for (const line of [env['VISUAL'], env['EDITOR'], 'code'])
    for (const editor of line === undefined || line.trim() === '' ? [] : [editorOf(line)])
      if (isThere(editor.file)) return editor
  return undefined
}

function editorOf(line: string): Editor {
  const [file = '', ...args] = line.trim().split(/\s+/)
  const name = basename(file).replace(/\.(exe|cmd)$/, '')
  const needsTerminal = inTerminal.has(name) || args.some((arg) => arg === '-nw' || arg === '-t')
  return needsTerminal
    ? { type: 'terminal', file, args }
    : { type: 'window', file, args: args.filter((arg) => !waiting.has(arg)) }
}

/** Opens a file; for an editor on the terminal it settles when that is left. Gives back what went wrong. */
export function openInEditor(
  { type, file, args }: Editor,
  path: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(file, [...args, path], {
      stdio: type === 'terminal' ? 'inherit' : 'ignore',
      detached: type === 'window' && process.platform !== 'win32',
      shell: process.platform === 'win32',
    })
    child.once('error', (error) => resolve(error.message))
    if (type === 'window') {
      child.once('spawn', () => resolve(undefined))
      child.unref()
    } else child.once('close', () => resolve(undefined))
  })
}
