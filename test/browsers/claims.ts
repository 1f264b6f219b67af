import { gzipSync } from 'node:zlib'
import { type BrowserClaim, browserClaims } from '../../src/words/en/browser-claims.ts'
import type { Tab } from './drive.ts'
import { type RawServer, type Serve, type Served, serveRaw } from './server.ts'

/** What a browser does, and the sentences that say so. */
export interface Claim {
  /** Sentences besides those of the claim's id. */
  readonly says?: readonly string[]
  /** The response to `/`, or to each request; other paths are answered by an ordinary page. */
  readonly serve: Served | Serve
  /** What to look at; unless said, what is shown after `/start` and then `/`. */
  readonly look?: (tab: Tab, server: RawServer) => Promise<unknown>
  /** What has to be seen in both, or in each. */
  readonly both?: unknown
  readonly chromium?: unknown
  readonly firefox?: unknown
}

const ok = 'HTTP/1.1 200 OK\r\n'
const close = 'Connection: close\r\n'
const html = 'Content-Type: text/html; charset=utf-8\r\n'
const plain = 'Content-Type: text/plain; charset=utf-8\r\n'
const body = '<!doctype html><title>new</title><p id=p>Hello world!</p>'
const long = `${body}${'<p>more</p>'.repeat(400)}`

/** A whole response, after which the connection is closed. */
export const response = (content: string, headers = html, status = '200 OK'): Served => ({
  bytes: `HTTP/1.1 ${status}\r\n${headers}${close}Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`,
})
const whole = String(response(body).bytes)
const none = (status: string, headers = ''): Served => response('', headers, status)

/** What is shown at last. */
async function shown(tab: Tab, server: RawServer, error = '') {
  const seen = await tab.evaluate(
    '[document.documentURI, document.body ? document.body.innerText.trim().slice(0, 60) : "", document.contentType]',
    2000,
  )
  const [uri = '', text = '', type = ''] = Array.isArray(seen) ? seen.map(String) : []
  const own = /^(chrome-error|about):/.test(uri)
  return {
    error,
    page: own ? 'its own' : uri.replace(server.url, ''),
    text: own ? '' : text,
    type: own ? '' : type,
    times: server.asked.filter(({ target }) => target === '/').length,
  }
}

export async function visit(tab: Tab, server: RawServer) {
  await tab.go(`${server.url}/start`)
  return shown(tab, server, await tab.go(`${server.url}/`))
}

/** Waits for what Chromium's error page asks again; in 5 of 16 runs it stood there after one request. */
async function visitUntilAskedAgain(tab: Tab, server: RawServer) {
  const seen = await visit(tab, server)
  const times = () => server.asked.filter(({ target }) => target === '/').length
  await until(() => times() > 1)
  return { ...seen, times: times() }
}

const contains = (part: string) => ({ contains: part })
const page = { error: '', page: '/', text: contains('Hello world!') }
const named = (error: string) => ({ error: contains(error), page: 'its own' })
const stays = { page: '/start', text: 'start' }
const header = (server: RawServer, target: string, name: string, nth = 0): string | undefined =>
  new RegExp(`^${name}: (.*)\\r$`, 'im').exec(
    server.asked.filter((one) => one.target === target)[nth]?.head ?? '',
  )?.[1]
const go = (tab: Tab, server: RawServer, path: string) => tab.go(server.url + path)
const targets = (server: RawServer) =>
  server.asked
    .filter(({ target }) => !target.includes('favicon'))
    .map(({ method, target }) => `${method} ${target}`)
const saved = { page: '/start', text: 'start' }
/** Waits until something came, at most 3 s. */
async function until(came: () => boolean, limitMs = 3000): Promise<boolean> {
  const end = Date.now() + limitMs
  while (!came() && Date.now() < end) await new Promise((done) => setTimeout(done, 20))
  return came()
}
const asksFor = (server: RawServer, target: string) =>
  until(() => server.asked.some((one) => one.target === target))

/** Runs a script in the page at `/`. */
const script =
  (code: string, then: (server: RawServer, value: unknown) => unknown) =>
  async (tab: Tab, server: RawServer) => {
    await go(tab, server, '/')
    return then(server, await tab.evaluate(`(async () => { ${code} })().catch(String)`))
  }
/** Two servers: a page of this one asks that one. The other is the same server by another name. */
const elsewhere = 'const other = location.href.replace("127.0.0.1", "localhost");'
const allow = 'Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\n'

/** A cookie that the page does not have after its Set-Cookie. */
function cookieClaim(cookie: string): Claim {
  return {
    serve: response(body, `${html}Set-Cookie: ${cookie}\r\n`),
    // Other claims leave cookies too: all ports of a host share them.
    look: script(
      `return document.cookie.split("; ").filter((one) => one === "${cookie.split(';')[0]}").join()`,
      (_, seen) => seen,
    ),
    both: '',
  }
}

