import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDelivery } from '../../src/wire/delivery.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** `costMs`: how long whoever is told takes for each item; `laterMs`: how long what it promises takes. */
function delivery({ costMs = 0, laterMs = 0, weight = 1 } = {}) {
  const told: number[] = []
  /** In which turns of the event loop things were told. */
  const toldIn = new Set<number>()
  let turns = 0
  const goOn = async () => {
    for (let step = 0; step < 10; step++) await undefined
    vi.setSystemTime(Date.now() + laterMs)
  }
  const countTurns = () => {
    const turn = () => {
      turns += 1
      if (turns < 1000) setImmediate(turn)
    }
    setImmediate(turn)
  }
  const made = createDelivery<number>({
    deliver: (item) => {
      if (told.length === 0) countTurns()
      told.push(item)
      toldIn.add(turns)
      vi.setSystemTime(Date.now() + costMs)
      void goOn()
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
  return { ...made, told, toldIn, addFor }
}

test('nothing is told while things come, and all of it in order once nothing does', async () => {
  const { told, addFor } = delivery()
  await addFor(50)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(5)
  expect(told).toEqual(Array.from({ length: 50 }, (_, i) => i))
})

test('while things come without end, they are told after a quarter of a second', async () => {
  const { told, addFor } = delivery()
  await addFor(500)
  expect(told.length).toBeGreaterThanOrEqual(240)
})

test('whoever takes long is told one thing a turn, so that bytes are read in between', async () => {
  const { told, toldIn, add } = delivery({ costMs: 10 })
  for (let i = 0; i < 20; i++) add(i)
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveLength(20)
  expect(toldIn.size).toBe(20)
})

test('what the told one goes on to do in promises counts, too', async () => {
  const { told, toldIn, add } = delivery({ laterMs: 10 })
  for (let i = 0; i < 20; i++) add(i)
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveLength(20)
  expect(toldIn.size).toBeGreaterThan(1)
})

test('what waits is bounded: beyond that it is told without a pause', async () => {
  const { told, add } = delivery({ costMs: 10, weight: 1024 * 1024 })
  for (let i = 0; i < 100; i++) add(i)
  await vi.advanceTimersByTimeAsync(2)
  expect(told.length).toBeGreaterThanOrEqual(100 - 32)
})

test('much that comes without a pause is told before the quarter of a second is over', async () => {
  const { told, addFor } = delivery({ weight: 1024 * 1024 })
  await addFor(60)
  expect(told.length).toBeGreaterThan(20)
})

test('what waits is told at once when it has to be', () => {
  const { told, add, flush } = delivery()
  add(1)
  add(2)
  flush()
  expect(told).toEqual([1, 2])
})
