import { expect, test } from 'vitest'
import { sniff } from '../../src/notes/sniff.ts'

test.each([
  ['a tag after 511 bytes of white space', `${' '.repeat(511)}<html>`, 'html'],
  ['a tag after 600 bytes of white space', `${' '.repeat(600)}<html>`, 'text'],
  ['UTF-16, little end first', '\xff\xfeh\0i\0', 'text'],
  ['UTF-16, big end first', '\xfe\xff\0h\0i', 'text'],
  ['a byte that no text has', 'abc\0', 'binary'],
])('%s', (_, body, type) => {
  expect(sniff(Buffer.from(body, 'latin1')).type).toBe(type)
})
