import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Send } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'
import type { Cause } from '../explain/cause.ts'
import type { Came, Failure, Sent, Verdict } from '../explain/failure.ts'
import { isOpenAddress } from '../explain/outside/listening.ts'
import { reproduceCommand } from '../explain/reproduce-command.ts'
import { judge } from '../judge/judge.ts'
import { type Observation, received } from '../judge/observation.ts'
import { judgeOutput } from '../judge/output.ts'
import { type CheckClient, leaveMidway, openClient } from './client.ts'
import { endFailure, errorIn, mayHaveEnded } from './end-failure.ts'
import { failedVerdict } from './failed-verdict.ts'
import { readIn, withFiles } from './files.ts'
import { type Printed, printedSince } from './printed.ts'
import { methodOf, type Pieces, piecesOf } from './request.ts'
import type { RunContext } from './run-context.ts'
import { isBusy, tryMore } from './try-more.ts'
import { change, quietUntil, sleep, type Waited, within } from './wait.ts'

/** Milliseconds between two pieces, so that the server reads them apart. */
const usualQuietMs = 20
/** Milliseconds in which a client that pauses reads nothing. */
const pauseMs = 60
/** Milliseconds after the first byte of a response in which a line that was printed before it is heard of. */
const earlyMs = 4
/** In this time a program prints what it prints after a response. */
const settleMs = 10
/** Milliseconds for the end of a program, or its last words, to be heard of. */
const graceMs = 150

/**
 * Waits for what is printed after the response of the check before: once for every program, and each time for one that
 * prints so.
 */
async function settled(context: RunContext): Promise<void> {
  if (context.printsLate === false) return
  const { printed } = context.server
  const before = printed.now()
  await sleep(settleMs)
  const late = printedSince(printed.now(), before)
  context.printsLate ||= late.stdout !== '' || late.stderr !== ''
}

/** Runs one check. Undefined where it was aborted. */
export async function runCheck(check: Check, context: RunContext): Promise<Verdict | undefined> {
  const { server, folder, port } = context
  // What is printed for the check before may still be on its way.
  if (check.expect.output?.['after-response']) await sleep(quietMs(context))
  else if (check.expect.output !== undefined && !context.isTrial) await settled(context)
  const before = server.printed.now()
  const restore = withFiles(folder, check.files)
  try {
    if (check.before !== undefined) await sendAhead(check.before, context)
    const client = check.send === undefined ? undefined : clientFor(check, context)
    const pieces = check.send === undefined ? undefined : piecesOf(check.send, port)
    const failure = await failureOf(check, { client, pieces, before }, context)
    if (failure === 'aborted') return undefined
    if (failure === undefined) {
      if (client !== undefined && check.on === undefined) client.retire()
      return {
        type: 'passes',
        ...(check.expect.running && { warning: await warningOf(check, context) }),
      }
    }
    if (context.isTrial) return { type: 'fails', failure, sent: undefined, error: undefined }
    return await explained(check, failure, { client, pieces, before }, context)
  } finally {
    restore()
  }
}

function clientFor({ on }: Check, context: RunContext): CheckClient {
  const known = on === undefined ? undefined : context.kept.get(on)
  if (known !== undefined) return known
  const client = open(context)
  if (on !== undefined) context.kept.set(on, client)
  return client
}

function open({ server, clients }: RunContext): CheckClient {
  const client = openClient(server.connect())
  clients.add(client)
  return client
}

async function sendAhead(send: Send, context: RunContext): Promise<void> {
  const bytes = Buffer.concat(piecesOf(send, context.port))
  if (send.afterwards === 'leave-midway') return leaveMidway(context.server.connect(), bytes)
  const client = open(context)
  if (send.afterwards === 'leave') return client.leave(bytes)
  // Who connects first is taken first.
  await client.connected
  if (bytes.length > 0) client.write(bytes)
  if (send.afterwards === 'half-close') client.halfClose()
}

interface Try {
  readonly client: CheckClient | undefined
  readonly pieces: Pieces | undefined
  readonly before: Printed
}

