import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { release } from 'node:os'
import { dirname, join } from 'node:path'
import { type EditorFound, findOwnEditor } from '../app/editor.ts'
import type { Language } from '../course/language.ts'
import { type PortState, portState } from '../process/port-state.ts'
import { findPythons, isNewEnough } from '../process/python.ts'
import { readRegularText } from '../process/read-regular.ts'
import { which } from '../process/which.ts'
import { unicodeSymbols } from '../terminal/draw/symbols.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { orUndefined, reasonOf } from '../words/caught.ts'
import type { CourseError } from '../words/errors.ts'
import { parseProgress, progressFile } from '../workspace/progress.ts'
import { readSettings } from '../workspace/settings.ts'
import { isSilent } from '../workspace/watch-files.ts'
import type {
  BrowserFacts,
  EditorFacts,
  Facts,
  FolderFacts,
  PortFacts,
  TerminalFacts,
} from './facts.ts'

export interface GatherOptions {
  /** The Node version that is needed, such as `20.17`. */
  readonly wanted: string
  /** The stages with their ports; or why they can't be read. */
  readonly stages: readonly { readonly number: number; readonly port: number }[] | Error
  readonly lessons: Facts['lessons']
  readonly folder: Pick<FolderFacts, 'path' | 'exists'> & {
    readonly refused: CourseError | undefined
  }
  /** The language that --lang names, which goes before the folder's. */
  readonly lang: Language | undefined
  readonly terminal: Terminal
  readonly process: Pick<
    NodeJS.Process,
    'env' | 'platform' | 'stdin' | 'stdout' | 'cwd' | 'version'
  >
}

/** Looks at this machine. What it writes in order to see is gone afterwards. */
export async function gather(options: GatherOptions): Promise<Facts> {
  const { wanted, stages, lessons, folder, process } = options
  const { env, platform } = process
  const isThere = (command: string) => isInPath(command, process)
  const [ports, folderFound, pythons] = await Promise.all([
    stages instanceof Error ? [] : Promise.all(stages.map(portFacts)),
    folderFacts(folder),
    findPythons(platform),
  ])
  return {
    platform,
    node: { version: process.version.slice(1), wanted },
    terminal: terminalFacts(options),
    browser: browserFacts(env, platform, isThere),
    course: { reason: stages instanceof Error ? stages.message : undefined },
    lessons,
    ports,
    folder: folderFound,
    language: options.lang ?? languageOf(folder.path),
    python: pythons.find(isNewEnough) ?? pythons[0],
    editor: editorFacts(findOwnEditor(process)),
  }
}

async function portFacts({ number, port }: { number: number; port: number }): Promise<PortFacts> {
  const state: PortState = await portState(port)
  return { port, stage: number, state }
}

function terminalFacts({ terminal, process }: GatherOptions): TerminalFacts {
  const { env, platform, stdin, stdout } = process
  const { columns, rows, symbols, coloured } = terminal.theme
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

function editorFacts(found: EditorFound): EditorFacts | undefined {
  if (found.type === 'none') return undefined
  if (found.type === 'ask') return { type: 'ask', names: found.editors.map(({ name }) => name) }
  return { type: 'chosen', name: found.editor.name, from: found.from }
}

/** The language that the folder's settings name; undefined where they can't be read: another command says why. */
const languageOf = (folder: string): Facts['language'] =>
  orUndefined(() => readSettings(folder).language)

function isInPath(
  command: string,
  { env, platform, cwd }: Pick<NodeJS.Process, 'env' | 'platform' | 'cwd'>,
): boolean {
  return which(command, { cwd: cwd(), env, platform }).type === 'found'
}

const noticedWithinMs = 1000

/** What is known of the learner's folder, or of the place where it will be made. */
async function folderFacts({
  path,
  exists,
  refused,
}: GatherOptions['folder']): Promise<FolderFacts> {
  const place = nearest(path)
  return {
    path,
    exists,
    refused: refused && { said: refused.message, next: refused.next },
    free: await freeOn(place),
    progress: progressIn(path),
    ...(await probe(place)),
  }
}

/** The folder itself, or the first one above it that is there. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path))
}

async function freeOn(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  } catch {
    return undefined
  }
}

function progressIn(folder: string): FolderFacts['progress'] {
  const file = join(folder, progressFile)
  if (!existsSync(file)) return 'none'
  try {
    return parseProgress(readRegularText(file)).type
  } catch {
    return 'unreadable'
  }
}

/** Writes a file there and waits until the change is noticed. */
async function probe(folder: string): Promise<Pick<FolderFacts, 'unwritable' | 'watched'>> {
  let own: string | undefined
  try {
    own = mkdtempSync(join(folder, '.learn-webserver-doctor-'))
    const file = join(own, 'probe.txt')
    writeFileSync(file, 'before')
    return { unwritable: undefined, watched: (await isNoticed(file, own)) && !isSilent(own) }
  } catch (error) {
    return { unwritable: reasonOf(error), watched: undefined }
  } finally {
    if (own !== undefined) rmSync(own, { recursive: true, force: true })
  }
}

function isNoticed(file: string, folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => settle(true))
    const timer = setTimeout(() => settle(false), noticedWithinMs)
    const settle = (noticed: boolean) => {
      clearTimeout(timer)
      watcher.close()
      resolve(noticed)
    }
    watcher.once('error', () => settle(false))
    writeFileSync(file, 'after')
  })
}
