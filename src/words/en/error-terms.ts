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
    when: 'The server does not respond, is very slow, or a firewall throws the packets away.',
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
    todo: ['Open the console of the browser: it shows the reason.'],
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