const nothingCame: Came = { bytes: new Uint8Array(), wrong: { start: 0, end: 0 } }

/** What is wrong; undefined where the check passes. */
async function failureOf(
  check: Check,
  { client, pieces, before }: Try,
  context: RunContext,
): Promise<Failure | 'aborted' | undefined> {
  const { server, signal } = context
  const limit = check.limit * (context.patience ?? 1)
  const deadline = performance.now() + limit
  const observe = (over: boolean): Observation => ({
    bytes: client?.bytes ?? new Uint8Array(),
    message: client?.message,
    ending: client?.ending ?? (over ? { type: 'limit', limit } : undefined),
    over,
    printed: printedSince(server.printed.now(), before),
    printedInAll: server.printed.now(),
    // That a server responds to a request in one piece is known only where all passed before.
    pieces: context.earlier.length > 0 ? 1 : (pieces?.length ?? 0),
    serverPort: server.port,
  })
  const beside = check.beside === undefined ? undefined : open(context)
  const wasUsed = client?.message !== undefined
  if (client !== undefined && pieces !== undefined) {
    if (client.ending !== undefined) return { kind: 'not-kept', length: true, came: nothingCame }
    const extra = bytesBehind(client)
    if (extra !== undefined) return extra
    if (check.send?.afterwards === 'pause') client.pause()
    if (check.beside !== undefined && beside !== undefined) {
      await Promise.all([client.connected, beside.connected])
      beside.write(Buffer.concat(piecesOf(check.beside, context.port)))
      // A server that serves one after the other may wait until this one has been closed.
      beside.retire()
    }
    const early = await sendAll(client, pieces, check, context)
    if (early !== undefined)
      return { kind: 'early', ...early, came: received(observe(false), 0, client.bytes.length) }
    if (check.send?.afterwards === 'pause') {
      await firstBytes(client, deadline - performance.now())
      const { output } = check.expect
      // Soon after the first byte: buffers on the way may take a large response whole in a moment.
      await sleep(output?.['after-response'] ? earlyMs : pauseMs * (context.patience ?? 1))
      if (output?.['after-response'] && judgeOutput(output, observe(false)) === 'passes')
        return { kind: 'printed-early', printed: observe(false).printed }
      for (const [name, text] of Object.entries(check['files-meanwhile'] ?? {}))
        writeFileSync(join(context.folder, name), bytesOf(text) ?? '', { flag: 'r+' })
      client.resume()
    }
  }
  const failure = await failureInTime(check, { client, observe, deadline }, context)
  if (failure !== undefined) {
    const isClosed = failure !== 'aborted' && failure.kind === 'unanswered'
    return isClosed && wasUsed ? { kind: 'not-kept', length: true, came: nothingCame } : failure
  }
  if (client !== undefined && pieces !== undefined && methodOf(pieces) === 'HEAD') {
    await quietUntil(client, quietMs(context))
    const extra = bytesBehind(client)
    if (extra !== undefined) return extra
  }
  if (beside !== undefined) {
    client?.retire()
    const isAnswered = () => beside.length > 0 || beside.ending !== undefined
    while (!isAnswered() && performance.now() < deadline && !signal?.aborted)
      await change({
        client: beside,
        server,
        signal,
        left: deadline - performance.now(),
        known: context.end,
      })
    // Whatever came, it came to this connection; what is wrong with it, other checks tell.
    if (beside.length === 0)
      return beside.ending === undefined
        ? { kind: 'hung', limit, pieces: 1 }
        : { kind: 'unanswered' }
  }
  return undefined
}

