import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ClassMessage,
  type ClassState,
  namesakes,
  noClass,
  take,
} from '../../../src/class/board/state.ts'
import { joined, noonMs, report, reports } from './students.ts'

const classAfter = (...messages: readonly ClassMessage[]): ClassState =>
  messages.reduce(take, noClass)

describe('who joined is a row', () => {
  test('in the order in which they joined', () => {
    expect([...classAfter(joined('kim'), joined('lee'), joined('ada')).keys()]).toEqual([
      'kim',
      'lee',
      'ada',
    ])
  })

  test('once, however often the message comes', () => {
    const once = classAfter(joined('kim'))
    expect(take(once, joined('kim'))).toBe(once)
  })

  test('who joins again under another name keeps their row and what is known of them', () => {
    const state = classAfter(joined('kim'), reports('kim', 1), joined('kim', 'Kim B'))
    expect(state.get('kim')).toMatchObject({ name: 'Kim B', report: { seq: 1 } })
  })

  test('two folders with one name are two rows', () => {
    const state = classAfter(joined('a', 'Kim'), joined('b', 'Kim'))
    expect([...state.values()].map(({ name }) => name)).toEqual(['Kim', 'Kim'])
  })

  test('who has left is gone, and their late messages bring nobody back', () => {
    const state = classAfter(joined('kim'), reports('kim', 1), { type: 'removed', id: 'kim' })
    expect(take(state, reports('kim', 2))).toBe(state)
    expect(state.size).toBe(0)
  })
})

describe('names that a teacher could take for one another', () => {
  const state = classAfter(joined('1', 'Kim'), joined('2', 'Zoë'))
  test.each([
    ['Kim', ['1']],
    ['kim', ['1']],
    ['KIM', ['1']],
    ['Ｋｉｍ', ['1']],
    ['Kim B', []],
    ['Zoe\u0308', ['2']],
    ['Lee', []],
  ])('%s', (name, ids) => {
    expect(namesakes(state, name, 'new').map(({ id }) => id)).toEqual(ids)
  })

  test('nobody is their own namesake', () => {
    expect(namesakes(state, 'Kim', '1')).toEqual([])
  })
})

describe('a message that comes late or twice', () => {
  test.each([
    ['older', 4],
    ['the same again', 5],
  ])('%s: the newer report stays', (_what, seq) => {
    const state = classAfter(joined('kim'), reports('kim', 5, { stage: 'forms' }))
    expect(take(state, reports('kim', seq, { stage: 'files' }))).toBe(state)
  })

  test('an older one tells that the student is there all the same', () => {
    const state = classAfter(joined('kim'), reports('kim', 5), reports('kim', 4, {}, noonMs + 1000))
    expect(state.get('kim')).toMatchObject({ heardMs: noonMs + 1000, reportedMs: noonMs })
  })

  test('a heartbeat that is older than what was heard changes nothing', () => {
    const state = classAfter(joined('kim'), reports('kim', 5))
    expect(take(state, { type: 'heard', id: 'kim', atMs: noonMs - 1 })).toBe(state)
  })

  test('an older file does not take the place of a newer one', () => {
    const shown = (seq: number, text: string): ClassMessage => ({
      type: 'shown',
      id: 'kim',
      shown: { seq, file: 'server.js', text },
    })
    const state = classAfter(joined('kim'), shown(2, 'new'), shown(1, 'old'))
    expect(state.get('kim')?.shown?.text).toBe('new')
  })

  test.each(['report', 'heard', 'shown', 'hand-answered', 'removed'] as const)(
    'nobody is made by a message of the type %s',
    (type) => {
      const message = {
        report: reports('nobody', 1),
        heard: { type: 'heard', id: 'nobody', atMs: noonMs },
        shown: { type: 'shown', id: 'nobody', shown: { seq: 1, file: 'a', text: '' } },
        'hand-answered': { type: 'hand-answered', id: 'nobody', handMs: noonMs },
        removed: { type: 'removed', id: 'nobody' },
      } satisfies Record<string, ClassMessage>
      expect(take(noClass, message[type])).toBe(noClass)
    },
  )
})

// Each student sends its state whole, with a number that grows: so whatever the network does to the others,
// the newest that arrives is what the board shows.
describe('messages in any order, repeated or lost', () => {
  const ids = ['kim', 'lee', 'ada'] as const
  const message = fc.record({
    id: fc.constantFrom(...ids),
    seq: fc.nat(50),
  })
  /** Of one student and number, there is one state. */
  const sent = ({ id, seq }: { id: string; seq: number }) =>
    reports(id, seq, { stages: { 'raw-socket': { screen: seq + 1 } } })
  const start = classAfter(...ids.map((id) => joined(id)))
  const reportsOf = (state: ClassState) => [...state.values()].map(({ report }) => report)

  test('the same newest state', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 40 }).chain((all) =>
          fc.tuple(
            fc.constant(all),
            // The network: any order, and some a second and a third time.
            fc.shuffledSubarray([...all, ...all, ...all], { minLength: 0 }),
          ),
        ),
        ([all, network]) => {
          const arrived = [...network, ...newestOf(all)]
          const state = arrived.map(sent).reduce(take, start)
          expect(reportsOf(state)).toEqual(
            ids.map((id) => {
              const seqs = all.filter((each) => each.id === id).map(({ seq }) => seq)
              return seqs.length === 0
                ? undefined
                : report({
                    seq: Math.max(...seqs),
                    stages: { 'raw-socket': { screen: Math.max(...seqs) + 1 } },
                  })
            }),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  /** A student sends its newest state until it has arrived. */
  function newestOf(all: readonly { id: (typeof ids)[number]; seq: number }[]) {
    return ids.flatMap((id) => {
      const own = all.filter((each) => each.id === id)
      const newest = Math.max(...own.map(({ seq }) => seq))
      return own.length === 0 ? [] : [{ id, seq: newest }]
    })
  }

  test('what is shown of a student never becomes older', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (network) => {
        let state = start
        for (const each of network) {
          const before = state.get(each.id)?.report?.seq ?? -1
          state = take(state, sent(each))
          expect(state.get(each.id)?.report?.seq ?? -1).toBeGreaterThanOrEqual(before)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('one student’s messages change no other’s row', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), message, (network, one) => {
        const state = network.map(sent).reduce(take, start)
        const next = take(state, sent(one))
        for (const id of ids) if (id !== one.id) expect(next.get(id)).toBe(state.get(id))
      }),
      { numRuns: 300 },
    )
  })
})
