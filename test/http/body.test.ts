import { describe, expect, test } from 'vitest'
import { listing, listingFrom, readAll, readOne } from './listing.ts'

const ok = 'HTTP/1.1 200 OK\r\n'
const post = 'POST / HTTP/1.0\r\n'
const chunked = 'Transfer-Encoding: chunked\r\n\r\n'

/** The tokens after the blank line. */
function bodyTokens(role: 'request' | 'response', text: string): string {
  const message = readOne(role, text)
  return listingFrom(message, message.body?.start ?? Number.NaN)
}

describe('where a body ends', () => {
  test.each([
    ['request', `${post}\r\n`, { type: 'none' }],
    ['request', `${post}Content-Length: 2\r\n\r\nhi`, { type: 'content-length', length: 2 }],
    ['request', `${post}${chunked}0\r\n\r\n`, { type: 'chunked' }],
    ['request', `${post}Content-Length: x\r\n\r\nhi`, { type: 'until-close' }],
    ['request', `${post}Transfer-Encoding: gzip\r\n\r\nhi`, { type: 'until-close' }],
    ['response', `${ok}\r\nhi`, { type: 'until-close' }],
    ['response', `${ok}Content-Length: 0\r\n\r\n`, { type: 'content-length', length: 0 }],
    ['response', `${ok}Content-Length: 9\r\n${chunked}0\r\n\r\n`, { type: 'chunked' }],
    ['response', 'HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n', { type: 'none' }],
    ['response', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', { type: 'none' }],
  ] as const)('%s %j', (role, text, framing) => {
    expect(readOne(role, text)).toMatchObject({ framing, complete: true })
  })

  test.each([
    ['HEAD', `${ok}Content-Length: 5\r\n\r\n`, { type: 'none' }],
    ['GET', `${ok}Content-Length: 5\r\n\r\nhello`, { type: 'content-length', length: 5 }],
    ['CONNECT', `${ok}Content-Length: 5\r\n\r\n`, { type: 'none' }],
    [
      'CONNECT',
      'HTTP/1.1 407 No\r\nContent-Length: 1\r\n\r\nx',
      { type: 'content-length', length: 1 },
    ],
  ] as const)('the answer to %s: %j', (method, text, framing) => {
    const options = { methodOf: (index: number) => (index === 0 ? method : undefined) }
    expect(readOne('response', text, options)).toMatchObject({ framing, complete: true })
  })

  test('an interim answer counts with the one that it announces', () => {
    const methodOf = (index: number) => ['HEAD', 'GET', 'HEAD'][index]
    const interim = 'HTTP/1.1 103 Early Hints\r\n\r\n'
    const head = `${ok}Content-Length: 1\r\n\r\n`
    const all = `${interim}${head}${interim}${head}x${interim}${head}`
    const messages = readAll('response', all, { methodOf })
    const sizes = messages.map(({ body }) => body && body.end - body.start)
    expect(sizes).toEqual([0, 0, 0, 1, 0, 0])
  })
})

describe('several messages', () => {
  test('blank lines between belong to the one that follows', () => {
    const one = `${post}Connection: keep-alive\r\nContent-Length: 2\r\n\r\nhi`
    const messages = readAll('request', `${one}\r\n${one}`)
    expect(messages.map(({ start, length, problems }) => [start, length, problems])).toEqual([
      [0, one.length, []],
      [one.length, one.length + 2, []],
    ])
  })

  test('more than Content-Length said is a message of its own', () => {
    const messages = readAll('response', `${ok}Content-Length: 5\r\n\r\nhello world`)
    expect(messages.map((message) => listingFrom(message, 0)).at(-1)).toBe('body " world"')
    expect(messages.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ['bytes-after-message'],
    ])
  })

  test('after CONNECT, all is unknown', () => {
    const [request, tunnel] = readAll('request', 'CONNECT a:1 HTTP/1.0\r\n\r\n\0\n\n\xff')
    expect(request).toMatchObject({ framing: { type: 'none' }, complete: true, problems: [] })
    expect(tunnel && listing(tunnel)).toBe('unknown "\\u0000\\n\\nÿ"')
  })

  test.each([
    [true, 'unknown "GET / HTTP/1.0"'],
    [false, 'method "GET"\nspace " "\npath "/"\nspace " "\nversion "HTTP/1.0"'],
  ])('after an upgrade that was answered so: %j', (answer, tokens) => {
    const asked: number[] = []
    const switched = (index: number) => {
      asked.push(index)
      return answer
    }
    const offer = 'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: b\r\nConnection: upgrade\r\n\r\n'
    const messages = readAll('request', `${offer}GET / HTTP/1.0`, { switched })
    expect(messages.map((message) => listingFrom(message, 0)).at(-1)).toBe(tokens)
    expect(asked).toEqual([0])
  })
})

