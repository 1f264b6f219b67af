import { grouped, plural } from '../plural.ts'

/** A form in steps. */
export const steps = {
  raw: (size: number) => `As it was sent: ${plural(size, 'byte')}.`,
  split: (count: number) =>
    `Split at each & into ${plural(count, 'form field')}, and each of them at its first = into name and value.`,
  spaces: 'Each + becomes a space.',
  bytes: 'Each %XX becomes one byte. XX is its number in hexadecimal.',
  utf8: 'The bytes are read as UTF-8, and become letters.',
  none: 'Nothing in it is encoded.',
  parts: (count: number, boundary: string) =>
    `${plural(count, 'part')} between lines of --${boundary}. The last line ends in --.`,
  more: (count: number) => `${plural(count, 'more form field')} came and are not shown.`,
  moreParts: (count: number) => `${plural(count, 'more part')} came and are not shown.`,
}

/** What stands over a body as it reads. */
export const bodies = {
  unpacked: (coding: string, bytes: number) => `Unpacked from ${coding}: ${plural(bytes, 'byte')}`,
  indented: 'The same JSON, indented',
  joined: (bytes: number) => `The chunks joined: ${plural(bytes, 'byte')}`,
  picture: 'The picture',
  pictureSaid: (type: string) => `The picture that was sent, ${type}`,
}

/** Lines to copy. */
export const copies = {
  curl: 'The same request by curl',
  printf: 'The same bytes by printf and nc',
}

/** Things to try with a request that is sent by hand. */
export const tries = {
  noHost: {
    name: 'Leave out Host',
    look: 'HTTP/1.1 demands Host. The standard wants 400 for a request without it.',
  },
  lfAlone: {
    name: 'LF alone',
    look: 'Each line ends with LF alone now. Some servers read it as a line end, and others wait or refuse.',
  },
  two: {
    name: 'Two requests in one write',
    look: 'Both come in one read. A server that keeps connections open has to find the second one and respond to both.',
  },
  shortBody: {
    name: 'A body shorter than it says',
    look: 'Content-Length says 20, and 5 bytes follow. The server can only wait for the rest.',
  },
  dots: {
    name: 'The path ../..',
    look: 'A server of files must never send what is outside its folder. 400, 403 and 404 are all right.',
  },
}

/** The list of exchanges, and what stands over it. */
export const list = {
  title: 'Exchanges',
  filter: 'Filter',
  filterHint: '404, POST, /path, !word',
  none: 'Nothing has come yet. Open the page in your browser, and each byte will be shown here.',
  nonePassed: 'Nothing has passed in this session.',
  noneFit: (filter: string) => `No exchange fits the filter "${filter}".`,
  pause: 'Pause',
  goOn: 'Go on',
  fresh: (count: number) => `${grouped(count)} new`,
  showFresh: (count: number) => `Show ${plural(count, 'new exchange')}`,
  noRequest: 'bytes without a request',
  severities: { note: '', warning: 'warning', error: 'error' },
  bytes: (count: number) => plural(count, 'byte'),
  /** What a screen reader says of a line. */
  said: (
    number: number,
    asked: string,
    outcome: string,
    severity: 'note' | 'warning' | 'error',
    why: string | undefined,
  ) =>
    [
      `${number}: ${asked}. What came of it: ${outcome}.`,
      ...(severity === 'note'
        ? []
        : [`It has ${severity === 'error' ? 'an error' : 'a warning'}.`]),
      ...(why === undefined ? [] : [`Why it was sent: ${why}.`]),
    ].join(' '),
}

/** Milliseconds as they stand on the axis and in sentences. */
export const duration = (ms: number) =>
  ms >= 10_000
    ? `${grouped(Math.round(ms / 1000))} s`
    : ms >= 1000
      ? `${(ms / 1000).toFixed(1)} s`
      : ms >= 10 || Number.isInteger(ms)
        ? `${Math.round(ms)} ms`
        : ms < 0.1
          ? 'under 0.1 ms'
          : `${ms.toFixed(1)} ms`

/** The time in which it passed. */
export const time = {
  title: 'Time',
  figure: 'Connections, each a row, in the order of time',
  request: 'request, sent by the client',
  waiting: 'the client waits',
  busy: 'an earlier request is not done yet',
  response: 'response, sent by the server',
  idle: 'open, nothing sent',
  tick: (ms: number, isFirst: boolean) => (isFirst ? `${grouped(ms)} ms` : grouped(ms)),
  fold: 'a pause, drawn shorter',
  unused: 'opened in advance, nothing sent yet',
  closedUnused: 'opened in advance, closed without use',
  connection: (id: number) => `connection ${id}`,
  outcome: (status: number | undefined, bytes: number, after: string | undefined) =>
    [
      ...(status === undefined ? [] : [String(status)]),
      status === undefined && bytes === 0 ? 'no response' : plural(bytes, 'byte'),
      ...(after === undefined ? [] : [`after ${after}`]),
    ].join(', '),
  /** What a screen reader says of an exchange. */
  said: (
    number: number,
    asked: string,
    connection: number,
    at: string,
    outcome: string,
    busyWith: number | undefined,
  ) =>
    `${number}: ${asked}, on connection ${connection}, at ${at}. What came of it: ${outcome}.${
      busyWith === undefined ? '' : ` Exchange ${busyWith}, which came before it, was done first.`
    }`,
  told: (
    asked: string,
    connection: number,
    bytes: number,
    outcome: string,
    why: string | undefined,
  ) =>
    `${asked}${bytes === 0 ? '' : `: a request of ${plural(bytes, 'byte')}`}, on connection ${connection}. What came of it: ${outcome}.${
      why === undefined ? '' : ` Why it was sent: ${why}.`
    }`,
  saidUnused: (id: number, at: string) =>
    `Connection ${id} was opened at ${at}. Nothing has been sent on it.`,
}

