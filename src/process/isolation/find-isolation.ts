import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import * as v from 'valibot'
import type { NoProtection } from '../../words/errors.ts'
import type { Command } from '../kill-with-parent.ts'
import { findPythons, isNewEnough } from '../python.ts'
import { whereIs } from '../which.ts'
import { confinementIn, type Isolation, isolateWorker } from './isolation.ts'
import { type Leak, trial } from './trial.ts'
import { viewOfMachine } from './view.ts'

export type FoundIsolation =
  | { readonly type: 'found'; readonly isolation: Isolation }
  | { readonly type: 'none'; readonly reason: NoProtection }

/** Finds the isolation of this machine, and tries it. `temporary` is a folder that lives as long as the isolation is used. */
export async function findIsolation(temporary: string): Promise<FoundIsolation> {
  const { platform, env } = process
  if (platform !== 'linux') return none({ type: 'no-means' })
  const place = { cwd: '/', env }
  const file = whereIs('bwrap', place)
  if (file === undefined) return none({ type: 'not-installed', program: 'bubblewrap' })
  if (['prlimit', 'setpriv'].some((name) => whereIs(name, place) === undefined))
    return none({ type: 'not-installed', program: 'util-linux' })

  const etc = join(temporary, 'etc')
  mkdirSync(etc, { recursive: true })
  const python = (await findPythons()).find(isNewEnough)?.file
  const view = await viewOfMachine(etc, [realpathSync(file)], python)
  const isolation: Isolation = { type: 'bubblewrap', file: realpathSync(file), view }
  const fault = await faultOf(isolation, temporary)
  return fault === undefined ? { type: 'found', isolation } : none(fault)
}

const none = (reason: NoProtection): FoundIsolation => ({ type: 'none', reason })

/** Milliseconds that a trial may take. */
const patienceMs = 20_000

/** What is wrong with an isolation when a program is started in it; undefined where all is well. */
async function faultOf(isolation: Isolation, temporary: string): Promise<NoProtection | undefined> {
  const file = join(temporary, 'not-yours')
  writeFileSync(file, '')
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    return await tryOut(isolation, { file: 'node', args: ['-e', trial, file, String(port)] })
  } finally {
    server.close()
  }
}

function tryOut(isolation: Isolation, program: Command): Promise<NoProtection | undefined> {
  const student = confinementIn(isolation).confine(program, '/tmp/folder')
  const inFolder = ['-c', 'mkdir /tmp/folder && exec "$@"', 'sh']
  const { command, env } = isolateWorker(isolation, {
    command: { file: 'sh', args: [...inFolder, student.command.file, ...student.command.args] },
    readable: [],
  })
  return new Promise((resolve) => {
    execFile(command.file, command.args, { env, timeout: patienceMs }, (error, stdout, stderr) => {
      const program = 'bubblewrap'
      const said = stderr.trimEnd().split('\n').at(-1) ?? ''
      if (error !== null)
        return resolve(
          isForbidden()
            ? { type: 'forbidden', program }
            : { type: 'fails', program, said: said || error.message },
        )
      const [what] = v.parse(leaks, JSON.parse(stdout))
      resolve(what === undefined ? undefined : { type: 'leaks', program, what })
    })
  })
}

const leaks = v.array(v.picklist(['network', 'files'] satisfies Leak[]))

/** Ubuntu lets only some programs make namespaces. */
function isForbidden(): boolean {
  try {
    return readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8') === '1\n'
  } catch {
    return false
  }
}
