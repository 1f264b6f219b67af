import type { Context } from '../app/context.ts'
import type { Running } from '../session/running.ts'
import { isInClass } from '../workspace/class-file.ts'

/** Tells the class that a folder has joined what goes on in a session, where it has. Nobody waits for it. */
export async function followClass(
  folder: string,
  running: Running,
  { installed, now, lifetime }: Context,
): Promise<void> {
  if (!isInClass(folder)) return
  const { followSession } = await import('../class/join/follow.ts')
  followSession({
    folder,
    running,
    version: installed.version,
    nowMs: () => now().getTime(),
    onEnd: lifetime.add,
  })
}