/** Claims of the table of src/words/en/browser-claims.ts: their sentences are there. */
const ofTable: Record<BrowserClaim, Claim> = {
  'lf-alone': {
    says: ['Browsers forgive a line that ends in `\\n` alone.'],
    serve: { bytes: whole.replaceAll('\r\n', '\n') },
    both: page,
  },
  'no-empty-line': {
    says: [
      "The browser can't know where the body begins.",
      'Chromium and Firefox show an empty page.',
      'But browsers accept it.',
      'Without the line the browser shows nothing.',
    ],
    serve: { bytes: `${ok}Hello world!\n` },
    both: { error: '', page: '/', text: '' },
  },
  'no-empty-line-redirect': {
    serve: { bytes: 'HTTP/1.1 301 Moved\r\nLocation: /there\r\n' },
    both: { page: '/there' },
  },
  'no-status-line': {
    says: [
      'Browsers take anything else for an error, or for plain text.',
      'Without it Chromium shows an error page, and no letters at all.',
    ],
    serve: { bytes: 'Hello world!\n' },
    chromium: named('ERR_INVALID_HTTP_RESPONSE'),
    firefox: { page: '/', text: 'Hello world!', type: 'text/plain' },
  },
  'four-bytes-before': { serve: { bytes: `    ${whole}` }, both: page },
  'five-bytes-before': {
    serve: { bytes: `     ${whole}` },
    chromium: named('ERR_INVALID_HTTP_RESPONSE'),
    firefox: { page: '/', text: contains('HTTP/1.1 200 OK'), type: 'text/plain' },
  },
  'lengths-differ': {
    serve: { bytes: `${ok}${html}${close}Content-Length: 5\r\nContent-Length: 57\r\n\r\n${body}` },
    chromium: named('ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH'),
    firefox: { page: 'its own' },
  },
  'length-too-small': {
    says: [
      'The browser shows only the first {}',
      'The browser takes only the first {}',
      'Where it is there, the browser believes it, and it counts bytes.',
      'The browser does not look into the body for its end.',
    ],
    serve: { bytes: `${ok}${plain}${close}Content-Length: 5\r\n\r\nHello world!` },
    both: { page: '/', text: 'Hello' },
  },
  'length-too-large-page': {
    serve: { bytes: `${ok}${html}${close}Content-Length: 99999\r\n\r\n${long}` },
    both: { page: '/', text: contains('Hello world!') },
  },
  'length-too-large-text': {
    serve: { bytes: `${ok}${plain}${close}Content-Length: 99999\r\n\r\nHello world!` },
    chromium: { text: '' },
    firefox: { text: 'Hello world!' },
  },
  'length-too-large-open': {
    says: ['The browser waits for {} more'],
    serve: { bytes: `${ok}${html}Content-Length: 99999\r\n\r\n${long}`, after: 'keep' },
    both: { error: contains('imeout') },
  },
  'chunk-missing': {
    serve: {
      bytes: `${ok}${html}${close}Transfer-Encoding: chunked\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n`,
    },
    both: { page: '/', text: contains('Hello world!') },
  },
  'chunk-broken': {
    serve: { bytes: `${ok}${html}${close}Transfer-Encoding: chunked\r\n\r\n${body}` },
    both: { text: { not: contains('Hello world!') } },
  },
  'gzip-in-name-only': {
    says: [
      'Else browsers do not show it.',
      'The browser tries to unpack the body and does not show it, for it is not packed with {}.',
    ],
    serve: { bytes: whole.replace(close, `${close}Content-Encoding: gzip\r\n`) },
    chromium: { text: { not: contains('Hello world!') } },
    firefox: { page: 'its own' },
  },
  'closed-empty': {
    says: ['It should not change anything, so browsers may send it again or in advance.'],
    serve: { bytes: '' },
    look: visitUntilAskedAgain,
    chromium: { ...named('ERR_EMPTY_RESPONSE'), times: { from: 2, to: 5 } },
    firefox: { page: 'its own', times: { from: 2, to: 10 } },
  },
  'closed-empty-kept': {
    serve: ({ target }, nth) =>
      target === '/start'
        ? {
            bytes: `${ok}${html}Content-Length: 34\r\n\r\n<link rel=icon href="data:,">start`,
            after: 'keep',
          }
        : target === '/' && nth === 0
          ? { bytes: '' }
          : undefined,
    both: { ...page, times: { from: 2, to: 3 } },
  },
  'reset-empty': {
    says: ['The connection ended before Firefox had a response:'],
    serve: { bytes: '', after: 'reset' },
    look: visitUntilAskedAgain,
    chromium: { ...named('ERR_CONNECTION_RESET'), times: { from: 2, to: 5 } },
    firefox: { page: 'its own', times: { from: 2, to: 10 } },
  },
  'reset-midway': {
    says: [
      'The connection is reset, and the browser may throw the response away.',
      'Then the browser may throw the response away.',
      'A server that closes while bytes wait unread resets the connection, and the browser may throw the page away.',
    ],
    serve: { bytes: `${ok}${html}Content-Length: 99999\r\n\r\n${long}`, after: 'reset' },
    chromium: { page: '/', text: contains('Hello world!') },
    firefox: { page: 'its own' },
  },
  'empty-error': {
    says: [
      'Only if the body of a 404 is empty, the browser shows an error page of its own.',
      'If the body is empty, browsers show their own error page.',
    ],
    serve: none('404 Not Found'),
    both: { page: 'its own' },
  },
  'tags-shown': {
    says: [
      'So your browser did not decide by the tags.',
      'But there is one, and the browser believes it.',
      'The browser believes this line, even if it is wrong.',
      'the browser shows tags as they are',
      'With another type the browser shows no page.',
    ],
    serve: response(body, plain),
    both: { page: '/', text: contains('<p id=p>'), type: 'text/plain' },
  },
  'guessed-page': {
    says: [
      'from these bytes a browser takes it for a page',
      'The browser shows a page all the same.',
      'Without Content-Type a browser guesses from the first bytes.',
      'Without it, browsers guess.',
      'When nobody says what the data is, the browser looks at its first bytes.',
      'begins with a tag that browsers know',
    ],
    serve: response(body, ''),
    both: { ...page, type: 'text/html' },
  },
  'no-charset': {
    says: [
      'A browser that does not know this takes each byte for one letter.',
      'The browser took each byte for its own letter.',
      'its charset is in the page, or the browser guesses it',
    ],
    serve: response('<!doctype html><p id=p>é</p>', 'Content-Type: text/html\r\n'),
    both: { text: '\u00c3\u00a9' },
  },
  'charset-in-header': {
    serve: response(
      '<!doctype html><meta charset=utf-8><p id=p>é</p>',
      'Content-Type: text/html; charset=iso-8859-1\r\n',
    ),
    both: { text: '\u00c3\u00a9' },
  },
  'octet-stream': {
    says: [
      'a browser saves them as a file',
      'A browser does not show them.',
      'Your browser saves it as a file',
      'Then it is bytes, and browsers save it instead of showing it.',
    ],
    serve: response(body, 'Content-Type: application/octet-stream\r\n'),
    both: saved,
  },
  'style-not-css': {
    serve: ({ target }) =>
      target === '/'
        ? response('<!doctype html><link rel=stylesheet href=/not.css><p id=p>Hello</p>')
        : target === '/not.css'
          ? response('#p { color: rgb(1, 2, 3) }')
          : undefined,
    look: async (tab, server) => {
      await go(tab, server, '/')
      return tab.evaluate('getComputedStyle(document.getElementById("p")).color')
    },
    both: 'rgb(0, 0, 0)',
  },
  'favicon-again': {
    says: [
      'If the response is text, Chromium finds none in it and asks again.',
      'Your browser also asked for `/favicon.ico`.',
      'So the browser looked in the usual place:',
      'the browser asks for this by itself:',
    ],
    serve: ({ target }) => (target === '/favicon.ico' ? response('Hello', plain) : undefined),
    look: async (tab, server) => iconsAsked(tab, server),
    chromium: 2,
    firefox: 1,
  },
  'favicon-404': {
    serve: ({ target }) => (target === '/favicon.ico' ? none('404 Not Found') : undefined),
    look: async (tab, server) => iconsAsked(tab, server),
    chromium: 1,
    firefox: 1,
  },
  'redirect-loop': {
    says: ['The browser goes there by itself, up to about 20 times in a row.'],
    serve: none('302 Found', 'Location: /\r\n'),
    chromium: { page: 'its own', times: { from: 18, to: 22 } },
    firefox: { page: 'its own', times: { from: 18, to: 22 } },
  },
  'redirect-nowhere': { serve: response(body, html, '302 Found'), both: page },
  'cors-refused': {
    serve: ({ target }) => (target === '/api' ? response('{}', plain) : undefined),
    look: script(
      `${elsewhere} return fetch(other + "api").then(() => "read", String)`,
      (_, seen) => seen,
    ),
    both: { not: 'read' },
  },
  'preflight-refused': {
    says: [
      'The browser asks whether a script of {} may send this request, and {}.',
      'The browser asks first whether a script may send this request, and {} is no yes.',
      'The browser asks whether a script may use {}, and Access-Control-Allow-Methods does not name it.',
      'The browser asks whether a script may send the header {}, and Access-Control-Allow-Headers does not name it.',
    ],
    serve: ({ target }) => (target === '/api' ? none('405 No', allow) : undefined),
    look: script(
      `${elsewhere} await fetch(other + "api", { method: "PUT" }).catch(String)`,
      (server) => targets(server).filter((one) => one.endsWith('/api')),
    ),
    both: ['OPTIONS /api'],
  },
  'websocket-accept': {
    serve: ({ target }) =>
      target === '/ws'
        ? {
            bytes:
              'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n',
            after: 'keep',
          }
        : undefined,
    look: script(
      `const socket = new WebSocket(location.href.replace("http", "ws") + "ws")
      return new Promise((done) => { socket.onopen = socket.onerror = ({ type }) => done(type) })`,
      (_, seen) => seen,
    ),
    both: 'error',
  },
  'event-stream-type': {
    serve: ({ target }) =>
      target === '/events' ? { bytes: `${ok}${plain}\r\ndata: 1\n\n` } : undefined,
    look: script(
      `const events = new EventSource("/events")
      return new Promise((done) => { events.onmessage = done; events.onerror = () => done(events.readyState) })`,
      (_, seen) => seen,
    ),
    both: 2,
  },
  'event-not-ended': {
    serve: ({ target }) =>
      target === '/events'
        ? { bytes: `${ok}Content-Type: text/event-stream\r\n\r\ndata: 1\ndata: 2\n`, after: 'keep' }
        : undefined,
    look: script(
      `const events = new EventSource("/events")
      return new Promise((done) => {
        events.onmessage = () => done("event")
        events.onopen = () => setTimeout(done, 300, "none")
      })`,
      (_, seen) => seen,
    ),
    both: 'none',
  },
  'module-type': {
    serve: ({ target }) =>
      target === '/'
        ? response('<!doctype html><title>new</title><script type=module src=/a.js></script>')
        : target === '/a.js'
          ? response('document.title = "ran"', plain)
          : undefined,
    look: async (tab, server) => {
      await go(tab, server, '/')
      return tab.evaluate('document.title')
    },
    both: 'new',
  },
  'cookie-domain': cookieClaim('elsewhere=1; Domain=example.com'),
  'cookie-prefix': cookieClaim('__Secure-own=1'),
  'cookie-same-site': cookieClaim('cross=1; SameSite=None'),
  'post-redirected': {
    serve: ({ target }) =>
      target === '/form' ? none('301 Moved', 'Location: /form/\r\n') : undefined,
    look: script('await fetch("/form", { method: "POST", body: "x" })', (server) =>
      server.asked
        .filter(({ target }) => target === '/form/')
        .map(({ method, body }) => method + body),
    ),
    both: ['GET'],
  },
  'no-content-stays': {
    says: [
      'A browser that asked for a page stays on the page that it shows.',
      'Browsers stay on the page they are on.',
    ],
    serve: { bytes: `HTTP/1.1 204 No Content\r\n${close}\r\n` },
    both: stays,
  },
}

