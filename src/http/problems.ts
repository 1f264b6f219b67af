import type { ProblemCode } from './message.ts'

/** What a beginner is told about a problem: what is wrong, and what to change. */
export interface ProblemText {
  readonly said: string
  readonly todo: string
}

export const problemText: Record<ProblemCode, ProblemText> = {
  'bare-lf': {
    said: 'A line ends in \\r\\n; this one ends in \\n alone.',
    todo: "Write '\\r\\n' where the program says '\\n'.",
  },
  'bare-cr': {
    said: 'A \\r stands here without the \\n that has to follow it.',
    todo: "Write '\\r\\n' to end a line, and no '\\r' anywhere else in the header.",
  },
  'obs-fold': {
    said: 'This line starts with white space, so it goes on with the field before it. That is no longer allowed.',
    todo: 'Remove the white space at the start of the line, or put the whole value on one line.',
  },
  'space-before-colon': {
    said: 'There is white space between the field name and the colon.',
    todo: "Put the colon right after the name: 'Name: value'.",
  },
  'space-before-first-field': {
    said: 'The line after the start line begins with white space.',
    todo: 'Remove the white space at the start of the line; look for an indented template string.',
  },
  'missing-colon': {
    said: 'This line stands among the fields but has no colon.',
    todo: "Write it as 'Name: value', or, if it is the body, write an empty line before it.",
  },
  'empty-field-name': {
    said: 'There is no name before the colon.',
    todo: 'Write the name of the field before the colon.',
  },
  'bad-field-name': {
    said: 'This byte can not stand in a field name.',
    todo: 'Use letters, digits and hyphens in the name. If this is the body, write an empty line before it.',
  },
  'bad-field-value': {
    said: 'This control byte can not stand in a field value.',
    todo: 'Leave the byte out of the value, or encode it.',
  },
  'missing-host': {
    said: 'An HTTP/1.1 request has to name its host, and this one does not.',
    todo: "Send a line 'Host: localhost:9000', with the host and port that you connect to.",
  },
  'duplicate-host': {
    said: 'The request names its host twice.',
    todo: 'Send one Host field.',
  },
  'bad-host': {
    said: 'This is not a host name or address with, perhaps, a port.',
    todo: "Send the name or address and the port alone, as in 'localhost:9000'.",
  },
  'content-length-differs': {
    said: 'The message gives two different lengths for its body, and nobody can tell which is right.',
    todo: 'Send one Content-Length field with the number of bytes in the body.',
  },
  'content-length-repeated': {
    said: 'The message gives the length of its body more than once.',
    todo: 'Send one Content-Length field.',
  },
  'bad-content-length': {
    said: 'This Content-Length can not be: the value is digits alone, and some answers have no body.',
    todo: "Send the number of bytes in the body, such as 'Content-Length: 13', or leave the field out where no body follows.",
  },
  'content-length-with-transfer-encoding': {
    said: 'The message says in two ways where its body ends.',
    todo: 'Send Content-Length or Transfer-Encoding, not both.',
  },
  'bad-transfer-encoding': {
    said: 'This Transfer-Encoding does not tell where the body ends, or stands where it may not.',
    todo: "Send 'Transfer-Encoding: chunked', or leave it out and send Content-Length.",
  },
  'bad-chunk-size': {
    said: 'A chunk starts with its size in hexadecimal digits and nothing else.',
    todo: "Write the number of bytes in base 16, as length.toString(16) gives it, then '\\r\\n'.",
  },
  'bad-chunk-extension': {
    said: "What follows the chunk's size is not of the form ;name=value.",
    todo: "Write '\\r\\n' right after the size.",
  },
  'bad-chunk-ending': {
    said: 'The chunk is over, as its size says, but bytes follow where \\r\\n has to be.',
    todo: "Count the chunk in bytes, not in characters, and write '\\r\\n' after it.",
  },
  'missing-blank-line': {
    said: 'The header ends with an empty line, and there is none.',
    todo: "Write '\\r\\n' twice after the last field, before the body.",
  },
  'missing-start-line': {
    said: 'An answer starts with a status line, and this one does not.',
    todo: "Send 'HTTP/1.1 200 OK\\r\\n' first.",
  },
  'indented-start-line': {
    said: 'White space stands before the first line.',
    todo: 'Remove it; in a template string, start the text right after the backtick.',
  },
  'bad-request-line': {
    said: 'A request starts with a method, a target and a version, with one space between them.',
    todo: "Send a line such as 'GET / HTTP/1.1\\r\\n'.",
  },
  'bad-method': {
    said: 'This is no method that servers know.',
    todo: 'Use a method such as GET or POST, in capital letters.',
  },
  'bad-target': {
    said: 'The target of the request has a byte or a form that it may not have.',
    todo: 'Start it with / and encode everything else with encodeURI: a space becomes %20.',
  },
  'bad-status-line': {
    said: 'A status line is a version, a code of three digits from 100 to 599, a space and a reason.',
    todo: "Send a line such as 'HTTP/1.1 200 OK\\r\\n'.",
  },
  'bad-version': {
    said: 'This is not a version that can be written here.',
    todo: "Write 'HTTP/1.1', in capital letters and with the dot.",
  },
  'body-cut-short': {
    said: 'The connection was closed before the whole body had come.',
    todo: 'Count Content-Length in bytes with Buffer.byteLength(body), and send everything before you close.',
  },
  'cut-short': {
    said: 'The connection was closed in the middle of the first line.',
    todo: "End the line with '\\r\\n', and send everything before you close.",
  },
  'bytes-after-message': {
    said: 'The message is over, but more bytes came that are no new message.',
    todo: 'Count Content-Length in bytes with Buffer.byteLength(body), and send nothing after the body.',
  },
  'line-too-long': {
    said: 'This line is longer than any server or browser takes.',
    todo: 'Send long data in the body, not in the header.',
  },
  'long-header-section': {
    said: 'The header is longer than 16 KiB, and many servers refuse that.',
    todo: 'Send fewer or smaller fields; cookies are the usual reason.',
  },
  'missing-upgrade': {
    said: 'A 101 answer has to name the protocol that it goes over to, and this one does not.',
    todo: "Send 'Connection: Upgrade' and 'Upgrade: websocket', or whatever the protocol is.",
  },
  'tls-not-http': {
    said: 'These bytes are encrypted: the other side speaks HTTPS.',
    todo: 'Write http://, not https://, in the address.',
  },
}
