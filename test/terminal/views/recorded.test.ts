import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { itemAsJson } from '../../../src/json/har-json.ts'
import { createRecordedView } from '../../../src/terminal/views/recorded.ts'
import { readRecorded } from '../../../src/wire/recorded.ts'
import { mistakesIn } from '../../json/schema.ts'
import { plainTheme } from '../theme.ts'

const folder = join(import.meta.dirname, '../../../fixtures/har')
const tools = readdirSync(folder).filter((name) => name.endsWith('.har'))
const read = (name: string) => readRecorded(readFileSync(join(folder, name)), undefined)

function linesOf(name: string, columns = 80): string[] {
  const recorded = read(name)
  if (recorded.type !== 'har') throw new Error(`${name} is read as ${recorded.type}`)
  const view = createRecordedView(plainTheme(columns), { role: undefined, isAlone: false })
  return [...view.heading(recorded, name), ...recorded.items.flatMap((item) => view.item(item))]
}
const textOf = (name: string) => linesOf(`${name}.har`, 200).join('\n')

describe('exports of other tools', () => {
  test.each(tools)(
    '%s: no entry is left out, no fault is found, nothing is wider than the window',
    (name) => {
      const har = JSON.parse(readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, ''))
      for (const columns of [40, 80, 120]) {
        const lines = linesOf(name, columns)
        expect(lines.filter((line) => /^\d+ {2}[A-Z]+ /.test(line))).toHaveLength(
          har.log.entries.length,
        )
        expect(lines.join('\n')).not.toMatch(/\b(error|warning):|left out|␍/)
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns)
      }
    },
  )

  test.each(tools)(
    '%s: every header stands there as it is in the file, and no other does',
    (name) => {
      const har = JSON.parse(readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, ''))
      const lines = linesOf(name, 400)
      for (const { request, response } of har.log.entries)
        for (const { name, value } of [...request.headers, ...response.headers])
          expect(
            lines.some((line) => line.includes(`${name}: ${value.replaceAll('\n', '␊')}`)),
          ).toBe(true)
      const count = har.log.entries.flatMap(
        ({ request, response }: { request: { headers: [] }; response: { headers: [] } }) => [
          ...request.headers,
          ...response.headers,
        ],
      ).length
      expect(lines.filter((line) => /^ {2}:?[A-Za-z-]+: /.test(line))).toHaveLength(count)
    },
  )

  test.each(tools)('%s as JSON keeps to the schema', (name) => {
    const { items = [] } = { ...read(name) } as { items?: [] }
    for (const line of items.flatMap((item) => itemAsJson(item, undefined)))
      expect(mistakesIn(JSON.parse(JSON.stringify(line)))).toEqual([])
  })
})

test('frames of another protocol are named, listed, and kept to the schema in JSON', () => {
  const head = (start: string, more = '') =>
    `${start}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${more}\r\n`
  const bytes = Buffer.from(
    `${head('GET / HTTP/1.1', 'Host: x\r\n')}${head('HTTP/1.1 101 Switching Protocols')}\x81\x02hi\x88\x82\0\0\0\0\x03\xe8\x81`,
    'latin1',
  )
  const recorded = readRecorded(bytes, undefined)
  const items = 'items' in recorded ? recorded.items : []
  const view = createRecordedView(plainTheme(80), { role: undefined, isAlone: false })
  expect(items.slice(2).flatMap((item) => view.item(item))).toEqual([
    '',
    'From here on this connection speaks WebSocket. The 101 response was its last',
    'HTTP message.',
    '  ← text, 2 bytes: hi',
    '  → close 1000 (normal closure), masked',
    '1 byte at the end is not a whole frame.',
  ])
  for (const line of items.flatMap((item) => itemAsJson(item, undefined)))
    expect(mistakesIn(JSON.parse(JSON.stringify(line)))).toEqual([])
})

test.each([
  ['chrome', 'HTTP/2: the headers are sent in binary frames'],
  ['chrome', 'HTTP/3: the headers are sent in binary frames'],
  ['chrome', 'Never sent: the browser took this from its memory cache.'],
  ['chrome', 'Never sent: nothing goes over the network for a data: address.'],
  ['chrome', 'No response came.\nThe file gives as the reason: net::ERR_INTERNET_DISCONNECTED'],
  ['chrome', 'A body of 51,234 bytes. The file does not hold it.'],
  ['chrome', '2 WebSocket messages:\n  → text  ping?\n  ← text  pong!'],
  ['chrome', 'the file joins 2 headers of this name by line breaks'],
  ['chrome', 'On the way it was packed with br:'],
  ['firefox', 'A body of 5,216 bytes. The file does not hold it.'],
  ['firefox', 'Comment in the file: Response bodies are not included.'],
  ['safari', 'Never sent: the browser took this from its memory cache.'],
  ['safari', 'A service worker of the page gave this response.'],
  ['charles', 'The file holds no response.\nThe file gives as the reason: FAILED'],
  ['fiddler', 'Content-Length: 529'],
  ['playwright', 'It is in another file: 0beec7b5'],
  ['playwright', 'The file gives as the reason: net::ERR_CONNECTION_REFUSED'],
  ['mitmproxy', '→ binary, in base64  AAEC'],
  ['internet-explorer', 'A body of 142 bytes. The file does not hold it.'],
  ['firebug', 'without the chunk sizes that stood between:'],
  ['firebug', 'This response has no body. What the file holds came from a cache:'],
  ['chrome-har-capturer', 'A body of 249 bytes. The file does not hold it.'],
  [
    'browsermob',
    'No response came. The file has the status -999 NO RESPONSE, which no server sends.',
  ],
])('%s: %s', (name, said) => {
  expect(textOf(name)).toContain(said)
})

test('a long file: each note is said once', () => {
  const request = {
    method: 'GET',
    url: 'http://a.b/',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Host', value: 'a.b' }],
  }
  const response = {
    status: 200,
    statusText: 'OK',
    httpVersion: 'HTTP/1.1',
    headers: [],
    content: {},
  }
  const file = { log: { entries: Array.from({ length: 100 }, () => ({ request, response })) } }
  const recorded = readRecorded(Buffer.from(JSON.stringify(file)), undefined)
  if (recorded.type !== 'har') throw new Error('not read')
  const view = createRecordedView(plainTheme(80), { role: undefined, isAlone: false })
  const lines = recorded.items.flatMap((item) => view.item(item))
  expect(lines.filter((line) => line.includes('└'))).toHaveLength(1)
  expect(lines.filter((line) => line.includes('Host: a.b'))).toHaveLength(100)
})
