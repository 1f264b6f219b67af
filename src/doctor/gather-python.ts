import { execFile } from 'node:child_process'
import type { PythonFacts } from './facts.ts'

/** Milliseconds that a Python has to say its version. */
const patience = 5000

/** The first Python 3 that answers, or where there is none the first Python. */
export async function pythonFacts(
  platform: NodeJS.Platform,
  isThere: (command: string) => boolean,
): Promise<PythonFacts | undefined> {
  const commands = platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']
  const found = await Promise.all(commands.filter(isThere).map(versionOf))
  const answered = found.filter((facts) => facts !== undefined)
  return answered.find(({ version }) => version.startsWith('3.')) ?? answered[0]
}

/** Python 2 says its version on standard error; the stubs of Windows and macOS say none. */
function versionOf(command: string): Promise<PythonFacts | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: patience, windowsHide: true }
    execFile(command, ['--version'], options, (_error, stdout, stderr) => {
      const version = /^Python (\d+\.\d+(?:\.\d+)?)/m.exec(stdout + stderr)?.[1]
      resolve(version === undefined ? undefined : { command, version })
    })
  })
}
