import type { End } from '../../process/end.ts'
import type { CheckClient } from './client.ts'
import type { CheckedServer } from './run-context.ts'

/** What came first. */
export type Waited = 'more' | 'ended' | 'limit' | 'aborted'

/** Waits until something has come: bytes, an ending, printed words, the program's end, the limit. */
export function change({
  client,
  server,
  signal,
  left,
  known,
}: {
  readonly client: CheckClient | undefined
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
      stopClient?.()
      stopPrinted()
      signal?.removeEventListener('abort', abort)
      resolve(waited)
    }
    const timer = setTimeout(() => settle('limit'), Math.max(left, 0))
    const stopClient = client?.onMore(() => settle('more'))
    const stopPrinted = server.printed.onMore(() => settle('more'))
    const abort = () => settle('aborted')
    signal?.addEventListener('abort', abort)
    if (known === undefined) server.ended.then(() => settle('ended'))
  })
}

/** Waits until the server says something, or has kept quiet for so many milliseconds. */
export function quietUntil(client: CheckClient, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(settle, milliseconds)
    const stop = client.onMore(settle)
  })
}

/** Whether the work is done within so many milliseconds. */
export function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds)
    work.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