/** How often the icon was asked for with two pages. */
async function iconsAsked(tab: Tab, server: RawServer): Promise<number> {
  await go(tab, server, '/')
  await asksFor(server, '/favicon.ico')
  await go(tab, server, '/second')
  const icons = () => server.asked.filter(({ target }) => target === '/favicon.ico').length
  await until(() => icons() > 1, 800)
  return icons()
}

/** Says what type a body is taken for where the response names none. */
const guessed = (content: string | Buffer, headers = ''): Served => ({
  bytes: Buffer.concat([
    Buffer.from(`${ok}${headers}${close}Content-Length: ${Buffer.from(content).length}\r\n\r\n`),
    Buffer.from(content),
  ]),
})
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const others: Record<string, Claim> = {
  'comment-without-end': {
    says: ['this comment never ends, so the browser shows nothing of what follows it'],
    serve: response('<!doctype html><p>before<!-- <h1>Hello world!</h1></html>'),
    both: { page: '/', text: 'before' },
  },
  'sniff-chromium-only': {
    says: ['from these bytes Chromium takes it for a page, Firefox for text'],
    serve: guessed('<p\nid=p>Hello'),
    chromium: { type: 'text/html' },
    firefox: { type: 'text/plain' },
  },
  'sniff-xml': {
    says: ['from these bytes a browser takes it for XML'],
    serve: guessed('<?xml version="1.0"?><a>b</a>'),
    both: { type: contains('xml') },
  },
  'sniff-picture': {
    says: ['from these bytes a browser takes it for a picture'],
    serve: guessed(png),
    both: { type: 'image/png' },
  },
  'sniff-text': {
    says: [
      'from these bytes a browser takes it for plain text',
      'from these bytes a browser takes it for plain text, and shows the tags.',
    ],
    serve: guessed('Hello <b>world</b>'),
    both: { type: 'text/plain', text: 'Hello <b>world</b>' },
  },
  'sniff-form': {
    serve: guessed('<form>Hello</form>'),
    both: { type: 'text/plain', text: '<form>Hello</form>' },
  },
  'sniff-binary': {
    says: ['from these bytes a browser takes it for a file to save'],
    serve: guessed(Buffer.from([0, 1, 2, 3, 250, 251, 252, 0, 7])),
    both: saved,
  },
  'sniff-pdf': {
    says: ['from these bytes a browser takes it for a PDF file'],
    serve: guessed('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
    both: { type: 'application/pdf' },
  },
  nosniff: {
    says: ['a browser takes it for plain text'],
    serve: guessed(body, 'X-Content-Type-Options: nosniff\r\n'),
    both: { type: 'text/plain' },
  },
  'never-closed': {
    says: [
      'The browser waits for more',
      'The browser waits for more.',
      'So the browser waits for more.',
      'Chromium shows an empty page, Firefox keeps the old one.',
      'The connection stays open, so the browser has to know where the data ends.',
      'a response with Content-Length, so that the browser knows where it ends',
    ],
    serve: { bytes: `${ok}\r\nHello world!`, after: 'keep' },
    chromium: { error: contains('imeout'), text: '' },
    firefox: { error: contains('imeout'), page: '/start', text: 'start' },
  },
  'everything-is-body': {
    says: [
      'After the empty line everything is the body, and the browser shows it.',
      'The second ones come after the empty line, so the browser shows them as text.',
      'The header {} came in the body, so the browser takes it for a part of the page.',
    ],
    serve: { bytes: `${ok}${html}${close}\r\nX-Late: 1\r\n\r\nHello world!` },
    both: { text: contains('X-Late: 1') },
  },
  'header-without-colon': {
    says: ["A browser ignores a header that it can't read."],
    serve: { bytes: whole.replace('\r\n', '\r\nno colon here\r\n') },
    both: page,
  },
  'half-closed': {
    says: ['A browser keeps its side open and waits.'],
    serve: { bytes: `${ok}${html}Content-Length: 500\r\n\r\n`, after: 'keep' },
    both: { error: contains('imeout') },
  },
  'words-of-404': {
    serve: response(body, html, '404 Not Found'),
    both: { page: '/', text: 'Hello world!' },
  },
  'reason-phrase': {
    says: ['Browsers look only at the number 200.'],
    serve: response(body, html, '200 Not At All'),
    both: page,
  },
  'reset-content': {
    says: ['Browsers treat it like 204 and empty nothing.'],
    serve: none('205 Reset Content'),
    both: stays,
  },
  'multiple-choices': {
    says: ['A browser shows the body.'],
    serve: response(body, html, '300 Multiple Choices'),
    both: page,
  },
  'use-proxy': {
    says: ['So browsers ignore it.'],
    serve: response(body, `${html}Location: http://127.0.0.1:9/\r\n`, '305 Use Proxy'),
    both: page,
  },
  'moved-for-good': {
    says: [
      'A browser may remember this and not ask again, so it is hard to take back.',
      'A browser may remember it:',
      'Browsers then ask for that address.',
      'the response to {} sent the browser here',
    ],
    serve: ({ target }) => (target === '/' ? none('301 Moved', 'Location: /there\r\n') : undefined),
    look: async (tab, server) => {
      await visit(tab, server)
      return visit(tab, server)
    },
    chromium: { page: '/there', times: 1 },
    firefox: { page: '/there', times: { from: 1, to: 2 } },
  },
  'post-becomes-get': {
    says: [
      'It was meant to keep the method, but browsers changed POST to GET.',
      'The browser asks for it with GET.',
      'The browser then gets the next page with GET, and a reload does not send the form again.',
    ],
    serve: ({ target }) =>
      target === '/301'
        ? none('301 Moved', 'Location: /a\r\n')
        : target === '/302'
          ? none('302 Found', 'Location: /b\r\n')
          : target === '/303'
            ? none('303 See Other', 'Location: /c\r\n')
            : undefined,
    look: script(
      'for (const path of ["/301", "/302", "/303"]) await fetch(path, { method: "POST", body: "x" })',
      targets,
    ),
    both: ['GET /', 'POST /301', 'GET /a', 'POST /302', 'GET /b', 'POST /303', 'GET /c'],
  },
  'etag-comes-back': {
    says: [
      'The browser sends it back as If-None-Match.',
      'Browsers send it back in If-None-Match.',
      'A browser sends the date back as If-Modified-Since.',
      'the browser kept a copy and asks whether it is still good',
      'a copy may be stored, but the browser must ask before each use',
      'the browser must ask before each use',
      'The browser takes the page from its cache.',
    ],
    serve: ({ target }, nth) =>
      target !== '/'
        ? undefined
        : nth > 0
          ? { bytes: `HTTP/1.1 304 Not Modified\r\n${close}\r\n` }
          : response(
              body,
              `${html}Cache-Control: no-cache\r\nETag: "a"\r\nLast-Modified: Fri, 25 May 2018 14:04:16 GMT\r\n`,
            ),
    look: async (tab, server) => {
      await go(tab, server, '/')
      return {
        ...(await visit(tab, server)),
        match: header(server, '/', 'If-None-Match', 1),
        since: header(server, '/', 'If-Modified-Since', 1),
      }
    },
    both: { ...page, times: 2, match: '"a"', since: 'Fri, 25 May 2018 14:04:16 GMT' },
  },
  'fresh-copy': {
    says: ['the browser shows it and sends no request.', 'the browser took this from its {}cache.'],
    serve: ({ target }) =>
      target === '/' ? response(body, `${html}Cache-Control: max-age=600\r\n`) : undefined,
    look: async (tab, server) => {
      await go(tab, server, '/')
      return visit(tab, server)
    },
    both: { ...page, times: 1 },
  },
  'no-store': {
    says: ['Then browsers ask again each time.'],
    serve: ({ target }) =>
      target === '/'
        ? response(body, `${html}Cache-Control: no-store\r\nETag: "a"\r\n`)
        : undefined,
    look: async (tab, server) => {
      await go(tab, server, '/')
      return { ...(await visit(tab, server)), match: header(server, '/', 'If-None-Match', 1) }
    },
    both: { ...page, times: 2, match: undefined },
  },
  reload: {
    says: [
      'Chromium adds max-age=0 on a reload, Firefox does not.',
      'Firefox sends the same for a reload and for a typed address',
    ],
    serve: response(body),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await tab.reload()
      return header(server, '/', 'Cache-Control', 1)
    },
    chromium: 'max-age=0',
    firefox: undefined,
  },
  'first-request': {
    says: [
      'Before the first byte, the browser opens a **connection** to the server.',
      'Your browser made it from the address that you visited, `http://localhost:9001/hello`.',
      'Your browser adds about twelve **headers**.',
      'Browsers offer br and zstd over https and to localhost.',
      'Over HTTP/1.1 Chromium does not send it, Firefox does.',
      'Browsers send this header over https and to localhost.',
      'Browsers stopped sending it soon after 2010.',
      'Chromium sends only the name with each request.',
      'With Accept-Encoding a browser says what it could read.',
      'So later browsers said that they are Mozilla too, and they still do.',
    ],
    serve: response(body),
    look: async (tab, server) => {
      await go(tab, server, '/')
      return {
        headers: (server.asked[0]?.head.match(/^[\w-]+: /gm) ?? []).length,
        coding: header(server, '/', 'Accept-Encoding'),
        priority: header(server, '/', 'Priority') !== undefined,
        mode: header(server, '/', 'Sec-Fetch-Mode'),
        agent: header(server, '/', 'User-Agent'),
        charset: header(server, '/', 'Accept-Charset'),
        platform: header(server, '/', 'sec-ch-ua-platform'),
        version: header(server, '/', 'sec-ch-ua-platform-version'),
      }
    },
    chromium: {
      headers: { from: 11, to: 16 },
      coding: 'gzip, deflate, br, zstd',
      priority: false,
      mode: 'navigate',
      agent: contains('Mozilla/5.0'),
      charset: undefined,
      platform: '"Linux"',
      version: undefined,
    },
    firefox: {
      headers: { from: 11, to: 16 },
      coding: 'gzip, deflate, br, zstd',
      priority: true,
      mode: 'navigate',
      agent: contains('Mozilla/5.0'),
      charset: undefined,
      platform: undefined,
      version: undefined,
    },
  },
  'page-and-picture': {
    says: [
      'Browsers send this header when they load a page, not for pictures.',
      'Browsers send this header only when you open a page.',
      'Your browser reads it and asks for the picture as well.',
      'the browser asks for a secure connection if there is one',
      'Your browser reads them and makes a page of them.',
    ],
    serve: response('<!doctype html><link rel=icon href="data:,"><img src=/picture.png>'),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await asksFor(server, '/picture.png')
      return ['Upgrade-Insecure-Requests', 'Sec-Fetch-User'].map((name) => [
        header(server, '/', name),
        header(server, '/picture.png', name),
      ])
    },
    both: [
      ['1', undefined],
      ['?1', undefined],
    ],
  },
  'same-connection': {
    says: ['The browser sends its next request over the same connection.'],
    serve: { bytes: `${ok}${html}Content-Length: 5\r\n\r\nstart`, after: 'keep' },
    look: async (tab, server) => {
      for (const path of ['/', '/', '/']) await go(tab, server, path)
      return server.asked.filter(({ connection }) => connection === server.asked[0]?.connection)
        .length
    },
    both: { from: 2, to: 9 },
  },
  'form-get': {
    says: [
      "A space would end the request's target, so the browser writes + in its place.",
      '{} leaves + as it is, and a browser writes + for a space',
      'So the browser writes them in another way, and the server has to turn them back.',
    ],
    serve: response(
      '<!doctype html><link rel=icon href="data:,"><form action=/to><input name=a value="b c&d=e+f"></form>',
    ),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await tab.evaluate('void document.forms[0].submit()')
      await until(() => server.asked.length > 1)
      return targets(server)
    },
    both: ['GET /', 'GET /to?a=b+c%26d%3De%2Bf'],
  },
  'origin-of-post': {
    says: ['Browsers add it to POST, and to requests of scripts to other sites.'],
    serve: response(body, html + allow),
    look: script(
      `${elsewhere} await fetch("/post", { method: "POST" }); await fetch(other + "get")`,
      (server) =>
        [header(server, '/post', 'Origin'), header(server, '/get', 'Origin')].map(
          (one) => one === server.url,
        ),
    ),
    both: [true, true],
  },
  multipart: {
    says: ['the browser writes it with its boundary.', 'browsers send the bytes as they are.'],
    serve: response(body),
    look: script(
      'const form = new FormData(); form.set("a", new Blob(["é"]), "f"); await fetch("/post", { method: "POST", body: form })',
      (server) => [
        header(server, '/post', 'Content-Type'),
        server.asked.find(({ target }) => target === '/post')?.body.includes('\u00c3\u00a9'),
      ],
    ),
    both: [contains('multipart/form-data; boundary='), true],
  },
  preflight: {
    says: [
      'The browser asks before it sends the real request.',
      'The browser asks this with OPTIONS before it sends the real request.',
      'Before a script sends an unusual request to another site, the browser asks that site with OPTIONS.',
      'A browser asks before a script sends a request to another site (CORS).',
      'the browser asks:',
    ],
    serve: response(body, html + allow),
    look: script(`${elsewhere} await fetch(other + "x", { headers: { "X-A": "1" } })`, (server) =>
      targets(server).slice(1),
    ),
    both: ['OPTIONS /x', 'GET /x'],
  },
  'preflight-for-seconds': {
    says: ['Without it Chromium remembers the permission for five seconds.'],
    serve: response(body, html + allow),
    look: script(
      `${elsewhere} const ask = () => fetch(other + "x", { headers: { "X-A": "1" } });
       await ask(); await ask(); await new Promise((done) => setTimeout(done, 5600)); await ask()`,
      (server) => targets(server).slice(1),
    ),
    chromium: ['OPTIONS /x', 'GET /x', 'GET /x', 'OPTIONS /x', 'GET /x'],
    firefox: ['OPTIONS /x', 'GET /x', 'OPTIONS /x', 'GET /x', 'OPTIONS /x', 'GET /x'],
  },
  'response-kept-from-script': {
    says: [
      'Without it the browser still gets the response, but does not show it to a script of another site.',
      'The browser keeps the response from such a page, but the request has come all the same (CSRF).',
    ],
    serve: response(body, html),
    look: script(`${elsewhere} return (await fetch(other + "x")).status`, (server, value) => [
      targets(server).slice(1),
      value,
    ]),
    both: [['GET /x'], contains('TypeError')],
  },
  trace: {
    says: ['Browsers do not send it, and most servers do not allow it.'],
    serve: response(body),
    look: script('await fetch("/x", { method: "TRACE" })', (server, value) => [
      targets(server),
      value,
    ]),
    both: [['GET /'], contains('TypeError')],
  },
  'only-from-scripts': {
    says: ['Browsers send it only from scripts.'],
    serve: response(body),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await tab.evaluate(
        'void (document.body.innerHTML = "<form action=/x method=put></form>", document.forms[0].submit())',
      )
      await asksFor(server, '/x?')
      await go(tab, server, '/next')
      await tab.evaluate('fetch("/y", { method: "PUT" }).then(() => 1)')
      return targets(server)
    },
    both: ['GET /', 'GET /x?', 'GET /next', 'PUT /y'],
  },
  gzip: {
    says: ['The browser unpacks the body before it does anything else.'],
    serve: {
      bytes: Buffer.concat([
        Buffer.from(`${ok}${html}Content-Encoding: gzip\r\n${close}\r\n`),
        gzipSync(body),
      ]),
    },
    both: page,
  },
  'script-not-allowed': {
    says: ['If an attacker gets one into the page, the browser does not run it.'],
    serve: response(
      '<!doctype html><p>quiet</p><script>document.body.textContent = "ran"</script>',
      `${html}Content-Security-Policy: script-src 'self'\r\n`,
    ),
    both: { text: 'quiet' },
  },
  'only-reports': {
    says: [
      'like the header without Report-Only, but the browser only reports',
      'the browser only reports it',
      'the browser reports it and loads it',
    ],
    serve: response(
      '<!doctype html><p>quiet</p><script>document.body.textContent = "ran"</script>',
      `${html}Content-Security-Policy-Report-Only: script-src 'self'\r\n`,
    ),
    both: { text: 'ran' },
  },
  'changed-file': {
    says: ['If a file on another server was changed, the browser does not run it.'],
    serve: ({ target }) =>
      target === '/x.js'
        ? response('document.body.textContent = "ran"', 'Content-Type: text/javascript\r\n')
        : target === '/'
          ? response(
              '<!doctype html><p>quiet</p><script src=/x.js integrity="sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="></script>',
            )
          : undefined,
    both: { text: 'quiet' },
  },
  cookie: {
    says: [
      'the cookies of this site, which the browser sends back',
      'A server chose it, and the browser sends it back.',
    ],
    serve: response(body, `${html}Set-Cookie: a=b\r\n`),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await go(tab, server, '/next')
      return header(server, '/next', 'Cookie')
    },
    both: 'a=b',
  },
  fragment: {
    says: ['Browsers keep the fragment and jump to it on the page.'],
    serve: response(`${long}<p id=end>end</p>`),
    look: async (tab, server) => {
      await go(tab, server, '/#end')
      return [await tab.evaluate('location.hash + (scrollY > 0)'), targets(server)]
    },
    both: ['#endtrue', ['GET /']],
  },
  referer: {
    says: ['Since about 2020 browsers tell other sites only the origin, even without this header.'],
    serve: response(body, html + allow),
    look: async (tab, server) => {
      await go(tab, server, '/deep/page')
      await tab.evaluate(
        `fetch(location.origin.replace("127.0.0.1", "localhost") + "/x").then(() => 1)`,
      )
      return header(server, '/x', 'Referer') === `${server.url}/`
    },
    both: true,
  },
  ping: {
    says: [
      'On a click Chromium sends a request there, and names the page with the link.',
      'On a click Chromium sends a request there, and names the page that it opens.',
    ],
    serve: response('<!doctype html><link rel=icon href="data:,"><a href=/to ping=/ping>to</a>'),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await tab.evaluate('void document.links[0].click()')
      await until(() => targets(server).includes('POST /ping'), 1000)
      return [header(server, '/ping', 'Ping-From'), header(server, '/ping', 'Ping-To')].map((one) =>
        one?.replace(server.url, ''),
      )
    },
    chromium: ['/', '/to'],
    firefox: [undefined, undefined],
  },
  prefetch: {
    says: [
      'the browser loads this in advance, in case you want it',
      'the browser asks for this in advance, in case you want it',
      'Older browsers send prefetch here when they load a page in advance.',
      'why the browser loads this in advance',
    ],
    serve: response('<!doctype html><link rel=icon href="data:,"><link rel=prefetch href=/next>'),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await asksFor(server, '/next')
      return ['Sec-Purpose', 'Purpose', 'X-Moz'].map((name) => header(server, '/next', name))
    },
    both: ['prefetch', undefined, undefined],
  },
  'client-hints': {
    says: [
      'Chromium then adds the named headers.',
      'Chromium sends it only to servers that asked for it with Accept-CH.',
    ],
    serve: response(body, `${html}Accept-CH: Sec-CH-UA-Arch\r\n`),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await go(tab, server, '/next')
      return [header(server, '/', 'Sec-CH-UA-Arch'), header(server, '/next', 'Sec-CH-UA-Arch')].map(
        (one) => one !== undefined,
      )
    },
    chromium: [false, true],
    firefox: [false, false],
  },
  'critical-hints': {
    says: ['If they are missing, Chromium sends its request again with these headers.'],
    serve: response(body, `${html}Accept-CH: Sec-CH-UA-Arch\r\nCritical-CH: Sec-CH-UA-Arch\r\n`),
    look: async (tab, server) => (await visit(tab, server)).times,
    chromium: 2,
    firefox: 1,
  },
  'dots-in-path': {
    says: ['A browser removes it from the address, and so do most programs.'],
    serve: response(body),
    look: async (tab, server) => {
      await go(tab, server, '/a/../../b')
      return targets(server)
    },
    both: ['GET /b'],
  },
  'forbidden-port': {
    says: ['The browser does not connect to this port.', 'Browsers refuse them.'],
    serve: response(body),
    look: (tab) => tab.go('http://127.0.0.1:6000/'),
    chromium: contains('ERR_UNSAFE_PORT'),
    firefox: contains('deniedPortAccess'),
  },
  'websocket-without-accept': {
    says: [
      'If it is missing, the browser closes the connection.',
      'Browsers offer permessage-deflate, which compresses each message.',
    ],
    serve: ({ target }) =>
      target === '/ws'
        ? {
            bytes:
              'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
            after: 'keep',
          }
        : undefined,
    look: script(
      'return await new Promise((done) => { const socket = new WebSocket(location.href.replace("http", "ws") + "ws"); socket.onopen = () => done("open"); socket.onclose = () => done("closed") })',
      (server, value) => [value, header(server, '/ws', 'Sec-WebSocket-Extensions')],
    ),
    both: ['closed', contains('permessage-deflate')],
  },
  'never-sent': {
    says: ['Browsers do not send it.'],
    serve: response(body),
    look: script('await fetch("/x", { method: "POST", body: "a".repeat(2e6) })', (server) => [
      header(server, '/x', 'Expect'),
      header(server, '/', 'From'),
    ]),
    both: [undefined, undefined],
  },
  'large-body-in-pieces': {
    says: ['- Some browsers send the end of a request later than its beginning.'],
    serve: response(body),
    look: script(
      'await fetch("/x", { method: "POST", body: "a".repeat(2e6) })',
      (server) => server.asked.find(({ target }) => target === '/x')?.pieces,
    ),
    both: { from: 2, to: 9999 },
  },
  attachment: {
    says: ['the browser should save this as a file'],
    serve: response(body, `${html}Content-Disposition: attachment\r\n`),
    both: saved,
  },
  inline: {
    says: ['the browser should show this, as usual'],
    serve: response(body, `${html}Content-Disposition: inline\r\n`),
    both: page,
  },
  'script-of-no-type': {
    says: [
      'the browser should not guess the type',
      'the browser should believe Content-Type and not guess from the bytes',
    ],
    serve: ({ target }) =>
      target === '/x.js'
        ? response(
            'document.body.textContent = "ran"',
            `${plain}X-Content-Type-Options: nosniff\r\n`,
          )
        : target === '/'
          ? response('<!doctype html><p>quiet</p><script src=/x.js></script>')
          : undefined,
    both: { text: 'quiet' },
  },
  'cookie-deleted': {
    says: [
      'the browser should remember this and send it back each time',
      'the browser should remember this;',
      'the browser should remember this until then, and send it back each time',
      'the browser should delete this cookie now',
    ],
    serve: ({ target }) =>
      target === '/' || target === '/gone'
        ? response(
            body,
            `${html}Set-Cookie: c=d; Path=/; Max-Age=${target === '/gone' ? 0 : 60}\r\n`,
          )
        : undefined,
    look: async (tab, server) => {
      for (const path of ['/', '/gone', '/after']) await go(tab, server, path)
      return ['/gone', '/after'].map(
        (path) => header(server, path, 'Cookie')?.includes('c=d') ?? false,
      )
    },
    both: [true, false],
  },
  'form-post': {
    says: [
      'Chromium sends it with a form, too',
      'the charset of the page does not have them, so the browser wrote their numbers.',
    ],
    serve: response(
      '<!doctype html><link rel=icon href="data:,"><form action=/to method=post><input name=a value="&#54620;"></form>',
      'Content-Type: text/html; charset=iso-8859-1\r\n',
    ),
    look: async (tab, server) => {
      await go(tab, server, '/')
      await tab.evaluate('void document.forms[0].submit()')
      await asksFor(server, '/to')
      return [
        header(server, '/to', 'Cache-Control'),
        server.asked.find(({ target }) => target === '/to')?.body,
      ]
    },
    chromium: ['max-age=0', 'a=%26%2354620%3B'],
    firefox: [undefined, 'a=%26%2354620%3B'],
  },
  'refused-resource': {
    says: ['the browser refuses a response from another one'],
    serve: response(body, `${html}Cross-Origin-Resource-Policy: same-origin\r\n`),
    look: script(
      `${elsewhere} return (await fetch(other + "x", { mode: "no-cors" })).type`,
      (_server, value) => value,
    ),
    both: contains('TypeError'),
  },
  localhost: {
    says: ['A browser that goes to `localhost` tries IPv4 and IPv6.'],
    serve: response(body),
    look: async (tab, server) => {
      const six = await serveRaw(() => response(body), '::1')
      await tab.go(`http://localhost:${six.port}/six`)
      await tab.go(`http://localhost:${server.port}/four`)
      six.close()
      return [targets(six), targets(server)]
    },
    both: [['GET /six'], ['GET /four']],
  },
  'line-about-to-close': {
    says: ['Firefox follows timeout, and does not use a connection that is about to close.'],
    serve: {
      bytes: `${ok}${html}Keep-Alive: timeout=1\r\nConnection: keep-alive\r\nContent-Length: 34\r\n\r\n<link rel=icon href="data:,">start`,
      after: 'keep',
    },
    look: async (tab, server) => {
      await go(tab, server, '/')
      await new Promise((done) => setTimeout(done, 1500))
      await go(tab, server, '/next')
      const [first, second] = server.asked.filter(({ target }) => !target.includes('favicon'))
      return first?.connection === second?.connection
    },
    chromium: true,
    firefox: false,
  },
  'relative-address': {
    says: [
      'The page named it without a slash at the start, so the browser asked for {}.',
      'Your browser found its picture too, in `site/favicon.ico`.',
    ],
    serve: response('<!doctype html><img src=picture.png>'),
    look: async (tab, server) => {
      await go(tab, server, '/deep/page')
      return [await asksFor(server, '/deep/picture.png'), await asksFor(server, '/favicon.ico')]
    },
    both: [true, true],
  },
  korean: {
    says: ['Every browser can show Korean.'],
    serve: response('<p>한국어'),
    both: { text: '한국어' },
  },
}

/** The sentences of a text. */
const split = (text: string) => text.split(/(?<=[.!?:;])\s+/)

/** Every claim, with all its sentences. */
export const claims: readonly (Claim & { id: string; sentences: readonly string[] })[] = [
  ...Object.entries(ofTable).map(([id, claim]) => {
    const text = Object.entries(browserClaims).find(([key]) => key === id)?.[1] ?? ''
    return { ...claim, id, sentences: [...split(text), ...(claim.says ?? [])] }
  }),
  ...Object.entries(others).map(([id, claim]) => ({ ...claim, id, sentences: claim.says ?? [] })),
]
