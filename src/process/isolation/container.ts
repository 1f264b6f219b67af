import { chmodSync, lchownSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import * as v from 'valibot'
import { processes } from '../family.ts'
import type { Command } from '../kill-with-parent.ts'
import type { Confinement, Started } from './confinement.ts'
import { limitedCommand, limits, workerMemoryBytes } from './limits.ts'
import { watchUse } from './watch-use.ts'

// Docker and Podman: the grader of one hand-in is in a container without a network. The student's program is in it too,
// as another user, who has no rights in it.

export const containerSchema = v.strictObject({
  type: v.literal('container'),
  /** The program that runs containers. */
  file: v.string(),
  /** An image that has Node in it, and Python perhaps. */
  image: v.string(),
})
/** A program that runs containers, as it was found. */
export type Container = v.InferOutput<typeof containerSchema>

/** What runs containers. */
export const containerPrograms = ['docker', 'podman'] as const
/** Images that are taken where they are there already. None is fetched. */
export const images = ['node:24', 'node:22', 'node:20', 'node:latest'] as const

/** The grader's temporary folder. A student's program may pass through it to its own, and can't look around. */
const ours = '/grader'

/** What the grader needs to start programs as another user, and to end them. */
const rights = ['SETUID', 'SETGID', 'KILL', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER']

/** The user that a student's program runs as. */
const student = 1000

/**
 * The program that is run first in the container: it ends the grader when the input ends, which comes from outside, however
 * busy that is; and all ends with it.
 */
const supervisor = `mkfifo -m 600 input && exec 3<&0
"$@" < input & grader=$!
{ cat <&3 > input; kill -9 $grader; } &
wait $grader`

/** Runs a program of ours among students' files: see bubblewrapWorker. */
export function containerWorker(
  { file, image }: Container,
  { command, readable }: { readonly command: Command; readonly readable: readonly string[] },
): Started {
  const program = command.file === process.execPath ? 'node' : command.file
  const memory = String(workerMemoryBytes + limits.memoryBytes)
  const args = [
    ...['run', '--rm', '--interactive', '--pull', 'never', '--network', 'none', '--read-only'],
    ...['--cap-drop', 'all', ...rights.flatMap((right) => ['--cap-add', right])],
    ...['--security-opt', 'no-new-privileges', '--user', '0:0', '--hostname', 'localhost'],
    ...['--pids-limit', String(limits.processes + 50), '--memory', memory, '--memory-swap', memory],
    ...['--tmpfs', `${ours}:rw,exec,nosuid,nodev,mode=0711,size=${limits.folderBytes}`],
    ...['--tmpfs', `/tmp:rw,exec,nosuid,nodev,mode=1777,size=${limits.temporaryBytes}`],
    ...['--workdir', ours, '--entrypoint', ''],
    ...[`HOME=${ours}`, `TMPDIR=${ours}`, 'LANG=C.UTF-8'].flatMap((each) => ['--env', each]),
    ...readable.flatMap((path) => ['--mount', `type=bind,source=${path},target=${path},readonly`]),
    ...[image, 'sh', '-c', supervisor, 'sh', program, ...command.args],
  ]
  // The environment of the client, which reaches nobody else.
  const env = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { command: { file, args }, env: Object.fromEntries(env) }
}

/** How such a program of ours starts a student's. */
export function containerConfinement(): Confinement {
  return {
    confine(command, folder) {
      const use = watchUse(folder)
      const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' }
      return {
        command: asStudent(limitedCommand(command)),
        env,
        endAll: endAllOfStudent,
        prepare: () => giveToStudent(folder),
        watch: use.watch,
        endOf: use.endOf,
      }
    },
  }
}

const asStudent = ({ file, args }: Command): Command => ({
  file: 'setpriv',
  args: [
    ...['--reuid', String(student), '--regid', String(student), '--clear-groups', '--'],
    ...[file, ...args],
  ],
})

/** Lets the student's user into its folder, which lies in one of ours, and change all in it. */
function giveToStudent(folder: string): void {
  chmodSync(dirname(folder), 0o711)
  giveAll(folder)
}

/** Ends all that runs as the student's user, also what is being started meanwhile. */
function endAllOfStudent(): void {
  for (let attempt = 0; attempt < 100; attempt++) {
    const pids = processes()
      .map(({ pid }) => pid)
      .filter((pid) => userOf(pid) === student)
    if (pids.length === 0) return
    for (const pid of pids)
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
  }
}

/** Files of a process may belong to another user than the process. */
function userOf(pid: number): number | undefined {
  try {
    return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}

function giveAll(path: string): void {
  lchownSync(path, student, student)
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) giveAll(join(path, entry.name))
    else lchownSync(join(path, entry.name), student, student)
}