async function failureInTime(
  check: Check,
  {
    client,
    observe,
    deadline,
  }: {
    readonly client: CheckClient | undefined
    readonly observe: (over: boolean) => Observation
    readonly deadline: number
  },
  context: RunContext,
): Promise<Failure | 'aborted' | undefined> {
  const { server, signal } = context
  const began = performance.now()
  const read = once(readIn(context.folder))
  let waited: Waited = 'more'
  let pace: number | undefined
  let judged = 0
  let hasWaited = false
  while (true) {
    if (signal?.aborted) return 'aborted'
    if (client?.refused) return { kind: 'refused' }
    if (pace === undefined && client !== undefined && client.length > 0) {
      pace = performance.now() - began
      context.pace = pace
    }
    const left = deadline - performance.now()
    // What a program wrote before it ended is still on its way, until the connection has ended too.
    const isGone =
      context.end !== undefined && (client === undefined || client.ending !== undefined)
    const over = waited === 'limit' || left <= 0 || isGone
    // A large response is not judged at each piece.
    const isPart =
      client !== undefined && client.ending === undefined && client.message?.complete !== true
    if (!isPart || over || client.length < largeBytes || client.length > judged * 2) {
      judged = client?.length ?? 0
      const judgement = judge(check.expect, observe(over), read)
      if (judgement === 'passes') {
        // What must not be printed may be on its way: it was written to another stream than the response.
        if (check.expect.output?.lacks !== undefined && !hasWaited) {
          hasWaited = true
          await sleep(earlyMs)
          continue
        }
        return failureBeyond(check, context)
      }
      if (judgement !== 'waits') return judgement
    }
    waited = await change({ client, server, signal, left, known: context.end })
  }
}

/** Reads each file once: a large one is compared with each part of the response that has come. */
function once(read: (name: string) => Uint8Array | undefined): typeof read {
  const known = new Map<string, Uint8Array | undefined>()
  return (name) => {
    if (!known.has(name)) known.set(name, read(name))
    return known.get(name)
  }
}

/** Bytes of a response from which on it is judged more seldom. */
const largeBytes = 500_000

/** What is wrong though the response and the output are right. */
async function failureBeyond({ expect }: Check, context: RunContext): Promise<Failure | undefined> {
  const { server, end } = context
  if (expect.running) {
    if (end !== undefined) return endFailure(end, context)
    const hosts = await server.listeningHosts?.()
    if (hosts !== undefined && hosts.length > 0 && !hosts.some((host) => reachable.has(host)))
      return { kind: 'other-address', hosts }
  }
  if (expect.idle) {
    const busy = await idleFailure(context)
    // An error may have been on its way when the response came.
    return errorPrinted(context) ?? busy
  }
  return undefined
}

/** That other machines can connect to the program, which was given an address of this one alone. */
async function warningOf(check: Check, context: RunContext): Promise<Cause | undefined> {
  const hosts = (await context.server.listeningHosts?.()) ?? []
  if (!hosts.some((host) => isOpenAddress(host))) return undefined
  const failure: Failure = { kind: 'other-address', hosts }
  const printed = context.server.printed.now()
  return context.findCause?.({
    check,
    failure,
    sent: undefined,
    error: undefined,
    printed,
    printedInAll: printed,
    observed: undefined,
  })
}

/** Addresses that take connections to 127.0.0.1, which is in HOST. */
const reachable: ReadonlySet<string> = new Set(['127.0.0.1', '0.0.0.0', '::'])

/**
 * An error of the program that no client can see: it ended a thread that nobody waits for, or something
 * was written to a connection that the program had ended before.
 */
function errorPrinted({ server, folder, root = folder }: RunContext): Failure | undefined {
  const printed = server.printed.now()
  const text = `${printed.stderr}\n${printed.stdout}`
  if (/^Exception in thread /m.test(text)) {
    const message = errorIn(printed, folder, root)?.message
    return message === undefined ? undefined : { kind: 'error-printed', message }
  }
  const [message] = /write after end/.exec(text) ?? []
  return message === undefined ? undefined : { kind: 'error-printed', message }
}

/** A program that runs each time it is looked at, though nobody asks. */
async function idleFailure(context: RunContext): Promise<Failure | undefined> {
  return (await isBusy(context)) === true ? { kind: 'busy' } : undefined
}

