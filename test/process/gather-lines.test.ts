import { expect, test } from 'vitest'
import { gatherLines } from '../../src/process/gather-lines.ts'

function gathered() {
  const taken: string[] = []
  const gather = gatherLines((stream, bytes) =>
    taken.push(`${stream} ${new TextDecoder().decode(bytes)}`),
  )
  const write = (text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
    gather.take(stream, new TextEncoder().encode(text))
  return { taken, write, flush: gather.flush }
}

test('a line that is written in pieces is one line', () => {
  const { taken, write } = gathered()
  for (const piece of ['Serving HTTP on port', ' ', '9001', ' ', '...', '\n']) write(piece)
  expect(taken).toEqual(['stdout Serving HTTP on port 9001 ...\n'])
})

test('the beginning of a line is passed on when its end does not come', async () => {
  const { taken, write } = gathered()
  write('Name? ')
  expect(taken).toEqual([])
  await expect.poll(() => taken).toEqual(['stdout Name? '])
})

test('each stream has its own line, and the end of a program ends both', () => {
  const { taken, write, flush } = gathered()
  write('a word')
  write('an error', 'stderr')
  flush()
  expect(taken).toEqual(['stdout a word', 'stderr an error'])
})

test('a line without an end does not wait for it', () => {
  const { taken, write } = gathered()
  write('x'.repeat(70_000))
  expect(taken).toHaveLength(1)
})
