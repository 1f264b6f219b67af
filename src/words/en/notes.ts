import { plural } from '../plural.ts'
import { browserClaims as browsers } from './browser-claims.ts'

/** Who sends requests. */
export const clients = { browser: 'the browser', unknown: 'the client' } as const

/** What bytes are, by how they begin. */
export const kinds = {
  html: 'a page of HTML',
  'html-in-chromium': 'a page of HTML',
  xml: 'XML',
  pdf: 'a PDF',
  picture: 'a picture of another type',
  text: 'text',
  binary: 'something else',
} as const

/** Labels for the parts of a message. */
export const parts = {
  protocol: 'protocol and version',
  reason: 'the status code in words, for people',
  status: (code: number, meaning: string | undefined) =>
    `status code ${code}: ${meaning ?? 'not a registered one'}`,
  method: (meaning: string | undefined) =>
    `method: ${meaning ?? 'one that this course does not know'}`,
  registeredMethod: (source: string) => `method: registered by ${source}`,
  version: 'version of HTTP that the client speaks',
  emptyLine: {
    request: 'empty line: the request ends here',
    requestBody: 'empty line: the headers end, the body begins',
    requestInOneRead:
      'empty line: the headers end, the body begins. Here both came in one read; often the body comes later',
    requestAwaited: 'empty line: the headers end, and a body is to follow',
    response: 'empty line: the response ends here',
    responseBody: 'empty line: the headers end, the body begins',
    responseAwaited: 'empty line: the headers end, and a body is to follow',
  },
  oldResponse:
    'the request names no version, so this is a response of HTTP/0.9: a body without status line and headers',
  lengthOfNothing: 'the number of bytes that GET would bring; none come now',
  target: {
    proxy: 'path: a whole address, as a client sends it to a proxy',
    all: 'path: * means the server as a whole',
    root: "path: the site's first page",
    path: 'path: what is asked for, on this server',
    decoded: (path: string) => `path: what is asked for, here "${path}"`,
  },
  query: (name: string, value: string) => `${name}: "${value}"`,
  secretQuery: (name: string, value: string) =>
    `warning: ${name}: "${value}" can be read here, in the log and in the history`,
} as const

/** What browsers show in place of a response, and ask for again. */
export const pages = {
  emptyError: (status: number) => ({
    said: `This is a ${status} without a body. ${browsers['empty-error']}`,
    todo: 'Send a few words for people after the empty line.',
  }),
  favicon: {
    said: `This is no picture. ${browsers['favicon-again']}`,
    todo: 'Respond with 404, or write <link rel="icon" href="data:,"> into the page.',
  },
  guessed: {
    html: 'no Content-Type: from these bytes a browser takes it for a page',
    'html-in-chromium':
      'no Content-Type: from these bytes Chromium takes it for a page, Firefox for text',
    xml: 'no Content-Type: from these bytes a browser takes it for XML',
    pdf: 'no Content-Type: from these bytes a browser takes it for a PDF file',
    picture: 'no Content-Type: from these bytes a browser takes it for a picture',
    text: 'no Content-Type: from these bytes a browser takes it for plain text',
    binary: 'no Content-Type: from these bytes a browser takes it for a file to save',
  },
  nosniff: 'no Content-Type, and nosniff forbids to guess: a browser takes it for plain text',
  tags: 'no Content-Type: from these bytes a browser takes it for plain text, and shows the tags.',
  wanted: {
    html: "Send 'Content-Type: text/html; charset=utf-8'.",
    'html-in-chromium': "Send 'Content-Type: text/html; charset=utf-8'.",
    text: "Send 'Content-Type: text/plain; charset=utf-8'.",
    xml: "Send 'Content-Type: application/xml'.",
    pdf: "Send 'Content-Type: application/pdf'.",
    picture: "Send 'Content-Type: image/png', or what the picture is.",
    binary: "Send the Content-Type of what it is, such as 'application/octet-stream'.",
  },
  charsetTodo: (type: 'text/html' | 'text/plain') => `Send 'Content-Type: ${type}; charset=utf-8'.`,
} as const

/** A Host that is not this machine. */
export const hosts = {
  address: {
    said: 'This address is not the one that the client connected to: it was led here, or wrote Host itself.',
    todo: 'A server that looks at Host responds with 421 to names and addresses that are not its own.',
  },
  name: {
    said: 'This name is not one of this machine. A name that somebody else gives out may point at 127.0.0.1 (DNS rebinding). Then their page can read what your server sends.',
    todo: 'A server that looks at Host responds with 421 to names that are not its own.',
  },
  target: {
    said: 'This address is not one of this machine. A request that is meant for a proxy looks like this, and the host in it goes before Host.',
    todo: 'A server that is no proxy responds with 421 to hosts that are not its own.',
  },
  more: 'The same-origin policy compares names and ports, and never the addresses that are behind them.',
} as const

/** Requests that a page of another site had the browser send. */
export const foreignPages = {
  said: (host: string | undefined) =>
    host === undefined
      ? 'A page of another site had the browser send this request.'
      : `A page of ${host} had the browser send this request.`,
  todo: 'Before a server changes anything, it compares Origin with its own address, and responds with 403 to others.',
  more: 'The browser keeps the response from such a page, but the request has come all the same (CSRF).',
  source: 'Fetch Metadata Request Headers, section 2.4; RFC 6454, section 7',
} as const

