import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementsOf, jsonMistake } from '../../../src/wire/har/json-mistake.ts'

describe('where a text stops being JSON', () => {
  test.each([
    ['{"a": NaN}', 1, 7, 'NaN'],
    ['{\n  "a": [1,\n 2,]\n}', 3, 4, ']'],
    ['{"a": 1', 1, 8, ''],
    ['{"a": "b', 1, 9, ''],
    ['', 1, 1, ''],
    ['{"a" 1}', 1, 6, '1'],
    ['[1 2]', 1, 4, '2'],
    ['{a: 1}', 1, 2, 'a'],
    ["{'a': 1}", 1, 2, "'"],
    ['[1]]', 1, 4, ']'],
    ['[1}', 1, 3, '}'],
    ['{,}', 1, 2, ','],
  ])('%j', (text, line, column, found) => {
    expect(jsonMistake(text)).toEqual({ line, column, found })
  })

  test('nothing is found in JSON, and something in what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(), (text, cut) => {
        expect(jsonMistake(text)).toBeUndefined()
        const part = text.slice(0, cut % (text.length + 1))
        expect(jsonMistake(part) === undefined).toBe(isJson(part))
      }),
      { numRuns: 500, seed: 3 },
    )
  })

  test('values that are nested deeply need no stack', () => {
    expect(jsonMistake('['.repeat(500_000))).toMatchObject({ found: '' })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"entries":[{"a":1},{"b":"],}"}]}', ['{"a":1}', '{"b":"],}"}']],
  ['{"entries" : [ {"a":1} , {"b":', ['{"a":1}']],
  ['{"entries":[]}', []],
  ['{"entries":[{"a":NaN},{"b":"\\"]"},', ['{"a":NaN}', '{"b":"\\"]"}']],
])('the elements of %s', (text, elements) => {
  const pieces = elementsOf(text, 'entries')
  expect(pieces?.map(({ start, end }) => text.slice(start, end).trim())).toEqual(elements)
})
