import { describe, expect, test } from 'vitest'
import { timeFigure } from '../../../../src/page/client/wire/time-rows.ts'
import { scaleOf } from '../../../../src/page/client/wire/time-scale.ts'
import { connection, line } from './made.ts'

describe('a true axis', () => {
  test('a millisecond is as wide everywhere', () => {
    const { x, folds } = scaleOf([0, 10, 50, 100], [], 1000)
    expect([0, 10, 25, 50, 100].map(x)).toEqual([0, 100, 250, 500, 1000])
    expect(folds).toEqual([])
  })

  test('a long pause is folded, and what comes after it keeps its scale', () => {
    const { x, folds } = scaleOf([0, 10, 5010, 5020], [], 1000)
    expect(folds).toMatchObject([{ ms: 5000 }])
    expect(x(10) - x(0)).toBeCloseTo(x(5020) - x(5010))
    expect(x(5020)).toBeCloseTo(1000)
  })

  test('a pause that is shorter than what happened is not', () => {
    expect(scaleOf([0, 400, 700, 1000], [{ from: 0, to: 400 }], 1000).folds).toEqual([])
  })

  test('while something is under way time is not folded, unless it hangs', () => {
    const at = (to: number) => scaleOf([0, 1, to], [{ from: 0, to }], 1000).folds.length
    expect(at(5000)).toBe(0)
    expect(at(60_000)).toBe(1)
  })

  test('ticks are round numbers, and none stands in a fold', () => {
    const { ticks } = scaleOf([0, 10, 5010, 5020], [], 800)
    expect(ticks.map(({ ms }) => ms)).toEqual([0, 5, 5010, 5015, 5020])
    // A pause at the very beginning is named there, and not the beginning.
    const late = scaleOf([0, 5000, 5010, 5020], [], 800)
    expect(late.folds.map(({ x, ms }) => [x, ms])).toEqual([[0, 5000]])
    expect(late.ticks.every(({ x }) => x >= 56)).toBe(true)
  })

  test('one moment alone, and none', () => {
    expect(scaleOf([7], [], 100).x(7)).toBe(0)
    expect(scaleOf([], [], 100).ticks).toHaveLength(1)
  })
})

describe('a row a connection', () => {
  const figure = (...given: Parameters<typeof timeFigure>) => timeFigure(...given)

  test('two requests on one connection stand in one row', () => {
    const { rows } = figure(
      [
        line({ number: 1, requestAt: 0, requestDoneAt: 0, responseAt: 7, responseDoneAt: 8 }),
        line({ number: 2, requestAt: 12, requestDoneAt: 12, responseAt: 18, responseDoneAt: 20 }),
      ],
      [connection({ id: 1, openedAt: 0 })],
      1,
      240,
    )
    expect(rows).toHaveLength(1)
    expect(
      rows[0]?.bars.map(({ request, waiting, response }) => [request, waiting, response]),
    ).toEqual([
      [
        { from: 0, to: 0 },
        { from: 0, to: 70 },
        { from: 70, to: 80 },
      ],
      [
        { from: 120, to: 120 },
        { from: 120, to: 180 },
        { from: 180, to: 200 },
      ],
    ])
  })

  test('a connection opened in advance is idle to its end', () => {
    const { rows } = figure(
      [line({ requestAt: 0, responseDoneAt: 10 })],
      [connection(), connection({ id: 2, openedAt: 5, firstByteAt: undefined })],
      1,
      140,
    )
    expect(rows[1]).toMatchObject({ idle: { from: 50, to: 140 }, isClosed: false, bars: [] })
  })

  test('one that waited before it was used', () => {
    const { rows } = figure(
      [line({ requestAt: 5, requestDoneAt: 5, responseAt: 8, responseDoneAt: 10 })],
      [connection({ openedAt: 0, firstByteAt: 5, closedAt: 10 })],
      1,
      100,
    )
    expect(rows[0]).toMatchObject({
      idle: { from: 0, to: 50 },
      open: { from: 0, to: 100 },
      isClosed: true,
    })
  })

  test('a server that was busy with another', () => {
    const busy = (responseAt: number, server?: string) =>
      figure(
        [
          line({
            number: 1,
            connection: 1,
            requestAt: 0,
            requestDoneAt: 0,
            responseAt: 98,
            responseDoneAt: 100,
          }),
          line({
            number: 2,
            connection: 2,
            requestAt: 20,
            requestDoneAt: 20,
            responseAt,
            responseDoneAt: responseAt,
            server,
          }),
        ],
        [connection(), connection({ id: 2, openedAt: 20, firstByteAt: 20 })],
        2,
        200,
      ).rows[1]?.bars[0]?.busy?.with
    expect(busy(200)).toBe(1)
    expect(busy(50)).toBeUndefined()
    // In a file of a browser, another server may have been asked.
    expect(busy(200, 'https://example.org')).toBeUndefined()
  })

  test('what has no response waits to the end of the axis', () => {
    const { rows } = figure(
      [line({ requestAt: 0, requestDoneAt: 10, responseAt: undefined, responseDoneAt: undefined })],
      [connection()],
      1,
      140,
    )
    expect(rows[0]?.bars[0]).toMatchObject({ waiting: { from: 100, to: 140 }, response: undefined })
  })

  test('ten thousand exchanges: the rows around the chosen one', () => {
    const exchanges = Array.from({ length: 10_000 }, (_, i) =>
      line({ number: i + 1, connection: i + 1, requestAt: i * 10, responseDoneAt: i * 10 + 5 }),
    )
    const connections = exchanges.map(({ number }) =>
      connection({
        id: number,
        openedAt: number * 10,
        firstByteAt: number * 10,
        closedAt: number * 10 + 5,
      }),
    )
    const { rows } = figure(exchanges, connections, 5000, 500)
    expect(rows.length).toBe(5)
    expect(rows.map(({ connection }) => connection.id)).toContain(5000)
  })

  test('nothing yet', () => {
    expect(figure([], [], undefined, 100).rows).toEqual([])
  })
})

test('a tick gives way to the words of a fold, also at the beginning', () => {
  const { ticks, folds } = scaleOf([0, 5000, 5010, 5020], [], 1000)
  expect(folds.map(({ x }) => x)).toEqual([0])
  expect(ticks.map(({ ms }) => ms)).not.toContain(0)
})
