import { expect, test } from 'vitest'
import { createOutputView } from '../../../src/terminal/views/output.ts'
import { plainLook } from '../look.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('what a server prints is marked as its own, and a long burst is cut', () => {
  const view = createOutputView('server.ts', plainLook(80), 'p prints them')
  expect(view.take('stdout', bytes('Serving\n'))).toEqual(['server.ts │ Serving'])
  const burst = Array.from({ length: 30 }, (_line, i) => `line ${i}`).join('\n')
  expect(view.take('stdout', bytes(burst))).toEqual([
    'server.ts │ line 0',
    'server.ts │ … 29 more lines, p prints them',
  ])
})

test('a flood is counted, not shown, and what comes when it is over is shown again', () => {
  let now = 0
  const view = createOutputView('server.ts', plainLook(80), undefined, () => now)
  const say = (line: string) => view.take('stdout', bytes(`${line}\n`))
  let printed = 0
  for (let second = 0; second < 3; second++) {
    for (let i = 0; i < 1000; i++) printed += say('flood').length
    now += 1000
  }
  // The first forty, and then a count each second.
  expect(printed).toBe(42)
  expect(say('more')).toEqual(['server.ts │ … 1000 more lines'])
  now += 5000
  expect(say('calm')).toEqual(['server.ts │ … 1 more line', 'server.ts │ calm'])
})

test('a line without end takes no more room than a long one', () => {
  const view = createOutputView('server.ts', plainLook(80), undefined)
  for (let i = 0; i < 100; i++) view.take('stdout', bytes('x'.repeat(1_000_000)))
  expect(view.all().join('').length).toBeLessThan(2_000_000)
})
