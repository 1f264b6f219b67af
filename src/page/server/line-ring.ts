import type { Exchange } from '../../wire/exchange.ts'
import type { BareLine } from '../view/bare-line.ts'

/** Numbers that a line has beside its own: those that `set` writes. */
const width = 8

/**
 * The lines of the latest exchanges. There may be thousands a second: they stand in arrays of numbers, since objects that
 * live on are what makes a busy tap slow.
 */
export interface LineRing {
  /** Sets the line of an exchange; gives the number of the one that had its place. */
  set(exchange: Exchange): number | undefined
  get(number: number): BareLine | undefined
  /** The numbers of all lines, the oldest first. */
  numbers(): Iterable<number>
  clear(): void
}

export function createLineRing(size: number): LineRing {
  const numbers = new Float64Array(size)
  const values = new Float64Array(size * width)
  const methods: (string | undefined)[] = new Array(size)
  const targets: (string | undefined)[] = new Array(size)
  let newest = 0

  return {
    set(exchange) {
      const { number, connection, request, response } = exchange
      const slot = number % size
      const before = numbers[slot]
      numbers[slot] = number
      newest = Math.max(newest, number)
      const asked = request?.startLine?.type === 'request-line' ? request.startLine : undefined
      const said = response?.startLine?.type === 'status-line' ? response.startLine : undefined
      methods[slot] = sameAs(methods[(number - 1) % size], asked?.method)
      targets[slot] = sameAs(targets[(number - 1) % size], asked?.target)
      let at = slot * width
      values[at++] = connection.id
      values[at++] = said?.status ?? Number.NaN
      values[at++] = request?.length ?? 0
      values[at++] = response?.length ?? 0
      values[at++] = exchange.requestAt ?? Number.NaN
      values[at++] = exchange.requestDoneAt ?? Number.NaN
      values[at++] = exchange.responseAt ?? Number.NaN
      values[at++] = exchange.responseDoneAt ?? Number.NaN
      return before === 0 || before === number ? undefined : before
    },
    get(number) {
      const slot = number % size
      if (numbers[slot] !== number) return undefined
      const known = (column: number) => {
        const value = values[slot * width + column]
        return value === undefined || Number.isNaN(value) ? undefined : value
      }
      return {
        number,
        method: methods[slot],
        target: targets[slot],
        connection: known(0) ?? 0,
        status: known(1),
        requestBytes: known(2) ?? 0,
        responseBytes: known(3) ?? 0,
        requestAt: known(4),
        requestDoneAt: known(5),
        responseAt: known(6),
        responseDoneAt: known(7),
      }
    },
    *numbers() {
      for (let number = Math.max(newest - size + 1, 1); number <= newest; number++)
        if (numbers[number % size] === number) yield number
    },
    clear() {
      numbers.fill(0)
      methods.fill(undefined)
      targets.fill(undefined)
      newest = 0
    },
  }
}

/** The text that is there already, where it is the same: so it is held once. */
const sameAs = (there: string | undefined, text: string | undefined) =>
  there === text ? there : text
