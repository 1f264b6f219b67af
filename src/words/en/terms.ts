/** What an error means, wherever it is named so. */
export interface ErrorWords {
  readonly what: string
  readonly when: string
  readonly todo: readonly string[]
  /** Its names, by who says them. */
  readonly names: Readonly<Record<string, readonly string[]>>
}

const chrome = 'Chrome and Edge'
const firefox = 'Firefox'
const curl = 'curl'
const node = 'Node'
const python = 'Python'

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
    todo: 'Read what the server printed: the error stands there.',
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

/** Each error once, with all the names that a person may meet. */
export const errors: readonly ErrorWords[] = [
  {
    what: 'Nothing listens at this address and port. The computer said so at once.',
    when: 'The server is not started, has crashed, or listens on another port or address.',
    todo: [
      'Start the server, and look whether it prints an error.',
      'Compare the port in the address with the port that the server listens on.',
      'A server on ::1 only is not reached at 127.0.0.1, and the reverse.',
    ],
    names: {
      [chrome]: ['ERR_CONNECTION_REFUSED'],
      [firefox]: ['NS_ERROR_CONNECTION_REFUSED'],
      [node]: ['ECONNREFUSED'],
      [python]: ['ConnectionRefusedError'],
    },
  },
  {
    what: 'curl could not connect to the host and port.',
    when: 'Usually nothing listens there: the server is not started, or it listens on another port.',
    todo: [
      'Start the server.',
      'Compare the port in the address with the port that the server listens on.',
    ],
    names: { [curl]: ['curl (7)', 'CURLE_COULDNT_CONNECT'] },
  },
  {
    what: 'The server closed the connection without sending one byte.',
    when: 'The server crashed on this request, or its code closes the connection before it writes a response.',
    todo: [
      'Look at what the server printed: often it crashed.',
      'Check that every path through your code writes a response before it closes.',
    ],
    names: {
      [chrome]: ['ERR_EMPTY_RESPONSE'],
      [curl]: ['curl (52)', 'CURLE_GOT_NOTHING'],
      [python]: ['RemoteDisconnected'],
    },
  },
  {
    what: 'The other side broke the connection off with a TCP reset.',
    when: 'A server crashed, or closed while bytes it had not read were still waiting. A client did so when it was ended.',
    todo: [
      'Look whether the server crashed.',
      'Let the server read the whole request before it closes the connection.',
    ],
    names: {
      [chrome]: ['ERR_CONNECTION_RESET'],
      [node]: ['ECONNRESET'],
      [python]: ['ConnectionResetError'],
    },
  },
  {
    what: 'curl could not read on: the connection broke off while it waited for bytes.',
    when: 'Usually the server crashed or reset the connection in the middle of a response.',
    todo: [
      'Look whether the server crashed.',
      'Let the server read the whole request before it closes the connection.',
    ],
    names: { [curl]: ['curl (56)', 'CURLE_RECV_ERROR'] },
  },
  {
    what: 'The connection ended before Firefox had a response: it was reset, or closed without one byte.',
    when: 'The server crashed, or closed the connection before it wrote a response.',
    todo: [
      'Look at what the server printed.',
      'Check that every path through your code writes a response.',
    ],
    names: { [firefox]: ['NS_ERROR_NET_RESET', 'NS_ERROR_NET_INTERRUPT'] },
  },
  {
    what: 'The connection was closed before a response had come.',
    when: 'The server, or a program between, closed it. Often the server wants https, or http.',
    todo: ['Check http:// and https:// in the address.', 'Look at what the server printed.'],
    names: { [chrome]: ['ERR_CONNECTION_CLOSED'] },
  },
  {
    what: 'Fewer bytes came than Content-Length announced, and then the connection was closed.',
    when: 'Content-Length is too large, or the server ended before it had sent the whole body.',
    todo: [
      'Count the bytes of the body, not its characters.',
      'Look whether the server crashed while it sent the body.',
    ],
    names: {
      [chrome]: ['ERR_CONTENT_LENGTH_MISMATCH'],
      [firefox]: ['NS_ERROR_NET_PARTIAL_TRANSFER'],
      [curl]: ['curl (18)', 'CURLE_PARTIAL_FILE'],
      [python]: ['IncompleteRead'],
    },
  },
  {
    what: 'The response is sent in chunks, and the connection was closed before the last chunk, which has the size 0.',
    when: 'The server ended too early, or its code leaves the last chunk out.',
    todo: [
      'End the body with a chunk of size 0: the line 0 and an empty line.',
      'Look whether the server crashed.',
    ],
    names: { [chrome]: ['ERR_INCOMPLETE_CHUNKED_ENCODING'] },
  },
  {
    what: 'The response says Transfer-Encoding: chunked, but what follows is not in chunks.',
    when: 'A size is wrong or not hexadecimal, or the body is sent as it is.',
    todo: [
      'Write each chunk as its size in hexadecimal, a line end, the bytes, a line end.',
      'Or leave Transfer-Encoding out and send Content-Length.',
    ],
    names: { [chrome]: ['ERR_INVALID_CHUNKED_ENCODING'] },
  },
  {
    what: 'What the server sent is not an HTTP response.',
    when: 'The response has no status line, or the program at this port speaks another protocol.',
    todo: ['Send a status line first: HTTP/1.1 200 OK', 'Check the port in the address.'],
    names: {
      [chrome]: ['ERR_INVALID_HTTP_RESPONSE'],
      [curl]: ['curl (1)', 'curl (8)', 'CURLE_WEIRD_SERVER_REPLY'],
      [node]: ['HPE_INVALID_CONSTANT'],
      [python]: ['BadStatusLine'],
    },
  },
  {
    what: 'The response has two Content-Length headers with different values.',
    when: 'Your code sends one, and a library or another line of your code sends one too.',
    todo: ['Send Content-Length once.'],
    names: { [chrome]: ['ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH'] },
  },
  {
    what: 'The response has two Location headers with different values.',
    when: 'Your code sends the header twice.',
    todo: ['Send Location once.'],
    names: { [chrome]: ['ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION'] },
  },
  {
    what: 'The header is larger than the reader takes.',
    when: 'Usually there are too many or too large cookies, or the empty line that ends the header is missing.',
    todo: ['Send an empty line after the last header.', 'Send fewer cookies.'],
    names: {
      [chrome]: ['ERR_RESPONSE_HEADERS_TOO_BIG'],
      [node]: ['HPE_HEADER_OVERFLOW', 'UND_ERR_HEADERS_OVERFLOW'],
    },
  },
  {
    what: 'The connection was closed in the middle of the headers of the response.',
    when: 'The empty line that ends the header is missing, or the server crashed.',
    todo: ['Send an empty line after the last header.'],
    names: { [chrome]: ['ERR_RESPONSE_HEADERS_TRUNCATED'] },
  },
  {
    what: 'A header name or value has a character that is not allowed there.',
    when: 'Often a space before the colon, a line break in a value, or a letter that is not ASCII.',
    todo: ['Write Name: value, and encode other letters.'],
    names: { [node]: ['HPE_INVALID_HEADER_TOKEN', 'ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN'] },
  },
  {
    what: 'Content-Encoding names a way of packing, and the body is not packed so.',
    when: 'The server sends Content-Encoding: gzip, and the body as it is. Or it packs twice.',
    todo: ['Leave Content-Encoding out, or pack the body as it says.'],
    names: {
      [chrome]: ['ERR_CONTENT_DECODING_FAILED'],
      [firefox]: ['NS_ERROR_INVALID_CONTENT_ENCODING'],
      [curl]: ['curl (61)', 'CURLE_BAD_CONTENT_ENCODING'],
    },
  },
  {
    what: 'Each response sent the client to another address, again and again.',
    when: 'Two addresses redirect to each other, or one to itself.',
    todo: [
      'Look at Location in each of the responses.',
      'Delete the cookies of the site if a login is in between.',
    ],
    names: {
      [chrome]: ['ERR_TOO_MANY_REDIRECTS'],
      [firefox]: ['NS_ERROR_REDIRECT_LOOP'],
      [curl]: ['curl (47)', 'CURLE_TOO_MANY_REDIRECTS'],
    },
  },
  {
    what: 'There is no such host: its name has no address.',
    when: 'The name is mistyped, or the computer is not online.',
    todo: ['Check the name. For a server on this computer: localhost'],
    names: {
      [chrome]: ['ERR_NAME_NOT_RESOLVED', 'DNS_PROBE_FINISHED_NXDOMAIN'],
      [firefox]: ['NS_ERROR_UNKNOWN_HOST'],
      [curl]: ['curl (6)', 'CURLE_COULDNT_RESOLVE_HOST'],
      [node]: ['ENOTFOUND', 'EAI_AGAIN'],
      [python]: ['gaierror'],
    },
  },
  {
    what: 'The computer is not connected to a network.',
    when: 'The network is off. Addresses such as localhost work all the same.',
    todo: ['Connect to the network.'],
    names: { [chrome]: ['ERR_INTERNET_DISCONNECTED'], [firefox]: ['NS_ERROR_OFFLINE'] },
  },
  {
    what: 'No response came in the time that the client waits.',
    when: 'The server does not answer, is very slow, or a firewall throws the packets away.',
    todo: [
      'Check that your code writes a response and ends it.',
      'Check that the server is not busy with another request.',
    ],
    names: {
      [chrome]: ['ERR_TIMED_OUT', 'ERR_CONNECTION_TIMED_OUT'],
      [firefox]: ['NS_ERROR_NET_TIMEOUT'],
      [curl]: ['curl (28)', 'CURLE_OPERATION_TIMEDOUT'],
      [node]: ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'],
      [python]: ['TimeoutError'],
    },
  },
  {
    what: 'No way leads to this address.',
    when: 'The address is wrong, or the computer is in another network.',
    todo: ['Check the address and the network.'],
    names: { [chrome]: ['ERR_ADDRESS_UNREACHABLE'], [node]: ['EHOSTUNREACH', 'ENETUNREACH'] },
  },
  {
    what: 'The client asked for a secure connection, and the server did not speak TLS.',
    when: 'The address says https, and the server speaks http.',
    todo: ['Write http:// in the address.'],
    names: {
      [chrome]: ['ERR_SSL_PROTOCOL_ERROR'],
      [firefox]: ['SSL_ERROR_RX_RECORD_TOO_LONG'],
      [curl]: ['curl (35)', 'CURLE_SSL_CONNECT_ERROR'],
      [node]: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    },
  },
  {
    what: 'The certificate of the server is not from anybody the client trusts.',
    when: 'Usually you made the certificate yourself.',
    todo: ['Tell the client to trust your certificate, or use http on your own computer.'],
    names: {
      [chrome]: ['ERR_CERT_AUTHORITY_INVALID'],
      [firefox]: ['SEC_ERROR_UNKNOWN_ISSUER', 'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT'],
      [curl]: ['curl (60)', 'CURLE_PEER_FAILED_VERIFICATION'],
      [node]: ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    },
  },
  {
    what: 'The browser does not connect to this port.',
    when: 'Some ports, such as 6000 and 6667, belong to other protocols. Browsers refuse them.',
    todo: ['Use another port, such as 8000 or 9001.'],
    names: { [chrome]: ['ERR_UNSAFE_PORT'], [firefox]: ['NS_ERROR_PORT_ACCESS_NOT_ALLOWED'] },
  },
  {
    what: 'The browser itself broke the request off.',
    when: 'You went to another page, stopped the loading, or the response became a download.',
    todo: ['Usually nothing: no server did anything wrong.'],
    names: { [chrome]: ['ERR_ABORTED'], [firefox]: ['NS_BINDING_ABORTED'] },
  },
  {
    what: 'An extension of the browser blocked the request.',
    when: 'Usually an ad blocker.',
    todo: ['Turn the extension off for this page.'],
    names: { [chrome]: ['ERR_BLOCKED_BY_CLIENT'] },
  },
  {
    what: 'The request failed, and the browser gives no closer reason.',
    when: 'Often a rule of the browser such as CORS stopped it.',
    todo: ['Open the console of the browser: the reason stands there.'],
    names: { [chrome]: ['ERR_FAILED'], [firefox]: ['NS_ERROR_FAILURE'] },
  },
  {
    what: 'The page came from a form that was posted, and the browser would have to send it again.',
    when: 'You reload such a page, or go back to it.',
    todo: ['Respond to a POST with 303 and Location. Then reloading is harmless.'],
    names: { [chrome]: ['ERR_CACHE_MISS'] },
  },
  {
    what: 'The proxy did not open a connection to the server.',
    when: 'The proxy cannot reach it, or does not allow it.',
    todo: ['Check the proxy settings. For your own server you need no proxy.'],
    names: { [chrome]: ['ERR_TUNNEL_CONNECTION_FAILED', 'ERR_PROXY_CONNECTION_FAILED'] },
  },
  {
    what: 'Something in the HTTP/2 connection is against the rules.',
    when: 'Usually a fault of the server, or of a proxy in front of it.',
    todo: ['Try the same over HTTP/1.1, with curl --http1.1'],
    names: { [chrome]: ['ERR_HTTP2_PROTOCOL_ERROR'], [curl]: ['curl (92)', 'curl (16)'] },
  },
  {
    what: 'Another program listens on this port already.',
    when: 'Usually an older run of your own server that did not end.',
    todo: [
      'End the other program with Ctrl-C in its terminal.',
      'Or let your server listen on another port.',
    ],
    names: { [node]: ['EADDRINUSE'], [python]: ['Errno 98', 'Errno 48', 'WinError 10048'] },
  },
  {
    what: 'The server wants to listen at an address that this computer does not have.',
    when: 'The host is mistyped, or belongs to another network.',
    todo: ['Listen at 127.0.0.1, or at 0.0.0.0 for all addresses.'],
    names: { [node]: ['EADDRNOTAVAIL'], [python]: ['Errno 99', 'Errno 49'] },
  },
  {
    what: 'The system does not allow this.',
    when: 'You may not read the file, or the port is below 1024.',
    todo: ['Use a port above 1023.', 'Check the rights of the file.'],
    names: { [node]: ['EACCES', 'EPERM'], [python]: ['PermissionError'] },
  },
  {
    what: 'Your program wrote to a connection that the other side had closed.',
    when: 'The client left before the response was sent, or your program writes after the end.',
    todo: ['Handle the error of the connection. Clients leave at any time.'],
    names: {
      [node]: ['EPIPE', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_STREAM_DESTROYED'],
      [python]: ['BrokenPipeError'],
      [curl]: ['curl (55)'],
    },
  },
  {
    what: 'The connection was broken off by this computer.',
    when: 'Usually on Windows: the client left before the response was sent.',
    todo: ['Handle the error of the connection. Clients leave at any time.'],
    names: {
      [node]: ['ECONNABORTED'],
      [python]: ['ConnectionAbortedError'],
      [chrome]: ['ERR_CONNECTION_ABORTED'],
    },
  },
  {
    what: 'The headers were sent already, and your program wants to change them.',
    when: 'Your code responds twice to one request.',
    todo: ['Return after you have responded.'],
    names: { [node]: ['ERR_HTTP_HEADERS_SENT'] },
  },
  {
    what: 'There is no file or folder at this path.',
    when: 'The path is mistyped, or counts from another folder than you think.',
    todo: ['Check the path, also capital letters. Respond with 404 where a client asked for it.'],
    names: {
      [node]: ['ENOENT'],
      [python]: ['FileNotFoundError'],
      [chrome]: ['ERR_FILE_NOT_FOUND'],
    },
  },
  {
    what: 'The path is a folder, and a file was wanted.',
    when: 'A client asked for / or for another folder.',
    todo: ['Send the file index.html of that folder.'],
    names: { [node]: ['EISDIR'], [python]: ['IsADirectoryError'] },
  },
  {
    what: 'Too many files and connections are open.',
    when: 'Your server opens files or connections and does not close them.',
    todo: ['Close each file after reading it.'],
    names: { [node]: ['EMFILE', 'ENFILE'], [python]: ['Errno 24'] },
  },
  {
    what: 'The connection ended while a request of fetch was running.',
    when: 'The server closed it, or crashed.',
    todo: ['Look at what the server printed. The property cause of the error says more.'],
    names: { [node]: ['UND_ERR_SOCKET'] },
  },
  {
    what: 'curl does not understand the address.',
    when: 'It has a space or another character that must be encoded.',
    todo: ['Put the address in quotes, and write %20 for a space.'],
    names: { [curl]: ['curl (3)', 'CURLE_URL_MALFORMAT'] },
  },
]