/** One exchange. */
export const exchange = {
  title: (number: number, asked: string) => `${number} · ${asked}`,
  parts: { request: 'Request', interim: 'Interim response', response: 'Response' },
  size: (bytes: number, reads: readonly number[]) =>
    reads.length < 2
      ? plural(bytes, 'byte')
      : `${plural(bytes, 'byte')} in ${reads.length} reads${reads.length > 4 ? '' : ` (${reads.join(' + ')})`}`,
  after: (ms: string) => `after ${ms}`,
  soFar: 'so far',
  waiting: 'No response has come.',
  gone: 'This exchange is not kept any more. Only its line in the list is.',
  lost: (bytes: number) => `${plural(bytes, 'more byte')} came and were not kept.`,
  moreLines: (bytes: number) => `Show more of the ${plural(bytes, 'byte')} that follow`,
  text: (part: string) => `${part}, byte by byte`,
  hex: 'The same bytes in hexadecimal',
  notes: 'What this is',
  byte: (at: number, of: number) => `byte ${grouped(at)} of ${grouped(of)}`,
  bytes: (from: number, to: number, of: number) =>
    `bytes ${grouped(from)} to ${grouped(to)} of ${grouped(of)}`,
  keys: 'Arrow keys move from byte to byte, with Ctrl from part to part.',
  actions: {
    change: 'Change and send',
    changed: 'What changed',
    copy: 'Copy as a command',
    blank: 'Send a request by hand',
  },
}

/** What a check sent, in place of what visitors sent. */
export const ofCheck = {
  sentBy: (name: string) => `Sent by the check "${name}"`,
  about: 'The check starts a copy of your server and sends this to it, without a browser.',
  back: 'Back to what visitors sent',
}

/** What changed since the last one of its kind. */
export const changes = {
  title: (since: number) => `What changed since ${since}`,
  identical: 'Nothing: the two are the same to the byte.',
  nothing: 'Nothing.',
  none: 'There is no request of the same kind before this one.',
  same: (count: number) => `${plural(count, 'more header')}, the same`,
  types: { now: 'now', was: 'was', new: 'new', gone: 'gone' },
}

/** The walk through a form. */
export const walk = {
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  back: 'Step back',
  next: 'Next step',
  name: 'Name',
  value: 'Value',
  noValue: '(no value)',
}

export const copy = {
  button: 'Copy',
  copied: 'Copied',
  none: (why: string) => `There is none, because ${why}.`,
}

/** A connection that speaks another protocol from its first byte on. */
export const spoken = {
  title: (id: number, protocol: string) => `Connection ${id} speaks ${protocol}`,
  todo: {
    tls: 'This is what a client sends for https://. If your server does not speak TLS, write http:// in the address.',
    http2:
      'A server that speaks HTTP/1.1 alone cannot read this. Browsers speak HTTP/2 only after TLS; curl does so with --http2-prior-knowledge.',
  },
  beginning: {
    client: (shown: number, of: number) =>
      shown < of
        ? `The first ${grouped(shown)} of ${plural(of, 'byte')} from the client`
        : `${plural(of, 'byte')} from the client`,
    server: (shown: number, of: number) =>
      shown < of
        ? `The first ${grouped(shown)} of ${plural(of, 'byte')} from the server`
        : `${plural(of, 'byte')} from the server`,
  },
  notKept: 'Its bytes are left out, since there may be secrets in them.',
}

export const frames = {
  title: 'What landed on this connection',
  from: { client: 'from the client', server: 'from the server' },
  time: 'Time',
  who: 'From',
  what: 'What',
}

/** A request that is sent by hand. */
export const send = {
  title: 'Send by hand',
  field: 'The request, to the byte',
  about:
    'Each line ends with ␍␊, the bytes CR and LF. Delete one of them and see what happens. Enter writes both. A byte that is no letter is ⟨ff⟩.',
  button: 'Send',
  blank: 'A blank request',
  again: (number: number) => `Request ${number} as it was`,
  tries: 'Things to try',
  size: (bytes: number) => `${plural(bytes, 'byte')}`,
  close: 'Close',
  sending: 'Sent. Waiting for the response …',
  failed: 'It could not be sent. Does your server run?',
  before: (number: number) => `Response of ${number}, before`,
  now: (number: number) => `Response of ${number}, now`,
  noBefore: 'Nothing to compare it with yet.',
  noResponse: 'No response has come.',
  same: 'The two responses are the same to the byte.',
  differs: 'What differs is marked.',
  marks: { new: 'new', gone: 'gone' },
}
