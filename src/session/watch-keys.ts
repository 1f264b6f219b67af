import type { Run } from '../course/course.ts'
import type { Key } from '../terminal/io/terminal.ts'
import type { Watch } from './watch.ts'

/** What can be pressed while a server is watched. */
const watchKeys = {
  open: { key: 'o', name: 'open', does: 'open again' },
  unfold: { key: 'f', name: 'unfold', does: 'unfold' },
  changed: { key: 'w', name: 'changed', does: 'what changed' },
  decode: { key: 'd', name: 'decode', does: 'decode the form' },
  copy: { key: 'c', name: 'copy', does: 'copy line' },
  send: { key: 'x', name: 'send', does: 'send the bytes' },
  printed: { key: 'p', name: 'printed', does: 'what it printed' },
  restart: { key: 's', name: 'restart', does: 'restart' },
} as const satisfies Record<string, Key>

export type WatchKey = keyof typeof watchKeys

/**
 * The keys for a run: `x` stands among them where there is something to send, and `d` is named
 * while a watched server's last requests hold a form.
 */
export function keysFor(of: Run | Watch): Key<WatchKey>[] {
  const [run, hasForm] = 'wire' in of ? [of.run, of.wire.hasForm()] : [of, false]
  return Object.values(watchKeys)
    .filter(({ name }) => name !== 'send' || run.send !== undefined)
    .map((key) => (key.name === 'decode' ? { ...key, shown: hasForm } : key))
}

/** Does what one of the keys says. */
export async function pressed(watch: Watch, key: WatchKey): Promise<void> {
  switch (key) {
    case 'open':
      return watch.openBrowser()
    case 'unfold':
      return watch.wire.unfold()
    case 'changed':
      return watch.wire.changed()
    case 'decode':
      return watch.wire.decode()
    case 'copy':
      return watch.wire.copy()
    case 'send':
      return watch.send()
    case 'printed':
      return watch.printed()
    case 'restart':
      return watch.restart()
  }
}
