import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createReader } from '../../src/http/reader.ts'
import { corpus } from './corpus.ts'
import { findFault, findLoss } from './invariants.ts'
import { bytesOf } from './listing.ts'
import { applyEdits, pieces } from './mutations.ts'

const seed = 20240611
const edit = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  remove: fc.nat(8),
  insert: fc.constantFrom('', ...pieces),
})
const mutated = fc.record({
  sample: fc.constantFrom(...corpus),
  edits: fc.array(edit, { maxLength: 4 }),
})
const split = {
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
}

describe('every sample of the corpus', () => {
  test.each(corpus)('$role $text', ({ role, text, methods = [] }) => {
    const options = { methodOf: (index: number) => methods[index] }
    const input = bytesOf(text)
    for (let cut = 0; cut <= input.length; cut++) {
      expect(findFault(role, input, { cut, sizes: [1], options })).toBeUndefined()
    }
  })
})

describe('any bytes', () => {
  test('changed samples are split without loss, the same in any pieces', () => {
    fc.assert(
      fc.property(mutated, fc.record(split), ({ sample, edits }, { cut, sizes }) => {
        const input = bytesOf(applyEdits(sample.text, edits))
        const at = Math.floor(cut * input.length)
        expect(findFault(sample.role, input, { cut: at, sizes })).toBeUndefined()
      }),
      { seed, numRuns: 3000 },
    )
  })

  test('so is noise', () => {
    const noise = fc.uint8Array({ maxLength: 200 })
    const role = fc.constantFrom('request', 'response')
    fc.assert(
      fc.property(noise, role, fc.record(split), (input, role, { cut, sizes }) => {
        const at = Math.floor(cut * input.length)
        expect(findFault(role, input, { cut: at, sizes })).toBeUndefined()
      }),
      { seed, numRuns: 1000 },
    )
  })

  test('beyond the limit of captured bytes too', () => {
    fc.assert(
      fc.property(mutated, fc.nat(60), fc.record(split), ({ sample, edits }, limit, { sizes }) => {
        const input = bytesOf(applyEdits(sample.text, edits))
        const fault = findFault(sample.role, input, { cut: 0, sizes, options: { maxBytes: limit } })
        expect(fault).toBeUndefined()
      }),
      { seed, numRuns: 1000 },
    )
  })

  test('findLoss sees a lost byte', () => {
    const reader = createReader('request')
    reader.push(bytesOf('GET / HTTP/1.1\r\n\r\n'))
    expect(findLoss(reader.messages, bytesOf('GET / HTTP/1.1\r\n\r\n'))).toBeUndefined()
    expect(findLoss(reader.messages, bytesOf('GET / HTTP/1.1\r\n\r'))).toMatch('bytes differ')
    expect(findLoss(reader.messages, bytesOf('GET / HTTP/1.1\r\n\r\nx'))).toMatch('the input at 19')
    const [message] = reader.messages
    if (message === undefined) throw new Error('there is a message')
    const { role, start, length, bytes, captured, complete, tokens, problems, body } = message
    const { startLine, fields, blankLine, framing, trailers } = message
    const lacking = tokens.slice(1)
    const copy = { role, start, length, bytes, captured, complete, tokens: lacking, problems, body }
    expect(
      findLoss(
        [{ ...copy, startLine, fields, blankLine, framing, trailers }],
        bytesOf('GET / HTTP/1.1\r\n\r\n'),
      ),
    ).toMatch('a token starts at 3, not 0')
  })
})
