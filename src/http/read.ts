import { readBody } from './body.ts'
import { isWhiteSpace, LF } from './bytes.ts'
import { readChunks } from './chunks.ts'
import { FramingFields, isTunnel, type Report } from './framing.ts'
import { type Line, nextLine } from './line.ts'
import type {
  Field,
  Framing,
  Problem,
  Range,
  RequestLine,
  Role,
  StatusLine,
  Token,
  TokenKind,
} from './message.ts'
import { Section } from './section.ts'
import { looksLikeTls, readStartLine, skipCarriageReturns } from './start-line.ts'
import { Tokens } from './tokens.ts'
import { badHostByte } from './values.ts'

/** What has to be known besides its bytes to read a message. */
export interface Circumstances {
  readonly role: Role
  /**
   * What came before it in its direction of the connection: nothing; a message; one after which, as it said, none may
   * follow; or one after which the connection speaks another protocol.
   */
  readonly after: 'nothing' | 'message' | 'last-message' | 'switch'
  /** For responses: the method of the request, where it is known. HEAD and CONNECT change where a response ends. */
  readonly method?: string | undefined
  /** For responses: a request waits for one, so that what comes is meant as one. */
  readonly isAwaited: boolean
  /** No more bytes of it come: it is complete, or the connection has ended. */
  readonly isOver: boolean
}

/** The head of a message, and what it says of what follows. */
export interface Head {
  readonly startLine: RequestLine | StatusLine | undefined
  readonly fields: readonly Field[]
  readonly blankLine: Range | undefined
  /** Undefined while the head has not ended. */
  readonly framing: Framing | undefined
  /** It is no message of HTTP/1, and all that comes on the connection belongs to it. */
  readonly isRest: boolean
  /** The connection can carry another message after this one. */
  readonly persists: boolean
  /** What comes after this message may be of another protocol. */
  readonly maySwitch: boolean
}

/** All there is to say about the bytes of one message. */
export interface Reading {
  readonly startLine: RequestLine | StatusLine | undefined
  readonly fields: readonly Field[]
  readonly blankLine: Range | undefined
  readonly trailers: readonly Field[]
  readonly tokens: readonly Token[]
  readonly problems: readonly Problem[]
}

/** What is known of a message that was framed, whether its bytes were kept or not. */
export interface Framed extends Circumstances {
  readonly length: number
  readonly framing: Framing | undefined
  readonly body: Range | undefined
  readonly complete: boolean
}

/** The structure of a head, without its tokens and problems: all that it takes to find the end of the message. */
export function readStructure(bytes: Uint8Array, circumstances: Circumstances): Head {
  return new HeadReader(new Tokens(bytes, true), circumstances, circumstances.isOver).read()
}

/** Reads the bytes of a message, which may be its first ones alone. Its tokens cover all of it, gap and overlap free. */
export function read(bytes: Uint8Array, framed: Framed): Reading {
  const { length, framing, body, complete } = framed
  const isCut = bytes.length < length
  const isOver = framed.isOver && !isCut
  const tokens = new Tokens(bytes)
  const reader = new HeadReader(tokens, framed, isOver)
  const head = reader.read()
  let trailers: readonly Field[] = []
  if (body !== undefined && !head.isRest && head.blankLine !== undefined) {
    tokens.beginBody()
    if (framing?.type === 'chunked')
      trailers = readChunks(tokens, body.start, isOver, (field) => reader.addTrailer(field))
    else readBody(tokens, Math.min(body.end, bytes.length), head.fields)
  }
  const isMissing = isCut && body !== undefined && bytes.length < body.start
  if (isMissing) tokens.grow('unknown', body.start)
  // No end was looked for in a head as long as this.
  if (framing !== undefined && body === undefined)
    tokens.problem(head.startLine ? 'long-header-section' : 'line-too-long', 0, length, 'error')
  else if (framed.isOver && !complete) judgeEnd(tokens, framed, reader)
  tokens.grow(isCut && body !== undefined ? bodyKind(tokens, framing) : 'unknown', length)
  const { startLine, fields, blankLine } = head
  return { startLine, fields, blankLine, trailers, tokens: tokens.list, problems: tokens.problems }
}

/** What the rest of a body is called whose end was not kept. */
function bodyKind(tokens: Tokens, framing: Framing | undefined): TokenKind {
  const last = tokens.list.at(-1)?.kind
  if (framing?.type !== 'chunked' && last === 'unknown') return tokens.settled === 0 ? 'body' : last
  return last === 'chunk-data' || last === 'multipart-data' || last === 'form-value' ? last : 'body'
}

/** What is wrong with a message whose connection ended before it was complete. */
function judgeEnd(tokens: Tokens, { length, body, framing }: Framed, head: HeadReader): void {
  const { settled } = tokens
  if (body === undefined) head.judgeEnd(length)
  else if (framing?.type === 'chunked') tokens.problem('body-cut-short', settled, length, 'error')
  else tokens.problem('body-cut-short', length, length, 'error')
}

