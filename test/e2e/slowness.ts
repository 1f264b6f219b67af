import { spawn } from 'node:child_process'

/** Milliseconds that a test waits for what must come. Only one that fails ever waits so long. */
export const patienceMs = 60_000

/** Milliseconds in which Node starts and ends where nothing else is at work. */
const usualMs = 100

/**
 * How many times longer than usual this machine takes for a process just now, and twice that: what is at work
 * comes and goes. 2 at least. A limit in time is multiplied by it, so that a busy machine does not break what
 * holds.
 */
export async function slowness(): Promise<number> {
  const begun = performance.now()
  await new Promise((resolve) => spawn(process.execPath, ['-e', '0']).once('close', resolve))
  return 2 * Math.max((performance.now() - begun) / usualMs, 1)
}
