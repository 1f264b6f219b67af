import { listed, plural } from '../plural.ts'

const seconds = (ms: number) => `${ms / 1000} s`
const printedLast = (last: string | undefined) =>
  last === undefined ? '' : ` The last line that it printed: ${last}`

/** The names of a failure's parts, in the order in which they are shown. */
export const parts = {
  request: 'request',
  response: 'you sent',
  output: 'printed',
  program: 'happened',
  error: 'error',
  line: (line: number) => `line ${line}`,
  file: 'file',
  expected: 'expected',
  why: 'why',
  fix: 'fix',
  warning: 'warning',
  more: 'more',
}

/** What came of all checks of a stage. */
export const allPass = (all: number) =>
  all === 1 ? 'The check passes.' : `All ${all} checks pass.`
export const somePass = (passed: number, all: number, failed: number, notRun: number) => {
  const failing = `${failed} failed`
  const rest = notRun === 0 ? '' : `, ${notRun} ${notRun === 1 ? 'was' : 'were'} not run`
  return `${passed} of ${all} checks pass. ${failing}${rest}.`
}
export const notRun = 'not run: a check before it failed'

/** Where the lesson says more. */
export const screen = (number: number, title: string) => `screen ${number}, "${title}"`

/** What happened, where no line of the response or of the output shows it. */
export const happened = {
  notStarted: (reason: string) => `Your server could not be started. ${reason}`,
  notListening: (ms: number) =>
    `Your server runs, but after ${seconds(ms)} nothing listens on the port in the environment variable PORT.`,
  crashed: 'Your server crashed with this error.',
  exitedWell: (last: string | undefined) =>
    `Your program ended without an error, so no server is running.${printedLast(last)}`,
  exitedWith: (code: number, last: string | undefined) =>
    `Your program ended with exit code ${code}.${printedLast(last)}`,
  killed: (signal: string, last: string | undefined) =>
    `Your program was stopped by ${signal}.${printedLast(last)}`,
  /** Where somebody else runs it, with limits. */
  tooMuch: {
    memory: 'Your program was stopped here, since it used too much memory.',
    processes: 'Your program was stopped here, since it started too many processes.',
    files: 'Your program was stopped here, since it made too many files.',
    processor: 'Your program was stopped here, since too many of its threads ran at the same time.',
  },
  refused: 'Your program runs, but it takes no connections any more.',
  nothing: (ms: number) => `nothing, in ${seconds(ms)}`,
  nothingInPieces: (ms: number, pieces: number) =>
    `nothing, in ${seconds(ms)}; the request came in ${pieces} pieces`,
  closed: 'nothing: your server closed the connection',
  reset: 'nothing: your server reset the connection',
  resetHere:
    'here the connection was reset. That happens when a server closes it and has not read the whole request',
  alreadyClosed: 'nothing: your server had closed the connection after the response before',
  otherAddress: (hosts: readonly string[]) =>
    `Your server listens at ${listed(hosts)}, and not at 127.0.0.1, the address in HOST.`,
  errorPrinted: (message: string) => `Your server printed an error: ${message}`,
  errorShown: 'Your server printed this error.',
  busy: 'Nobody asked for anything, but your program kept the processor busy.',
  printedEarly: 'It was printed before the response was sent.',
  noFile: (file: string) => `There is no ${file} in your folder to compare with.`,
  nothingPrinted: 'nothing',
  keptToItself: (message: string) =>
    `Your server caught this error and did not show it: ${message}`,
  caught: (message: string) => `Your server caught this error, and printed it: ${message}`,
  errorMeanwhile: 'While your server handled the request, this error stopped your code.',
}