/** Reads the start line and the header section of one message (RFC 9112, section 2.1). */
class HeadReader {
  readonly #tokens: Tokens
  readonly #circumstances: Circumstances
  readonly #isOver: boolean
  readonly #framing: FramingFields
  readonly #report: Report
  #section: Section | undefined = undefined
  #startLine: RequestLine | StatusLine | undefined = undefined
  #endedInStartLine = false
  #hasHost = false

  constructor(tokens: Tokens, circumstances: Circumstances, isOver: boolean) {
    this.#tokens = tokens
    this.#circumstances = circumstances
    this.#isOver = isOver
    this.#framing = new FramingFields(circumstances.role)
    this.#report = (code, { start, end }, severity) => tokens.problem(code, start, end, severity)
  }

  read(): Head {
    const { bytes } = this.#tokens
    if (this.#circumstances.after === 'switch') return this.#rest('unknown')
    if (looksLikeTls(bytes)) {
      this.#tokens.problem('tls-not-http', 0, 3, 'error')
      return this.#rest('unknown')
    }
    const { isSilent } = this.#tokens
    for (let at = 0; at < bytes.length; ) {
      if (isSilent && this.#section?.isOfNoWeight(bytes, at)) {
        const lineFeed = bytes.indexOf(LF, at)
        if (lineFeed < 0) break
        at = lineFeed + 1
        continue
      }
      const line = nextLine(this.#tokens, at, this.#isOver)
      if (line === undefined) break
      at = line.stop
      if (this.#section === undefined) {
        if (this.#readStartLine(line) === 'no-message')
          return this.#rest(this.#circumstances.role === 'response' ? 'body' : 'unknown')
      } else if (line.isEmpty) {
        line.emitBlank()
        return this.#end(line.whole)
      } else this.#section.read(line)
    }
    return this.#head(undefined, undefined)
  }

  #head(
    framing: Framing | undefined,
    blankLine: Range | undefined,
    { isRest = false, maySwitch = false } = {},
  ): Head {
    const fields = this.#section?.fields ?? []
    const persists = this.#framing.persists(this.#startLine?.version)
    return { startLine: this.#startLine, fields, blankLine, framing, isRest, persists, maySwitch }
  }

  #rest(kind: TokenKind): Head {
    this.#tokens.beginBody()
    this.#tokens.grow(kind, this.#tokens.bytes.length)
    return this.#head({ type: 'until-close' }, undefined, { isRest: true })
  }

  #end(blankLine: Range): Head {
    const { role, method } = this.#circumstances
    const line = this.#startLine
    if (role === 'request') {
      const request = line?.type === 'request-line' ? line : undefined
      if (!this.#hasHost && request?.version === 'HTTP/1.1')
        this.#report('missing-host', blankLine, 'error')
      const maySwitch = request?.method === 'CONNECT' || this.#framing.upgrades
      return this.#head(this.#framing.ofRequest(request, this.#report), blankLine, { maySwitch })
    }
    const response = line?.type === 'status-line' ? line : undefined
    const maySwitch =
      response !== undefined && (response.status === 101 || isTunnel(response, method))
    const framing = this.#framing.ofResponse(response, method, this.#report)
    return this.#head(framing, blankLine, { maySwitch })
  }

  #readStartLine(line: Line): 'no-message' | undefined {
    const { role, after, isAwaited } = this.#circumstances
    const start = skipCarriageReturns(line)
    if (start === line.end) {
      line.emitBlank('warning')
      return undefined
    }
    const isLate = after === 'last-message'
    if (isLate) line.error('bytes-after-message', start, line.end)
    const read = readStartLine(line, start, role)
    if (read === undefined) {
      const code = role === 'response' ? 'missing-start-line' : 'bad-request-line'
      const isMeant = after === 'nothing' || isAwaited
      if (!isLate) line.error(isMeant ? code : 'bytes-after-message', start, line.end)
      return 'no-message'
    }
    if (typeof read === 'object') this.#startLine = read
    this.#endedInStartLine = line.ending === 'none' || line.ending === 'bare-cr'
    const isIndented = read !== 'field' && isWhiteSpace(line.bytes[start])
    this.#section = new Section((field, at) => this.#addField(field, at), { isIndented })
    if (read === 'field') {
      line.error('missing-start-line', start, start)
      this.#section.read(line)
    }
    return undefined
  }

  #addField(field: Field, line: Line): void {
    this.#framing.add(field, this.#report)
    if (this.#circumstances.role === 'request' && field.name.toLowerCase() === 'host') {
      const { start, end } = field.valueRange
      const bad = badHostByte(line.bytes, start, end)
      if (bad < end) line.warn('bad-host', bad, bad + 1)
      if (this.#hasHost) line.error('duplicate-host', line.start, line.end)
      this.#hasHost = true
    }
  }

  addTrailer(field: Field): void {
    this.#framing.addTrailer(field, this.#report)
  }

  /** Says that the connection has ended within the head, which is `length` bytes long. */
  judgeEnd(length: number): void {
    const { settled } = this.#tokens
    if (this.#endedInStartLine) this.#tokens.problem('cut-short', settled, length, 'error')
    else this.#section?.endWithoutBlankLine(this.#tokens, length)
  }
}