/** Why a request came. */
export const reasons = {
  navigation: 'an address was typed or opened: this is the page itself',
  reload: 'you reloaded the page',
  reloadAfterError: 'reloaded, by you or by the error page, which tries again by itself',
  hardReload: 'fresh copies of everything are wanted: a hard reload, or a tool that stores nothing',
  again: 'asked for once more: Firefox sends the same for a reload and for a typed address',
  retry: 'asked again at once: the connection before was closed without a response',
  prefetch: 'the browser asks for this in advance, in case you want it',
  link: (from: string) => `a link on ${from} was followed`,
  form: (from: string | undefined) =>
    from === undefined ? 'a form was sent' : `a form on ${from} was sent`,
  formAgain: 'the same form was sent once more, with the same bytes',
  redirect: (from: string) => `the response to ${from} sent the browser here`,
  favicon: 'the browser asks for this by itself: the small picture for the tab',
  picture: (from: string | undefined) => `${page(from)} shows a picture`,
  fetch: (from: string | undefined) => `a script on ${page(from)} asks for this`,
  websocket: (from: string | undefined) => `a script on ${page(from)} opens a WebSocket`,
  part: (from: string | undefined, what: string) => `${page(from)} needs this (${what})`,
  program: (name: string) => `sent by ${name}, not by a browser`,
  kinds: {
    style: 'a style sheet',
    script: 'a script',
    font: 'a font',
    iframe: 'a page inside it',
    frame: 'a page inside it',
    audio: 'a sound',
    video: 'a film',
    track: 'subtitles',
    manifest: 'its manifest',
    worker: 'a script that runs beside it',
    sharedworker: 'a script that runs beside it',
    serviceworker: 'a script that runs beside it',
  } as Readonly<Record<string, string>>,
} as const

const page = (path: string | undefined) => (path === undefined ? 'the page' : `the page ${path}`)

/** Why a header of a request is new, gone or different. */
export const changes = {
  reload: 'you reloaded the page',
  reloadAfterError: 'you reloaded the page, or the error page did',
  hardReload: 'fresh copies are wanted: a hard reload, or a tool that stores nothing',
  form: 'Chromium sends it with a form, too',
  cacheGone: 'this time it is no reload',
  pragmaGone: 'this time nothing fresh is asked for',
  pragmaNew: 'the same as Cache-Control, for servers older than HTTP/1.1',
  refererGone: 'no page led here: the address was typed or opened',
  refererNew: 'a page led here by a link, a form or a picture',
  refererOther: 'another page led here',
  originNew: 'sent with every POST: where the form is',
  originGone: 'no form is sent',
  cookieNew: 'a server on this host set it; other ports count as the same host',
  cookieGone: 'the cookie was deleted, or it expired',
  cookieOther: 'a server on this host changed it',
  bodyNew: 'a body follows now',
  bodyGone: 'no body follows now',
  bodyOther: 'the body is of another length',
  typeNew: 'a body follows now, and this says what it is',
  copyKept: 'the browser kept a copy and asks whether it is still good',
  copyOfOtherTime: 'the copy that the browser kept is of another time',
  otherCopy: 'the browser kept another copy',
  sites: {
    none: 'no page asked for it: a person did',
    'same-origin': 'a page of this very server asked for it',
    'same-site': 'a page of this host, on another port, asked for it',
    'cross-site': 'a page of another host asked for it',
  } as Readonly<Record<string, string>>,
  userNew: 'a person clicked or typed',
  userGone: 'no click and no key led here',
  host: 'the address names another host or port',
  agent: 'another browser or program asks',
} as const

/** Why there is no command to copy. */
export const copies = {
  noRequestLine: 'it has no request line',
  notWhole: 'not all of its bytes were kept, or came',
  broken: 'curl cannot send what breaks the rules; printf can',
  badTarget: 'a shell cannot hold its path',
  badHeader: 'a shell cannot hold one of its headers',
} as const

/** How connections opened and closed. */
export const connections = {
  bytes: (count: number) => plural(count, 'byte'),
  reads: (size: string, count: number, sizes: string) => `${size} in ${count} reads${sizes}`,
  underOne: 'under 1 ms',
  beforeRequest: 'before any request had come',
  beforeItsEnd: 'before all of the request had come',
  refused: 'closed: your server did not take the connection',
  resetByServer: 'reset by the server',
  resetUnread: 'reset by the server: it closed with bytes of the request unread',
  resetByClient: (client: string, isWhole: boolean) =>
    isWhole ? `reset by ${client}` : `reset by ${client}: it did not wait for the end`,
  closed: (by: string) => `closed by ${by}`,
  closedEmpty: (by: string) => `closed by ${by} without a response`,
  closedUnused: (by: string) => `closed by ${by}, not used`,
  server: 'the server',
} as const

/** A problem that was told in full before. */
export const again = (severity: string) => `${severity}: the same as above`

/** How many errors and warnings there are. */
export function counts(errors: number, warnings: number): string | undefined {
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  return parts.length === 0 ? undefined : parts.join(', ')
}

/** Headlines of messages and connections in the view of the wire. */
export const views = {
  connection: (id: number) => `connection ${id}`,
  request: 'request',
  response: 'response',
  moreBytes: 'more bytes',
  afterResponse: 'after the response was over',
  soFar: 'so far',
  finalFollows: 'the final response follows',
  moreProblems: (count: number) => `${count} more`,
  changed: (title: string) => `what changed in ${title}`,
  since: (title: string) => `since ${title}`,
} as const
