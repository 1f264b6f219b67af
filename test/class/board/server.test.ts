import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBoard, type TestBoard } from './open-board.ts'
import { noonMs, report } from './students.ts'

let nowMs = noonMs
let tested: TestBoard
beforeEach(async () => {
  nowMs = noonMs
  tested = await openBoard({ nowMs: () => nowMs })
})
afterEach(() => tested.close())

const tell = (name: string, seq: number, change: object = {}) =>
  tested.send('POST', '/class/report', {
    token: tested.who(name).token,
    body: { ...report(change), seq },
  })
const names = () => [...tested.board.students.values()].map(({ name }) => name)

describe('joining', () => {
  test('with the code, once for each folder', async () => {
    expect(await tested.join('Kim')).toMatchObject({ status: 200, value: { name: 'Kim' } })
    // The answer was lost, so it is asked again.
    expect(await tested.join('Kim')).toMatchObject({ status: 200 })
    expect(names()).toEqual(['Kim'])
  })

  test.each([
    ['wrong', 403, 'code'],
    ['', 403, 'code'],
  ])('the code %j', async (code, status, refused) => {
    expect(await tested.join('Kim', { code })).toEqual({ status, value: { refused } })
    expect(names()).toEqual([])
  })

  test('the code as it is heard: in capitals, with a space', async () => {
    const code = tested.board.identity.code.toUpperCase().replace('-', ' ')
    expect(await tested.join('Kim', { code })).toMatchObject({ status: 200 })
  })

  test('a name that somebody has is asked about, and never merged', async () => {
    await tested.join('Kim')
    const other = { ...tested.who('other'), name: 'KIM' }
    expect(await tested.join('other', other)).toEqual({
      status: 409,
      value: { refused: 'name-taken' },
    })
    expect(await tested.join('other', { ...other, keepsName: true })).toMatchObject({ status: 200 })
    expect(names()).toEqual(['Kim', 'KIM'])
  })

  test('the id of another with another token gets nowhere', async () => {
    await tested.join('Kim')
    const { id } = tested.who('Kim')
    expect(await tested.join('Lee', { id, name: 'Lee' })).toEqual({
      status: 401,
      value: { refused: 'unknown' },
    })
    expect(names()).toEqual(['Kim'])
  })

  test('a class that is closed takes nobody new, and those who are in it again', async () => {
    await tested.join('Kim')
    tested.board.teach({ isClosed: true })
    expect(await tested.join('Lee')).toEqual({ status: 403, value: { refused: 'closed' } })
    expect(await tested.join('Kim')).toMatchObject({ status: 200 })
  })

  test('wrong codes: ten in a minute are looked at, then none, then again', async () => {
    for (let i = 0; i < 10; i++)
      expect((await tested.join('Kim', { code: `fig-${i}` })).value).toEqual({ refused: 'code' })
    expect(await tested.join('Kim')).toEqual({ status: 429, value: { refused: 'too-often' } })
    nowMs += 60_000
    expect(await tested.join('Kim')).toMatchObject({ status: 200 })
  })

  test('what a student shows to be called is text, whatever it is', async () => {
    await tested.join('x', { name: '<script>alert(1)</script>\u202e\u001b[2J' })
    expect(names()).toEqual(['<script>alert(1)</script>[2J'])
  })
})

