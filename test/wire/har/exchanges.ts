import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Schema, Validator } from '@cfworker/json-schema'
import { expect } from 'vitest'
import type { Side, WireEvent } from '../../../src/wire/event.ts'
import type { Exchange } from '../../../src/wire/exchange.ts'
import { harEntry, harOf, type OurEntry } from '../../../src/wire/har/entry.ts'
import { createSession } from '../../../src/wire/session.ts'

/** Who sent what. */
export type Said = [Side, string | Uint8Array]

/** What the tap would have seen on a connection: each piece 10 ms after the one before. */
export function exchangesOf(...said: Said[]): Exchange[] {
  const session = createSession()
  const at = (at: number) => ({ connection: 1, at })
  const events: WireEvent[] = [
    { type: 'opened', client: '127.0.0.1:5', names: ['127.0.0.1', 'localhost'], ...at(0) },
    ...said.map(([from, text], i): WireEvent => {
      const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
      return { type: 'bytes', from, bytes, ...at(10 * (i + 1)) }
    }),
    { type: 'closed', ...at(10 * (said.length + 1)) },
  ]
  for (const event of events) session.take(event)
  return [...session.exchanges]
}

export const clock = { origin: Date.UTC(2026, 0, 2), endedAt: 25 }

export const entriesOf = (...said: Said[]): Promise<OurEntry[]> =>
  Promise.all(exchangesOf(...said).map((exchange) => harEntry(exchange, clock)))

export async function entryOf(
  request: string | Uint8Array,
  response: string | Uint8Array,
): Promise<OurEntry> {
  const [entry] = await entriesOf(['client', request], ['server', response])
  if (entry === undefined) throw new Error('there was no exchange')
  return entry
}

export const answer = (head: string, body: Uint8Array | string = '') =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`, 'latin1'),
    typeof body === 'string' ? Buffer.from(body) : body,
  ])
export const ask = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

/** The schemas of HAR 1.2 that har-validator uses, as one. */
const validator = new Validator(harSchema(), '7', false)

function harSchema(): Schema {
  const folder = join(import.meta.dirname, '../../../node_modules/har-schema/lib')
  const definitions = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
        .replace(/"\$id": .*/, '')
        .replaceAll(/"\$ref": "(\w+)\.json#"/g, '"$ref": "#/definitions/$1"')
      return [file.replace('.json', ''), JSON.parse(text)]
    })
  return { $ref: '#/definitions/har', definitions: Object.fromEntries(definitions) }
}

/** The file is HAR 1.2, and its times add up. */
export function expectValid(entries: readonly OurEntry[]) {
  const file: unknown = JSON.parse(
    JSON.stringify({ log: { ...harOf([], '1.0.0', 'a comment').log, entries } }),
  )
  expect(
    validator
      .validate(file)
      .errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`),
  ).toEqual([])
  for (const { time, timings } of entries)
    expect(time).toBeCloseTo((timings.send ?? 0) + timings.wait + timings.receive)
}
