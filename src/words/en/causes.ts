import { inCode, type ServerLanguage } from '../in-code.ts'
import { plural } from '../plural.ts'
import { browserClaims as browsers } from './browser-claims.ts'

// Why a response is not as it should be: what was seen, and what to change in the server's own language.

type Code = ServerLanguage | undefined
const bytes = (count: number) => plural(count, 'byte')
/** A client's name where a sentence begins: `The browser`, and `curl` as it is. */
const First = (client: string) => client.replace(/^the /, 'The ')

/** Content-Length, chunks and what follows. */
export const bodies = {
  countBytes: (code: Code) =>
    inCode(code, {
      node: 'Use Buffer.byteLength(body) for Content-Length.',
      python: 'Encode first, then count: body = text.encode(), and len(body).',
      other: 'Count the bytes of the encoded text, not its characters.',
    }),
  shortLeft: (client: string, came: number, announced: number) => ({
    said: `${client} closed the connection after ${bytes(came)} of ${announced}`,
  }),
  extraResponse: {
    said: 'This is one response more than there were requests on this connection.',
    todo: 'Send one response for each request.',
  },
  stalled: (client: string, waitedMs: number, came: number, announced: number) =>
    `Content-Length says ${announced}. After ${bytes(came)} nothing more came, and ${client} gave up ${(waitedMs / 1000).toFixed(1)} s later.`,
  chunksStalled: (client: string, waitedMs: number) =>
    `The last chunk, 0\\r\\n\\r\\n, did not come. Nothing more came, and ${client} gave up ${(waitedMs / 1000).toFixed(1)} s later.`,
  stalledTodo: (code: Code) =>
    inCode(code, {
      node: 'Look for what your server waited for, and end each response with response.end().',
      python: 'Look for what your server waited for, and send the whole body.',
      other: 'Look for what your server waited for, and send the whole body.',
    }),
  shortReset: (came: number, announced: number) => ({
    said: `Content-Length says ${announced}, and ${bytes(came)} came before your server reset the connection. ${browsers['reset-midway']}`,
  }),
  short: (came: number, announced: number, shown: string) =>
    `Content-Length says ${announced}, but your server closed the connection after ${bytes(came)}.${shown === '' ? '' : ` ${shown}`}`,
  shownPage: browsers['length-too-large-page'],
  shownText: browsers['length-too-large-text'],
  nothingSent: 'Send the body before you close the connection.',
  sendAll: (came: number, code: Code) =>
    inCode(code, {
      node: `Send 'Content-Length: ${came}' if this was all. If not, end with response.end(body), or socket.end(body) after the last write.`,
      python: `Send 'Content-Length: ${came}' if this was all. If not, use sendall(): send() may take only a part.`,
      other: `Send 'Content-Length: ${came}' if this was all. If not, send the rest before you close.`,
    }),
  sendingStopped: (code: Code) =>
    inCode(code, {
      node: 'The sending stopped early. Look for an error in the output, and close with end(), not destroy().',
      python:
        'The sending stopped early. Use sendall(): send() may take only a part. Or look for an error in the output.',
      other:
        'The sending stopped early. Send until all bytes are taken, and look for an error in the output.',
    }),
  countedHead: (came: number) => ({
    said: `Content-Length counts the headers too. The body has ${bytes(came)}.`,
    todo: `Send 'Content-Length: ${came}': only the bytes after the empty line count.`,
  }),
  countedUnpacked: (came: number) => ({
    said: 'Content-Length is the length before compression.',
    todo: `Compress first, then count: here ${bytes(came)}.`,
  }),
  countedLineEnds: (missing: number, code: Code) => ({
    said: `Each of the ${missing} line ends in the body is one byte shorter than Content-Length counts: \\n came, and \\r\\n was counted.`,
    todo: inCode(code, {
      node: 'Take the length of exactly the bytes that you send.',
      python: "Open the file with 'rb', so that no line end is changed.",
      other: 'Open the file in binary mode, so that no line end is changed.',
    }),
  }),
  countedOldLineEnds: (surplus: number, code: Code) => ({
    said: `The body has ${surplus} \\r\\n, and Content-Length counts one byte for each.`,
    todo: inCode(code, {
      node: 'Take the length of exactly the bytes that you send.',
      python: "Open the file with 'rb', and count the bytes that you send.",
      other: 'Open the file in binary mode, and count the bytes that you send.',
    }),
  }),
  awaited: (came: number, announced: number, client: string) =>
    `${came} of ${bytes(announced)} of the body have come. ${First(client)} waits for the rest.`,
  awaitedTodo: (came: number) => `If this was all of it, send 'Content-Length: ${came}'.`,
  characters: (length: number, whole: number, surplus: number) =>
    `Content-Length: ${length} is the number of characters. In UTF-8 they are ${bytes(whole)}, so the last ${bytes(surplus)} are cut off.`,
  surplus: (length: number, came: number) =>
    `Content-Length says ${length}, and ${bytes(came)} came. ${browsers['length-too-small']}`,
  surplusTodo: (came: number) => `Send 'Content-Length: ${came}', or send fewer bytes.`,
  surplusEmpty: (came: number) => ({
    said: `Content-Length says 0, and ${bytes(came)} of a body came.`,
    todo: `Send 'Content-Length: ${came}'.`,
  }),
  noBody: {
    head: (surplus: number, code: Code) => ({
      said: `A response to HEAD has no body, and ${bytes(surplus)} came after the empty line. A client takes them for the start of the next response.`,
      todo: inCode(code, {
        node: "For HEAD, send the headers and no body. Node's response.end(body) does that for you; socket.write does not.",
        python:
          'For HEAD, send the headers and no body: in http.server, write do_HEAD without wfile.write.',
        other: 'For HEAD, send the same headers as for GET, and no body.',
      }),
    }),
    status: (status: number, surplus: number) => ({
      said: `A response with ${status} has no body, and ${bytes(surplus)} came after the empty line. A client takes them for the start of the next response.`,
      todo:
        status === 204
          ? 'Send nothing after the empty line, or send 200 with this body.'
          : 'Send nothing after the empty line.',
    }),
  },
  lastChunkLeft: (client: string) => ({
    said: `${client} closed the connection before the last chunk came`,
  }),
  lastChunkMissing: (code: Code) => ({
    said: `The last chunk, 0\\r\\n\\r\\n, never came: your server closed the connection first. ${browsers['chunk-missing']}`,
    todo: inCode(code, {
      node: 'End each response with response.end(), after an error too. By hand, send 0\\r\\n\\r\\n.',
      python: "Send b'0\\r\\n\\r\\n' at the end, and look for an error in the output.",
      other: 'Send 0\\r\\n\\r\\n at the end, and look for an error in the output.',
    }),
  }),
  lastChunkAwaited: (client: string) => ({
    said: `The body has not ended: its last chunk, 0\\r\\n\\r\\n, has not come. ${First(client)} waits.`,
    todo: 'If this was all of it, send 0\\r\\n\\r\\n.',
  }),
  chunkReset: {
    said: `Your server reset the connection before the last chunk came. ${browsers['reset-midway']}`,
  },
  notChunked: {
    said: `Transfer-Encoding: chunked is announced, but the body has no chunk sizes. ${browsers['chunk-broken']}`,
    todo: 'Leave Transfer-Encoding out, or write each chunk as its size in hexadecimal, \\r\\n, its bytes, \\r\\n.',
  },
  decimalChunk: (size: string, real: number, code: Code) => ({
    said: `The chunk size ${size} means ${bytes(Number.parseInt(size, 16))}, because it is hexadecimal. The chunk has ${real}.`,
    todo: inCode(code, {
      node: `Write the size with length.toString(16): here ${real.toString(16)}.`,
      python: `Write the size with f'{len(chunk):x}': here ${real.toString(16)}.`,
      other: `Write the size in hexadecimal: here ${real.toString(16)}.`,
    }),
  }),
  chunkCharacters: (size: number, real: number, code: Code) => ({
    said: `The chunk size ${size.toString(16)} counts characters: in UTF-8 this chunk has ${bytes(real)}. ${browsers['chunk-broken']}`,
    todo: bodies.countBytes(code).replace('Content-Length', 'the chunk size'),
  }),
  chunkWithoutEnd: (size: number) => ({
    said: `After the ${bytes(size)} of this chunk, \\r\\n has to follow, and something else came. ${browsers['chunk-broken']}`,
    todo: 'Write \\r\\n after the bytes of each chunk, and count its bytes.',
  }),
  endAwaited: (client: string, keepsAlive: boolean) => ({
    said: keepsAlive
      ? `This response says keep-alive, and nothing says where its body ends. ${First(client)} waits for more.`
      : `Nothing says that the body ends here: there is no Content-Length, and the connection is open. ${First(client)} waits for more.`,
  }),
  endNeverTold: (client: string) => ({
    said: `${client} closed the connection. Nothing had said where the body ends: no Content-Length, no chunks, and your server did not close.`,
  }),
  endTodo: (code: Code) =>
    inCode(code, {
      node: 'Send Content-Length, or close the connection with socket.end().',
      python: 'Send Content-Length, or close the connection with close().',
      other: 'Send Content-Length, or close the connection.',
    }),
  headAwaited: {
    said: 'No empty line has come, so the client waits for more headers.',
    todo: 'Write \\r\\n twice after the last header.',
  },
  secondResponse: {
    said: 'The body begins with a second status line: two responses were written, one inside the other.',
    todo: 'Write the status line and the headers once for each request.',
  },
  bodyReadAsRequest: (method: string, number: number) => ({
    said: `This response is about the body of the ${method} before it (request ${number}): your server did not read that body, and took it for the next request.`,
    todo: 'Read as many bytes of the body as Content-Length says, before you read the next request.',
  }),
  resetWhole: {
    said: 'Your server reset the connection right after its response, so the client may lose it.',
    todo: 'Usually the request was not read to its end. Read it all before you close, its body too.',
  },
} as const

