import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../src/http/message.ts'
import { corpus, type Sample } from './corpus.ts'
import { readAll } from './listing.ts'
import { llhttp } from './llhttp.ts'
import { createRandom, mutant } from './mutations.ts'

/** What Node's http server, not its parser, refuses, and what it should: RFC 9112, section 3.2. */
const aboutHost = new Set(['missing-host', 'duplicate-host'])

/** Where llhttp leaves the standard, or knows more protocols, in a way that this reader does not follow. */
const exceptions: readonly { readonly why: string; readonly text: RegExp }[] = [
  { why: 'takes CR CR as the end of a status line', text: /\r\r/ },
  { why: 'knows no HT after the value of a field that it reads', text: /\t[ \t\r]*\n/ },
  { why: 'speaks RTSP and ICE, too', text: /RTSP\/|ICE\// },
  { why: 'knows no version that curl writes for HTTP/2', text: /HTTP\/[23][^.\d]/ },
  { why: 'takes a CONNECT to nowhere', text: /CONNECT +\r?\n/ },
  { why: 'takes no @@ in an authority', text: /@@/ },
]

/** It refuses methods that it does not know; RFC 9110, section 9.1: any token is one. */
const aboutMethods = /^(Invalid method|Expected space after method|Expected HTTP\/)/

interface Judged {
  /** Where the first error is, in the direction; undefined if there is none. */
  readonly error: number | undefined
  readonly complete: number
  readonly bodyBytes: number
}

function judge({ role, text, methods = [] }: Sample): Judged {
  const messages = readAll(role, text, { methodOf: (index) => methods[index] })
  const errors = messages.flatMap(({ start, problems }) =>
    problems
      .filter(({ severity, code }) => severity === 'error' && !aboutHost.has(code))
      .map((problem) => start + problem.start),
  )
  return {
    error: errors.length === 0 ? undefined : Math.min(...errors),
    complete: messages.filter(({ complete }) => complete).length,
    bodyBytes: messages.reduce((sum, message) => sum + contentBytes(message), 0),
  }
}

/** Bytes of the body without chunk framing and trailers. */
function contentBytes({ framing, body, tokens }: Message): number {
  if (body === undefined) return 0
  if (framing?.type !== 'chunked') return body.end - body.start
  return tokens
    .filter(({ kind }) => kind === 'chunk-data')
    .reduce((sum, { start, end }) => sum + end - start, 0)
}

/** What is wrong with our judgement of a sample, in the eyes of llhttp. */
function disagreement(sample: Sample): string | undefined {
  const theirs = llhttp(sample)
  const ours = judge(sample)
  const said = JSON.stringify(sample.text)
  if (aboutMethods.test(theirs.reason ?? '')) return undefined
  if (theirs.stop !== undefined) {
    const isInTime = ours.error !== undefined && ours.error <= theirs.stop
    return isInTime
      ? undefined
      : `${said}: llhttp stops at ${theirs.stop}: ${theirs.reason}; we: ${ours.error}`
  }
  if (ours.error !== undefined) return `${said}: llhttp takes it; we say error at ${ours.error}`
  if (theirs.upgraded) return undefined
  if (ours.complete !== theirs.complete)
    return `${said}: ${theirs.complete} messages; we: ${ours.complete}`
  if (ours.bodyBytes === theirs.bodyBytes) return undefined
  return `${said}: ${theirs.bodyBytes} bytes of body; we: ${ours.bodyBytes}`
}

describe("against Node's own parser", () => {
  test.each(corpus)('$role $text', (sample) => {
    const isException = exceptions.some(({ text }) => text.test(sample.text))
    if (!isException) expect(disagreement(sample)).toBeUndefined()
  })

  test('changed samples', () => {
    const random = createRandom(7)
    const compared = Array.from({ length: 20_000 }, () => mutant(random)).filter(
      (sample) => !exceptions.some(({ text }) => text.test(sample.text)),
    )
    expect(compared.length).toBeGreaterThan(15_000)
    expect(compared.map(disagreement).filter((said) => said !== undefined)).toEqual([])
  })

  test('both verdicts are common in the corpus', () => {
    const stops = corpus.filter((sample) => llhttp(sample).stop !== undefined).length
    expect(stops).toBeGreaterThan(100)
    expect(corpus.length - stops).toBeGreaterThan(100)
  })

  test.each([
    ['CR CR ends a status line', 'response', 'HTTP/1.1 200 OK\r\rX: y\r\n\r\n', undefined, 15],
    [
      'HT after Content-Length',
      'request',
      'PUT / HTTP/1.1\r\nContent-Length: 0\t\r\n\r\n',
      33,
      undefined,
    ],
  ] as const)('exception: %s', (_name, role, text, theirs, ours) => {
    expect(llhttp({ role, text }).stop).toBe(theirs)
    expect(judge({ role, text }).error).toBe(ours)
  })
})

describe('captures from real clients', () => {
  const folder = new URL('../../fixtures/wire/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.request.bin'))

  test('there are some', () => expect(names.length).toBeGreaterThan(30))

  test.each(names)('%s', (name) => {
    const text = readFileSync(new URL(name, folder)).toString('latin1')
    expect(disagreement({ role: 'request', text })).toBeUndefined()
    const problems = readAll('request', text).flatMap((message) => message.problems)
    const codes = new Set(problems.map(({ code }) => code))
    expect([...codes]).toEqual(name === 'nc-lf.request.bin' ? ['bare-lf'] : [])
  })
})

describe("against Node's http server", () => {
  const server = createServer((_request, response) => response.end())
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })

  async function statusOf(text: string): Promise<number> {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const socket = connect(address.port, '127.0.0.1')
    socket.end(text, 'latin1')
    let answer = ''
    for await (const piece of socket) answer += String(piece)
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
  }

  test.each([
    ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 200, []],
    ['GET / HTTP/1.1\r\nHost:\r\n\r\n', 200, []],
    ['GET / HTTP/1.0\r\n\r\n', 200, []],
    ['GET / HTTP/1.1\r\n\r\n', 400, ['error missing-host']],
    ['GET / HTTP/1.1\nHost: a\n\n', 400, ['error bare-lf', 'error bare-lf', 'error bare-lf']],
    // RFC 9112, section 3.2: a server MUST answer 400 to both; Node's does not.
    ['GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n', 200, ['error duplicate-host']],
    ['GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 200, ['warning bad-host']],
  ] as const)('%j: %i', async (text, status, problems) => {
    expect(await statusOf(text)).toBe(status)
    const said = readAll('request', text).flatMap((message) => message.problems)
    expect(said.map(({ severity, code }) => `${severity} ${code}`)).toEqual(problems)
  })
})
