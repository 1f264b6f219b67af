import { expect, test } from 'vitest'
import { blankRequest, thingsToTry } from '../../../../src/page/client/wire/try-it.ts'

const request = 'GET /a HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n'
const tried = (name: string, given = request) => {
  const found = thingsToTry.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return Buffer.from(found.apply(Buffer.from(given, 'latin1'))).toString('latin1')
}

test('leave out Host, in any case, but not in a body', () => {
  expect(tried('Leave out Host')).toBe('GET /a HTTP/1.1\r\nAccept: */*\r\n\r\n')
  expect(tried('Leave out Host', 'POST / HTTP/1.1\r\nHOST:x\r\n\r\nHost: y\r\n')).toBe(
    'POST / HTTP/1.1\r\n\r\nHost: y\r\n',
  )
})

test('LF alone, and a body stays as it is', () => {
  expect(tried('LF alone', 'POST / HTTP/1.1\r\nHost: x\r\n\r\na\r\n')).toBe(
    'POST / HTTP/1.1\nHost: x\n\na\r\n',
  )
})

test('two requests', () => {
  expect(tried('Two requests in one write')).toBe(request + request)
})

test('a body shorter than it says', () => {
  expect(tried('A body shorter than it says')).toBe(
    'POST /a HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nContent-Length: 20\r\n\r\nhello',
  )
})

test('../..', () => {
  expect(tried('The path ../..')).toBe(request.replace('/a', '/../..'))
})

test('bytes that are no text stay', () => {
  expect(tried('The path ../..', 'GET / HTTP/1.1\r\nX: \xff\xfe\r\n\r\n')).toContain('\xff\xfe')
})

test('a blank request', () => {
  expect(Buffer.from(blankRequest('localhost:9001')).toString()).toBe(
    'GET / HTTP/1.1\r\nHost: localhost:9001\r\n\r\n',
  )
})