/** No response, or none to the end. */
export const silences = {
  kept: browsers['closed-empty-kept'],
  afterEmpty: {
    chromium: browsers['closed-empty'],
    firefox: browsers['closed-empty'],
    curl: 'curl says: (52) Empty reply from server.',
  },
  afterReset: {
    chromium: browsers['reset-empty'],
    firefox: browsers['reset-empty'],
    curl: 'curl says: (56) Recv failure: Connection reset by peer.',
  },
  empty: (shown: string) => ({
    said: `Your server closed the connection without a response.${shown}`,
    todo: 'Send a response before you close. If your server crashed, its output says why.',
  }),
  emptyKept: (shown: string) => ({
    said: `Your server closed the connection without a response. The response before had left it open for more requests.${shown}`,
    todo: "If your server closes after each response, send 'Connection: close' with it. If not, look at its output.",
  }),
  afterLast: {
    said: 'The response before said that the connection ends with it, so this request got no response. A client sends it again.',
  },
  emptyMidRequest: (came: number, announced: number) => ({
    said: `Your server closed the connection without a response, after ${came} of ${bytes(announced)} of the request body.`,
    todo: 'Read the whole body, then send a response.',
  }),
  onlyInterim: (status: number) => ({
    said: `Only the interim response ${status} came. The final response is missing.`,
    todo: 'After a response with 1xx, send the final one.',
  }),
  reset: (shown: string) => ({
    said: `Your server reset the connection without a response.${shown}`,
    todo: 'Usually the server closed with bytes of the request unread, or it crashed. Read the whole request, and look at the output.',
  }),
  refused: {
    said: 'Nothing listens on the port of your server, so the connection was closed.',
  },
  refusedAfter: (asked: string, connection: number) => ({
    said: `Your server no longer runs. It stopped at ${asked} (connection ${connection}), which got no whole response.`,
    todo: `Look at the output of your server, and try ${asked} again.`,
  }),
  refusedAfterSilent: (connection: number) => ({
    said: `Your server no longer runs. The last thing before that was connection ${connection}, which closed without sending a byte.`,
    todo: 'An empty read means that the client has gone. Look at the output of your server: it says where it crashed.',
  }),
  left: (client: string, after: string) => ({
    said: `${client} closed the connection after ${after}, before a response came`,
  }),
  leftHanging: (client: string, after: string) =>
    `${client} gave up after ${after}: no response had come.`,
  awaited: 'No response has come yet.',
  awaitedTodo: (code: Code) =>
    inCode(code, {
      node: 'If your server is done with this request: it has to send a response, and end it.',
      python: 'If your server is done with this request: it has to send a response.',
      other: 'If your server is done with this request: it has to send a response.',
    }),
  held: (other: number, what: 'silent' | 'unfinished' | 'kept') =>
    `${
      what === 'silent'
        ? `Connection ${other} was opened before and has sent nothing`
        : what === 'unfinished'
          ? `Connection ${other} was opened before, and its request has not come to its end`
          : `Connection ${other} was still open after its response`
    }. A server that handles one connection at a time is busy with it.`,
  busy: (asked: string, other: number) =>
    `${asked} (connection ${other}) came before and waits, too. Node does nothing else while your code computes.`,
  busyTodo:
    'Look for a long loop and for functions whose names end in Sync. If there are none, look for a response that is never ended.',
  heldTodo: (code: Code) =>
    inCode(code, {
      node: 'Do not wait for one connection before you serve the next.',
      python:
        'Serve each connection in a thread (threading.Thread, ThreadingHTTPServer), or set a time limit with settimeout().',
      other: 'Serve each connection in its own thread or task, or set a time limit for reading.',
    }),
  othersServed: (other: number) =>
    `Connection ${other} got its response meanwhile, so your server runs, and this request was lost.`,
  othersServedTodo:
    'Look for a variable that two requests share, and for a case in which nothing is sent.',
  requestUnfinished: {
    noEmptyLine:
      'The empty line that ends the headers has not come, so your server waits for more.',
    body: (came: number, announced: number) =>
      `${came} of ${bytes(announced)} of the request body have come, and your server waits for the rest.`,
    chunks: 'The last chunk of the request body has not come, and your server waits.',
  },
  expectAwaited: (client: string) => ({
    said: `${client} waits for '100 Continue' before it sends the body, and your server waits for the body.`,
    todo: "Send 'HTTP/1.1 100 Continue\\r\\n\\r\\n' when the headers have come, then read the body.",
  }),
  expectWaited: (client: string, ms: number) => ({
    said: `${client} waited ${(ms / 1000).toFixed(1)} s for '100 Continue', then sent the body without it.`,
    todo: "Send 'HTTP/1.1 100 Continue\\r\\n\\r\\n' when you see this header, before you read the body.",
  }),
} as const

/** What a server was doing when its program ended by itself. */
export const serverEnds = {
  waiting: (asked: string, connection: number, others: number) =>
    `It stopped while ${asked} (connection ${connection}) waited for its response${
      others === 0 ? '' : `, and ${plural(others, 'other request')} with it`
    }.`,
  waitingTodo: (asked: string) => `Look at its output, then try ${asked} again.`,
  silent: (connection: number) =>
    `Right before that, connection ${connection} was closed, and no byte had been sent on it.`,
  silentTodo: (code: Code) =>
    inCode(code, {
      node: 'Such connections come from browsers too. Look at the output for the line that failed.',
      python: "recv() gives b'' when the client has gone: close the connection and go on.",
      other: 'Reading gives no bytes when the client has gone: close the connection and go on.',
    }),
  answered: (asked: string, connection: number) =>
    `It stopped right after its response to ${asked} (connection ${connection}).`,
  answeredTodo: (code: Code) =>
    inCode(code, {
      node: 'Look for code that runs after response.end(), and at the output.',
      python: 'Look for code that runs after the response was sent, and at the output.',
      other: 'Look for code that runs after the response was sent, and at the output.',
    }),
} as const
