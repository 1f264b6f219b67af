import type { End } from '../../process/program.ts'
import type { Line } from './client.ts'
import type { CheckedServer } from './run-context.ts'

/** What came first. */
export type Waited = 'more' | 'ended' | 'limit' | 'aborted'

/** Waits until something has come: bytes, an ending, printed words, the program's end, the limit. */
export function change({
  line,
  server,
  signal,
  left,
  known,
}: {
  readonly line: Line | undefined
  readonly server: CheckedServer
  readonly signal: AbortSignal | undefined
  /** Milliseconds. */
  readonly left: number
  /** How the program has ended, if it has: then that is no news. */
  readonly known: End | undefined
}): Promise<Waited> {
  return new Promise((resolve) => {
    const settle = (waited: Waited) => {
      clearTimeout(timer)
      stopLine?.()
      stopPrinted()
      signal?.removeEventListener('abort', abort)
      resolve(waited)
    }
    const timer = setTimeout(() => settle('limit'), Math.max(left, 0))
    const stopLine = line?.onMore(() => settle('more'))
    const stopPrinted = server.printed.onMore(() => settle('more'))
    const abort = () => settle('aborted')
    signal?.addEventListener('abort', abort)
    if (known === undefined) server.ended.then(() => settle('ended'))
  })
}

/** Waits until the server says something, or has kept quiet for so many milliseconds. */
export function quietUntil(line: Line, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(settle, milliseconds)
    const stop = line.onMore(settle)
  })
}
