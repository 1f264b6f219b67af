import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { errors } from '../words/errors.ts'
import type { Command } from './kill-with-parent.ts'

/** A Python on this machine. */
export interface Python {
  /** As a person would type it: `python3`. */
  readonly command: string
  /** As it says itself: `3.12.1`. */
  readonly version: string
  /** The program itself: a command such as pyenv's leads there in many steps. */
  readonly file: string
}

/** The oldest Python that the servers of the course run on. */
export const leastPython = '3.8'

/** What a Python goes by. */
const pythonCommands = (platform = process.platform): readonly string[] =>
  platform === 'win32' ? ['py -3', 'python', 'python3'] : ['python3', 'python']

/** How long a Python has to say its version. */
const timeoutMs = 5000

/** The Pythons of this machine, in the order in which they are tried. */
export async function findPythons(platform = process.platform): Promise<Python[]> {
  const found = await Promise.all(pythonCommands(platform).map(ask))
  return found.filter((python) => python !== undefined)
}

export function isNewEnough({ version }: Pick<Python, 'version'>): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 3 || (major === 3 && minor >= 8)
}

let known: Promise<Python> | undefined

/** The Python that runs a learner's servers. Throws a CourseError where there is none that will do. */
export function neededPython(): Promise<Python> {
  known ??= findPythons().then((pythons) => {
    const python = pythons.find(isNewEnough)
    if (python === undefined) throw errors.noPython(leastPython, pythonCommands(), pythons)
    return python
  })
  return known
}

/** What runs a Python program. Throws a CourseError where the file or a Python is missing. */
export async function startPython(file: string, root: string): Promise<Command> {
  if (!existsSync(file)) throw errors.serverMissing(relative(root, file).replaceAll('\\', '/'))
  return { file: (await neededPython()).file, args: [file] }
}

/** Its lines come at once and in UTF-8, without colours, and it leaves no files behind. */
export const pythonEnvironment = {
  PYTHONUNBUFFERED: '1',
  PYTHONUTF8: '1',
  PYTHONIOENCODING: 'utf-8',
  PYTHON_COLORS: '0',
  PYTHONDONTWRITEBYTECODE: '1',
}

const question =
  "import sys; print('Python %d.%d.%d' % sys.version_info[:3]); print(sys.executable)"

/** Stubs such as those of Windows and macOS, which offer to install it, say no version. */
function ask(command: string): Promise<Python | undefined> {
  const [file = '', ...args] = command.split(' ')
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, windowsHide: true }
    execFile(file, [...args, '-c', question], options, (_error, stdout, stderr) => {
      const version = /^Python (\d+\.\d+(?:\.\d+)?)/m.exec(stdout + stderr)?.[1]
      const last = stdout.trimEnd().split(/\r?\n/).at(-1) ?? ''
      resolve(
        version === undefined
          ? undefined
          : { command, version, file: isAbsolute(last) ? last : file },
      )
    })
  })
}
