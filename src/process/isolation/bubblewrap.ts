import { constants } from 'node:os'
import * as v from 'valibot'
import type { End } from '../end.ts'
import type { Command } from '../kill-with-parent.ts'
import type { Confinement, Started } from './confinement.ts'
import { limitedCommand, limits, workerMemoryBytes } from './limits.ts'
import { asItIs, foldersAbove, isElsewhere, seenFromInside, type View, viewSchema } from './view.ts'
import { watchUse } from './watch-use.ts'

// Linux: bubblewrap makes namespaces. A grader of one hand-in is in one with a network of its own, in which there is
// nothing but this grader and the student's program. The program is in a second one, within, that has
// its own processes and files as well.

export const bubblewrapSchema = v.strictObject({
  type: v.literal('bubblewrap'),
  /** Its program. */
  file: v.string(),
  view: viewSchema,
})
/** Bubblewrap as it was found. */
export type Bubblewrap = v.InferOutput<typeof bubblewrapSchema>

/** A user without rights: a superuser's students run as this one. */
const nobody = '65534'

/**
 * Runs a program of ours among students' files: it reads `readable`, writes into /tmp, which is empty, and has a
 * network of its own. All that it starts ends with it, and it with this process.
 */
export function bubblewrapWorker(
  { file, view }: Bubblewrap,
  { command, readable }: { readonly command: Command; readonly readable: readonly string[] },
  isSuperuser = process.getuid?.() === 0,
): Started {
  const seen = {
    ...view,
    readable: [...view.readable, ...readable.filter(isElsewhere).map(asItIs)],
  }
  const confined = (seen: View) => [
    ...['--unshare-user', '--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts'],
    ...['--die-with-parent', '--new-session', '--hostname', 'localhost'],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...temporary(limits.folderBytes),
    ...filesOf(seen),
    ...['--chdir', '/tmp', '--remount-ro', '/'],
    ...['--', 'prlimit', `--data=${workerMemoryBytes}`, '--core=0', '--'],
    ...[command.file, ...command.args],
  ]
  const env = { PATH: view.path, HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8' }
  if (!isSuperuser) return { command: { file, args: confined(seen) }, env }
  // Namespaces of a superuser keep some of their rights. So the superuser shows what is to be seen,
  // becomes nobody, and nobody makes the namespaces.
  const shown = [
    ...['--die-with-parent', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'],
    ...['--bind', '/proc', '/proc', '--dev', '/dev', '--dir', '/tmp'],
    ...filesOf(seen),
    ...['--chdir', '/tmp', '--remount-ro', '/', '--'],
    ...['setpriv', '--reuid', nobody, '--regid', nobody, '--clear-groups', '--', file],
  ]
  return { command: { file, args: [...shown, ...confined(seenFromInside(seen))] }, env }
}

/** How such a program of ours starts a student's. */
export function bubblewrapConfinement({ file, view }: Bubblewrap): Confinement {
  const seen = seenFromInside(view)
  return {
    confine(command, folder) {
      const use = watchUse(folder)
      return {
        command: { file, args: programArgs(seen, command, folder) },
        env: { PATH: seen.path, HOME: folder, LANG: 'C.UTF-8' },
        watch: use.watch,
        endOf: (end) => use.endOf(asItEnded(end)),
      }
    },
  }
}

const programArgs = (seen: View, command: Command, folder: string) => [
  ...['--unshare-user', '--uid', '1000', '--gid', '1000', '--disable-userns'],
  ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--hostname', 'localhost'],
  ...['--unshare-cgroup-try', '--die-with-parent', '--new-session'],
  ...['--proc', '/proc', '--dev', '/dev', '--remount-ro', '/dev'],
  ...temporary(limits.temporaryBytes),
  ...filesOf(seen),
  ...foldersAbove(folder).flatMap((each) => ['--dir', each]),
  ...['--bind', folder, folder, '--chdir', folder, '--remount-ro', '/'],
  '--',
  // Within the namespace, so that only its own processes count.
  ...flat(limitedCommand(command, [`--nproc=${limits.processes}`])),
]

const flat = ({ file, args }: Command) => [file, ...args]

const temporary = (bytes: number) => ['--perms', '1777', '--size', String(bytes), '--tmpfs', '/tmp']

function filesOf({ readable, links }: View): string[] {
  const above = [...readable, ...links].flatMap(({ at }) => foldersAbove(at))
  // Those that bubblewrap makes by itself, nobody but their owner may enter.
  const folders = [...new Set(above)].flatMap((each) => ['--dir', each])
  return [
    ...folders,
    ...links.flatMap(({ at, to }) => ['--symlink', to, at]),
    ...readable.flatMap(({ source, at }) => ['--ro-bind', source, at]),
  ]
}

/** Signals by which a program ends that goes wrong, or is made to. */
const violent = [
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGKILL',
  'SIGSEGV',
  'SIGTRAP',
  'SIGXFSZ',
] as const

/** Bubblewrap tells of a signal as a shell does: by an exit code above 128. */
export function asItEnded(end: End): End {
  if (end.type !== 'exited') return end
  const signal = violent.find((name) => constants.signals[name] + 128 === end.code)
  return signal === undefined ? end : { type: 'killed', signal }
}
