import type { Address } from '../../notes/copy-line.ts'
import { languageOfCommand } from '../../notes/evidence.ts'
import type { ExerciseState, Listed } from '../../session/state.ts'
import type { Connection, Exchange } from '../../wire/exchange.ts'
import type { CheckWire, ExchangeDetail, ExercisePage } from '../protocol.ts'
import { connectionLine } from './connection.ts'
import { type Around, exchangeDetail, exchangeLine } from './exchange.ts'
import { redactor } from './redacted-exchange.ts'

/** What passed over the wire in each check of a run, by the checks' ids. Pure. */
export function checkWires(
  { shown, last }: Pick<ExerciseState, 'shown' | 'last'>,
  redact = false,
): ReadonlyMap<string, CheckWire> {
  if (last === undefined) return noWires
  const known = redact ? undefined : memo.get(last.wires)
  if (known !== undefined) return known
  const wires = new Map(
    [...byCheck(last.wires, redact)].map(([id, sent]) => [id, wireOf(id, sent, shown)] as const),
  )
  if (!redact) memo.set(last.wires, wires)
  return wires
}

const noWires: ReadonlyMap<string, CheckWire> = new Map()
/** A run of the checks does not change, and its session is told again after every key. */
const memo = new WeakMap<readonly Listed[], ReadonlyMap<string, CheckWire>>()

/** All of one exchange of a check, whose exchanges are numbered from 1; undefined where it sent no such one. Pure. */
export function checkDetail(
  { shown, last }: Pick<ExerciseState, 'shown' | 'last'>,
  id: string,
  number: number,
  address: Address,
  redact = false,
): ExchangeDetail | undefined {
  const sent = byCheck(last?.wires ?? [], redact).get(id)
  const exchange = sent?.[number - 1]
  return sent && exchange && detailOf(id, exchange, sent, shown, address)
}

/** All of every exchange of every check. Pure. */
export function checkDetails(
  { shown, last }: Pick<ExerciseState, 'shown' | 'last'>,
  address: Address,
  redact: boolean,
): ExchangeDetail[] {
  return [...byCheck(last?.wires ?? [], redact)].flatMap(([id, sent]) =>
    sent.map((exchange) => detailOf(id, exchange, sent, shown, address)),
  )
}

/** The exercise without what is secret in what its checks sent, and in what came back. Pure. */
export function redactedExercise(
  page: ExercisePage,
  exercise: Pick<ExerciseState, 'shown' | 'last'>,
): ExercisePage {
  const wires = checkWires(exercise, true)
  return {
    ...page,
    steps: page.steps.map((step) => ({
      ...step,
      checks: step.checks.map((check) => ({ ...check, wire: wires.get(check.id) })),
    })),
  }
}

function byCheck(wires: readonly Listed[], redact: boolean): Map<string, Exchange[]> {
  const shown = redact ? redactor() : (exchange: Exchange) => exchange
  const sent = new Map<string, Exchange[]>()
  for (const { exchange, check } of wires) {
    if (check === undefined) continue
    const own = sent.get(check.id)
    if (own === undefined) sent.set(check.id, [shown(exchange)])
    else own.push(shown(exchange))
  }
  return sent
}

function wireOf(check: string, sent: readonly Exchange[], server: string): CheckWire {
  const around = aroundIn(sent, server)
  return {
    exchanges: sent.map((exchange, i) => ({
      ...exchangeLine(exchange, around, check),
      number: i + 1,
      // That a program sent it is known.
      why: undefined,
      isByItself: false,
    })),
    connections: connectionsOf(sent).map((one) => connectionLine(one)),
  }
}

function detailOf(
  check: string,
  exchange: Exchange,
  sent: readonly Exchange[],
  server: string,
  address: Address,
): ExchangeDetail {
  const detail = exchangeDetail(exchange, aroundIn(sent, server), address)
  const numberOf = (number: number) => number - (sent[0]?.number ?? 1) + 1
  return {
    ...detail,
    check,
    number: numberOf(detail.number),
    changes: detail.changes && { ...detail.changes, since: numberOf(detail.changes.since) },
  }
}

/** A check knows of what it has sent itself. */
const aroundIn = (sent: readonly Exchange[], server: string): Around => ({
  session: {
    connections: connectionsOf(sent),
    exchanges: sent,
    before: ({ number }, count = 20) => sent.filter((one) => one.number < number).slice(-count),
  },
  language: languageOfCommand([server]),
})

const connectionsOf = (sent: readonly Exchange[]): Connection[] => [
  ...new Set(sent.map(({ connection }) => connection)),
]
