import { describe, expect, test } from 'vitest'
import { createSession, type Session } from '../../src/wire/session.ts'
import { changesOf, eventsOf, summary } from './summary.ts'

function fold(script: string): Session {
  const session = createSession()
  for (const event of eventsOf(script)) session.take(event)
  return session
}

const get = (target: string) => `GET ${target} HTTP/1.1|Host: a||`
const ok = 'HTTP/1.1 200 OK|Content-Length: 2||hi'

describe('what happened on the wire, in short', () => {
  test.each<[name: string, script: string, lines: string[]]>([
    [
      'two exchanges on one connection',
      `1 open; 1 > ${get('/a')}; 1 < ${ok}; 1 > ${get('/b')}; 1 < ${ok}`,
      ['1 on 1: GET /a, 1+28, 200 2+40, answered', '2 on 1: GET /b, 3+28, 200 4+40, answered'],
    ],
    [
      'a request in three reads',
      '1 open; 1 > GET / HT; 1 > TP/1.1|Ho; 1 > st: a||; 1 < HTTP/1.1 204 No Content||',
      ['1 on 1: GET /, 1+8 2+10 3+9, 204 4+27, answered'],
    ],
    [
      'two requests in a read and a half',
      `1 open; 1 > ${get('/a')}GET /b; 1 >  HTTP/1.1|Host: a||; 1 < ${ok}${ok}`,
      ['1 on 1: GET /a, 1+28, 200 3+40, answered', '2 on 1: GET /b, 1+6 2+22, 200 3+40, answered'],
    ],
    [
      'an answer to HEAD has no body',
      '1 open; 1 > HEAD / HTTP/1.1|Host: a||; 1 < HTTP/1.1 200 OK|Content-Length: 2||',
      ['1 on 1: HEAD /, 1+28, 200 2+38, answered'],
    ],
    [
      'interim answers, one of them in two pieces',
      `1 open; 1 > POST / HTTP/1.1|Host: a|Content-Length: 2||; 1 < HTTP/1.1 10; 1 < 0 Continue||HTTP/1.1 103 Early Hints||; 1 > hi; 1 < ${ok}`,
      ['1 on 1: POST /, 1+47 4+2, 100, 103, 200 2+40, answered'],
    ],
    ['a spare that nothing was sent on', '1 open; 1 end client; 1 end server', []],
    [
      'a spare that was used later',
      `1 open; 2 open; @5000 1 > ${get('/')}; 1 < ${ok}`,
      ['1 on 1: GET /, 5000+27, 200 5001+40, answered, spare for 5000 ms'],
    ],
    [
      'an answer that is still coming',
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK|Content-Length: 9||hi`,
      ['1 on 1: GET /, 1+27, 200 2+40, open'],
    ],
    [
      'an answer that ends with its connection',
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK||hi; 1 end server; 1 end client`,
      ['1 on 1: GET /, 1+27, 200 2+21, answered'],
    ],
    [
      'an answer cut short',
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK|Content-Length: 9||hi; 1 end server; 1 end client`,
      ['1 on 1: GET /, 1+27, 200 2+40, cut-short'],
    ],
    [
      'a reset while an answer without a length came',
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK||hi; 1 reset server`,
      ['1 on 1: GET /, 1+27, 200 2+21, reset'],
    ],
    [
      'a reset instead of an answer',
      `1 open; 1 > ${get('/')}; 1 reset server`,
      ['1 on 1: GET /, 1+27, reset'],
    ],
    ['no server', `1 open; 1 > ${get('/')}; 1 refused`, ['1 on 1: GET /, 1+27, refused']],
    [
      'a client that hangs up before the answer',
      `1 open; 1 > ${get('/')}; 1 end client; 1 end server`,
      ['1 on 1: GET /, 1+27, left'],
    ],
    [
      'a client that resets in the middle of the answer',
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK|Content-Length: 9||hi; 1 reset client`,
      ['1 on 1: GET /, 1+27, 200 2+40, left'],
    ],
    [
      'a client that says that it is done, and waits',
      `1 open; 1 > ${get('/')}; 1 end client; 1 < ${ok}; 1 end server`,
      ['1 on 1: GET /, 1+27, 200 3+40, answered'],
    ],
    [
      'an answer before the request was complete',
      `1 open; 1 > GET / HTTP/1.1|; 1 < ${ok}; 1 > Host: a||`,
      ['1 on 1: GET /, 1+16 3+11, 200 2+40, answered, early: before-its-end'],
    ],
    [
      'an answer before any request',
      `1 open; 1 < ${ok}; 1 > ${get('/')}`,
      ['1 on 1: GET /, 2+27, 200 1+40, answered, early: before-request'],
    ],
    [
      'an answer and no request at all',
      '1 open; 1 < HTTP/1.1 200 OK||hi; 1 end server; 1 end client',
      ['1 on 1: no request, 200 1+21, answered, early: before-request'],
    ],
  ])('%s', (_, script, lines) => {
    expect(summary(fold(script))).toEqual(lines)
  })
})

describe('a retry after an answer that never came', () => {
  const empty = `1 open; 1 > ${get('/')}; 1 end server; 1 end client`

  test.each<[name: string, script: string, last: string]>([
    ['the same on a new connection', `${empty}; 2 open; 2 > ${get('/')}`, 'retry of 1'],
    [
      'before the client has closed, too',
      `1 open; 1 > ${get('/')}; 1 end server; 2 open; 2 > ${get('/')}; 1 end client`,
      'retry of 1',
    ],
    ['on a spare', `2 open; ${empty}; 2 > ${get('/')}`, 'retry of 1'],
    [
      'after a reset',
      `1 open; 1 > ${get('/')}; 1 reset server; 2 open; 2 > ${get('/')}`,
      'retry of 1',
    ],
    [
      'after a close that came before the request',
      `1 open; 1 end server; 1 > ${get('/')}; 1 reset server; 2 open; 2 > ${get('/')}`,
      'retry of 1',
    ],
    [
      'a retry of a retry',
      `${empty}; 2 open; 2 > ${get('/')}; 2 end server; 2 end client; 3 open; 3 > ${get('/')}`,
      'retry of 2',
    ],
    ['in two reads', `${empty}; 2 open; 2 > GET /; 2 >  HTTP/1.1|Host: a||`, 'retry of 1'],
  ])('%s', (_, script, last) => {
    expect(summary(fold(script)).at(-1)).toContain(last)
  })

  test.each<[name: string, script: string]>([
    ['another target', `${empty}; 2 open; 2 > ${get('/b')}`],
    ['another client', `${empty}; 2 open; 2 > GET / HTTP/1.1|Host: a|User-Agent: curl||`],
    ['much later', `${empty}; @2000 2 open; 2 > ${get('/')}`],
    [
      'after an answer',
      `1 open; 1 > ${get('/')}; 1 < ${ok}; 1 end server; 2 open; 2 > ${get('/')}`,
    ],
    [
      'after the client left',
      `1 open; 1 > ${get('/')}; 1 end client; 1 end server; 2 open; 2 > ${get('/')}`,
    ],
    [
      'at the same time',
      `1 open; 2 open; 1 > ${get('/')}; 2 > GET /; 1 end server; 2 >  HTTP/1.1|Host: a||`,
    ],
    [
      'the second after one failure',
      `${empty}; 2 open; 2 > ${get('/')}; 2 < ${ok}; 3 open; 3 > ${get('/')}`,
    ],
  ])('%s is none', (_, script) => {
    expect(summary(fold(script)).at(-1)).not.toContain('retry')
  })
})

describe('another protocol', () => {
  const upgrade = 'GET / HTTP/1.1|Host: a|Connection: Upgrade|Upgrade: x||'
  const switched = 'HTTP/1.1 101 Switching|Connection: Upgrade|Upgrade: x||'
  const connect = '1 open; 1 > CONNECT a:1 HTTP/1.1|Host: a||'

  test.each<[name: string, script: string, label: string, lengths: object, lines: string[]]>([
    [
      'after the server has agreed to an upgrade',
      `1 open; 1 > ${upgrade}; 1 < ${switched}\0\0; 1 > ${get('/')}; 1 < hi`,
      'x',
      { client: 27, server: 4 },
      ['1 on 1: GET /, 1+60, 101 2+59, answered'],
    ],
    [
      'in a tunnel',
      `${connect}; 1 < HTTP/1.1 200 OK|Content-Length: 3||; 1 > abc; 1 < abc`,
      'a:1',
      { client: 3, server: 3 },
      ['1 on 1: CONNECT a:1, 1+33, 200 2+38, answered'],
    ],
    [
      'from the first bytes on, however they come, and whoever speaks first',
      '1 open; 1 < \0\0\0\x04\0\0\0\0\0; 1 > PRI * HT; 1 > TP/2.0||SM||',
      'HTTP/2',
      { client: 24, server: 9 },
      [],
    ],
  ])('%s', (_, script, label, lengths, lines) => {
    const session = fold(script)
    expect(session.connections[0]?.protocol).toMatchObject({ label, lengths })
    expect(summary(session)).toEqual(lines)
  })

  test('is told when it begins', () => {
    const session = createSession()
    const told = eventsOf(`1 open; 1 > ${upgrade}; 1 < ${switched}`).map((event) =>
      changesOf(session.take(event)),
    )
    expect(told).toEqual(['opened 1', 'request 1', 'response 1, protocol 1'])
  })

  test.each([
    ['the server responds otherwise', `1 open; 1 > ${upgrade}; 1 < ${ok}; 1 > ${get('/b')}`],
    ['it has not responded yet', `1 open; 1 > ${upgrade}; 1 > ${get('/b')}`],
    [
      'it refuses the tunnel',
      `${connect}; 1 < HTTP/1.1 405 No|Content-Length: 0||; 1 > ${get('/b')}`,
    ],
    ['the first bytes are not its own', `1 open; 1 > PR; 1 > OPFIND /b HTTP/1.1|Host: a||`],
  ])('does not begin where %s', (_, script) => {
    const session = fold(script)
    expect(session.connections[0]?.protocol).toBeUndefined()
    expect(session.exchanges.at(-1)?.request?.startLine).toMatchObject({ target: '/b' })
  })
})

describe('what follows a response without a body', () => {
  const head = '1 open; 1 > HEAD / HTTP/1.1|Host: a||; 1 < HTTP/1.1 200 OK|Content-Length: 2||'

  test('is surplus, and no answer to a later request', () => {
    const session = fold(`${head}hi; 1 > ${get('/b')}`)
    expect(summary(session)).toEqual([
      '1 on 1: HEAD /, 1+28, 200 2+38, answered',
      '2 on 1: no request, no status 2+2, open, early: before-request',
      '3 on 1: GET /b, 3+28, open',
    ])
    expect(session.exchanges.map(({ surplusOf }) => surplusOf)).toEqual([undefined, 1, undefined])
    const [problem] = session.exchanges[1]?.response?.problems ?? []
    expect(problem).toBeUndefined()
    for (const event of eventsOf('1 end server').map((one) => ({ ...one, at: 9 })))
      session.take(event)
    expect(session.exchanges[1]?.response?.problems).toMatchObject([
      { code: 'bytes-after-message' },
    ])
  })

  test('is the next response where it begins like one', () => {
    const next = 'HTTP/1.1 204 No Content||'
    expect(summary(fold(`${head}HTT; 1 < P/1.1 204 No Content||; 1 > ${get('/b')}`))).toEqual([
      '1 on 1: HEAD /, 1+28, 200 2+38, answered',
      `2 on 1: GET /b, 4+28, 204 2+${next.length + 2}, answered, early: before-request`,
    ])
  })

  test('ends where the next response begins', () => {
    const next = 'HTTP/1.1 200 OK|Content-Length: 1||x'
    const expected = (early = '') => [
      '1 on 1: HEAD /, 1+28, 200 2+38, answered',
      expect.stringMatching(/^2 on 1: no request, no status/),
      expect.stringMatching(new RegExp(`^3 on 1: GET /b, .* 200 .* answered${early}$`)),
    ]
    const apart = fold(`${head}hi; 1 > ${get('/b')}; 1 < ${next}`)
    expect(summary(apart)).toEqual(expected())
    expect(apart.exchanges.map(({ surplusOf }) => surplusOf)).toEqual([undefined, 1, undefined])
    expect(summary(fold(`${head}hi; 1 > ${get('/b')}; 1 < more${next}`))).toEqual(expected())
    const pipelined = `1 open; 1 > HEAD / HTTP/1.1|Host: a||${get('/b')}`
    const [, , response] = head.split('; ')
    const together = summary(fold(`${pipelined}; ${response}hi${next}`))
    expect(together).toHaveLength(3)
    expect(together.join('\n')).toMatch(/GET \/b, .* 200 .* answered/)
  })

  test('a response without a status line is one where a request waits', () => {
    const session = fold(`${head}; 1 > ${get('/b')}; 1 < Hello|; 1 end server`)
    expect(session.exchanges.at(-1)?.response?.problems).toMatchObject([
      { code: 'missing-start-line' },
    ])
  })
})

test('who ended first, how and when, is kept', () => {
  const ends = (script: string) =>
    fold(script).connections[0]?.ends.map(({ by, how, at }) => `${by} ${how} ${at}`)
  expect(ends('1 open; 1 end server; 1 end client')).toEqual(['server fin 1', 'client fin 2'])
  expect(ends('1 open; 1 end client; 1 reset server')).toEqual(['client fin 1', 'server rst 2'])
  const { exchanges } = fold(`1 open; 1 > ${get('/')}; 1 < HTTP/1.1 100 Continue||; 1 < ${ok}`)
  expect(exchanges[0]?.responseReads).toEqual([
    { at: 2, size: 25 },
    { at: 3, size: 40 },
  ])
})

describe('what is told, and when', () => {
  test.each<[name: string, script: string, told: string[]]>([
    [
      'a request when it is complete, a response when it is',
      `1 open; 1 > GET / HTTP/1.1|; 1 > Host: a||; 1 < HTTP/1.1 200 OK|Content-Length: 2||; 1 < hi; 1 end server; 1 end client`,
      ['opened 1', '', 'request 1', '', 'response 1', '', 'closed 1'],
    ],
    [
      'requests and responses in their order',
      `1 open; 1 > ${get('/a')}${get('/b')}; 1 < ${ok}${ok}`,
      ['opened 1', 'request 1, request 2', 'response 1, response 2'],
    ],
    [
      'a request that was answered early, with its answer',
      `1 open; 1 > GET / HTTP/1.1|; 1 < ${ok}; 1 > Host: a||`,
      ['opened 1', '', 'request 1, response 1', ''],
    ],
    [
      'an answer that waits for its request',
      `1 open; 1 < ${ok}; 1 > ${get('/')}`,
      ['opened 1', '', 'request 1, response 1'],
    ],
    [
      'what is there when the connection ends',
      '1 open; 1 > GET / HT; 1 reset client',
      ['opened 1', '', 'request 1, closed 1'],
    ],
    [
      'a request that comes after the server has ended',
      `1 open; 1 < HTTP/1.1 200 OK||; 1 end server; 1 > ${get('/')}; 1 end client`,
      ['opened 1', '', 'response 1', 'request 1', 'closed 1'],
    ],
    [
      'nothing after the end',
      `1 open; 1 reset client; 1 > ${get('/')}`,
      ['opened 1', 'closed 1', ''],
    ],
  ])('%s', (_, script, told) => {
    const session = createSession()
    expect(eventsOf(script).map((event) => changesOf(session.take(event)))).toEqual(told)
  })
})
