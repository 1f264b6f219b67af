import { execFile } from 'node:child_process'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Command } from '../kill-with-parent.ts'
import { confinementIn, type Isolation, isolateWorker } from './isolation.ts'
import { bothLanguages, type Leak, nodeAlone, pythonAlone, trial } from './trial.ts'

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
    const given = ['-e', trial, file, String(port)]
    return isolation.type === 'sandbox-exec'
      ? await faultAlone(isolation, [...given, String(process.pid)], temporary)
      : await tryOut(isolation, shell(bothLanguages, ...given), '/tmp/folder')
  } finally {
    server.close()
  }
}

/** The same where a program may start no other one, and runs in a folder that others see. */
async function faultAlone(isolation: Isolation, given: readonly string[], temporary: string) {
  const folder = join(realpathSync(temporary), 'folder')
  mkdirSync(folder, { recursive: true })
  return (
    (await tryOut(isolation, shell(nodeAlone, ...given), folder)) ??
    (await tryOut(isolation, shell(pythonAlone), folder))
  )
}

const shell = (script: string, ...args: readonly string[]): Command => ({
  file: 'sh',
  args: ['-c', script, 'sh', ...args],
})

function tryOut(
  isolation: Isolation,
  program: Command,
  folder: string,
): Promise<Fault | undefined> {
  const student = confinementIn(isolation).confine(program, folder)
  const inFolder = ['-c', 'mkdir -p -m 777 "$0" && cd "$0" && exec "$@"', folder]
  const { command, env } = isolateWorker(isolation, {
    command: { file: 'sh', args: [...inFolder, student.command.file, ...student.command.args] },
    readable: [],
  })
  return new Promise((resolve) => {
    const options = { env, timeout: patienceMs }
    const child = execFile(command.file, command.args, options, (error, stdout, stderr) => {
      const said = stderr.trimEnd().split('\n').at(-1) ?? ''
      if (error !== null) return resolve({ type: 'fails', said: said || error.message })
      const last = stdout.trimEnd().split('\n').at(-1)
      const [what] = last ? v.parse(leaks, JSON.parse(last)) : []
      resolve(what === undefined ? undefined : { type: 'leaks', what })
    })
    child.stdout?.on('data', visit)
  })
}

/** Visits the program, where it says its port. */
function visit(said: string): void {
  const port = /^\d+$/m.exec(said)?.[0]
  if (port === undefined) return
  const socket = connect(Number(port), '127.0.0.1', () => socket.destroy())
  socket.on('error', () => {})
}

const leaks = v.array(v.picklist(['network', 'files', 'processes'] satisfies Leak[]))
