import {
  closeSync,
  createWriteStream,
  existsSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { finished } from 'node:stream/promises'
import { errors } from '../../words/errors.ts'
import { harWords, whyNotSaved } from '../../words/har.ts'
import type { WireEvent } from '../event.ts'
import type { Change, Exchange } from '../exchange.ts'
import { harEntry, harOf } from './entry.ts'
import { createHarFrames, type HarFrames, isSwitched } from './frames.ts'
import { redactEntry } from './redact-entry.ts'

export interface HarFileOptions {
  readonly path: string
  /** How the path is called in errors. */
  readonly shown: string
  /** The version of this package. */
  readonly version: string
  /** A file that is there is replaced. */
  readonly overwrite: boolean
  /** Cookies, Authorization and password fields are left out. */
  readonly redact: boolean
}

/** A session as a HAR file in the making. */
export interface HarFile {
  readonly take: (change: Change, event: WireEvent) => void
  /** Puts the file in its place; settles with how many exchanges are in it. Rejects with a CourseError. */
  finish(): Promise<number>
}

/** Where an entry is in the file that grows, and when its exchange began, in ms on the tap's clock. */
interface Place {
  readonly startedAt: number
  readonly at: number
  readonly length: number
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/**
 * Begins a HAR file beside the place where it is to be, so that a place that can't be written to is known
 * from the start. Exchanges are written as they end and not kept; at the end their entries are put in the
 * order of their start. Secrets are in the file, so only its owner may read it. Throws a CourseError.
 */
export function createHarFile(options: HarFileOptions): HarFile {
  const { path, shown, version, overwrite, redact } = options
  if (isFolder(path)) throw errors.fileIsFolder(shown)
  if (!overwrite && existsSync(path)) throw errors.saveExists(shown)
  const part = `${path}.${process.pid}.part`
  const comment = redact ? harWords.comments.redactedLog : harWords.comments.log
  const [head = '', tail = ''] = JSON.stringify(harOf([], version, comment)).split(/(?<=\[)(?=\])/)
  const file = createPart(part, shown, head)
  // Entries wait for a slow disk here, and the wire does not.
  const entries = createWriteStream(part, { fd: file, autoClose: false })

  const places: Place[] = []
  let length = Buffer.byteLength(head)
  /** A full disk ends the recording, and is told at the end: the session goes on. */
  let failure: unknown
  entries.on('error', (error) => {
    failure = error
  })
  const waiting = new Set<Promise<void>>()

  async function add(exchange: Exchange, endedAt: number): Promise<void> {
    const { requestAt, responseAt, connection } = exchange
    const startedAt = requestAt ?? responseAt ?? connection.openedAt
    const entry = await harEntry(exchange, {
      origin: performance.timeOrigin,
      endedAt,
      frames: frames.of(exchange),
    })
    if (failure !== undefined) return
    const before = places.length === 0 ? '\n' : ',\n'
    const text = Buffer.from(before + JSON.stringify(redact ? redactEntry(entry) : entry))
    entries.write(text)
    places.push({
      startedAt,
      at: length + before.length,
      length: text.length - before.length,
    })
    length += text.length
  }
  const frames = createHarFrames(performance.timeOrigin)
  const settled = settledExchanges(frames, (exchange, endedAt) => {
    const adding = add(exchange, endedAt).finally(() => waiting.delete(adding))
    waiting.add(adding)
  })

  return {
    take: settled.take,
    async finish() {
      settled.end(performance.now())
      await Promise.all(waiting)
      try {
        if (failure !== undefined) throw failure
        await finished(entries.end(`\n${tail}\n`))
        inOrder(part, file, places, { head, tail })
        closeSync(file)
        if (overwrite) renameSync(part, path)
        else moveIfFree(part, path)
      } catch (error) {
        throw errors.cannotSave(shown, whyNotSaved(error), part)
      }
      return places.length
    },
  }
}

function createPart(part: string, shown: string, head: string): number {
  try {
    const file = openSync(part, 'wx+', 0o600)
    try {
      writeAll(file, Buffer.from(head))
      return file
    } catch (error) {
      closeSync(file)
      rmSync(part)
      throw error
    }
  } catch (error) {
    throw errors.cannotSave(shown, whyNotSaved(error))
  }
}

/** Fails where a file has come into the place meanwhile. */
function moveIfFree(part: string, path: string): void {
  try {
    linkSync(part, path)
  } catch (error) {
    // Some file systems have no hard links.
    if (existsSync(path)) throw error
    renameSync(part, path)
    return
  }
  rmSync(part)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

/** Writes the file again with its entries in the order of their start, where they are not so already. */
function inOrder(
  part: string,
  file: number,
  places: readonly Place[],
  { head, tail }: { readonly head: string; readonly tail: string },
): void {
  const isSorted = places.every(({ startedAt }, i) => startedAt >= (places[i - 1]?.startedAt ?? 0))
  if (isSorted) return
  const sorted = `${part}.sorted`
  const out = openSync(sorted, 'wx', 0o600)
  try {
    writeAll(out, Buffer.from(head))
    for (const [i, { at, length }] of places
      .toSorted((a, b) => a.startedAt - b.startedAt)
      .entries()) {
      const entry = Buffer.alloc(length)
      for (let read = 0; read < length; )
        read += readSync(file, entry, read, length - read, at + read)
      writeAll(out, Buffer.concat([Buffer.from(i === 0 ? '\n' : ',\n'), entry]))
    }
    writeAll(out, Buffer.from(`\n${tail}\n`))
    closeSync(out)
    renameSync(sorted, part)
  } catch (error) {
    rmSync(sorted, { force: true })
    throw error
  }
}

/** Calls `told` once for every exchange, when no more of it can come. */
function settledExchanges(frames: HarFrames, told: (exchange: Exchange, endedAt: number) => void) {
  /** Those that were begun and not told yet, and when their response ended, where it did before the request. */
  const open = new Map<Exchange, number | undefined>()
  const settle = (exchange: Exchange, at: number) => {
    const endedAt = open.get(exchange) ?? at
    open.delete(exchange)
    told(exchange, endedAt)
  }
  return {
    take(change: Change, { at }: WireEvent): void {
      if (change.type === 'request') {
        const { connection } = change.exchange
        for (const [exchange, endedAt] of [...open])
          if (
            exchange.connection === connection &&
            endedAt !== undefined &&
            exchange.request?.complete
          )
            settle(exchange, at)
        open.set(change.exchange, undefined)
      }
      if (change.type === 'response') {
        const { exchange } = change
        // The rest of the request is still to come, or the messages of a WebSocket: they are in the entry too.
        if (exchange.request?.complete === false || isSwitched(exchange)) open.set(exchange, at)
        else settle(exchange, at)
      }
      if (change.type === 'frame') frames.take(change)
      if (change.type !== 'closed') return
      for (const exchange of [...open.keys()])
        if (exchange.connection === change.connection) settle(exchange, at)
    },
    /** Nothing more comes: what is not over is told as it is. */
    end(at: number): void {
      for (const exchange of [...open.keys()]) settle(exchange, at)
    },
  }
}
