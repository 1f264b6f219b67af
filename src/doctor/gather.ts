import { release } from 'node:os'
import { delimiter } from 'node:path'
import { type PortState, portState } from '../process/port-state.ts'
import { findPythons, isNewEnough } from '../process/python.ts'
import { which } from '../process/which.ts'
import { unicodeSymbols } from '../terminal/draw/symbols.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import type { BrowserFacts, EditorFacts, Facts, PortFacts, TerminalFacts } from './facts.ts'
import { folderFacts } from './gather-folder.ts'

export interface GatherOptions {
  /** The Node version that is needed, such as `20.17`. */
  readonly wanted: string
  /** The stages with their ports; or why they can't be read. */
  readonly stages: readonly { readonly number: number; readonly port: number }[] | Error
  readonly folder: { readonly path: string; readonly exists: boolean }
  readonly terminal: Terminal
  readonly process: Pick<
    NodeJS.Process,
    'env' | 'platform' | 'stdin' | 'stdout' | 'cwd' | 'version'
  >
}

/** Looks at this machine. What it writes in order to see is gone afterwards. */
export async function gather(options: GatherOptions): Promise<Facts> {
  const { wanted, stages, folder, process } = options
  const { env, platform } = process
  const isThere = (command: string) => isInPath(command, process)
  const [ports, folderFound, pythons] = await Promise.all([
    stages instanceof Error ? [] : Promise.all(stages.map(portFacts)),
    folderFacts(folder.path, folder.exists),
    findPythons(platform),
  ])
  return {
    platform,
    node: { version: process.version.slice(1), wanted },
    terminal: terminalFacts(options),
    browser: browserFacts(env, platform, isThere),
    course: { reason: stages instanceof Error ? stages.message : undefined },
    ports,
    folder: folderFound,
    python: pythons.find(isNewEnough) ?? pythons[0],
    editor: editorFacts(env, isThere),
  }
}

async function portFacts({ number, port }: { number: number; port: number }): Promise<PortFacts> {
  const state: PortState = await portState(port)
  return { port, stage: number, state }
}

function terminalFacts({ terminal, process }: GatherOptions): TerminalFacts {
  const { env, platform, stdin, stdout } = process
  const { columns, rows, symbols, coloured } = terminal.look
  return {
    isTTY: Boolean(stdin.isTTY && stdout.isTTY),
    columns,
    rows,
    colours: coloured ? 2 ** (stdout.isTTY ? stdout.getColorDepth() : 4) : 0,
    unicode: symbols.here === unicodeSymbols.here,
    locale: env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || undefined,
    term: env['TERM'],
    gitBash: platform === 'win32' && env['MSYSTEM'] !== undefined,
  }
}

/** The opener that the package `open` takes here. */
function browserFacts(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isThere: (command: string) => boolean,
): BrowserFacts {
  const wsl = platform === 'linux' && /microsoft/i.test(release())
  const ssh = env['SSH_CONNECTION'] !== undefined
  const opener =
    platform === 'darwin'
      ? 'open'
      : platform === 'win32' || (wsl && !ssh)
        ? 'powershell.exe'
        : 'xdg-open'
  return {
    opener,
    found: isThere(opener),
    asked: opener === 'xdg-open' ? env['BROWSER'] || undefined : undefined,
    wsl,
    ssh,
    display: opener !== 'xdg-open' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']),
  }
}

/** The editor that the environment names, or the one that most learners have. */
function editorFacts(
  env: NodeJS.ProcessEnv,
  isThere: (command: string) => boolean,
): EditorFacts | undefined {
  for (const from of ['VISUAL', 'EDITOR'] as const) {
    const command = env[from]?.trim()
    if (command)
      return { command, from, found: isThere(command) || isThere(command.split(/\s+/)[0] ?? '') }
  }
  return isThere('code') ? { command: 'code', from: 'PATH', found: true } : undefined
}

function isInPath(
  command: string,
  { env, platform, cwd }: Pick<NodeJS.Process, 'env' | 'platform' | 'cwd'>,
): boolean {
  const endings = platform === 'win32' ? ['', ...(env['PATHEXT'] ?? '.EXE').split(delimiter)] : ['']
  return endings.some((ending) => which(command + ending, { cwd: cwd(), env }).type === 'found')
}
