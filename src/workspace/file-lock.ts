import { rmSync, writeFileSync } from 'node:fs'
import { codeOf } from '../words/caught.ts'

/** Between two attempts. */
const pauseMs = 5
/** The time after which the process that holds a file is thought to have died: it is held for a few milliseconds. */
const maxHeldMs = 1000

/**
 * Does something with a file while no other course does. Others are kept waiting by a file beside it,
 * `.lock` behind its name; where none can be made, it is done all the same.
 */
export function withLock<T>(path: string, work: () => T): T {
  const lock = `${path}.lock`
  for (let waitedMs = 0; waitedMs < maxHeldMs && isHeld(lock); waitedMs += pauseMs) sleep(pauseMs)
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Somebody else holds it; if not, it is held from now on. */
function isHeld(lock: string): boolean {
  try {
    writeFileSync(lock, '', { flag: 'wx' })
    return false
  } catch (error) {
    return codeOf(error) === 'EEXIST'
  }
}

const sleep = (milliseconds: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
