import type { Check, Send } from '../../course/checks.ts'
import { endFailure, mayHaveEnded, thrownIn } from '../explain/cause.ts'
import type { Came, Failure, Sent, Verdict } from '../explain/failure.ts'
import { againLine } from '../explain/reproduce-command.ts'
import { judge } from '../judge/judge.ts'
import { came, type Seen } from '../judge/observation.ts'
import { type Line, leaveMidway, openLine } from './client.ts'
import { readIn, withFiles } from './files.ts'
import { printedSince } from './printed.ts'
import { methodOf, type Pieces, piecesOf } from './request.ts'
import type { Around } from './run.ts'
import { change, quietUntil, type Waited } from './wait.ts'

/** Milliseconds between two pieces, so that the server reads them apart. */
const usualQuiet = 20
/** Milliseconds for the end of a program, or its last words, to be heard of. */
const usualGrace = 150

/** Runs one check. Undefined where it was aborted. */
export async function tryCheck(check: Check, around: Around): Promise<Verdict | undefined> {
  const { server, folder, port } = around
  const before = server.printed.now()
  const restore = withFiles(folder, check.files)
  try {
    if (check.before !== undefined) await sendAhead(check.before, around)
    const line = check.send === undefined ? undefined : lineFor(check, around)
    const pieces = check.send === undefined ? undefined : piecesOf(check.send, port)
    const failure = await failureOf(check, { line, pieces, before }, around)
    if (line !== undefined && check.on === undefined) line.retire()
    if (failure === 'aborted') return undefined
    if (failure === undefined) return { type: 'holds' }
    return explained(failure, sentBy(check, pieces, port), before, around)
  } finally {
    restore()
  }
}

function lineFor({ on }: Check, { kept, open, server }: Around): Line {
  const known = on === undefined ? undefined : kept.get(on)
  if (known !== undefined) return known
  const line = openLine(server.connect())
  open.add(line)
  if (on !== undefined) kept.set(on, line)
  return line
}

async function sendAhead(send: Send, around: Around): Promise<void> {
  const bytes = Buffer.concat(piecesOf(send, around.port))
  if (send.afterwards === 'leave-midway') return leaveMidway(around.server.connect(), bytes)
  const line = openLine(around.server.connect())
  around.open.add(line)
  if (send.afterwards === 'leave') return line.leave(bytes)
  line.write(bytes)
  if (send.afterwards === 'half-close') line.halfClose()
}

interface Try {
  readonly line: Line | undefined
  readonly pieces: Pieces | undefined
  readonly before: Seen['printed']
}

const nothingCame: Came = { bytes: new Uint8Array(), wrong: { start: 0, end: 0 } }

/** What is wrong; undefined where all holds. */
async function failureOf(
  check: Check,
  { line, pieces, before }: Try,
  around: Around,
): Promise<Failure | 'aborted' | undefined> {
  const { server, folder, signal } = around
  const limit = check.limit * (around.patience ?? 1)
  const deadline = performance.now() + limit
  const seen = (over: boolean): Seen => ({
    bytes: line?.bytes ?? new Uint8Array(),
    message: line?.message,
    ending: line?.ending ?? (over ? { type: 'limit', limit } : undefined),
    over,
    printed: printedSince(server.printed.now(), before),
    printedInAll: server.printed.now(),
    pieces: pieces?.length ?? 0,
  })
  if (line !== undefined && pieces !== undefined) {
    if (line.ending !== undefined) return { kind: 'not-kept', length: true, came: nothingCame }
    const early = await sendAll(line, pieces, check, around)
    if (early !== undefined)
      return { kind: 'early', ...early, came: came(seen(false), 0, line.bytes.length) }
  }
  let waited: Waited = 'more'
  const began = performance.now()
  let pace: number | undefined
  while (true) {
    if (signal?.aborted) return 'aborted'
    if (line?.refused) return { kind: 'refused' }
    if (pace === undefined && line !== undefined && line.bytes.length > 0) {
      pace = performance.now() - began
      around.pace = Math.max(around.pace, pace)
    }
    const left = deadline - performance.now()
    // What a program wrote before it ended is still on its way, until the connection has ended too.
    const isGone = around.end !== undefined && (line === undefined || line.ending !== undefined)
    const over = waited === 'limit' || left <= 0 || isGone
    const judgement = judge(check.expect, seen(over), readIn(folder))
    if (judgement === 'holds')
      return check.expect.running && around.end !== undefined
        ? endFailure(around.end, around)
        : undefined
    if (judgement !== 'waits') return judgement
    waited = await change({ line, server, signal, left, known: around.end })
  }
}

/** Sends piece after piece; gives back how far it came where the server answered before the last. */
async function sendAll(
  line: Line,
  pieces: Pieces,
  { send }: Check,
  around: Around,
): Promise<{ after: number; of: number } | undefined> {
  const of = pieces.reduce((sum, { length }) => sum + length, 0)
  let after = 0
  line.begin(methodOf(pieces))
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) {
      // A slow machine may need longer to show a mistake. It can't be made to show one that isn't there.
      const quiet = usualQuiet * (around.patience ?? 1) + 2 * Math.min(around.pace, 200)
      await quietUntil(line, quiet)
      if (line.bytes.length > 0) return { after, of }
      if (line.ending !== undefined) return undefined
    }
    if (i === pieces.length - 1 && send?.afterwards === 'leave') await line.leave(piece)
    else line.write(piece)
    after += piece.length
  }
  if (send?.afterwards === 'half-close') line.halfClose()
  return undefined
}

/** The failure as its cause has it: a connection that broke because the program did. */
async function explained(
  failure: Failure,
  sent: Sent | undefined,
  before: Seen['printed'],
  around: Around,
): Promise<Verdict> {
  const { server, folder, root = folder } = around
  const thrown = () => thrownIn(printedSince(server.printed.now(), before), folder, root)
  const ended = server.ended.then(() => true)
  const grace = usualGrace * (around.patience ?? 1)
  if (mayHaveEnded(failure)) {
    const isOver = await within(grace, ended)
    if (isOver && around.end !== undefined)
      return { type: 'fails', failure: endFailure(around.end, around), sent, thrown: undefined }
  }
  if (failure.kind === 'wrong-status' && failure.status >= 500 && thrown() === undefined)
    await within(
      grace,
      untilPrinted(around, () => thrown() !== undefined),
    )
  return { type: 'fails', failure, sent, thrown: failure.kind === 'threw' ? undefined : thrown() }
}

function untilPrinted({ server }: Around, holds: () => boolean): Promise<true> {
  return new Promise((resolve) => {
    const stop = server.printed.onMore(() => {
      if (!holds()) return
      stop()
      resolve(true)
    })
  })
}

function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds)
    work.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

function sentBy(check: Check, pieces: Pieces | undefined, port: number): Sent | undefined {
  if (check.send === undefined || pieces === undefined) return undefined
  const lines = [check.before, check.send].flatMap((send) => (send && againLine(send, port)) || [])
  return { bytes: new Uint8Array(Buffer.concat(pieces)), again: lines.join('; ') }
}
