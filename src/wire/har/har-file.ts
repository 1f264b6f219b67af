import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { errors } from '../../words/errors.ts'
import type { WireEvent } from '../event.ts'
import type { Change, Exchange } from '../exchange.ts'
import { harEntry, harOf } from './har.ts'

export interface HarFileOptions {
  readonly path: string
  /** How the path is called in errors. */
  readonly shown: string
  /** The version of this package. */
  readonly version: string
}

/** A session as a HAR file in the making. */
export interface HarFile {
  readonly take: (change: Change, event: WireEvent) => void
  /** Puts the file in its place; gives back how many exchanges are in it. */
  finish(): number
}

/**
 * Begins a HAR file beside the place where it is to be, so that a place that can't be written to is
 * known from the start. Exchanges are written as they end and not kept. Throws a CourseError.
 */
export function createHarFile({ path, shown, version }: HarFileOptions): HarFile {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw errors.fileIsFolder(shown)
  const part = `${path}.${process.pid}.part`
  const [head, tail] = JSON.stringify(harOf([], version)).split(/(?<=\[)(?=\])/)
  const file = orCannotSave(shown, () => openSync(part, 'wx'))
  writeSync(file, head ?? '')

  let count = 0
  /** A full disk ends the recording, and is told at the end: the session goes on. */
  let failure: unknown
  const take = settledExchanges((exchange, endedAt) => {
    if (failure !== undefined) return
    const entry = harEntry(exchange, { origin: performance.timeOrigin, endedAt })
    try {
      writeSync(file, `${count === 0 ? '' : ','}\n${JSON.stringify(entry)}`)
      count += 1
    } catch (error) {
      failure = error
    }
  })
  return {
    take,
    finish() {
      orCannotSave(shown, () => {
        if (failure !== undefined) throw failure
        writeSync(file, `\n${tail}\n`)
        closeSync(file)
        renameSync(part, path)
      })
      return count
    },
  }
}

/** Calls `told` once for every exchange, when no more of it can come. */
function settledExchanges(
  told: (exchange: Exchange, endedAt: number) => void,
): (change: Change, event: WireEvent) => void {
  const done = new WeakSet<Exchange>()
  /** Those that were answered while the request was still coming, and when. */
  const early = new WeakMap<Exchange, number>()
  return (change, { at }) => {
    if (change.type === 'response') {
      const { exchange } = change
      if (exchange.request?.complete === false) early.set(exchange, at)
      else {
        done.add(exchange)
        told(exchange, at)
      }
    }
    if (change.type !== 'closed') return
    for (const exchange of change.connection.exchanges) {
      if (done.has(exchange)) continue
      done.add(exchange)
      told(exchange, early.get(exchange) ?? at)
    }
  }
}

function orCannotSave<T>(shown: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw errors.cannotSave(shown, reasons[code] ?? code)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is a file',
  EACCES: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
}
