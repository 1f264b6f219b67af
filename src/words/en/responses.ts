import { inCode, type ServerLanguage } from '../in-code.ts'
import { browserClaims as browsers } from './browser-claims.ts'

type Code = ServerLanguage | undefined

/** A script of one origin asks another (CORS). */
export const crossOrigin = {
  missing: 'this response has no Access-Control-Allow-Origin',
  other: 'Access-Control-Allow-Origin names another origin',
  twice: 'Access-Control-Allow-Origin comes twice',
  unread: (what: string, origin: string) => ({
    said: `A script of ${origin} asked for this, and ${what}. ${browsers['cors-refused']}`,
    todo: `If that script may read it, send 'Access-Control-Allow-Origin: ${origin}' once.`,
  }),
  preflight: (what: string, origin: string) => ({
    said: `The browser asks whether a script of ${origin} may send this request, and ${what}. ${browsers['preflight-refused']}`,
    todo: `If it may, respond to OPTIONS with 204 and 'Access-Control-Allow-Origin: ${origin}'.`,
  }),
  preflightStatus: (status: number) => ({
    said: `The browser asks first whether a script may send this request, and ${status} is no yes. ${browsers['preflight-refused']}`,
    todo: 'Answer this OPTIONS with 204, and the same Access-Control headers.',
  }),
  method: (method: string) => ({
    said: `The browser asks whether a script may use ${method}, and Access-Control-Allow-Methods does not name it. ${browsers['preflight-refused']}`,
    todo: `If it may, send 'Access-Control-Allow-Methods: ${method}'.`,
  }),
  header: (header: string) => ({
    said: `The browser asks whether a script may send the header ${header}, and Access-Control-Allow-Headers does not name it. ${browsers['preflight-refused']}`,
    todo: `If it may, send 'Access-Control-Allow-Headers: ${header}'.`,
  }),
} as const

/** The response that opens a WebSocket. */
export const handshakes = {
  answeredOtherwise: (status: number) => ({
    said: `The client asked for a WebSocket, and the response is ${status}, not 101. So none is opened.`,
    todo: 'Answer this path with 101, or open the WebSocket at the path where your server does.',
  }),
  noAccept: (right: string) => ({
    said: `Sec-WebSocket-Accept is missing. ${browsers['websocket-accept']}`,
    todo: `Send 'Sec-WebSocket-Accept: ${right}' for this request.`,
  }),
  withoutId: (right: string) => ({
    said: `Sec-WebSocket-Accept is the hash of the key alone. ${browsers['websocket-accept']}`,
    todo: `Join 258EAFA5-E914-47DA-95CA-C5AB0DC85B11 to the key before you hash it. Here that gives ${right}.`,
  }),
  inHex: (right: string) => ({
    said: `Sec-WebSocket-Accept is the right hash, written in hexadecimal. ${browsers['websocket-accept']}`,
    todo: `Write the hash in Base64: here ${right}.`,
  }),
  otherAccept: (right: string) => ({
    said: `Sec-WebSocket-Accept does not fit Sec-WebSocket-Key. ${browsers['websocket-accept']}`,
    todo: `Hash the key joined with 258EAFA5-E914-47DA-95CA-C5AB0DC85B11 by SHA-1, and write it in Base64: here ${right}.`,
  }),
} as const

/** Server-sent events. */
export const events = {
  otherType: (type: string | undefined) => ({
    said: `The client asked for a stream of events, and ${
      type === undefined ? 'there is no Content-Type' : `Content-Type says ${type}`
    }. ${browsers['event-stream-type']}`,
    todo: "Send 'Content-Type: text/event-stream'.",
  }),
  notEnded: {
    said: `An event ends with an empty line, and none has come. ${browsers['event-not-ended']}`,
    todo: "Write '\\n\\n' after the last line of each event.",
  },
} as const

export const cookies = {
  otherDomain: (domain: string, host: string) => ({
    said: `This cookie is for ${domain}, and the client asked ${host}. ${browsers['cookie-domain']}`,
    todo: 'Leave Domain out, or name the host that the client asks for.',
  }),
  prefix: (name: string) => ({
    said: `A cookie whose name begins with __Host- or __Secure- needs Secure, and ${name.split('=')[0] ?? name} has none. ${browsers['cookie-prefix']}`,
    todo: 'Add Secure, or give the cookie another name.',
  }),
  sameSiteNone: {
    said: `SameSite=None needs Secure. ${browsers['cookie-same-site']}`,
    todo: 'Add Secure, or write SameSite=Lax.',
  },
} as const

export const pictures = {
  cut: (kind: string, code: Code) => ({
    said: `The end of this ${kind} is missing: only a part of the picture was sent.`,
    todo: inCode(code, {
      node: 'Send the whole file, and take Content-Length from it.',
      python: 'Read the file to its end: read() without a number.',
      other: 'Read the file to its end, and send all of it.',
    }),
  }),
} as const

/** A copy that the client has. */
export const copies = {
  notCompared: (tag: string) => ({
    said: `The client has this very copy: it sent the ETag ${tag}. The whole body was sent again.`,
    todo: 'Compare If-None-Match with the ETag. If they are the same, respond with 304 and no body.',
  }),
} as const

export const redirects = {
  space: (code: Code) => ({
    said: 'This address has a space or another character that must be encoded, so clients guess what is meant.',
    todo: inCode(code, {
      node: 'Use encodeURI(address): a space becomes %20.',
      python: 'Use urllib.parse.quote(path): a space becomes %20.',
      other: 'Encode it: a space becomes %20.',
    }),
  }),
  postLost: (status: number, next: string) => ({
    said: `${status} sends a POST to ${next}. ${browsers['post-redirected']}`,
    todo: `Let the form send to ${next}, or respond with 308: then clients send the POST again.`,
  }),
} as const
