import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFileSource } from '../../../src/page/server/file-source.ts'
import { readRecorded } from '../../../src/wire/recorded.ts'

const fixtures = join(import.meta.dirname, '../../../fixtures')

/** What a page shows of a recorded file. */
function shown(bytes: Uint8Array, redact = false) {
  const recorded = readRecorded(bytes, undefined)
  if (!('items' in recorded)) throw new Error(recorded.type)
  return createFileSource(recorded.items, []).saved(redact)
}
const text = (base64 = '') => Buffer.from(base64, 'base64').toString('latin1')

describe('bytes', () => {
  const request = 'GET /a HTTP/1.1\r\nHost: a\r\n\r\n'
  const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

  test('requests and responses by turns are exchanges', () => {
    const { exchanges, details } = shown(
      Buffer.from(`${request}${ok}${request.replace('/a', '/b')}`),
    )
    expect(exchanges.map(({ target, status }) => [target, status])).toEqual([
      ['/a', 200],
      ['/b', undefined],
    ])
    expect(details.map(({ parts }) => parts.map(({ part, bytes }) => [part, text(bytes)]))).toEqual(
      [
        [
          ['request', request],
          ['response', ok],
        ],
        [['request', request.replace('/a', '/b')]],
      ],
    )
  })

  test('what begins with HTTP/2 is a connection that says so, with its first bytes', () => {
    const settings = '\0\0\0\x04\0\0\0\0\0'
    const bytes = Buffer.from(`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${settings}`, 'latin1')
    const { exchanges, connections } = shown(bytes)
    expect(exchanges).toEqual([])
    expect(connections.map(({ spoken }) => spoken)).toEqual([
      {
        said: [
          'This connection speaks HTTP/2, in binary frames.',
          expect.stringContaining('HTTP/1.1'),
        ],
        beginnings: [{ from: 'client', bytes: bytes.toString('base64'), length: bytes.length }],
        frames: [expect.objectContaining({ from: 'client', name: 'SETTINGS connection, 0 bytes' })],
      },
    ])
    const [redacted] = shown(bytes, true).connections
    expect(redacted?.spoken?.beginnings).toEqual([
      { from: 'client', bytes: '', length: bytes.length },
    ])
  })

  test('a response alone, and an interim one before it', () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'
    expect(shown(Buffer.from(ok)).details[0]?.parts.map(({ part }) => part)).toEqual(['response'])
    const { details } = shown(Buffer.from(`${request}${hint}${ok}`))
    expect(details.map(({ parts }) => parts.map(({ part }) => part))).toEqual([
      ['request', 'interim', 'response'],
    ])
  })

  test('what is wrong with bytes is said', () => {
    const [line] = shown(Buffer.from('GET / HTTP/1.1\nX y: 1\r\n\r\n')).exchanges
    expect(line?.severity).not.toBe('note')
  })
})

describe('HAR files', () => {
  test.each(readdirSync(join(fixtures, 'har')))(
    '%s: every entry, and nothing is said to be wrong that is not known',
    (file) => {
      const bytes = readFileSync(join(fixtures, 'har', file))
      const recorded = readRecorded(bytes, undefined)
      if (recorded.type !== 'har') throw new Error(recorded.type)
      const entries = recorded.items.filter(({ type }) => type === 'entry')
      const { exchanges, details } = shown(bytes)
      expect(exchanges).toHaveLength(entries.length)
      expect(exchanges.every(({ server }) => server !== undefined)).toBe(true)
      expect(details).toHaveLength(entries.length)
      for (const { parts, notes } of details) {
        expect(notes.map(({ words }) => words).join()).toContain('not their bytes')
        expect(
          parts.flatMap((part) => part.notes).filter(({ severity }) => severity !== 'note'),
        ).toEqual([])
        for (const { bytes, tokens, isComplete } of parts) {
          expect(isComplete).toBe(true)
          expect(tokens.at(-1)?.end).toBe(text(bytes).length)
        }
      }
    },
  )

  test('secrets are left out of heads, bodies and messages where that is asked for', () => {
    const har = {
      log: {
        version: '1.2',
        creator: { name: 'a', version: '1' },
        entries: [
          {
            startedDateTime: '2026-01-01T00:00:00Z',
            time: 1,
            request: {
              method: 'POST',
              url: 'http://a/?token=hunter2&q=1',
              httpVersion: 'h2',
              headers: [{ name: 'cookie', value: 'session=hunter2' }],
              postData: { mimeType: 'application/x-www-form-urlencoded', text: 'password=hunter2' },
            },
            response: {
              status: 200,
              statusText: '',
              headers: [{ name: 'set-cookie', value: 'session=hunter2; Path=/' }],
              content: {
                text: '{"password": "hunter2", "name": "Kim"}',
                mimeType: 'application/json',
              },
            },
            _webSocketMessages: [{ type: 'send', opcode: 1, data: '{"token":"hunter2"}' }],
          },
        ],
      },
    }
    const bytes = Buffer.from(JSON.stringify(har))
    const whole = JSON.stringify(shown(bytes))
    expect(whole).toContain('hunter2')
    const redacted = shown(bytes, true)
    const said = `${JSON.stringify(redacted)} ${redacted.details.flatMap(({ parts }) => parts.map((part) => text(part.bytes))).join()}`
    expect(said).not.toContain('hunter2')
    expect(said).toContain('Kim')
    expect(redacted.exchanges[0]?.target).toBe('/?token=.......&q=1')
  })
})
