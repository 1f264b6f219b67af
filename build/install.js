// Installs node_modules from package-lock.json.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { during } from './during.js'

/** npm as it is started: by its own script, so that it is found on Windows too, where npm is a .cmd file. */
export const npm = process.env.npm_execpath
  ? { file: process.execPath, before: [process.env.npm_execpath], shell: false }
  : { file: 'npm', before: [], shell: process.platform === 'win32' }

/** Ends the process where it can't be done. */
export async function install() {
  const { file, before, shell } = npm
  // Not `npm ci`: it refuses a lock file that leaves out binaries for other platforms.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const child = spawn(file, [...before, ...args], { stdio: ['ignore', 'ignore', 'inherit'], shell })
  const ended = once(child, 'exit').catch(() => [1])
  const [status] = await during('First start: installing packages, about 20 s …', ended)
  if (status === 0) return
  console.error('The packages could not be installed; npm says above why.')
  console.error('Is this machine online? Then try again: npm install')
  process.exit(1)
}
