import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDelivery } from '../../src/wire/delivery.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** `costMs`: how long whoever is told takes for each item. */
function delivery({ costMs = 0, weight = 1 } = {}) {
  const told: number[] = []
  let turns = 0
  const made = createDelivery<number>({
    deliver: (item) => {
      told.push(item)
      vi.setSystemTime(Date.now() + costMs)
    },
    weigh: () => weight,
    now: Date.now,
  })
  /** Each thing comes a millisecond after the other. */
  const addFor = async (ms: number) => {
    for (let i = 0; i < ms; i++) {
      made.add(i)
      await vi.advanceTimersByTimeAsync(1)
    }
  }
  const countTurns = () => {
    const turn = () => {
      turns += 1
      if (turns < 1000) setImmediate(turn)
    }
    setImmediate(turn)
  }
  return { ...made, told, addFor, countTurns, turns: () => turns }
}

test('nothing is told while things come, and all of it in order once nothing does', async () => {
  const { told, addFor } = delivery()
  await addFor(50)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(5)
  expect(told).toEqual(Array.from({ length: 50 }, (_, i) => i))
})

test('while things come without end, they are told after a tenth of a second', async () => {
  const { told, addFor } = delivery()
  await addFor(500)
  expect(told.length).toBeGreaterThanOrEqual(390)
})

test('whoever takes long is told one thing a turn, so that bytes are read in between', async () => {
  const { told, add, countTurns, turns } = delivery({ costMs: 10 })
  for (let i = 0; i < 20; i++) add(i)
  countTurns()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveLength(20)
  expect(turns()).toBeGreaterThanOrEqual(19)
})

test('what waits is bounded: beyond that it is told without a pause', async () => {
  const { told, add } = delivery({ costMs: 10, weight: 1024 * 1024 })
  for (let i = 0; i < 100; i++) add(i)
  await vi.advanceTimersByTimeAsync(2)
  expect(told.length).toBeGreaterThanOrEqual(100 - 32)
})

test('what waits is told at once when it has to be', () => {
  const { told, add, flush } = delivery()
  add(1)
  add(2)
  flush()
  expect(told).toEqual([1, 2])
})
