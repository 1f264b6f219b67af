import type { Connection, Exchange } from '../wire/exchange.ts'
import { causesWords } from '../words/causes.ts'
import type { ServerLanguage } from '../words/in-code.ts'
import type { Said } from './note.ts'
import { lineOf } from './why.ts'

const { serverEnds } = causesWords

/** The time before its end in which what happened may have ended a server. */
const latelyMs = 1000

/**
 * What a server was doing when its program ended by itself at `at`: it had a request to answer, or a connection had
 * gone without a byte, or it had just answered. Undefined where nothing of this was so. Pure.
 */
export function serverEndSaid(
  connections: readonly Connection[],
  at: number,
  language?: ServerLanguage | undefined,
): Said | undefined {
  const isLate = (time: number | undefined) => time !== undefined && at - time <= latelyMs
  const late = connections.filter(
    ({ closedAt, closing }) =>
      closing?.type !== 'refused' && (closing === undefined || isLate(closedAt)),
  )
  const waiting = late
    .flatMap(({ exchanges }) => exchanges)
    .filter((one) => one.request !== undefined && !isAnswered(one) && !hadClientLeft(one))
  const [first, ...others] = waiting
  if (first !== undefined)
    return {
      said: serverEnds.waiting(asked(first), first.connection.id, others.length),
      todo: serverEnds.waitingTodo(asked(first)),
    }
  const silent = late.findLast(
    ({ reads, ends, exchanges }) =>
      reads.length === 0 &&
      exchanges.every(({ request }) => request === undefined) &&
      ends.some(({ by, at: endedAt }) => by === 'client' && isLate(endedAt)),
  )
  if (silent !== undefined)
    return {
      said: serverEnds.silent(silent.id),
      todo: serverEnds.silentTodo(language),
    }
  const answered = connections
    .flatMap(({ exchanges }) => exchanges)
    .filter((one) => one.request !== undefined && isLate(one.responseDoneAt))
    .at(-1)
  if (answered === undefined) return undefined
  return {
    said: serverEnds.answered(asked(answered), answered.connection.id),
    todo: serverEnds.answeredTodo(language),
  }
}

const isAnswered = ({ response }: Exchange) => response?.complete === true

/** The client had closed the connection, so nobody waited. */
const hadClientLeft = ({ connection: { ends } }: Exchange) => ends[0]?.by === 'client'

function asked({ request }: Exchange): string {
  if (request === undefined) return ''
  const { method, target } = lineOf(request)
  return `${method} ${target.slice(0, 80)}`
}
