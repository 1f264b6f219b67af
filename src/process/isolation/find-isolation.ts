import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { NoProtection } from '../../words/protection.ts'
import { findPythons, isNewEnough } from '../python.ts'
import { whereIs } from '../which.ts'
import { containerPrograms, images } from './container.ts'
import type { Isolation } from './isolation.ts'
import { macFolders } from './sandbox-exec.ts'
import { faultOf } from './try-out.ts'
import { partsOfPython, viewOfMachine } from './view.ts'

export type FoundIsolation =
  | { readonly type: 'found'; readonly isolation: Isolation }
  /** Why the best means of this system is not there. */
  | { readonly type: 'none'; readonly reason: NoProtection }

/**
 * Finds the best means of isolation that works on this machine: each is tried. `temporary` is a folder that lives as long as
 * the isolation is used.
 */
export async function findIsolation(temporary: string): Promise<FoundIsolation> {
  const best =
    process.platform === 'linux' ? await findBubblewrap(temporary) : none({ type: 'no-means' })
  if (best.type === 'found') return best
  for (const program of containerPrograms) {
    const isolation = await findContainer(program)
    if (isolation !== undefined && (await faultOf(isolation, temporary)) === undefined)
      return { type: 'found', isolation }
  }
  // It limits less than a container does.
  return process.platform === 'darwin' ? await findSandbox(temporary) : best
}

/** What macOS has itself. */
async function findSandbox(temporary: string): Promise<FoundIsolation> {
  const program = 'sandbox-exec'
  const file = find(program)
  if (file === undefined) return none({ type: 'no-means' })
  const node = realpathSync(process.execPath)
  const python = (await findPythons()).find(isNewEnough)?.file
  const parts = python === undefined ? [] : await partsOfPython(python)
  const isolation: Isolation = {
    type: 'sandbox-exec',
    file,
    readable: [...macFolders, node, ...parts],
    path: [node, ...(python === undefined ? [] : [python])]
      .map(dirname)
      .concat('/usr/bin', '/bin')
      .join(':'),
  }
  const fault = await faultOf(isolation, temporary)
  return fault === undefined ? { type: 'found', isolation } : none({ ...fault, program })
}

async function findBubblewrap(temporary: string): Promise<FoundIsolation> {
  const file = find('bwrap')
  if (file === undefined) return none({ type: 'not-installed', program: 'bubblewrap' })
  if (['prlimit', 'setpriv'].some((name) => find(name) === undefined))
    return none({ type: 'not-installed', program: 'util-linux' })

  const etc = join(temporary, 'etc')
  mkdirSync(etc, { recursive: true })
  const python = (await findPythons()).find(isNewEnough)?.file
  const view = await viewOfMachine(etc, [file], python)
  const isolation: Isolation = { type: 'bubblewrap', file, view }
  const fault = await faultOf(isolation, temporary)
  if (fault === undefined) return { type: 'found', isolation }
  const program = 'bubblewrap'
  return none(
    fault.type === 'fails' && isForbidden()
      ? { type: 'forbidden', program }
      : { ...fault, program },
  )
}

/** Ubuntu lets only some programs make namespaces. */
function isForbidden(): boolean {
  try {
    return readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8') === '1\n'
  } catch {
    return false
  }
}

const none = (reason: NoProtection): FoundIsolation => ({ type: 'none', reason })

/** A program with an image that it has already. Paths of Windows are none in a container. */
async function findContainer(program: string): Promise<Isolation | undefined> {
  const file = process.platform === 'win32' ? undefined : find(program)
  if (file === undefined) return undefined
  for (const image of images)
    if (await runs(file, ['image', 'inspect', image])) return { type: 'container', file, image }
  return undefined
}

/** Milliseconds that a program has to say whether it has an image. */
const patienceMs = 5000

const runs = (file: string, args: readonly string[]) =>
  new Promise<boolean>((resolve) => {
    execFile(file, args, { timeout: patienceMs }, (error) => resolve(error === null))
  })

function find(program: string): string | undefined {
  const file = whereIs(program, { cwd: '/', env: process.env })
  return file === undefined ? undefined : realpathSync(file)
}
