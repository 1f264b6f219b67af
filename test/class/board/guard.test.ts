import { describe, expect, test } from 'vitest'
import { type Asked, judge } from '../../../src/class/board/guard.ts'

const board = { port: 9100, secrets: { address: 'a', cookie: 'c', act: 't' } }
const names = ['localhost', 'teacher', 'teacher.local']
const asked: Asked = {
  method: 'GET',
  target: '/board/events',
  host: '192.168.1.5:9100',
  at: '192.168.1.5:9100',
  isLocal: false,
  origin: undefined,
  fetchSite: 'same-origin',
  cookie: 'board-9100=c',
  actToken: undefined,
}

test.each([
  ['192.168.1.5:9100', 'allowed'],
  ['teacher:9100', 'allowed'],
  ['TEACHER.local:9100', 'allowed'],
  ['localhost:9100', 'allowed'],
  ['192.168.1.6:9100', 'refused'],
  ['teacher', 'refused'],
  ['teacher:9101', 'refused'],
  ['teacher.evil.example:9100', 'refused'],
  [undefined, 'refused'],
])('Host: %s is %s', (host, type) => {
  expect(judge({ ...asked, host }, board, names).type).toBe(type)
})

describe('who has the teacher’s address', () => {
  test('may do things on the teacher’s machine, and look elsewhere', () => {
    expect(judge({ ...asked, isLocal: true }, board, names)).toMatchObject({ role: 'teacher' })
    expect(judge(asked, board, names)).toMatchObject({ role: 'viewer' })
  })

  test('can’t do anything from elsewhere, even with all secrets', () => {
    const act = { ...asked, method: 'POST', target: '/board/act', actToken: 't' }
    expect(judge({ ...act, isLocal: true }, board, names).type).toBe('allowed')
    expect(judge(act, board, names)).toEqual({ type: 'refused', status: 403 })
  })

  test('learns who visits from where on the teacher’s machine alone', () => {
    const visitors = { ...asked, target: '/board/visitors?token=a', cookie: undefined }
    expect(judge({ ...visitors, isLocal: true }, board, names).type).toBe('allowed')
    expect(judge(visitors, board, names).type).toBe('refused')
  })

  test('a link from anywhere leads to the page, with the token alone', () => {
    const link = { ...asked, fetchSite: 'cross-site', cookie: undefined }
    expect(judge({ ...link, target: '/board/?token=a' }, board, names)).toMatchObject({
      type: 'allowed',
      route: { type: 'document', setsCookie: true },
    })
    expect(judge({ ...link, target: '/board/?token=b' }, board, names).type).toBe('refused')
    expect(judge({ ...link, target: '/board/' }, board, names).type).toBe('refused')
  })
})
