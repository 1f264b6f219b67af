import { describe, expect, test } from 'vitest'
import { createReader } from '../../../src/http/reader.ts'
import { formDetails } from '../../../src/page/view/forms.ts'
import { capture } from '../../notes/exchange.ts'

function formsIn(bytes: Uint8Array | string) {
  const reader = createReader('request')
  reader.push(Buffer.from(bytes))
  const [request] = reader.messages
  if (request === undefined) throw new Error('there is no request')
  return formDetails(request)
}

/** Each step as its words and its rows; what the step changed stands in brackets. */
const steps = (bytes: Uint8Array | string) =>
  formsIn(bytes).map(({ title, steps, warnings }) => [
    title,
    ...steps.flatMap(({ words, rows }) => [
      words,
      ...rows.map(({ name, value }) =>
        [name, value]
          .filter((text) => text !== undefined)
          .map(({ text, isChanged }) => (isChanged ? `[${text}]` : text))
          .join(' = '),
      ),
    ]),
    ...warnings,
  ])

const query = (text: string) => `GET /?${text} HTTP/1.1\r\nHost: x\r\n\r\n`

describe('a form in steps', () => {
  test('raw, split, spaces, bytes, letters', () => {
    expect(steps(query('name=Kim+Min&city=%EC%84%9C'))).toMatchInlineSnapshot(`
      [
        [
          "the query, decoded",
          "As it was sent: 27 bytes.",
          "name=Kim+Min&city=%EC%84%9C",
          "Split at each & into 2 form fields, and each of them at its first = into name and value.",
          "name = Kim+Min",
          "city = %EC%84%9C",
          "Each + becomes a space.",
          "name = [Kim Min]",
          "city = %EC%84%9C",
          "Each %XX becomes one byte. XX is its number in hexadecimal.",
          "name = Kim Min",
          "city = [ec 84 9c]",
          "The bytes are read as UTF-8, and become letters.",
          "name = Kim Min",
          "city = [서]",
        ],
      ]
    `)
  })
  test('steps that change nothing are left out', () => {
    expect(steps(query('a=b'))).toMatchInlineSnapshot(`
      [
        [
          "the query, decoded",
          "As it was sent: 3 bytes.",
          "a=b",
          "Split at each & into 1 form field, and each of them at its first = into name and value.",
          "a = b",
          "Nothing in it is encoded.",
          "a = b",
        ],
      ]
    `)
    expect(steps(query('a=b%21'))).toMatchInlineSnapshot(`
      [
        [
          "the query, decoded",
          "As it was sent: 6 bytes.",
          "a=b%21",
          "Split at each & into 1 form field, and each of them at its first = into name and value.",
          "a = b%21",
          "Each %XX becomes one byte. XX is its number in hexadecimal.",
          "a = [b!]",
        ],
      ]
    `)
  })
  test('what is odd is said', () => {
    expect(steps(query('a&b=%zz&c=%ff'))).toMatchInlineSnapshot(`
      [
        [
          "the query, decoded",
          "As it was sent: 13 bytes.",
          "a&b=%zz&c=%ff",
          "Split at each & into 3 form fields, and each of them at its first = into name and value.",
          "a",
          "b = %zz",
          "c = %ff",
          "Each %XX becomes one byte. XX is its number in hexadecimal.",
          "a",
          "b = %zz",
          "c = [ff]",
          "The bytes are read as UTF-8, and become letters.",
          "a",
          "b = %zz",
          "c = [\\xff]",
          "there is no =, so all of it is the name, and the value is empty",
          "%zz is no % with two hexadecimal digits, so it stays as it is",
          "these bytes are not UTF-8: the page with the form has another charset, or none",
        ],
      ]
    `)
  })
  test('hostile values are text, and control characters are pictures', () => {
    expect(steps(query('a=%3Cscript%3E%0A%1b&b=%E2%80%AE'))).toMatchInlineSnapshot(`
      [
        [
          "the query, decoded",
          "As it was sent: 32 bytes.",
          "a=%3Cscript%3E%0A%1b&b=%E2%80%AE",
          "Split at each & into 2 form fields, and each of them at its first = into name and value.",
          "a = %3Cscript%3E%0A%1b",
          "b = %E2%80%AE",
          "Each %XX becomes one byte. XX is its number in hexadecimal.",
          "a = [<script>␊␛]",
          "b = [e2 80 ae]",
          "The bytes are read as UTF-8, and become letters.",
          "a = <script>␊␛",
          "b = [\\u{202e}]",
        ],
      ]
    `)
  })
  test('a body in parts, as a browser sends it', () => {
    expect(steps(capture('chromium-form-multipart'))).toMatchInlineSnapshot(`
      [
        [
          "the body, by its parts",
          "8 parts between lines of ------WebKitFormBoundaryjqzCF6qDDBBYZYR7. The last line ends in --.",
          "firstname = 한국어",
          "lastname = Ada Mae",
          "password = p+w&d=1",
          "food = kimchi",
          "food = fish & chips",
          "bio = line1␍␊line2",
          "color = blue",
          "photo (a file, application/octet-stream) = no file was chosen",
        ],
      ]
    `)
  })
  test('no form, no steps', () => {
    expect(formsIn('GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toEqual([])
  })
})