/** Bytes that came behind the end of the response before. */
function bytesBehind(client: CheckClient): Failure | undefined {
  const { message } = client
  if (message?.complete !== true || client.length <= message.length) return undefined
  return {
    kind: 'malformed',
    code: 'bytes-after-message',
    came: { bytes: client.bytes, wrong: { start: message.length, end: client.length } },
  }
}

const quietMs = ({ patience = 1, pace }: RunContext) =>
  // A slow machine may need longer to show a mistake. It can't be made to show one that isn't there.
  usualQuietMs * patience + 2 * Math.min(pace, 200)

/** Sends piece after piece; gives back how far it came where the server responded before the last. */
async function sendAll(
  client: CheckClient,
  pieces: Pieces,
  { send }: Check,
  context: RunContext,
): Promise<{ after: number; of: number } | undefined> {
  const of = pieces.reduce((sum, { length }) => sum + length, 0)
  let after = 0
  client.begin(methodOf(pieces))
  // What is written before the connection is made goes out as one.
  if (pieces.length > 1) await client.connected
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) {
      await quietUntil(client, quietMs(context))
      // Readers of lines take the CR for the end of the last one.
      if (client.length > 0 && !isLastLineFeed(pieces, i)) return { after, of }
      if (client.ending !== undefined) return undefined
    }
    if (i === pieces.length - 1 && send?.afterwards === 'leave') await client.leave(piece)
    else client.write(piece)
    after += piece.length
  }
  if (send?.afterwards === 'half-close') client.halfClose()
  return undefined
}

const isLastLineFeed = (pieces: Pieces, i: number) =>
  i === pieces.length - 1 && pieces[i]?.length === 1 && pieces[i]?.[0] === 10

async function firstBytes(client: CheckClient, leftMs: number): Promise<void> {
  if (client.length === 0 && client.ending === undefined) await quietUntil(client, leftMs)
}

/** The failure as its cause has it: a connection that broke because the program did. */
async function explained(
  check: Check,
  failure: Failure,
  { client, pieces, before }: Try,
  context: RunContext,
): Promise<Verdict> {
  const { server, folder, root = folder, port, patience = 1 } = context
  const sent = sentBy(check, pieces, port)
  const error = () => errorIn(printedSince(server.printed.now(), before), folder, root)
  const ended = server.ended.then(() => true)
  if (mayHaveEnded(failure)) {
    const isOver = await within(graceMs * patience, ended)
    if (isOver && context.end !== undefined) {
      const ending = endFailure(context.end, context)
      const observed = await observedOnce(ending, check, client, context)
      return failedVerdict(
        check,
        ending,
        { sent, before, observed, message: client?.message },
        context,
      )
    }
  }
  if (failure.kind === 'wrong-status' && failure.status >= 500 && error() === undefined)
    await within(
      graceMs * patience,
      untilPrinted(context, () => error() !== undefined),
    )
  // An error that ended a thread may have been printed during a check before.
  const printedError =
    failure.kind === 'crashed'
      ? undefined
      : failure.kind === 'error-printed'
        ? errorIn(server.printed.now(), folder, root)
        : error()
  const observed = await observedOnce(failure, check, client, context)
  return failedVerdict(
    check,
    failure,
    { sent, error: printedError, before, observed, message: client?.message },
    context,
  )
}

/** What makes the server respond after all is tried for the first check that fails: it takes a second or two. */
const observedOnce = async (...given: Parameters<typeof tryMore>) =>
  given[3].earlier.length > 0 ? undefined : tryMore(...given)

function untilPrinted({ server }: RunContext, passes: () => boolean): Promise<true> {
  return new Promise((resolve) => {
    const stop = server.printed.onMore(() => {
      if (!passes()) return
      stop()
      resolve(true)
    })
  })
}

function sentBy(check: Check, pieces: Pieces | undefined, port: number): Sent | undefined {
  if (check.send === undefined || pieces === undefined) return undefined
  const lines = [check.before, check.send].flatMap(
    (send) => (send && reproduceCommand(send, port)) || [],
  )
  return { bytes: new Uint8Array(Buffer.concat(pieces)), again: lines.join('; ') }
}
