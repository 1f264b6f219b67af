import { Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'

/**
 * How much work `run` makes in the reader: the blocks of its code that are entered, as V8 counts
 * them, and the bytes that built-in functions search, copy and set aside for it. Unlike time, the same on
 * every machine. `isReader` tells the reader's files, or the bundle it is in, by their address.
 */
export async function countOperations(
  run: () => void,
  isReader: (url: string) => boolean,
): Promise<number> {
  // Optimised code does not count.
  setFlagsFromString('--no-opt')
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const native = countNative(run)
  const { result } = await session.post('Profiler.takePreciseCoverage')
  await session.post('Profiler.stopPreciseCoverage')
  session.disconnect()
  setFlagsFromString('--opt')
  const blocks = result
    .filter(({ url }) => isReader(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0)
  return blocks + native
}

/** Bytes that are searched, copied and set aside while `run` runs. */
function countNative(run: () => void): number {
  const { indexOf, set } = Uint8Array.prototype
  const bytesClass = globalThis.Uint8Array
  let bytes = 0
  globalThis.Uint8Array = new Proxy(bytesClass, {
    construct(target, details) {
      if (typeof details[0] === 'number') bytes += details[0]
      return Reflect.construct(target, details)
    },
  })
  Uint8Array.prototype.indexOf = function (this: Uint8Array, byte: number, from = 0): number {
    const found = indexOf.call(this, byte, from)
    bytes += (found < 0 ? this.length : found) - from
    return found
  }
  Uint8Array.prototype.set = function (this: Uint8Array, from: ArrayLike<number>, at = 0): void {
    bytes += from.length
    set.call(this, from, at)
  }
  try {
    run()
  } finally {
    globalThis.Uint8Array = bytesClass
    Uint8Array.prototype.indexOf = indexOf
    Uint8Array.prototype.set = set
  }
  return bytes
}
