import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import process from 'node:process'
import { quotedForCmd } from '../process/shell.ts'
import { which } from '../process/which.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { editorWords } from '../words/commands.ts'
import { readRemembered, remember } from '../workspace/remembered.ts'

/** An editor, and how it is started. */
export interface Editor {
  /** The program's name, as the person knows it. */
  readonly name: string
  /** An editor on the terminal needs it for itself; others have a window of their own. */
  readonly type: 'terminal' | 'window'
  readonly file: string
  readonly args: readonly string[]
}

/** Which editor opens files: the one that is chosen, or those that there are to choose from. */
export type EditorFound =
  | { readonly type: 'chosen'; readonly editor: Editor; readonly from: 'VISUAL' | 'EDITOR' | 'you' }
  | { readonly type: 'ask'; readonly editors: readonly [Editor, ...Editor[]] }
  | { readonly type: 'none' }

export interface EditorSearch {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly platform: NodeJS.Platform
  /** The editor that the person chose before. */
  readonly remembered: string | undefined
}

const inTerminal = new Set(
  'ed emacs helix hx jed joe kak mcedit micro mg nano ne nvim pico vi view vim zile'.split(' '),
)
/** Options by which an editor with a window keeps its starter waiting. */
const waiting = new Set(['-w', '--wait', '-nw', '--block'])
/** Editors that are looked for, those that beginners know first. */
const known =
  'code cursor codium zed subl idea webstorm pycharm notepad++ gedit kate gnome-text-editor mousepad notepad nano micro emacs hx nvim vim vi'.split(
    ' ',
  )

/**
 * The person's editor: VISUAL, EDITOR, the one they chose before, else those that are installed. npm gives
 * every script EDITOR=vi (notepad on Windows), which is nobody's choice.
 */
export function findEditor(search: EditorSearch): EditorFound {
  const { env, remembered } = search
  const isByNpm =
    env['npm_execpath'] !== undefined && /^(vi|notepad(\.exe)?)$/.test(env['EDITOR'] ?? '')
  for (const [from, line] of [
    ['VISUAL', env['VISUAL']],
    ['EDITOR', isByNpm ? undefined : env['EDITOR']],
    ['you', remembered],
  ] as const) {
    const editor = line?.trim() ? editorOf(line.trim(), search) : undefined
    if (editor !== undefined) return { type: 'chosen', editor, from }
  }
  const [first, ...others] = known.flatMap((name) => editorOf(name, search) ?? [])
  return first === undefined ? { type: 'none' } : { type: 'ask', editors: [first, ...others] }
}

/** The editor that a line starts, such as `code -w`; undefined where its program is not there. */
function editorOf(line: string, search: EditorSearch): Editor | undefined {
  // A path may have spaces in it.
  const [file = '', ...args] = isThere(line, search) ? [line] : line.split(/\s+/)
  if (!isThere(file, search)) return undefined
  const name = basename(file).replace(/\.(exe|cmd)$/, '')
  const needsTerminal = inTerminal.has(name) || args.some((arg) => arg === '-nw' || arg === '-t')
  return needsTerminal
    ? { name, type: 'terminal', file, args }
    : { name, type: 'window', file, args: args.filter((arg) => !waiting.has(arg)) }
}

const isThere = (file: string, search: EditorSearch) => which(file, search).type === 'found'

const memory = 'editor.txt'

/** `findEditor` on this machine, with what the person chose before. */
export const findOwnEditor = (
  process: Pick<NodeJS.Process, 'env' | 'platform' | 'cwd'>,
): EditorFound =>
  findEditor({
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    remembered: readRemembered(memory),
  })

/** Opens files with this editor from now on. */
const rememberEditor = ({ file, args }: Editor): void => remember(memory, [file, ...args].join(' '))

/**
 * The editor to open files with. The person is asked by name, once, where several are there and none was
 * chosen; undefined where they want none, or there is none.
 */
export async function chosenEditor(terminal: Terminal): Promise<Editor | undefined> {
  const found = findOwnEditor(process)
  if (found.type === 'none') return undefined
  if (found.type === 'chosen') return found.editor
  const chosen = await terminal.choose<Editor | undefined>(editorWords.question, [
    ...found.editors.map((editor) => ({ value: editor, text: editor.name })),
    { value: undefined, text: editorWords.none },
  ])
  if (chosen === undefined) return undefined
  rememberEditor(chosen)
  if (chosen.type === 'terminal') terminal.print(['', ` ${editorWords.leave(chosen.name)}`])
  return chosen
}

/** Opens a file; for an editor on the terminal it settles when that is left. Gives back what went wrong. */
export function openInEditor(
  { type, file, args }: Editor,
  path: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Its .cmd files need the shell, which takes words apart at their spaces.
    const isWindows = process.platform === 'win32'
    const word = (text: string) => (isWindows ? quotedForCmd(text) : text)
    const child = spawn(word(file), [...args, word(path)], {
      stdio: type === 'terminal' ? 'inherit' : 'ignore',
      detached: type === 'window' && !isWindows,
      shell: isWindows,
    })
    child.once('error', (error) => resolve(error.message))
    if (type === 'window') {
      child.once('spawn', () => resolve(undefined))
      child.unref()
    } else child.once('close', () => resolve(undefined))
  })
}
