import { expect, test } from 'vitest'
import { sourcesOf } from '../../../../src/page/client/wire/standard.ts'

test.each([
  ['RFC 9110, section 8.3.1', 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1'],
  ['RFC 9110, sections 7.2 and 7.4', 'https://www.rfc-editor.org/rfc/rfc9110#section-7.2'],
  ['RFC 9112, appendix B.1', 'https://www.rfc-editor.org/rfc/rfc9112#appendix-B.1'],
  ['RFC 2068', 'https://www.rfc-editor.org/rfc/rfc2068'],
  ['WHATWG URL, section 5.1', 'https://url.spec.whatwg.org/'],
  ['HTML Standard, server-sent events', 'https://html.spec.whatwg.org/multipage/'],
  ['De facto, SHOUTcast', undefined],
  ['javascript:alert(1)', undefined],
])('%s', (text, href) => {
  expect(sourcesOf(text)).toEqual([{ text, href }])
})

test('several sources are several links', () => {
  expect(sourcesOf('RFC 6266, section 4; RFC 7578, section 4.2').map(({ href }) => href)).toEqual([
    'https://www.rfc-editor.org/rfc/rfc6266#section-4',
    'https://www.rfc-editor.org/rfc/rfc7578#section-4.2',
  ])
})
