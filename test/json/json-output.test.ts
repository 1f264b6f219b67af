import { expect, test } from 'vitest'
import { jsonLine } from '../../src/json/json-line.ts'
import { createJsonOutput } from '../../src/json/json-output.ts'

test('characters that a terminal acts on are escaped, and the value stays the same', () => {
  const value = { text: '\x1b[2J \x7f \x85 \x9b31m \u200f \u202e \u2028 \u{e0001} é 한 🙂' }
  const line = jsonLine(value)
  expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(line).toContain('é 한 🙂')
  expect(JSON.parse(line)).toEqual(value)
})

/** A reader that takes nothing until it is told to. */
function slowReader() {
  const written: string[] = []
  return {
    written,
    writableLength: 0,
    write(text: string) {
      written.push(text)
      this.writableLength += text.length
      return false
    },
    read() {
      this.writableLength = 0
    },
    lines() {
      return written.map((text) => JSON.parse(text))
    },
  }
}

test('a reader that stands still: bodies go first, then lines, and both are said', () => {
  const reader = slowReader()
  const output = createJsonOutput(reader, { bodies: 1000, lines: 3000 })
  const message = (n: number) =>
    output.line((bodies) => ({
      n,
      ...(bodies === 'kept' ? { body: 'x'.repeat(600) } : { left: 1, head: 'y'.repeat(100) }),
    }))
  for (let n = 0; n < 1000; n++) message(n)
  expect(reader.writableLength).toBeLessThan(3200)
  const [first, second, dropped, third] = reader.lines()
  expect([first.n, second.n, third.n]).toEqual([0, 1, 2])
  expect(first.body).toHaveLength(600)
  expect(dropped).toEqual({ type: 'dropped', what: 'bodies' })
  expect(third).not.toHaveProperty('body')
  const told = reader.lines().filter(({ n }) => n !== undefined).length

  reader.read()
  message(1000)
  expect(reader.lines().slice(-3)).toEqual([
    { type: 'dropped', what: 'lines', lines: 1000 - told },
    { type: 'dropped', what: 'nothing' },
    { n: 1000, body: 'x'.repeat(600) },
  ])
})

test('a reader that keeps up gets every line whole', () => {
  const reader = slowReader()
  const output = createJsonOutput(reader, { bodies: 1000, lines: 3000 })
  for (let n = 0; n < 100; n++) {
    output.line({ n, body: 'x'.repeat(900) })
    reader.read()
  }
  expect(reader.lines().map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, n) => n))
})
