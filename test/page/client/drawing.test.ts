import { expect, test } from 'vitest'
import { squeezed } from '../../../src/page/client/drawing.ts'

test('blanks and lines that go on in every row are drawn shorter', () => {
  expect(
    squeezed([
      'browser 1  ======  socket 2 \\',
      '                             >  server     socket 1 listens',
      'browser 2  ======  socket 3 /              for new browsers',
    ]),
  ).toEqual([
    'browser 1  ===  socket 2 \\',
    '                          >  server  socket 1 listens',
    'browser 2  ===  socket 3 /           for new browsers',
  ])
})

test('what stands beside a word in another row stays', () => {
  const rows = ['your browser  -->  a', '              <--  port 9001']
  expect(squeezed(rows)).toEqual(rows)
  expect(squeezed(['127.0.0.1 - - "GET / HTTP/1.1"'])).toEqual(['127.0.0.1 - - "GET / HTTP/1.1"'])
})
