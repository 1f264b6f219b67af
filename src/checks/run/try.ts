import type { Check, Send } from '../../course/checks.ts'
import type { Came, Failure, Sent, Verdict } from '../explain/failure.ts'
import { againLine } from '../explain/reproduce-command.ts'
import { judge } from '../judge/judge.ts'
import { came, type Seen } from '../judge/observation.ts'
import { type Line, leaveMidway, openLine } from './client.ts'
import { endFailure, errorIn, mayHaveEnded } from './end-failure.ts'
import { failedVerdict } from './failed-verdict.ts'
import { readIn, withFiles } from './files.ts'
import { type Printed, printedSince } from './printed.ts'
import { methodOf, type Pieces, piecesOf } from './request.ts'
import type { RunContext } from './run-context.ts'
import { change, quietUntil, type Waited } from './wait.ts'

/** Milliseconds between two pieces, so that the server reads them apart. */
const usualQuiet = 20
/** Milliseconds for the end of a program, or its last words, to be heard of. */
const usualGrace = 150

/** Runs one check. Undefined where it was aborted. */
export async function tryCheck(check: Check, context: RunContext): Promise<Verdict | undefined> {
  const { server, folder, port } = context
  const before = server.printed.now()
  const restore = withFiles(folder, check.files)
  try {
    if (check.before !== undefined) await sendAhead(check.before, context)
    const line = check.send === undefined ? undefined : lineFor(check, context)
    const pieces = check.send === undefined ? undefined : piecesOf(check.send, port)
    const failure = await failureOf(check, { line, pieces, before }, context)
    if (line !== undefined && check.on === undefined) line.retire()
    if (failure === 'aborted') return undefined
    if (failure === undefined) return { type: 'holds' }
    return await explained(check, failure, { sent: sentBy(check, pieces, port), before }, context)
  } finally {
    restore()
  }
}

function lineFor({ on }: Check, { kept, open, server }: RunContext): Line {
  const known = on === undefined ? undefined : kept.get(on)
  if (known !== undefined) return known
  const line = openLine(server.connect())
  open.add(line)
  if (on !== undefined) kept.set(on, line)
  return line
}

async function sendAhead(send: Send, context: RunContext): Promise<void> {
  const bytes = Buffer.concat(piecesOf(send, context.port))
  if (send.afterwards === 'leave-midway') return leaveMidway(context.server.connect(), bytes)
  const line = openLine(context.server.connect())
  context.open.add(line)
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
  context: RunContext,
): Promise<Failure | 'aborted' | undefined> {
  const { server, folder, signal } = context
  const limit = check.limit * (context.patience ?? 1)
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
    const early = await sendAll(line, pieces, check, context)
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
      context.pace = Math.max(context.pace, pace)
    }
    const left = deadline - performance.now()
    // What a program wrote before it ended is still on its way, until the connection has ended too.
    const isGone = context.end !== undefined && (line === undefined || line.ending !== undefined)
    const over = waited === 'limit' || left <= 0 || isGone
    const judgement = judge(check.expect, seen(over), readIn(folder))
    if (judgement === 'holds')
      return check.expect.running && context.end !== undefined
        ? endFailure(context.end, context)
        : undefined
    if (judgement !== 'waits') return judgement
    waited = await change({ line, server, signal, left, known: context.end })
  }
}

/** Sends piece after piece; gives back how far it came where the server answered before the last. */
async function sendAll(
  line: Line,
  pieces: Pieces,
  { send }: Check,
  context: RunContext,
): Promise<{ after: number; of: number } | undefined> {
  const of = pieces.reduce((sum, { length }) => sum + length, 0)
  let after = 0
  line.begin(methodOf(pieces))
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) {
      // A slow machine may need longer to show a mistake. It can't be made to show one that isn't there.
      const quiet = usualQuiet * (context.patience ?? 1) + 2 * Math.min(context.pace, 200)
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
  check: Check,
  failure: Failure,
  { sent, before }: { readonly sent: Sent | undefined; readonly before: Printed },
  context: RunContext,
): Promise<Verdict> {
  const { server, folder, root = folder } = context
  const error = () => errorIn(printedSince(server.printed.now(), before), folder, root)
  const ended = server.ended.then(() => true)
  const grace = usualGrace * (context.patience ?? 1)
  if (mayHaveEnded(failure)) {
    const isOver = await within(grace, ended)
    if (isOver && context.end !== undefined)
      return failedVerdict(check, endFailure(context.end, context), { sent, before }, context)
  }
  if (failure.kind === 'wrong-status' && failure.status >= 500 && error() === undefined)
    await within(
      grace,
      untilPrinted(context, () => error() !== undefined),
    )
  const printedError = failure.kind === 'crashed' ? undefined : error()
  return failedVerdict(check, failure, { sent, error: printedError, before }, context)
}

function untilPrinted({ server }: RunContext, holds: () => boolean): Promise<true> {
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
