/** Who sends the message: a client sends requests, a server sends responses. */
export type Role = 'request' | 'response'

/** Bytes `start` up to, but not including, `end`, counted from the first byte of the message. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The standard's name for a run of bytes (RFC 9112 and RFC 9110; forms: WHATWG URL, RFC 7578). */
export type TokenKind =
  // start line
  | 'method'
  | 'path'
  | 'query-mark'
  | 'query-name'
  | 'query-equals'
  | 'query-value'
  | 'query-separator'
  | 'fragment'
  | 'scheme'
  | 'authority'
  | 'version'
  | 'status-code'
  | 'reason-phrase'
  | 'space'
  // field lines
  | 'field-name'
  | 'colon'
  | 'optional-white-space'
  | 'field-value'
  | 'list-separator'
  | 'list-member'
  | 'media-type'
  | 'parameter-separator'
  | 'parameter-name'
  | 'parameter-equals'
  | 'parameter-value'
  | 'quality-value'
  | 'date'
  | 'cookie-name'
  | 'cookie-equals'
  | 'cookie-value'
  | 'entity-tag'
  | 'host'
  | 'port'
  // line endings
  | 'crlf'
  | 'bare-lf'
  | 'bare-cr'
  | 'blank-line'
  // body
  | 'body'
  | 'chunk-size'
  | 'chunk-extension'
  | 'chunk-data'
  | 'form-name'
  | 'form-equals'
  | 'form-value'
  | 'form-separator'
  | 'multipart-boundary'
  | 'multipart-data'
  // what has no place in the standard
  | 'unknown'

/** One named run of bytes. The tokens of a message, joined, are the message. */
export interface Token extends Range {
  readonly kind: TokenKind
}

/** A field line (RFC 9112, section 5), as sent: case, order and repeats are kept. */
export interface Field {
  readonly name: string
  /** The value without the white space around it, as Latin-1 text. */
  readonly value: string
  readonly nameRange: Range
  readonly valueRange: Range
  /** The whole line with its ending. */
  readonly line: Range
}

/** A request line (RFC 9112, section 3). A part that did not come is undefined. */
export interface RequestLine {
  readonly type: 'request-line'
  readonly method: string
  readonly target: string
  readonly version: string | undefined
  readonly line: Range
  readonly methodRange: Range
  readonly targetRange: Range
  readonly versionRange: Range | undefined
}

/** A status line (RFC 9112, section 4). */
export interface StatusLine {
  readonly type: 'status-line'
  readonly version: string
  readonly status: number
  readonly reason: string
  readonly line: Range
  readonly versionRange: Range
  readonly statusRange: Range
  readonly reasonRange: Range
}

/** How the end of the body is known (RFC 9112, section 6). */
export type Framing =
  | { readonly type: 'none' }
  | { readonly type: 'content-length'; readonly length: number }
  | { readonly type: 'chunked' }
  | { readonly type: 'until-close' }

/** Something RFC 9112 or RFC 9110 does not allow (`error`), or allows and advises against (`warning`). */
export interface Problem extends Range {
  readonly severity: 'error' | 'warning'
  readonly code: ProblemCode
}

export type ProblemCode =
  | 'bare-lf'
  | 'bare-cr'
  | 'obs-fold'
  | 'space-before-colon'
  | 'space-before-first-field'
  | 'missing-colon'
  | 'empty-field-name'
  | 'bad-field-name'
  | 'bad-field-value'
  | 'missing-host'
  | 'duplicate-host'
  | 'bad-host'
  | 'content-length-differs'
  | 'content-length-repeated'
  | 'bad-content-length'
  | 'length-without-body'
  | 'content-length-with-transfer-encoding'
  | 'bad-transfer-encoding'
  | 'bad-chunk-size'
  | 'bad-chunk-extension'
  | 'bad-chunk-ending'
  | 'missing-blank-line'
  | 'missing-start-line'
  | 'indented-start-line'
  | 'bad-request-line'
  | 'bad-method'
  | 'bad-target'
  | 'bad-status-line'
  | 'bad-version'
  | 'printed-version'
  | 'body-cut-short'
  | 'cut-short'
  | 'bytes-after-message'
  | 'line-too-long'
  | 'long-header-section'
  | 'tls-not-http'
  | 'missing-upgrade'

/**
 * One message as far as it has come. A reader updates its last message in place as bytes arrive;
 * code that is given one treats it as a value of this moment. What is read from its bytes is read when it is asked for,
 * so a copy by `{ ...message }` lacks it.
 */
export interface Message {
  readonly role: Role
  /** Where the message starts in its direction of the connection, in bytes. */
  readonly start: number
  /** Bytes that have come and belong to this message. */
  readonly length: number
  /** The first bytes of the message; `length` tells how many there were. At least its head is kept, up to 16 KiB. */
  readonly bytes: Uint8Array
  /** Whether `bytes` has all of it, or the end was not kept: it was too long, or later messages needed the memory. */
  readonly captured: 'whole' | 'cut'
  readonly startLine: RequestLine | StatusLine | undefined
  readonly fields: readonly Field[]
  /** The empty line that ends the head, once it has come. */
  readonly blankLine: Range | undefined
  readonly framing: Framing | undefined
  /** The bytes after the empty line, chunk framing and trailers included; undefined before it. */
  readonly body: Range | undefined
  readonly trailers: readonly Field[]
  readonly tokens: readonly Token[]
  readonly problems: readonly Problem[]
  /** The last byte has come: the next byte belongs to another message. */
  readonly complete: boolean
}
