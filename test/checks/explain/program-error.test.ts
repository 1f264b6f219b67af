import { expect, test } from 'vitest'
import { findProgramError } from '../../../src/checks/explain/program-error.ts'

const root = '/home/ada/my-webserver'

test.each([
  [
    "Node's stack trace",
    `file:///home/ada/my-webserver/1-raw-socket/server.ts:14
    foo.bar()
    ^

TypeError: Cannot read properties of undefined (reading 'bar')
    at Socket.<anonymous> (file:///home/ada/my-webserver/1-raw-socket/server.ts:14:5)
    at Socket.emit (node:events:519:28)

Node.js v20.20.2
`,
    {
      message: "TypeError: Cannot read properties of undefined (reading 'bar')",
      at: { file: '1-raw-socket/server.ts', line: 14, column: 5 },
    },
  ],
  [
    'an error with a code and no line of the learner',
    `Error: read ECONNRESET
    at TCP.onStreamRead (node:internal/stream_base_commons:216:20)
Emitted 'error' event on Socket instance at:
    at emitErrorNT (node:internal/streams/destroy:170:8) {
  errno: -104
}
`,
    { message: 'Error: read ECONNRESET', at: undefined },
  ],
  [
    "the stage's own program before the file that stages share",
    `TypeError: x is not a function
    at Handler.send (file:///home/ada/my-webserver/http-server.ts:90:3)
    at Handler.doGET (file:///home/ada/my-webserver/5-subclass/server.ts:9:7)
`,
    {
      message: 'TypeError: x is not a function',
      at: { file: '5-subclass/server.ts', line: 9, column: 7 },
    },
  ],
  [
    "Python's traceback",
    `Traceback (most recent call last):
  File "/usr/lib/python3.11/socketserver.py", line 317, in _handle_request_noblock
    self.process_request(request, client_address)
  File "/home/ada/my-webserver/6-form/server.py", line 12, in do_GET
    first = form['firstname'][0]
            ~~~~^^^^^^^^^^^^^
KeyError: 'firstname'
`,
    {
      message: "KeyError: 'firstname'",
      at: {
        file: '6-form/server.py',
        line: 12,
        column: undefined,
        caret: { start: 8, end: 25 },
      },
    },
  ],
  [
    "Python's syntax error",
    `  File "/home/ada/my-webserver/1-raw-socket/server.py", line 3
    def (
        ^
SyntaxError: invalid syntax
`,
    {
      message: 'SyntaxError: invalid syntax',
      at: {
        file: '1-raw-socket/server.py',
        line: 3,
        column: undefined,
        caret: { start: 4, end: 5 },
      },
    },
  ],
  [
    'Windows paths, and a folder with a space',
    `Error: no
    at file:///C:/Users/Ada/my%20servers/1-raw-socket/server.ts:3:9
`,
    { message: 'Error: no', at: undefined },
  ],
  [
    'the last of several',
    'RangeError: one\n    at a\nRangeError: two\n',
    { message: 'RangeError: two', at: undefined },
  ],
  ['words alone', 'GET /Error: HTTP/1.1\nServing HTTP on port 9001 ...\n', undefined],
])('%s', (_name, printed, error) => {
  expect(findProgramError(printed, root)).toEqual(error)
})

test('a place in a folder of Windows with a space in its name', () => {
  const printed = 'Error: no\n    at file:///C:/Users/Ada/my%20servers/1-raw-socket/server.ts:3:9\n'
  expect(findProgramError(printed, 'C:\\Users\\Ada\\my servers')?.at).toEqual({
    file: '1-raw-socket/server.ts',
    line: 3,
    column: 9,
  })
})

test('a place that is no address', () => {
  expect(
    findProgramError('Error: no\n    at x (/home/ada/my-webserver/a%zz/b.js:1:2)\n', root)?.at,
  ).toEqual({
    file: 'a%zz/b.js',
    line: 1,
    column: 2,
  })
})
