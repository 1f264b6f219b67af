// Python's http.server for Node: the same classes and methods, their names in Node's casing. What a
// method means there it means here; where this file departs from that, a comment says so.

// #region import
import { once } from 'node:events'
import * as fs from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { extname, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { format } from 'node:util'

// #endregion

// #region server
type Handler = new (
  request: IncomingMessage,
  response: ServerResponse,
  server: HTTPServer,
) => BaseHTTPRequestHandler

/** Listens at an address and hands every request to a handler of its own: `HTTPServer`. */
export class HTTPServer {
  readonly serverAddress: readonly [host: string, port: number]
  readonly #server
  #serve = () => {}
  readonly #serving = new Promise<void>((resolve) => {
    this.#serve = resolve
  })

  /** Listens at once; port 0 takes a free one. */
  constructor(serverAddress: readonly [host: string, port: number], RequestHandler: Handler) {
    this.serverAddress = serverAddress
    // #region listen
    this.#server = createServer(async (request, response) => {
      await this.#serving // until then, requests wait
      new RequestHandler(request, response, this).handle()
    })
    const [host, port] = serverAddress
    this.#server.listen(port, host)
    // #endregion
  }

  /** The port listened at; a moment before that, the one asked for: `server_port`. */
  get serverPort(): number {
    const address = this.#server.address()
    return address !== null && typeof address === 'object' ? address.port : this.serverAddress[1]
  }

  /** Answers requests; resolves after `shutdown`, rejects where the address can't be had: `serve_forever`. */
  async serveForever(): Promise<void> {
    this.#serve()
    await once(this.#server, 'close')
  }

  /** Takes no more connections; resolves when the answers under way are sent: `shutdown`. */
  shutdown(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  /** Frees the port and cuts every connection: `server_close`. */
  serverClose(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
// #endregion

// #region base
/** A request and its answer. A subclass has a method for each of HTTP's: `doGET`, `doPOST`. */
export class BaseHTTPRequestHandler {
  readonly server: HTTPServer
  /** The request's body comes from here: `rfile`. */
  readonly rfile: IncomingMessage
  /** The answer's body goes here: `wfile`. */
  readonly wfile: ServerResponse
  readonly command: string
  /** The target, with one slash in front. Node lets only printable ASCII through. */
  path: string
  /** The request's fields, with their names in lower case. */
  readonly headers: IncomingMessage['headers']
  /** The first line of the request, as it came. */
  readonly requestline: string

  constructor(request: IncomingMessage, response: ServerResponse, server: HTTPServer) {
    const { method = '', url = '', headers, httpVersion } = request
    this.server = server
    this.rfile = request
    this.wfile = response
    this.command = method
    // #region path
    // To a browser //name and /\name are other servers, so a redirect must not be built from them.
    this.path = `/${url.replace(/^\/+/, '').replaceAll('\\', '%5C')}`
    // #endregion
    this.headers = headers
    this.requestline = `${method} ${url} HTTP/${httpVersion}`
  }
  // #endregion

  // #region handle
  /** Calls the method named after the request's; without one, 501 (RFC 9110, 15.6.2): `handle`. */
  async handle(): Promise<void> {
    this.wfile.on('error', (error) => this.logMessage('%s', error.message))
    try {
      // #region call
      const method: unknown = Reflect.get(this, `do${this.command}`)
      if (typeof method === 'function') await method.call(this)
      else this.sendError(501, `Unsupported method ('${this.command}')`)
      // #endregion
    } catch (error) {
      console.error(error)
      if (this.wfile.headersSent) this.wfile.destroy()
      else this.sendError(500)
    }
    // When the method is done, so is the answer, unless a stream still flows into it.
    if (this.wfile.headersSent && this.wfile.listenerCount('unpipe') === 0) this.wfile.end()
  }
  // #endregion

  // #region send
  /**
   * Logs the request and begins the answer: `send_response` (RFC 9110, 15). Node adds the Date;
   * there is no Server field, for what runs here is nobody's business.
   */
  sendResponse(code: number, message = STATUS_CODES[code] ?? ''): void {
    this.logRequest(code)
    this.wfile.statusCode = code
    this.wfile.statusMessage = message
    for (const name of this.wfile.getHeaderNames()) this.wfile.removeHeader(name)
  }

  /** Adds a field to the answer: `send_header` (RFC 9110, 5). */
  sendHeader(name: string, value: string | number): void {
    this.wfile.appendHeader(name, String(value))
  }

  /** Ends the fields: whatever is written to `wfile` from now on is the body: `end_headers`. */
  endHeaders(): void {
    this.wfile.writeHead(this.wfile.statusCode)
  }

  /** Answers with what went wrong. Unlike Python's, the connection stays open: `send_error`. */
  sendError(code: number, message = STATUS_CODES[code] ?? '', explain = ''): void {
    this.logMessage('code %d, message %s', code, message)
    const body = htmlPage(`Error ${code}`, [`${escapeHtml(message)}.`, escapeHtml(explain)])
    this.sendResponse(code, message)
    this.sendHeader('Content-Type', 'text/html; charset=utf-8')
    this.sendHeader('Content-Length', body.length)
    this.endHeaders()
    this.wfile.end(body)
  }
  // #endregion

  // #region log
  /** Logs an answered request: `log_request`. */
  logRequest(code: number | string = '-', size: number | string = '-'): void {
    this.logMessage('"%s" %s %s', this.requestline, code, size)
  }

  // #region log-line
  /** Writes a line to stderr, control characters as \xNN, for they steer terminals: `log_message`. */
  logMessage(message: string, ...args: unknown[]): void {
    const text = format(message, ...args).replace(/[\p{Cc}\\]/gu, (char) =>
      char === '\\' ? '\\\\' : `\\x${hex(char)}`,
    )
    process.stderr.write(`${this.addressString()} - - [${this.logDateTimeString()}] ${text}\n`)
  }
  // #endregion

  /** Where the request comes from: `address_string`. */
  addressString(): string {
    return this.rfile.socket.remoteAddress?.replace('::ffff:', '') ?? '-'
  }

  /** The time here, as in 25/May/2018 14:04:16: `log_date_time_string`. */
  logDateTimeString(): string {
    const [, month, day, year, time] = new Date().toString().split(' ')
    return `${day}/${month}/${year} ${time}`
  }
  // #endregion
}

// #region simple
/** Answers GET and HEAD with the files below a directory: `SimpleHTTPRequestHandler`. */
export class SimpleHTTPRequestHandler extends BaseHTTPRequestHandler {
  directory = '.'
  indexPages = ['index.html', 'index.htm']
  /** Types by extension, without a charset, as in Python: a page names its own. */
  extensionsMap: Record<string, string> = types

  /** Answers with a file or a listing; resolves when all is handed on: `do_GET` (RFC 9110, 9.3.1). */
  async doGET(): Promise<void> {
    const body = this.sendHead()
    if (body === undefined) this.wfile.end()
    else await this.copyFile(body, this.wfile)
  }

  /** Answers as doGET does, without the body: `do_HEAD` (RFC 9110, 9.3.2). */
  doHEAD(): void {
    const body = this.sendHead()
    if (body instanceof fs.ReadStream) body.destroy()
    this.wfile.end()
  }
  // #endregion

  // #region head
  /** Sends all but the body, and gives back the body where there is to be one: `send_head`. */
  sendHead(): Buffer | fs.ReadStream | undefined {
    // #region send-head
    const path = this.translatePath(this.path)
    const isDirectory = path.toString().endsWith('/')
    const pages = this.indexPages.map((page) => Buffer.concat([path, Buffer.from(page)]))
    for (const name of isDirectory ? pages : [path]) {
      const found = openWithin(this.directory, name)
      if (typeof found === 'object') return this.#sendFile(name, found)
      if (found === 'directory' && !isDirectory) return this.#sendRedirect()
      if (found === 'refused') return this.#sendNotFound()
    }
    return isDirectory ? this.listDirectory(path) : this.#sendNotFound()
    // #endregion
  }

  #sendNotFound(): undefined {
    this.sendError(404, 'File not found')
  }

  /** Without its slash, the links of a directory's page would miss it (RFC 9110, 15.4.2). */
  #sendRedirect(): undefined {
    return this.#sendEmpty(301, 'Location', this.path.replace(/[?#]|$/, '/$&'))
  }

  #sendEmpty(code: number, name: string, value: string): undefined {
    this.sendResponse(code)
    this.sendHeader(name, value)
    if (code !== 304) this.sendHeader('Content-Length', 0)
    this.endHeaders()
  }
  // #endregion

  // #region file
  #sendFile(name: Buffer, { fd, stats }: OpenFile): Buffer | fs.ReadStream | undefined {
    let body: Buffer | fs.ReadStream | undefined
    try {
      const part = this.#sendFileHead(name, stats)
      if (part !== undefined) body = readPart(fd, part)
    } finally {
      if (!(body instanceof fs.ReadStream)) fs.closeSync(fd) // a stream closes its own
    }
    return body
  }

  /** Sends a file's fields and gives back which part of it is to follow, if any is. */
  #sendFileHead(name: Buffer, { size, mtime }: fs.Stats): Part | undefined {
    const lastModified = mtime.toUTCString()
    if (this.#isUnmodified(mtime)) return this.#sendEmpty(304, 'Last-Modified', lastModified)
    const part = this.#part(size, lastModified)
    const { code, start, end } = part
    if (code === 416) return this.#sendEmpty(416, 'Content-Range', `bytes */${size}`)
    this.sendResponse(code)
    this.sendHeader('Content-Type', this.guessType(name.toString()))
    this.sendHeader('Content-Length', end + 1 - start)
    if (code === 206) this.sendHeader('Content-Range', `bytes ${start}-${end}/${size}`)
    this.sendHeader('Accept-Ranges', 'bytes')
    this.sendHeader('Last-Modified', lastModified)
    this.endHeaders()
    return part
  }

  /** Sends a body and resolves when it is handed on, or the client is gone: `copyfile`. */
  async copyFile(source: Buffer | fs.ReadStream, wfile: ServerResponse): Promise<void> {
    const isStream = source instanceof fs.ReadStream
    if (isStream) await pipeline(source, wfile, { end: false }).catch(() => wfile.destroy())
    const sent = isStream ? source.bytesRead : source.length
    // A file that shrank meanwhile: better cut off than taken for whole.
    if (sent < Number(wfile.getHeader('Content-Length'))) wfile.destroy()
    else wfile.end(isStream ? undefined : source)
  }
  // #endregion

  // #region conditions
  /** Whether what the browser keeps is as new as the file, to the second (RFC 9110, 13.1.3). */
  #isUnmodified(mtime: Date): boolean {
    const since = this.headers['if-modified-since'] ?? ''
    if (this.headers['if-none-match'] !== undefined || !httpDate.test(since)) return false
    return mtime.getTime() < Date.parse(since.replace(/\d{4}$/, '$& GMT')) + 1000
  }

  /** The part asked for; Python has none. Several parts, or nonsense: all (RFC 9110, 14.2). */
  #part(size: number, lastModified: string): Part {
    const whole = { code: 200, start: 0, end: size - 1 }
    const { range = '', 'if-range': ifRange = lastModified } = this.headers
    const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(range) ?? []
    if (this.command !== 'GET' || ifRange !== lastModified || first + last === '') return whole
    const isLast = first === '' // bytes=-500 are the last 500
    if (isLast ? size === 0 && Number(last) > 0 : last !== '' && Number(last) < Number(first))
      return whole
    const start = isLast ? Math.max(0, size - Number(last)) : Number(first)
    const end = isLast || last === '' ? size - 1 : Math.min(Number(last), size - 1)
    return { code: start < size ? 206 : 416, start, end }
  }
  // #endregion

  // #region listing
  /** Sends the head of a page that lists a directory and gives back the page: `list_directory`. */
  listDirectory(path: Buffer): Buffer | undefined {
    const names = listWithin(this.directory, path)
    if (names === undefined) return this.#sendNotFound()
    const lower = (name: Buffer) => name.toString().toLowerCase()
    const links = names
      .sort((a, b) => (lower(a) < lower(b) ? -1 : 1))
      .map((name) => `<a href="${quote(name)}">${escapeHtml(name.toString())}</a><br>`)
    const title = `Directory listing for ${unquote(this.path.replace(/[?#].*/, ''))}`
    const body = htmlPage(escapeHtml(title), links)
    this.sendResponse(200)
    this.sendHeader('Content-Type', 'text/html; charset=utf-8')
    this.sendHeader('Content-Length', body.length)
    this.endHeaders()
    return body
  }
  // #endregion

  // #region translate
  /** A URL's path as a file's, in bytes, for not all names are UTF-8: `translate_path`. */
  translatePath(path: string): Buffer {
    const [name = ''] = path.split(/[?#]/)
    // #region words-of-path
    const words: string[] = []
    for (const word of unquote(name).toString('latin1').split('/')) {
      if (word === '..') words.pop()
      else if (word !== '' && word !== '.') words.push(word)
    }
    // #endregion
    if (isWindows && words.some((word) => noName.test(word))) words.push('\0') // no file's name
    const below = ['', ...words].join('/') + (name.endsWith('/') ? '/' : '')
    return Buffer.concat([Buffer.from(this.directory), Buffer.from(below, 'latin1')])
  }

  /** A file's type, by its name: `guess_type`. */
  guessType(path: string): string {
    // #region type
    const extension = extname(path)
    const type = this.extensionsMap[extension] ?? this.extensionsMap[extension.toLowerCase()]
    return type ?? 'application/octet-stream'
    // #endregion
  }
  // #endregion
}

// #region within
type Part = { code: number; start: number; end: number }
type OpenFile = { fd: number; stats: fs.Stats }

/** Where a path leads when every link is followed; undefined if nowhere, or out of the directory. */
function realWithin(directory: string, path: Buffer): Buffer | undefined {
  try {
    // #region real
    const root = fs.realpathSync.native(directory, 'latin1')
    const real = fs.realpathSync.native(path, 'latin1')
    const isWithin = real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)
    return isWithin ? Buffer.from(real, 'latin1') : undefined
    // #endregion
  } catch {
    return undefined
  }
}

