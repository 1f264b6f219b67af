import { describe, expect, test } from 'vitest'
import { createReader } from '../../src/http/reader.ts'
import { type DecodedForm, decodeForm, decodePairs, mostPairs } from '../../src/notes/decode.ts'
import { capture } from './exchange.ts'

function forms(bytes: string | Uint8Array): DecodedForm[] {
  const reader = createReader('request')
  reader.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  reader.end()
  return reader.messages.flatMap(decodeForm)
}
const values = (form: DecodedForm | undefined) =>
  form?.type === 'pairs'
    ? form.pairs.map(({ name, value }) => [name.text, value?.text ?? ''])
    : form?.parts.map(({ name, text }) => [name, text])

const sent = [
  ['firstname', '한국어'],
  ['lastname', 'Ada Mae'],
  ['password', 'p+w&d=1'],
  ['food', 'kimchi'],
  ['food', 'fish & chips'],
  ['bio', 'line1\r\nline2'],
  ['color', 'blue'],
]

describe('recorded forms', () => {
  test.each(['chromium-form-post', 'firefox-form-post'])('%s', (name) => {
    const [form, ...others] = forms(capture(name))
    expect(others).toEqual([])
    expect(form).toMatchObject({ type: 'pairs', in: 'body' })
    expect(values(form)).toEqual(sent)
  })

  test('chromium-form-multipart', () => {
    const [form] = forms(capture('chromium-form-multipart'))
    expect(form).toMatchObject({
      type: 'parts',
      boundary: '----WebKitFormBoundaryjqzCF6qDDBBYZYR7',
    })
    expect(values(form)).toEqual([...sent, ['photo', '']])
    expect(form?.type === 'parts' && form.parts.at(-1)).toMatchObject({
      filename: '',
      type: 'application/octet-stream',
    })
  })

  test('the same as URLSearchParams for every recorded query', () => {
    for (const name of [
      'chromium-form-get',
      'firefox-form-get',
      'chromium-form-get-korean',
      'curl-G',
    ]) {
      const line = Buffer.from(capture(name)).toString('latin1').split(' ')[1] ?? ''
      const expected = [...new URLSearchParams(line.slice(line.indexOf('?') + 1))]
      expect(expected.length).toBeGreaterThan(0)
      expect(values(forms(capture(name))[0])).toEqual(expected)
    }
  })

  test('a page without a charset: entities, and a byte that is not UTF-8', () => {
    const [form] = forms(capture('chromium-form-get-no-charset'))
    expect(form?.type === 'pairs' && form.pairs[0]?.value?.oddities).toEqual([
      { type: 'not-utf8' },
      {
        type: 'entities',
        found: [
          { text: '&#54620;', means: '한' },
          { text: '&#44397;', means: '국' },
          { text: '&#50612;', means: '어' },
        ],
      },
    ])
  })

  test('an empty query is no form', () => {
    expect(forms(capture('chromium-button-get'))).toEqual([])
    expect(forms(capture('chromium-nav'))).toEqual([])
  })
})

const pair = (text: string) => {
  const form = decodePairs(Buffer.from(text, 'latin1'), 'query')
  const first = form.type === 'pairs' ? form.pairs[0] : undefined
  if (first === undefined) throw new Error('there is no pair')
  return first
}
const shown = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1')

describe('step by step', () => {
  test.each([
    ['a=b', 'b', undefined, undefined, 'b'],
    ['a=x+y', 'x+y', 'x y', undefined, 'x y'],
    ['a=x%2By', 'x%2By', undefined, 'x+y', 'x+y'],
    ['a=x+%26+y', 'x+%26+y', 'x %26 y', 'x & y', 'x & y'],
    ['a=%ED%95%9c', '%ED%95%9c', undefined, '\xed\x95\x9c', '한'],
    ['a=b=c', 'b=c', undefined, undefined, 'b=c'],
    ['a=', '', undefined, undefined, ''],
  ])('%s', (text, raw, spaced, bytes, end) => {
    const { value } = pair(text)
    expect([shown(value?.raw), shown(value?.spaced), shown(value?.bytes), value?.text]).toEqual([
      raw,
      spaced,
      bytes,
      end,
    ])
  })

  test.each([
    ['a=100%', ['%']],
    ['a=%4G', ['%4G']],
    ['a=%%41', ['%%4']],
  ])('%s: a percent sign that is no %%XX stays', (text, bad) => {
    expect(pair(text).value?.oddities).toEqual(
      bad.map((one) => ({ type: 'bad-percent', text: one })),
    )
    expect(pair(text).value?.text).toContain('%')
  })

  test('without an equals sign there is no value', () => {
    expect(pair('a')).toMatchObject({ name: { text: 'a' }, value: undefined })
  })

  test('names that come again are counted, empty pieces too', () => {
    const form = decodePairs(Buffer.from('&a=1&&b=2&a=3'), 'body')
    expect(form.type === 'pairs' && form.empty).toBe(2)
    expect(form.type === 'pairs' && form.pairs.map(({ nth, of }) => [nth, of])).toEqual([
      [1, 2],
      [1, 1],
      [2, 2],
    ])
  })

  test('a form of very many fields is taken apart as far as anybody reads', () => {
    const form = decodePairs(Buffer.from('a=b&'.repeat(mostPairs + 7)), 'body')
    expect(form).toMatchObject({ more: 7 })
    expect(form.type === 'pairs' && form.pairs).toHaveLength(mostPairs)
  })

  test('a chunked body is decoded without its chunk sizes', () => {
    const head =
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n'
    expect(values(forms(`${head}3\r\na=b\r\n4\r\n&c=d\r\n0\r\n\r\n`)[0])).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
})
