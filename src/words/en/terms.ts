export { type ErrorWords, errors } from './error-terms.ts'

export const kinds = {
  status: 'status code',
  header: 'header',
  method: 'HTTP method',
  error: 'error',
}

export const labels = {
  what: 'what',
  when: 'when',
  todo: 'do',
  more: 'more',
  values: 'values',
  alsoCalled: 'also',
  standard: 'standard',
}

export const saidBy = (who: string) => `said by ${who}`

/** Who sends a header. */
export const sent = {
  request: 'Clients send it in requests.',
  response: 'Servers send it in responses.',
  both: 'Clients send it in requests, and servers send it in responses.',
}

/** What to do about a header that has no advice of its own. */
export const headerTodo = {
  request: 'Read it in your server if you need it. Most servers can leave it alone.',
  response: (name: string) =>
    `To send it, write a line in the header of your response: ${name}: value`,
}

export const headers: Readonly<Record<string, string>> = {
  host: 'Every HTTP/1.1 request must have it, once. Servers with several sites choose the site by it.',
  'content-length':
    'Send the number of bytes of the body, not of characters. A wrong number makes browsers wait, or cut the body off.',
  'content-type':
    'Send it with every body. Without it, browsers guess. For a page: Content-Type: text/html; charset=utf-8',
  'transfer-encoding':
    'Use it where you do not know the length of the body when you begin to send. Never send it together with Content-Length.',
  connection: 'Send Connection: close if your server closes the connection after the response.',
  location:
    'Send it with a status code such as 301, 302 or 303. Browsers then ask for that address.',
  'set-cookie': 'Send one header for each cookie. Add HttpOnly and SameSite=Lax for a session.',
  cookie: 'Read it to know a client again. It can be changed by anybody, so do not trust it.',
  'cache-control':
    'While you develop, send Cache-Control: no-store. Then browsers ask again each time.',
  etag: 'Send a different value whenever the content changes. Browsers send it back in If-None-Match.',
  'if-none-match':
    'Compare it with the ETag of what you would send. If they are the same, respond with 304 and no body.',
  'if-modified-since':
    'Compare it with the time of the last change. If nothing changed since, respond with 304 and no body.',
  'content-encoding': 'Name it only if the body is really packed so. Else browsers do not show it.',
  authorization: 'Do not log it: it holds a password or a token.',
}

