import { spawn } from 'node:child_process'

/**
 * Has a shell run a script once this process is dead, where it could not do so itself: after
 * SIGKILL, or a crash. The shell waits at a pipe, in a session of its own, and the pipe closes when
 * we die. `terminal` is a descriptor that the script finds as 3. Gives back what calls it off.
 * Windows has no such shell, and nothing is done there.
 */
export function atDeath(script: string, args: readonly string[], terminal?: number): () => void {
  if (process.platform === 'win32') return () => {}
  const child = spawn('sh', ['-c', `read -r _; ${script}`, 'sh', ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', ...(terminal === undefined ? [] : [terminal])],
  })
  // Without a shell it is as on Windows.
  child.once('error', () => {})
  child.unref()
  // A child that never started has no number, and Node takes that for 0: it would kill our own group, and CI with it.
  return () => void (child.pid !== undefined && child.kill('SIGKILL'))
}

/**
 * Gives a terminal back that was read key by key, and shows its cursor. A shell that waits for the
 * next line has its own settings by then; they differ in `isig`, and are left alone.
 */
export const restoreTerminal =
  "stty -a <&3 | grep -q -e '-isig' && stty sane <&3; printf '\\033[?1047l\\033[?25h' >&3"