/**
 * Opens a file in the directory. As in nginx this waits for the disk: a name is found in
 * microseconds, and to ask another thread takes longer. O_NONBLOCK, for a named pipe would wait.
 */
function openWithin(
  directory: string,
  path: Buffer,
): OpenFile | 'directory' | 'nothing' | 'refused' {
  const real = realWithin(directory, path)
  if (real === undefined) return 'nothing'
  try {
    const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants
    const fd = fs.openSync(real, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
    const stats = fs.fstatSync(fd)
    if (stats.isFile()) return { fd, stats }
    fs.closeSync(fd)
    return stats.isDirectory() ? 'directory' : 'nothing'
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'EMFILE'
    if (isFull) throw error // too many files are open: that is a 500
    return 'refused'
  }
}

/** A part of a file: a small one at once, a large one as a stream. */
function readPart(fd: number, { start, end }: Part): Buffer | fs.ReadStream {
  const length = end + 1 - start
  if (length > 65_536) return fs.createReadStream('', { fd, start, end })
  const bytes = Buffer.allocUnsafe(length)
  return bytes.subarray(0, fs.readSync(fd, bytes, 0, length, start))
}

/** A directory's names, a slash after those of directories, without links that lead out of it. */
function listWithin(directory: string, path: Buffer): Buffer[] | undefined {
  const real = realWithin(directory, path)
  if (real === undefined) return undefined
  try {
    return fs.readdirSync(real, { encoding: 'buffer' }).flatMap((name) => {
      const target = realWithin(directory, Buffer.concat([path, name]))
      const stats = target && fs.statSync(target, { throwIfNoEntry: false })
      if (stats === undefined) return []
      return stats.isDirectory() ? Buffer.concat([name, Buffer.from('/')]) : name
    })
  } catch {
    return undefined
  }
}
// #endregion

// #region words
const hex = (char: string) => char.charCodeAt(0).toString(16).padStart(2, '0')
const percent = (char: string) => `%${hex(char).toUpperCase()}`

/** A file's name as a URL's path: `urllib.parse.quote`. */
const quote = (name: Buffer) => name.toString('latin1').replace(/[^\w.~/-]/g, percent)

/** A URL's path as a file's name: `urllib.parse.unquote_to_bytes`. */
const unquote = (path: string) =>
  Buffer.from(
    path.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )

/** Text that no browser takes for tags: `html.escape`. */
const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const htmlPage = (title: string, lines: string[]) =>
  Buffer.from(`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${lines.join('\n')}
</body>
</html>
`)

/** The three ways to write a time, one of today and two of old (RFC 9110, 5.6.7). */
const httpDate =
  /^\w+, \d\d[ -]\w{3}[ -](\d\d){1,2} [\d:]{8} GMT$|^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}$/

/** Windows reads these as a drive, a stream, a device, or another way to write a name. */
const noName = /[\\:]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i
const isWindows = process.platform === 'win32'

const types = Object.fromEntries(
  `.html text/html, .htm text/html, .css text/css, .js text/javascript, .mjs text/javascript,
  .txt text/plain, .md text/markdown, .csv text/csv, .xml text/xml, .py text/x-python,
  .json application/json, .map application/json, .webmanifest application/manifest+json,
  .pdf application/pdf, .zip application/zip, .gz application/gzip, .tgz application/gzip,
  .tar application/x-tar, .wasm application/wasm, .woff font/woff, .woff2 font/woff2,
  .ttf font/ttf, .otf font/otf, .png image/png, .jpg image/jpeg, .jpeg image/jpeg,
  .gif image/gif, .webp image/webp, .avif image/avif, .svg image/svg+xml, .bmp image/bmp,
  .ico image/vnd.microsoft.icon, .mp3 audio/mpeg, .m4a audio/mp4, .ogg audio/ogg,
  .wav audio/x-wav, .flac audio/flac, .mp4 video/mp4, .webm video/webm, .mov video/quicktime`
    .split(/,\s+/)
    .map((entry) => entry.split(' ')),
)
// #endregion