/** When a status code is sent and what to do, where there is more to say than for its class. */
export const statuses: Readonly<Record<number, { when: string; todo: string } | undefined>> = {
  100: {
    when: 'The client sent Expect: 100-continue and waits before it sends the body.',
    todo: 'The final response must still follow.',
  },
  101: {
    when: 'The client asked for another protocol in Upgrade, such as websocket.',
    todo: 'After the empty line, both sides speak the other protocol.',
  },
  200: { when: 'The request worked, and the body is what was asked for.', todo: 'Nothing.' },
  204: {
    when: 'The request worked, and there is nothing to show.',
    todo: 'Send no body and no Content-Length. Browsers stay on the page they are on.',
  },
  206: {
    when: 'The client asked for a part with Range.',
    todo: 'Send Content-Range, and exactly the bytes that it names.',
  },
  301: {
    when: 'The page has another address from now on.',
    todo: 'Send Location. A browser may remember it: use 302 until you are sure.',
  },
  302: { when: 'The page is at another address this time.', todo: 'Send Location.' },
  303: {
    when: 'Usually after a form was posted: the result is at another address.',
    todo: 'Send Location. The browser asks for it with GET.',
  },
  304: {
    when: 'The client sent If-None-Match or If-Modified-Since, and what it has is still right.',
    todo: 'Send no body. The browser takes the page from its cache. To see the page sent again, reload with Ctrl+Shift+R.',
  },
  400: {
    when: 'The server could not read the request.',
    todo: 'Look at the request: is each line right, and does an empty line end the header?',
  },
  401: {
    when: 'The page needs a login, and the request had none or a wrong one.',
    todo: 'The response must have WWW-Authenticate. The client then sends Authorization.',
  },
  403: {
    when: 'The server knows the page and does not give it to this client.',
    todo: 'Check the rights of the file, and the rules of the server.',
  },
  404: {
    when: 'There is nothing at this path.',
    todo: 'Check the path in the address, also capital letters. In your server: which file did it look for?',
  },
  405: {
    when: 'The path exists, but not for this HTTP method.',
    todo: 'The response must list the methods that work in Allow.',
  },
  408: {
    when: 'The request did not come in time.',
    todo: 'Check that the client sends all of it.',
  },
  411: { when: 'The server wants to know the length of the body.', todo: 'Send Content-Length.' },
  413: {
    when: 'The body is larger than the server takes.',
    todo: 'Send less, or raise the limit of the server.',
  },
  415: {
    when: 'The server does not take bodies of this type.',
    todo: 'Check Content-Type in the request.',
  },
  416: {
    when: 'Range asked for bytes that do not exist.',
    todo: 'Compare the range with the size of the file.',
  },
  426: { when: 'The server wants another protocol.', todo: 'Look in Upgrade which one.' },
  429: {
    when: 'The client sent too many requests in a short time.',
    todo: 'Wait. Retry-After may say how long.',
  },
  431: {
    when: 'The header of the request is too large. Often there are too many cookies.',
    todo: 'Delete the cookies of this site.',
  },
  500: {
    when: 'The server failed while it made the response.',
    todo: 'Read what the server printed: it names the error.',
  },
  501: {
    when: 'The server does not know this HTTP method.',
    todo: 'Check the method, or add it to the server.',
  },
  502: {
    when: 'A proxy got no correct response from the server behind it.',
    todo: 'Check whether the server behind it runs, and what it sends.',
  },
  503: {
    when: 'The server cannot respond now: it starts, or it has too much to do.',
    todo: 'Try again later. Retry-After may say when.',
  },
  504: {
    when: 'A proxy waited too long for the server behind it.',
    todo: 'Find out what keeps the server behind it busy.',
  },
  505: {
    when: 'The server does not know this version of HTTP.',
    todo: 'Check the end of the request line.',
  },
}

/** By the first digit of a status code. */
export const statusClasses: Readonly<Record<number, { when: string; todo: string } | undefined>> = {
  1: { when: 'Sent before the final response.', todo: 'Wait: the final response follows.' },
  2: { when: 'The request worked.', todo: 'Nothing.' },
  3: {
    when: 'The client has to do something more, usually to ask elsewhere.',
    todo: 'Look at Location.',
  },
  4: {
    when: 'Something about the request is not right.',
    todo: 'Look at the request: path, method and headers.',
  },
  5: { when: 'The server failed.', todo: 'Look at what the server printed.' },
}

export const methods: Readonly<Record<string, { when: string; todo: string }>> = {
  GET: {
    when: 'You type an address, follow a link, or a page loads a picture.',
    todo: 'Respond without changing anything.',
  },
  HEAD: {
    when: 'A client wants the headers only, as curl -I does.',
    todo: 'Respond with the headers that GET would have, and no body.',
  },
  POST: {
    when: 'A form with method="post" is sent, or a script sends data.',
    todo: 'Read as many bytes of the body as Content-Length says.',
  },
  PUT: {
    when: 'A program stores something at an address.',
    todo: 'Store the body. To send it twice has the same result as once.',
  },
  DELETE: {
    when: 'A program removes what is at an address.',
    todo: 'Respond with 204, or with 404 where there is nothing.',
  },
  OPTIONS: {
    when: 'A browser asks before a script sends a request to another site (CORS).',
    todo: 'Respond with Access-Control-Allow-Origin and Access-Control-Allow-Methods.',
  },
  CONNECT: {
    when: 'A client asks a proxy for a connection to another host, usually for https.',
    todo: 'A server that is no proxy responds with 405.',
  },
  PATCH: {
    when: 'A program changes a part of what is at an address.',
    todo: 'Read the body, which says what to change.',
  },
  TRACE: {
    when: 'Rarely: a client wants to see what arrives at the server.',
    todo: 'Respond with 405. Most servers turn it off.',
  },
}

export const methodRegistered = 'An HTTP method for special purposes.'

export const methodDefault = {
  when: 'Some programs use it. Browsers send it only from scripts.',
  todo: 'A server that does not know it responds with 501 or 405.',
}
