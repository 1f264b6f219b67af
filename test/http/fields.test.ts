import { describe, expect, test } from 'vitest'
import { listingFrom, readOne } from './listing.ts'

const start = 'GET / HTTP/1.0\r\n'

/** The tokens of one field line, without its name and its ending. */
function valueTokens(line: string): string[] {
  const message = readOne('request', `${start}${line}\r\n\r\n`)
  expect(message.problems).toEqual([])
  return listingFrom(message, start.length).split('\n').slice(2, -2)
}

describe('field values with parts', () => {
  test.each([
    ['Host:a:80', ['host "a"', 'colon ":"', 'port "80"']],
    ['Host:[::1]:80', ['host "[::1]"', 'colon ":"', 'port "80"']],
    ['Host:[::1]', ['host "[::1]"']],
    ['X:a, b;c=d', ['field-value "a, b;c=d"']],
    [
      'Content-Type: text/html; charset=utf-8',
      [
        'optional-white-space " "',
        'media-type "text/html"',
        'parameter-separator ";"',
        'optional-white-space " "',
        'parameter-name "charset"',
        'parameter-equals "="',
        'parameter-value "utf-8"',
      ],
    ],
    [
      'Accept:text/html,*/*;q=0.8',
      [
        'media-type "text/html"',
        'list-separator ","',
        'media-type "*/*"',
        'parameter-separator ";"',
        'parameter-name "q"',
        'parameter-equals "="',
        'quality-value "0.8"',
      ],
    ],
    [
      'accept-LANGUAGE:ko;Q=1 ,\t,en',
      [
        'list-member "ko"',
        'parameter-separator ";"',
        'parameter-name "Q"',
        'parameter-equals "="',
        'quality-value "1"',
        'optional-white-space " "',
        'list-separator ","',
        'optional-white-space "\\t"',
        'list-separator ","',
        'list-member "en"',
      ],
    ],
    [
      'Cache-Control:max-age=0, private',
      [
        'list-member "max-age"',
        'parameter-equals "="',
        'parameter-value "0"',
        'list-separator ","',
        'optional-white-space " "',
        'list-member "private"',
      ],
    ],
    [
      'Sec-CH-UA:"Not;A,\\"Brand";v="8"',
      [
        'list-member "\\"Not;A,\\\\\\"Brand\\""',
        'parameter-separator ";"',
        'parameter-name "v"',
        'parameter-equals "="',
        'parameter-value "\\"8\\""',
      ],
    ],
    ['Date:Mon, 01 Jan 2024 00:00:00 GMT', ['date "Mon, 01 Jan 2024 00:00:00 GMT"']],
    ['Expires:0', ['field-value "0"']],
    [
      'Cookie:a=b; c==d ; e',
      [
        'cookie-name "a"',
        'cookie-equals "="',
        'cookie-value "b"',
        'parameter-separator ";"',
        'optional-white-space " "',
        'cookie-name "c"',
        'cookie-equals "="',
        'cookie-value "=d"',
        'optional-white-space " "',
        'parameter-separator ";"',
        'optional-white-space " "',
        'cookie-name "e"',
      ],
    ],
    [
      'Set-Cookie:a=b;expires=Mon, 01 Jan 2024 00:00:00 GMT;Path=/;Secure',
      [
        'cookie-name "a"',
        'cookie-equals "="',
        'cookie-value "b"',
        'parameter-separator ";"',
        'parameter-name "expires"',
        'parameter-equals "="',
        'date "Mon, 01 Jan 2024 00:00:00 GMT"',
        'parameter-separator ";"',
        'parameter-name "Path"',
        'parameter-equals "="',
        'parameter-value "/"',
        'parameter-separator ";"',
        'parameter-name "Secure"',
      ],
    ],
    [
      'If-None-Match:W/"a,b", "c"',
      [
        'entity-tag "W/\\"a,b\\""',
        'list-separator ","',
        'optional-white-space " "',
        'entity-tag "\\"c\\""',
      ],
    ],
    ['If-Match:*', ['list-member "*"']],
    ['If-Range:"a"', ['entity-tag "\\"a\\""']],
    ['If-Range:Mon, 01 Jan 2024 00:00:00 GMT', ['date "Mon, 01 Jan 2024 00:00:00 GMT"']],
  ])('%s', (line, tokens) => {
    expect(valueTokens(line)).toEqual(tokens)
  })
})

describe('fields', () => {
  test('keep case, order and repeats, and know where they stand', () => {
    const message = readOne('request', `${start}b:\t1 \r\nB: 2\r\nempty:\r\n\r\n`)
    expect(message.fields.map(({ name, value }) => [name, value])).toEqual([
      ['b', '1'],
      ['B', '2'],
      ['empty', ''],
    ])
    expect(message.fields[0]).toMatchObject({
      nameRange: { start: 16, end: 17 },
      valueRange: { start: 19, end: 20 },
      line: { start: 16, end: 23 },
    })
    expect(message.blankLine).toEqual({ start: 37, end: 39 })
  })

  test('a value that goes on in the next line is one value', () => {
    const [field] = readOne('request', `${start}A: b\r\n\t c \r\n \r\n d\r\n\r\n`).fields
    expect(field).toMatchObject({ value: 'b c d', valueRange: { start: 19, end: 33 } })
    expect(field?.line).toEqual({ start: 16, end: 35 })
  })
})
