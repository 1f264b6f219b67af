import { describe, expect, test } from 'vitest'
import { contentOf, dechunk } from '../../src/http/dechunk.ts'
import { headerNamed, headersNamed, headerValue, listMembers } from '../../src/http/headers.ts'
import { boundaryOf, parseMediaType } from '../../src/http/media-type.ts'
import { bytesOf, readOne } from './listing.ts'

test('headers are found by name in any case', () => {
  const headers = [
    { name: 'Set-Cookie', value: 'a=b' },
    { name: 'set-cookie', value: 'c=d' },
  ]
  expect(headerNamed(headers, 'SET-COOKIE')).toBe(headers[0])
  expect(headerValue(headers, 'set-cookie')).toBe('a=b')
  expect(headersNamed(headers, 'Set-Cookie')).toEqual(headers)
  expect(headerValue(headers, 'Cookie')).toBeUndefined()
  expect(listMembers('Keep-Alive , Upgrade')).toEqual(['keep-alive', 'upgrade'])
})

test.each([
  ['text/html', 'text/html', {}],
  ['Text/HTML; Charset=UTF-8', 'text/html', { charset: 'UTF-8' }],
  ['text/plain;charset="a\\"b;c" ;x=y', 'text/plain', { charset: 'a"b;c', x: 'y' }],
  ['text/plain; a=1; A=2; odd; =3', 'text/plain', { a: '1' }],
  ['', '', {}],
])('the media type %j', (value, type, parameters) => {
  const parsed = parseMediaType(value)
  expect(parsed.type).toBe(type)
  expect(Object.fromEntries(parsed.parameters)).toEqual(parameters)
})

test.each([
  ['multipart/form-data; boundary=x', 'x'],
  ['multipart/mixed; boundary="a b"', 'a b'],
  ['multipart/form-data; boundary=', undefined],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, undefined],
  ['text/plain; boundary=x', undefined],
])('the boundary of %j', (value, boundary) => {
  expect(boundaryOf(parseMediaType(value))).toBe(boundary)
})

describe('a body without its chunks', () => {
  test.each([
    ['5\r\nhello\r\n0\r\n\r\n', 'hello', true],
    ['5;a=b\r\nhello\r\n3\n...\n0\n\n', 'hello...', true],
    ['5\r\nhel', 'hel', false],
    ['5\r\nhello\r\n', 'hello', false],
    ['1\r\nab\r\n0\r\n\r\n', 'a', true],
    ['hello', '', false],
    ['', '', false],
  ])('%j', (body, data, isWhole) => {
    const read = dechunk(bytesOf(body))
    expect(Buffer.from(read.data).toString('latin1')).toBe(data)
    expect(read.isWhole).toBe(isWhole)
  })

  test('of a message', () => {
    const head = 'HTTP/1.1 200 OK\r\n'
    const chunked = readOne(
      'response',
      `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`,
    )
    expect(Buffer.from(contentOf(chunked)).toString()).toBe('hi')
    const plain = readOne('response', `${head}Content-Length: 2\r\n\r\nhi`)
    expect(Buffer.from(contentOf(plain)).toString()).toBe('hi')
  })
})
