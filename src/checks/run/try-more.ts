import type { Check } from '../../course/checks.ts'
import type { Message } from '../../http/message.ts'
import type { Failure } from '../explain/failure.ts'
import type { Observed } from '../explain/outside/observed.ts'
import type { CheckClient } from './client.ts'
import { readIn } from './files.ts'
import type { RunContext } from './run-context.ts'
import { quietUntil, sleep } from './wait.ts'

/** Milliseconds that a server has to respond to what is tried. */
const trialMs = 120
/** Bytes that are sent to a server that waits for more: it may count them. */
const moreBytes = 64 * 1024

/**
 * Tries what makes a server respond that kept silent: the other connections closed, more bytes, the end of
 * the request. Only where a check has failed; what comes is no part of its result.
 */
export async function tryMore(
  failure: Failure,
  check: Check,
  client: CheckClient | undefined,
  context: RunContext,
): Promise<Observed> {
  const { clients, patience = 1 } = context
  const others = [...clients].filter(
    (each) => each !== client && each.ending === undefined && !each.isRetired,
  )
  const observed: Observed = {
    otherConnections: others.length,
    isFirstConnection: clients.size === 1,
    respondedAfter: undefined,
    ownFile: ownFile(check, context),
    typesBefore: [...clients].flatMap((each) =>
      each === client ? [] : (typeIn(each.message) ?? []),
    ),
    isBusy: undefined,
  }
  if (failure.kind !== 'hung' || client === undefined) return observed
  context.onTrial?.()
  const responds = async (): Promise<boolean> => {
    await quietUntil(client, trialMs * patience)
    // Bytes that belong to no request are refused by some servers: that is no response to the request.
    const { startLine } = client.message ?? {}
    const isRefusal = startLine?.type === 'status-line' && startLine.status === 400
    return client.length > 0 && !isRefusal
  }
  const found = async (): Promise<Observed['respondedAfter']> => {
    // It may be slow, and nothing else.
    if (client.length > 0 || (await responds())) return undefined
    if (others.length > 0) {
      for (const other of others) other.destroy()
      if (await responds()) return 'others-closed'
    }
    // Behind a request for a page, the bytes of a body that nobody announced.
    client.write(Buffer.alloc(moreBytes, 'x'))
    if (await responds()) return 'more-bytes'
    client.halfClose()
    return (await responds()) ? 'half-close' : undefined
  }
  // A second client has hung beside one that was answered.
  if (check.beside !== undefined && client.length > 0) return observed
  const busy = await isBusy(context)
  return { ...observed, isBusy: busy, respondedAfter: await found() }
}

/** How often a program is looked at in a round, and the milliseconds between. */
const looks = 12
const lookMs = 5
/** Looks of a round at which a busy program may wait: its threads wait for each other. */
const mayWait = 2
/** A program that finishes its work, on a machine with much to do, is over it in one of these rounds. */
const rounds = 4
const roundPauseMs = 400

/** Whether a program runs nearly each time it is looked at, for more than a second: then it waits for nothing. */
export async function isBusy({ server }: RunContext): Promise<boolean | undefined> {
  for (let round = 0; round < rounds; round++) {
    if (round > 0) await sleep(roundPauseMs)
    let waited = 0
    for (let i = 0; i < looks && waited <= mayWait; i++) {
      const isRunning = server.isRunning?.()
      if (isRunning === undefined) return undefined
      if (!isRunning) waited += 1
      await sleep(lookMs)
    }
    if (waited > mayWait) return false
  }
  return true
}

const typeIn = (message: Message | undefined) =>
  message?.fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value

function ownFile({ expect: { body } }: Check, { folder, root = folder }: RunContext) {
  const bytes = body?.file === undefined ? undefined : readIn(root)(body.file)
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8')
}
