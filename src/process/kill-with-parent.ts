import type { SpawnOptions } from 'node:child_process'

/** A program and its arguments. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
}

export interface Guarded {
  readonly file: string
  readonly args: string[]
  readonly spawnOptions: Pick<SpawnOptions, 'detached' | 'stdio'>
}

/**
 * Runs the program in a process group of its own, beside a shell that waits at a pipe to us. When
 * we die, however that comes about, the pipe closes and the shell kills the group. `exec` keeps the
 * program's process number, exit code and signal. The shell itself ignores what a group is told to
 * end by, for the program may ignore it too. On Windows a child that is not detached dies with
 * its parent.
 */
const watcher = '( trap "" TERM INT HUP; read _ <&3; kill -9 -$$ ) >/dev/null 2>&1 & exec "$@" 3<&-'

/** The command as it is to be spawned so that it can't outlive this process. */
export function guarded(command: Command, platform = process.platform): Guarded {
  if (platform === 'win32')
    return {
      file: command.file,
      args: [...command.args],
      spawnOptions: { detached: false, stdio: ['ignore', 'pipe', 'pipe'] },
    }
  return {
    file: 'sh',
    args: ['-c', watcher, 'sh', command.file, ...command.args],
    spawnOptions: { detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  }
}
