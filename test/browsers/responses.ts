import type { BrowserClaim } from '../../src/words/en/browser-claims.ts'

/** What a server sends to the request for one path, and what becomes of the connection. */
export interface Served {
  readonly bytes: string | Uint8Array
  readonly after?: 'close' | 'keep' | 'reset'
}

const ok = 'HTTP/1.1 200 OK\r\n'
const html = `${ok}Content-Type: text/html; charset=utf-8\r\n`
const text = `${ok}Content-Type: text/plain; charset=utf-8\r\n`
const close = 'Connection: close\r\n'
const body = '<!doctype html><title>new</title><p id=p>Hello world!</p>'
const long = `${body}${'<p>more</p>'.repeat(200)}`
const whole = `${html}${close}Content-Length: ${body.length}\r\n\r\n${body}`
const binary = (value: string) => Buffer.from(value, 'latin1')

/** A response for each claim: the fault that the sentence is about. */
export const responses: Record<BrowserClaim, Served> = {
  'lf-alone': { bytes: whole.replaceAll('\r\n', '\n') },
  'no-empty-line': { bytes: `${html}Hello world!\n` },
  'no-empty-line-redirect': { bytes: 'HTTP/1.1 301 Moved\r\nLocation: /there\r\n' },
  'no-status-line': { bytes: 'Hello world!\n' },
  'four-bytes-before': { bytes: `    ${whole}` },
  'five-bytes-before': { bytes: `     ${whole}` },
  'lengths-differ': {
    bytes: `${html}${close}Content-Length: 5\r\nContent-Length: 57\r\n\r\n${body}`,
  },
  'length-too-small': { bytes: `${text}${close}Content-Length: 5\r\n\r\nHello world!` },
  'length-too-large-page': { bytes: `${html}${close}Content-Length: 99999\r\n\r\n${long}` },
  'length-too-large-text': { bytes: `${text}${close}Content-Length: 99999\r\n\r\nHello world!` },
  'length-too-large-open': {
    bytes: `${html}Content-Length: 99999\r\n\r\n${long}`,
    after: 'keep',
  },
  'chunk-missing': {
    bytes: `${html}${close}Transfer-Encoding: chunked\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n`,
  },
  'chunk-broken': { bytes: `${html}${close}Transfer-Encoding: chunked\r\n\r\n${body}` },
  'gzip-in-name-only': { bytes: whole.replace(close, `${close}Content-Encoding: gzip\r\n`) },
  'closed-empty': { bytes: '' },
  'closed-empty-kept': { bytes: '' },
  'reset-empty': { bytes: '', after: 'reset' },
  'reset-midway': { bytes: `${html}Content-Length: 99999\r\n\r\n${long}`, after: 'reset' },
  'empty-error': { bytes: `HTTP/1.1 404 Not Found\r\n${close}Content-Length: 0\r\n\r\n` },
  'tags-shown': { bytes: `${text}${close}\r\n${body}` },
  'guessed-page': { bytes: `${ok}${close}Content-Type:\r\n\r\n${body}` },
  'no-charset': {
    bytes: `${ok}${close}Content-Type: text/html\r\n\r\n<!doctype html><p id=p>é</p>`,
  },
  'charset-in-header': {
    bytes: binary(
      `${ok}${close}Content-Type: text/html; charset=iso-8859-1\r\n\r\n<!doctype html><meta charset=utf-8><p id=p>\xc3\xa9</p>`,
    ),
  },
  'octet-stream': { bytes: `${ok}${close}Content-Type: application/octet-stream\r\n\r\n${body}` },
  'style-not-css': {
    bytes: `${html}${close}\r\n<!doctype html><link rel=stylesheet href=/not.css><p id=p>Hello</p>`,
  },
  'favicon-again': { bytes: whole },
  'favicon-404': { bytes: whole },
  'redirect-loop': {
    bytes: `HTTP/1.1 302 Found\r\n${close}Location: /redirect-loop\r\nContent-Length: 0\r\n\r\n`,
  },
  'redirect-nowhere': { bytes: whole.replace('200 OK', '302 Found') },
  'no-content-stays': { bytes: `HTTP/1.1 204 No Content\r\n${close}\r\n` },
}

/** What else is asked for. */
export const others: Record<string, Served> = {
  '/there': { bytes: whole.replace('Hello world!', 'there') },
  '/start': { bytes: whole.replace('Hello world!', 'start').replace('new', 'old') },
  '/kept': {
    bytes: `${html}Content-Length: ${body.length}\r\n\r\n${body}`,
    after: 'keep',
  },
  '/not.css': { bytes: `${html}${close}\r\n#p { color: red }` },
  '/favicon.ico': { bytes: `HTTP/1.1 404 Not Found\r\n${close}Content-Length: 0\r\n\r\n` },
}
