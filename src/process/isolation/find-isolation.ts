import { execFile } from 'node:child_process'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { findPythons, isNewEnough } from '../python.ts'
import { whereIs } from '../which.ts'
import { confinementIn, type Isolation, isolateWorker } from './isolation.ts'
import { viewOfMachine } from './view.ts'

export type FoundIsolation =
  | { readonly type: 'found'; readonly isolation: Isolation }
  | { readonly type: 'none'; readonly reason: NoIsolation }

/** Why there is no isolation. */
export type NoIsolation =
  /** None is known for this system. */
  | { readonly type: 'no-means'; readonly platform: NodeJS.Platform }
  | { readonly type: 'not-installed'; readonly program: 'bubblewrap' | 'util-linux' }
  /** It is there, and does not work here. `said` is the last line that it said. */
  | { readonly type: 'fails'; readonly program: 'bubblewrap'; readonly said: string }

/** Finds the isolation of this machine, and tries it. `temporary` is a folder that lives as long as the isolation is used. */
export async function findIsolation(temporary: string): Promise<FoundIsolation> {
  const { platform, env } = process
  if (platform !== 'linux') return none({ type: 'no-means', platform })
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
  const said = await failureOf(isolation, temporary)
  return said === undefined
    ? { type: 'found', isolation }
    : none({ type: 'fails', program: 'bubblewrap', said })
}

const none = (reason: NoIsolation): FoundIsolation => ({ type: 'none', reason })

/** Milliseconds that a trial may take. */
const patienceMs = 20_000

/** What a program does in a trial: what it must be able to do, then what it must not. */
const trial = `
const fs = require('node:fs')
const net = require('node:net')
const [secret, port] = process.argv.slice(1)
const reaches = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
const server = net.createServer()
server.listen(0, '127.0.0.1', async () => {
  const said = []
  fs.writeFileSync('file', 'text')
  if (!(await reaches(server.address().port))) said.push('no port can be opened')
  if (await reaches(Number(port))) said.push('ports of others can be reached')
  if (fs.existsSync(secret)) said.push('files of others can be read')
  console.log(said.length === 0 ? 'works' : said.join(', '))
  process.exit()
})
`

/** What goes wrong when a program is started in isolation; undefined where all is well. */
async function failureOf(isolation: Isolation, temporary: string): Promise<string | undefined> {
  const secret = join(temporary, 'secret')
  writeFileSync(secret, '')
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const node = { file: 'node', args: ['-e', trial, secret, String(port)] }
  try {
    return await saidIn(isolation, node)
  } finally {
    server.close()
  }
}

function saidIn(isolation: Isolation, program: { file: string; args: string[] }) {
  const student = confinementIn(isolation).confine(program, '/tmp/folder')
  const inFolder = ['-c', 'mkdir /tmp/folder && exec "$@"', 'sh']
  const { command, env } = isolateWorker(isolation, {
    command: { file: 'sh', args: [...inFolder, student.command.file, ...student.command.args] },
    readable: [],
  })
  return new Promise<string | undefined>((resolve) => {
    execFile(command.file, command.args, { env, timeout: patienceMs }, (error, stdout, stderr) => {
      const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '')
      resolve(stdout === 'works\n' ? undefined : (lines.at(-1) ?? error?.message ?? ''))
    })
  })
}
