import type { SpawnOptions } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { orUndefined } from '../words/caught.ts'

/** A program and its arguments. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

/** The shell of Windows. It takes words as they are: Node must quote none of them. */
export const windowsShell = 'cmd.exe'

export interface Guarded {
  readonly file: string
  readonly args: string[]
  readonly spawnOptions: Pick<SpawnOptions, 'detached' | 'stdio' | 'windowsVerbatimArguments'>
}

/** In the environment of a program and of all that it starts, unless that takes it away. */
const mark = 'LEARN_WEBSERVER_PROGRAM'

/**
 * Runs the program in a process group of its own, beside a shell that waits at a pipe to us. When
 * we die, however that comes about, the pipe closes and the shell kills the group, and before it, where
 * /proc tells environments, what the program gave a session of its own. `exec` keeps the
 * program's process number, exit code and signal. The shell itself ignores what a group is told to
 * end by, for the program may ignore it too. On Windows a child that is not detached dies with
 * its parent.
 */
const watcher = `(
  trap "" TERM INT HUP; read _ <&3
  for file in $(grep -lsaF "${mark}=$1" /proc/[0-9]*/environ); do pid=\${file#/proc/}; kill -9 "\${pid%/environ}"; done
  kill -9 -$$
) >/dev/null 2>&1 &
export ${mark}="$1"; shift; exec "$@" 3<&-`

/**
 * The command as it is to be spawned so that it can't outlive this process. `id` is this program's alone, and has
 * no spaces.
 */
export function guarded(command: Command, id: string, platform = process.platform): Guarded {
  if (platform === 'win32')
    return {
      file: command.file,
      args: [...command.args],
      spawnOptions: {
        detached: false,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsVerbatimArguments: command.file === windowsShell,
      },
    }
  return {
    file: 'sh',
    args: ['-c', watcher, 'sh', id, command.file, ...command.args],
    spawnOptions: { detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  }
}

/**
 * Kills what a program started and gave a session of its own (setsid), so that it is in no group of ours. It is known by
 * its environment, on Linux; elsewhere it can't be found.
 */
export function killMarked(id: string): void {
  for (const pid of numbersIn('/proc'))
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
      if (environment.includes(`${mark}=${id}`)) process.kill(pid, 'SIGKILL')
    } catch {
      // Somebody else's, or gone in the meantime.
    }
}

const numbersIn = (folder: string): number[] =>
  orUndefined(() => readdirSync(folder).map(Number).filter(Number.isInteger)) ?? []
