import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/http/message.ts'
import { readRecording, speakerOf } from '../../src/wire/recording.ts'

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const head = 'HEAD / HTTP/1.1\r\nHost: x\r\n\r\n'
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'
const toHead = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'
const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'
const closing = 'POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc'

/** Who said what, in order. */
function said(text: string, role?: Role): [Role, string][] {
  const bytes = Buffer.from(text, 'latin1')
  return readRecording(bytes, role).messages.map(({ at, message }) => [
    message.role,
    bytes.toString('latin1', at, at + message.length),
  ])
}

describe('who speaks first is told from the first line', () => {
  test.each<[string, Role]>([
    ['GET / HTTP/1.1\r\n', 'request'],
    ['get / http/1.1\r\n', 'request'],
    ['GET /\r\n', 'request'],
    ['GET', 'request'],
    [' GET / HTTP/1.1\r\n', 'request'],
    ['\r\nGET / HTTP/1.1\r\n', 'request'],
    ['M-SEARCH * HTTP/1.1\r\n', 'request'],
    ['\x16\x03\x01\x02\x00', 'request'],
    ['HTTP/1.1 200 OK\r\n', 'response'],
    ['  HTTP/1.1 200 OK\n', 'response'],
    ['HTTP/1.0\n', 'response'],
    ['<h1>Hello</h1>', 'response'],
    ['Content-Type: text/html\n\nGET / HTTP/1.1\n', 'response'],
    ['Hello world', 'response'],
    ['\x00\xff', 'response'],
  ])('%j: %s', (text, role) => {
    expect(speakerOf(Buffer.from(text, 'latin1'))).toBe(role)
  })
})

describe('a recording is the messages it holds', () => {
  test.each<[string, [Role, string][]]>([
    [get, [['request', get]]],
    [ok, [['response', ok]]],
    [
      get + head + get,
      [
        ['request', get],
        ['request', head],
        ['request', get],
      ],
    ],
    [
      get + ok,
      [
        ['request', get],
        ['response', ok],
      ],
    ],
    [
      get + goOn + ok + get + ok,
      [
        ['request', get],
        ['response', goOn],
        ['response', ok],
        ['request', get],
        ['response', ok],
      ],
    ],
    [
      head + toHead + get + ok,
      [
        ['request', head],
        ['response', toHead],
        ['request', get],
        ['response', ok],
      ],
    ],
    [
      head + get + toHead + ok + get,
      [
        ['request', head],
        ['request', get],
        ['response', toHead],
        ['response', ok],
        ['request', get],
      ],
    ],
    [
      closing + ok,
      [
        ['request', closing],
        ['response', ok],
      ],
    ],
  ])('%j', (text, messages) => {
    expect(said(text)).toEqual(messages)
  })

  test('said to be a response, a request is not looked for', () => {
    expect(said(ok + get, 'response').map(([role]) => role)).not.toContain('request')
  })

  test.each([10, 1000])('turns are found where %i of them cross the edges of reads', (turns) => {
    expect(said((get + ok).repeat(turns))).toEqual(
      Array.from({ length: turns }, () => [
        ['request', get],
        ['response', ok],
      ]).flat(),
    )
  })

  test('there are messages enough at some point, and the rest is counted', () => {
    const { messages, left } = readRecording(Buffer.from(get.repeat(5000)))
    const read = messages.reduce((sum, { message }) => sum + message.length, 0)
    expect(messages.length).toBeLessThan(3000)
    expect(read + left).toBe(get.length * 5000)
  })
})