describe('what a student tells', () => {
  beforeEach(() => tested.join('Kim'))

  test('is on the board, and the answer says so', async () => {
    expect(await tell('Kim', 7, { stage: 'forms' })).toEqual({
      status: 200,
      value: { news: {}, tag: '...0', seq: 7 },
    })
    expect([...tested.board.students.values()][0]?.report).toMatchObject({ seq: 7, stage: 'forms' })
  })

  test('an older message is answered with the newer’s number', async () => {
    await tell('Kim', 7, { stage: 'forms' })
    expect(await tell('Kim', 6)).toMatchObject({ value: { seq: 7 } })
    expect([...tested.board.students.values()][0]?.report).toMatchObject({ stage: 'forms' })
  })

  test.each([
    ['without a token', undefined, 401],
    ['with a token that nobody has', 'x'.repeat(24), 401],
    ['with a token that is markup', '<b>', 401],
  ])('%s: nothing', async (_what, token, status) => {
    const before = tested.board.students
    expect(
      await tested.send('POST', '/class/report', {
        ...(token && { token }),
        body: { ...report(), seq: 9 },
      }),
    ).toMatchObject({ status })
    expect(tested.board.students).toBe(before)
  })

  test.each([
    ['no JSON', 'hello', 400],
    ['no report', '{}', 400],
    ['a report with a text in it', JSON.stringify({ ...report(), text: 'x' }), 400],
    ['more than 4 KB', JSON.stringify({ ...report(), version: 'x'.repeat(5000) }), 413],
  ])('%s is refused', async (_what, text, status) => {
    const before = tested.board.students.get(tested.who('Kim').id)?.report
    const asked = request({
      ...tested.place,
      method: 'POST',
      path: '/class/report',
      headers: { Authorization: `Bearer ${tested.who('Kim').token}` },
    })
    asked.end(text)
    const [response] = await once(asked, 'response')
    expect(response.statusCode).toBe(status)
    response.resume()
    expect(tested.board.students.get(tested.who('Kim').id)?.report).toBe(before)
  })

  test('a body without an end is not waited for once it is too long', async () => {
    const socket = connect(tested.place.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /class/report HTTP/1.1\r\nHost: 127.0.0.1:${tested.place.port}\r\nTransfer-Encoding: chunked\r\n` +
        `Authorization: Bearer ${tested.who('Kim').token}\r\n\r\n`,
    )
    const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`
    socket.write(chunk + chunk)
    const [bytes] = await once(socket, 'data')
    expect(String(bytes)).toContain('413')
    await once(socket, 'close')
  })

  test('one student’s token changes no other’s row, whatever is in the message', async () => {
    await tested.join('Lee')
    await tell('Lee', 1, { stage: 'forms' })
    const lee = tested.board.students.get(tested.who('Lee').id)
    await tested.send('POST', '/class/report', {
      token: tested.who('Kim').token,
      body: { ...report(), seq: 99, id: tested.who('Lee').id },
    })
    await tell('Kim', 100)
    await tested.send('POST', '/class/leave', { token: tested.who('Kim').token })
    expect(tested.board.students.get(tested.who('Lee').id)).toBe(lee)
    expect(names()).toEqual(['Lee'])
  })

  test('a student can read nobody’s row, not even their own', async () => {
    await tell('Kim', 1)
    for (const path of [
      '/',
      '/board/',
      '/board/class.json',
      '/board/class.xapi.json',
      '/board/events',
      '/class/report',
      '/class/',
    ])
      expect(
        JSON.stringify(await tested.send('GET', path, { token: tested.who('Kim').token })),
      ).not.toContain('Kim')
  })

  test('more than a student’s course ever sends is refused, and the board answers others', async () => {
    await tested.join('Lee')
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => tell('Kim', i + 1)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
    expect(await tell('Lee', 1)).toMatchObject({ status: 200 })
  })
})

describe('what the teacher says', () => {
  beforeEach(() => tested.join('Kim'))
  const wait = (seq: number, tag: string) =>
    tested.send('GET', `/class/wait?seq=${seq}&tag=${tag}`, { token: tested.who('Kim').token })

  test('is heard by who waits, as soon as it is said', async () => {
    const first = await tell('Kim', 1)
    const waits = wait(1, '...0')
    expect(first.value).toMatchObject({ tag: '...0' })
    tested.board.teach({ offer: 2, isLookUp: true })
    expect((await waits).value).toEqual({ news: { offer: 2, lookUp: true }, tag: '..2.1', seq: 1 })
  })

  test('is heard at once by who has not heard it', async () => {
    tested.board.teach({ offer: 2 })
    await tell('Kim', 1)
    expect((await wait(1, '...0')).value).toMatchObject({ news: { offer: 2 } })
  })

  test('the place of the hand, and that it was answered', async () => {
    await tested.join('Lee')
    await tell('Lee', 1, { handMs: noonMs - 1000 })
    expect((await tell('Kim', 1, { handMs: noonMs })).value).toMatchObject({ news: { place: 2 } })
    const waits = wait(1, '2...0')
    tested.board.answerHand(tested.who('Lee').id)
    expect((await waits).value).toMatchObject({ news: { place: 1 } })
    tested.board.answerHand(tested.who('Kim').id)
    expect((await wait(1, '1...0')).value).toMatchObject({ news: { answeredMs: noonMs } })
  })

  test('a report that the board does not have is asked for at once', async () => {
    expect((await wait(5, '...0')).value).toMatchObject({ seq: 0 })
  })

  test('who waits is there, and who is removed is told so', async () => {
    await tell('Kim', 1)
    nowMs += 50_000
    const waits = wait(1, '...0')
    await expect.poll(() => tested.board.students.get(tested.who('Kim').id)?.heardMs).toBe(nowMs)
    tested.board.remove(tested.who('Kim').id)
    expect(await waits).toEqual({ status: 401, value: { refused: 'unknown' } })
  })
})

test('who shows a file is asked for nothing else, and a long one is refused', async () => {
  await tested.join('Kim')
  const show = (text: string) =>
    tested.send('POST', '/class/show', {
      token: tested.who('Kim').token,
      body: { seq: 1, file: 'server.js', text },
    })
  expect(await show('x'.repeat(70_000))).toMatchObject({ status: 413 })
  expect(await show('const a = 1\n')).toMatchObject({ status: 204 })
  expect([...tested.board.students.values()][0]?.shown?.text).toBe('const a = 1\n')
})

/** A request as a browser sends it. */
async function browse(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
) {
  const asked = request({ ...tested.place, path, method, headers: { ...headers } })
  asked.end(body)
  const [response] = await once(asked, 'response')
  let text = ''
  // A stream of events has no end: its first piece is enough.
  for await (const piece of response) {
    text += piece
    if (String(response.headers['content-type']).includes('event-stream')) break
  }
  asked.destroy()
  return { status: response.statusCode, headers: response.headers, text }
}

const cookie = async () => {
  const { headers } = await browse(`/board/?token=${tested.board.identity.secrets.address}`)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

describe('the page', () => {
  beforeEach(async () => {
    await tested.join('Kim Lee')
    await tested.send('POST', '/class/report', {
      token: tested.who('Kim Lee').token,
      body: { ...report(), seq: 1 },
    })
  })

  test('the token in the address is exchanged for a cookie that scripts can’t read', async () => {
    const { status, headers, text } = await browse(
      `/board/?token=${tested.board.identity.secrets.address}`,
    )
    expect(status).toBe(200)
    expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(text).toContain(`content="${tested.board.identity.secrets.act}"`)
  })

  test.each([
    ['no token', '/board/', {}],
    ['a wrong token', '/board/?token=wrong', {}],
    ['a wrong cookie', '/board/events', { Cookie: 'board-0=wrong' }],
    ['no cookie', '/board/class.csv', {}],
    ['no cookie', '/board/class.json', {}],
    ['no cookie', '/board/class.xapi.json', {}],
    ['no cookie', `/board/shown/${'a'.repeat(24)}`, {}],
    ['no token', '/board/visitors', {}],
  ])('%s at %s: refused, without a name', async (_what, path, headers) => {
    const answer = await browse(path, { headers })
    expect(answer.status).toBe(403)
    expect(answer.text).not.toContain('Kim')
  })

  test('the class, for who has the cookie', async () => {
    const { text } = await browse('/board/events', { headers: { Cookie: await cookie() } })
    expect(text).toContain('"role":"teacher"')
    expect(text).toContain('Kim Lee')
    expect(text).toContain(tested.board.identity.code)
  })

  test.each(['/', '/board/wall', '/board/events?view=wall'])(
    'the wall at %s is for everyone, and holds no name, no id and no code',
    async (path) => {
      const { status, text } = await browse(path)
      expect(status).toBe(200)
      for (const secret of [
        'Kim',
        tested.who('Kim Lee').id,
        tested.board.identity.code,
        tested.board.identity.secrets.act,
        tested.board.identity.secrets.cookie,
      ])
        expect(text).not.toContain(secret)
    },
  )

  test('the wall’s events are counts also for who has the cookie', async () => {
    const { text } = await browse('/board/events?view=wall', {
      headers: { Cookie: await cookie() },
    })
    expect(text).toContain('"students":1')
    expect(text).not.toContain('Kim')
  })

  test.each([
    ['another name that leads here', { Host: 'evil.example' }, 421],
    ['another port', { Host: '127.0.0.1:1' }, 421],
    ['another site', { Origin: 'http://evil.example' }, 403],
    ['a page of another site on this machine', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ])('%s: refused', async (_what, headers, status) => {
    const answer = await browse('/board/events', {
      headers: { Cookie: await cookie(), ...headers },
    })
    expect(answer.status).toBe(status)
  })

  test.each(['/class/join', '/class/report'])(
    'a browser gets nothing at %s, from whatever site',
    async (path) => {
      const answer = await browse(path, {
        method: 'POST',
        headers: { Origin: 'http://evil.example' },
        body: '{}',
      })
      expect(answer.status).toBe(403)
      expect(
        (await browse(path, { method: 'POST', headers: { Host: 'evil.example' } })).status,
      ).toBe(421)
    },
  )

  const act = async (body: object, headers: object = {}) =>
    (
      await browse('/board/act', {
        method: 'POST',
        headers: {
          Cookie: await cookie(),
          'X-Act-Token': tested.board.identity.secrets.act,
          ...headers,
        },
        body: JSON.stringify(body),
      })
    ).status

  test('what the teacher does is done', async () => {
    expect(await act({ type: 'offer', stage: 2 })).toBe(204)
    expect(tested.board.teaching.offer).toBe(2)
    expect(await act({ type: 'offer', stage: 0 })).toBe(204)
    expect(tested.board.teaching.offer).toBeUndefined()
    expect(await act({ type: 'look-up', isOn: true })).toBe(204)
    expect(tested.board.teaching.isLookUp).toBe(true)
    expect(await act({ type: 'close', isClosed: true })).toBe(204)
    expect(tested.board.teaching.isClosed).toBe(true)
    expect(await act({ type: 'remove', id: tested.who('Kim Lee').id })).toBe(204)
    expect(names()).toEqual([])
    const { code } = tested.board.identity
    const again = { code, name: 'Kim Lee', ...tested.who('Kim Lee'), again: true } as const
    expect(tested.board.join(again)).toEqual({ type: 'refused', because: 'removed' })
  })

  test.each([
    ['without the page’s own token', { 'X-Act-Token': 'wrong' }, 403],
    ['without the cookie', { Cookie: '' }, 403],
    ['from another site', { Origin: 'http://evil.example' }, 403],
  ])('%s nothing is done', async (_what, headers, status) => {
    expect(await act({ type: 'close', isClosed: true }, headers)).toBe(status)
    expect(tested.board.teaching.isClosed).toBe(false)
  })

  test('what nobody can ask for is refused', async () => {
    expect(await act({ type: 'delete-everything' })).toBe(400)
    expect((await browse('/board/nothing', { headers: { Cookie: await cookie() } })).status).toBe(
      404,
    )
    expect((await browse('/board/', { method: 'DELETE' })).status).toBe(405)
  })

  test('the class as CSV and as JSON, in the columns of grade', async () => {
    const headers = { Cookie: await cookie() }
    const csv = await browse('/board/class.csv', { headers })
    expect(csv.text).toContain('Kim Lee,js,0,3,0,not-begun,0,2,not-begun,0,1')
    const json = await browse('/board/class.json', { headers })
    expect(JSON.parse(json.text)).toMatchObject([
      { type: 'hand-in', name: 'Kim Lee', stages: [{ stage: 1, result: 'not-begun' }, {}] },
    ])
  })
})