describe('chunks', () => {
  test('sizes, extensions, data, trailers', () => {
    const body = '5;a="b c"\r\nhello\r\n00\r\nX: y\r\n\r\n'
    expect(bodyTokens('response', `${ok}${chunked}${body}`)).toMatchInlineSnapshot(`
      "chunk-size "5"
      chunk-extension ";a=\\"b c\\""
      crlf "\\r\\n"
      chunk-data "hello"
      crlf "\\r\\n"
      chunk-size "00"
      crlf "\\r\\n"
      field-name "X"
      colon ":"
      optional-white-space " "
      field-value "y"
      crlf "\\r\\n"
      blank-line "\\r\\n""
    `)
    const { trailers, fields } = readOne('response', `${ok}${chunked}${body}`)
    expect(trailers.map(({ name, value }) => [name, value])).toEqual([['X', 'y']])
    expect(fields.map(({ name }) => name)).toEqual(['Transfer-Encoding'])
  })

  test('a size that counts characters: the rest of the line, and on', () => {
    const body = '1\r\n\xed\x95\x9c\r\n0\r\n\r\n'
    expect(bodyTokens('response', `${ok}${chunked}${body}`)).toMatchInlineSnapshot(`
      "chunk-size "1"
      crlf "\\r\\n"
      chunk-data "í"
      unknown ""
      crlf "\\r\\n"
      chunk-size "0"
      crlf "\\r\\n"
      blank-line "\\r\\n""
    `)
  })

  test('no size at all: the rest is body', () => {
    expect(bodyTokens('response', `${ok}${chunked}Hello\r\n0\r\n\r\n`)).toMatchInlineSnapshot(`
      "unknown "Hello"
      crlf "\\r\\n"
      body "0\\r\\n\\r\\n""
    `)
  })
})

describe('forms', () => {
  test('urlencoded', () => {
    const form = 'a=b+c&=d&&e=f=g&h'
    const type = 'Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n'
    const text = `${post}${type}Content-Length: ${form.length}\r\n\r\n${form}`
    expect(bodyTokens('request', text)).toMatchInlineSnapshot(`
      "form-name "a"
      form-equals "="
      form-value "b+c"
      form-separator "&"
      form-equals "="
      form-value "d"
      form-separator "&"
      form-separator "&"
      form-name "e"
      form-equals "="
      form-value "f=g"
      form-separator "&"
      form-name "h""
    `)
  })

  function multipart(body: string, boundary = 'x'): string {
    const type = `Content-Type: multipart/form-data; boundary=${boundary}\r\n`
    return bodyTokens('request', `${post}${type}Content-Length: ${body.length}\r\n\r\n${body}`)
  }

  test('multipart', () => {
    const parts = [
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\nc\r\n\r\n',
      '--x\r\nContent-Type: image/png\r\n\r\n\x89\r--x\n--xy--x\r\n',
      '--x--\r\nend',
    ]
    expect(multipart(parts.join(''))).toMatchInlineSnapshot(`
      "multipart-boundary "--x"
      crlf "\\r\\n"
      field-name "Content-Disposition"
      colon ":"
      optional-white-space " "
      list-member "form-data"
      parameter-separator ";"
      optional-white-space " "
      parameter-name "name"
      parameter-equals "="
      parameter-value "\\"a\\""
      crlf "\\r\\n"
      blank-line "\\r\\n"
      multipart-data "b\\r\\nc\\r\\n"
      crlf "\\r\\n"
      multipart-boundary "--x"
      crlf "\\r\\n"
      field-name "Content-Type"
      colon ":"
      optional-white-space " "
      media-type "image/png"
      crlf "\\r\\n"
      blank-line "\\r\\n"
      multipart-data "\\r--x\\n--xy--x"
      crlf "\\r\\n"
      multipart-boundary "--x--"
      crlf "\\r\\n"
      multipart-data "end""
    `)
  })

  test('multipart with other line endings, padding, text before and no end', () => {
    expect(multipart('before\n--a b \t\nC\n\n\n--a b', '"a b"')).toMatchInlineSnapshot(`
      "multipart-data "before"
      bare-lf "\\n"
      multipart-boundary "--a b \\t"
      bare-lf "\\n"
      unknown "C"
      bare-lf "\\n"
      blank-line "\\n"
      multipart-data "\\n--a b""
    `)
  })

  test('multipart that is cut, or has no boundary', () => {
    expect(multipart('--x\r\nContent-Dis')).toMatchInlineSnapshot(`
      "multipart-boundary "--x"
      crlf "\\r\\n"
      unknown "Content-Dis""
    `)
    expect(multipart('\r\n--x--')).toMatchInlineSnapshot(`
      "crlf "\\r\\n"
      multipart-boundary "--x--""
    `)
    expect(multipart('--x\r\n', '')).toMatchInlineSnapshot(`"body "--x\\r\\n""`)
  })

  test('a part that breaks rules is no broken message', () => {
    const body = '--x\r\nno colon\r\n\r\n\r\n--x--'
    const type = 'Content-Type: multipart/form-data; boundary=x\r\n'
    const text = `${post}${type}Content-Length: ${body.length}\r\n\r\n${body}`
    expect(readOne('request', text).problems.map(({ severity }) => severity)).toEqual(['warning'])
  })
})
