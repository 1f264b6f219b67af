import { spawn } from 'node:child_process'

/** Milliseconds in which Node starts and ends where nothing else is at work. */
const usual = 100

/**
 * How many times longer than usual this machine takes for a process just now; 1 at least. A limit in
 * time is multiplied by it, so that a busy machine does not break what holds.
 */
export async function slowness(): Promise<number> {
  const begun = performance.now()
  await new Promise((resolve) => spawn(process.execPath, ['-e', '0']).once('close', resolve))
  return Math.max((performance.now() - begun) / usual, 1)
}
