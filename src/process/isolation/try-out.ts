import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Command } from '../kill-with-parent.ts'
import { confinementIn, type Isolation, isolateWorker } from './isolation.ts'
import { bothLanguages, type Leak, trial } from './trial.ts'

/** What is wrong with an isolation. */
export type Fault =
  /** `said`: the last line that it said. */
  | { readonly type: 'fails'; readonly said: string }
  | { readonly type: 'leaks'; readonly what: Leak }

/** Milliseconds that a trial may take. */
const patienceMs = 20_000

/** What is wrong with an isolation when a program is started in it; undefined where all is well. */
export async function faultOf(isolation: Isolation, temporary: string): Promise<Fault | undefined> {
  const file = join(temporary, 'not-yours')
  writeFileSync(file, '')
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    const args = ['-c', bothLanguages, 'sh', '-e', trial, file, String(port)]
    return await tryOut(isolation, { file: 'sh', args })
  } finally {
    server.close()
  }
}

function tryOut(isolation: Isolation, program: Command): Promise<Fault | undefined> {
  const student = confinementIn(isolation).confine(program, '/tmp/folder')
  const inFolder = ['-c', 'mkdir -m 777 /tmp/folder && cd /tmp/folder && exec "$@"', 'sh']
  const { command, env } = isolateWorker(isolation, {
    command: { file: 'sh', args: [...inFolder, student.command.file, ...student.command.args] },
    readable: [],
  })
  return new Promise((resolve) => {
    execFile(command.file, command.args, { env, timeout: patienceMs }, (error, stdout, stderr) => {
      const said = stderr.trimEnd().split('\n').at(-1) ?? ''
      if (error !== null) return resolve({ type: 'fails', said: said || error.message })
      const [what] = v.parse(leaks, JSON.parse(stdout))
      resolve(what === undefined ? undefined : { type: 'leaks', what })
    })
  })
}

const leaks = v.array(v.picklist(['network', 'files'] satisfies Leak[]))