/** What is wrong with a line of the response; hangs under the wrong part. */
export const wrongPart = {
  answered: 'nothing was expected here',
  early: (after: number, of: number) =>
    `this came after ${after} of the ${of} bytes of the request`,
  unfinished: (ms: number) =>
    `no empty line came, and after ${seconds(ms)} the connection is still open`,
  leftOpen: (ms: number) =>
    `after this the connection stayed open for ${seconds(ms)}. The browser waits for more`,
  saysClose: 'this tells the browser that the connection will be closed',
  closedAfter: 'after this your server closed the connection',
  closedAsEnd: 'your server closed the connection here, and that was the end of the response',
  status: (came: number, expected: number) => `${came} came, ${expected} was expected`,
  missingHeader: (name: string) => `from here down to the empty line there is no ${name}`,
  header: (name: string) => `this is the value of ${name}`,
  charactersCounted: (said: number, bytes: number) =>
    `${plural(said, 'character')}, but ${plural(bytes, 'byte')} follow. The browser shows only the first ${plural(said, 'byte')}`,
  tooSmall: (said: number, bytes: number) =>
    `${plural(bytes, 'byte')} follow. The browser takes only the first ${said}`,
  tooLarge: (said: number, bytes: number) =>
    `only ${plural(bytes, 'byte')} ${bytes === 1 ? 'follows' : 'follow'}. The browser waits for ${said - bytes} more`,
  notUtf8: 'Content-Type says UTF-8, but this byte is no letter in UTF-8',
  notCompressed: (coding: string) =>
    `this says that the body is compressed with ${coding}, but it is not`,
  noBody: 'here the body should begin, but nothing follows',
  bodyBegins: 'the body begins here',
  bodyTooLong: (whole: number, length: number) =>
    `the body should end before this, after ${plural(whole, 'byte')}. ${length} came`,
  bodyTooShort: (whole: number, length: number) =>
    `the body ends here, after ${length} of ${plural(whole, 'byte')}`,
  readAsText: (at: number) =>
    `from byte ${at} on: EF BF BD came in place of a byte that is not text. The file was read as text`,
  wrongByte: (at: number, got: string, wanted: string) =>
    `byte ${at} of the body is ${got}, and ${wanted} was expected`,
  output: 'from here on it is different',
}

/** What was expected. */
export const expected = {
  starts: 'a program that starts and listens on the port in PORT',
  keepsRunning: 'a server that keeps running, whatever happens',
  notEarly: 'no response before the whole request has come',
  sayLength: 'a response with Content-Length, so that the browser knows where it ends',
  close: 'the connection closed by the server',
  keepOpen: 'the connection kept open for the next request',
  utf8: 'a body in UTF-8, as Content-Type says',
  notCompressed: 'no Content-Encoding, for the body is sent as it is',
  address: 'a server that listens at the address in HOST: 127.0.0.1',
  noError: 'a server that catches its errors, whatever browsers do',
  idle: 'a program that waits, and does nothing, until a browser asks',
  length: (bytes: number) => `Content-Length: ${bytes}`,
  file: (file: string) => `the file ${file}`,
  nothing: 'no response',
  status: (status: number) => `status code ${status}`,
  emptyLine: 'an empty line between the headers and the body',
  crlf: 'every line of the headers ended by \\r\\n',
  headerIs: (name: string, value: string) => `${name}: ${value}`,
  headerContains: (name: string, value: string) => `${name} with ${value} in it`,
  headerMatches: (name: string, pattern: string) => `${name} that matches ${pattern}`,
  bodyOfFile: (file: string) => `the bytes of ${file}, all of them and no others`,
  bodyLength: (length: number) => `a body of ${plural(length, 'byte')}`,
  bodyContains: (value: string) => `${value} in the body`,
  bodyIs: (value: string) => `the body ${value}`,
  bodyMatches: (pattern: string) => `a body that matches ${pattern}`,
  prints: (value: string) => `the program prints ${value}`,
  printsMatching: (pattern: string) => `a printed line that matches ${pattern}`,
}

/** Hangs under the learner's string that was sent. */
export const sentHere = 'this is what was sent'
export const fixFirst = (line: number) => `Fix line ${line} first.`
export const untilStarts = 'Until your server starts, nothing else can be checked.'
/** Said of a request that a line to copy can't send again as it was. */
export const notQuite = {
  leaves: 'The check also breaks the connection off, which this line cannot do.',
  files: (names: readonly string[]) =>
    `While the check runs, ${listed(names)} ${names.length === 1 ? 'is' : 'are'} replaced by another.`,
  without: (names: readonly string[]) =>
    `While the check runs, there is no ${listed(names, 'or')}.`,
}
