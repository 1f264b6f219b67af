import {
  CR,
  DOT,
  find,
  isAlpha,
  isDigit,
  isFieldByte,
  isTokenByte,
  isWhiteSpace,
  SLASH,
  SP,
  skipToken,
  skipWhiteSpace,
} from './bytes.ts'
import type { Line } from './line.ts'
import type { RequestLine, Role, StatusLine } from './message.ts'
import { registeredMethods } from './methods.ts'
import { emitTarget, targetFault } from './target.ts'

/**
 * What a first line turned out to be: a start line, one without its most important part, no start
 * line but a header, or nothing known, and then nothing is emitted.
 */
export type StartLine = RequestLine | StatusLine | 'unreadable' | 'field' | undefined

/** Reads the start line of a message, which begins at `start` of this line. */
export function readStartLine(line: Line, start: number, role: Role): StartLine {
  if (role === 'request') return readRequestLine(line, start)
  return readStatusLine(line, start) ?? (looksLikeField(line) ? 'field' : undefined)
}

/** Parsers skip line endings before a message, even halves of them (RFC 9112, section 2.2). */
export function skipCarriageReturns(line: Line): number {
  let index = line.start
  while (index < line.end && line.bytes[index] === CR) {
    index++
    line.emit('bare-cr', index)
    line.warn('bare-cr', index - 1, index)
  }
  return index
}

/**
 * The first bytes of a TLS handshake (RFC 8446, section 5.1): someone asked for `https:` where
 * `http:` is spoken. Such bytes have no line ending to wait for.
 */
export function looksLikeTls(bytes: Uint8Array): boolean {
  return bytes.length >= 3 && bytes[0] === 0x16 && bytes[1] === 0x03 && (bytes[2] ?? 0) <= 0x04
}

const responseFields =
  /^(content-[a-z]+|date|server|connection|set-cookie|location|cache-control|transfer-encoding|etag|last-modified|x-[a-z-]+)[ \t]*:/i

/** A line that a response starts with whose status line was forgotten. */
function looksLikeField(line: Line): boolean {
  return responseFields.test(line.text(line.start, Math.min(line.end, line.start + 80)))
}

/** Method, target, version (RFC 9112, section 3). Undefined if the line is no attempt at one. */
function readRequestLine(line: Line, start: number): RequestLine | undefined {
  const { bytes, end } = line
  const methodStart = skipWhiteSpace(bytes, start, end)
  const methodEnd = find(bytes, SP, methodStart, end)
  if (methodStart === end || !isTokenByte(bytes[methodStart])) return undefined
  if (methodStart > start) {
    line.error('indented-start-line', start, methodStart)
    line.emit('space', methodStart)
  }

  const targetStart = skipSpaces(bytes, methodEnd, end)
  const lastPiece = lastPieceStart(bytes, targetStart, end)
  const firstTargetEnd = find(bytes, SP, targetStart, end)
  // A target with spaces in it is what a program sends that did not encode them.
  const isSpaced =
    lastPiece > targetStart && /^HTTP\/\d/.test(line.text(lastPiece, Math.min(end, lastPiece + 6)))
  const versionStart = isSpaced ? lastPiece : skipSpaces(bytes, firstTargetEnd, end)
  const targetEnd = isSpaced ? trimSpaces(bytes, targetStart, lastPiece) : firstTargetEnd
  const version = versionStart < end ? line.text(versionStart, end) : undefined
  const method = line.text(methodStart, methodEnd)

  line.emit('method', methodEnd)
  if (!line.tokens.isSilent) judgeMethod(line, methodStart, methodEnd, method)
  line.emit('space', targetStart)
  if (targetStart - methodEnd > 1) line.warn('bad-request-line', methodEnd + 1, targetStart)
  if (targetStart === end) line.error('bad-request-line', methodEnd, end)
  else if (!line.tokens.isSilent) {
    const fault = targetFault(bytes, targetStart, targetEnd, method)
    if (fault !== undefined) line.problem('bad-target', fault.start, fault.end, fault.severity)
    emitTarget(line.tokens, targetStart, targetEnd, method)
  }
  line.emit('space', versionStart)
  if (version === undefined) judgeMissingVersion(line, targetStart, targetEnd)
  else {
    if (versionStart - targetEnd > 1) line.warn('bad-request-line', targetEnd + 1, versionStart)
    judgeVersion(line, versionStart, end)
    line.emit('version', end)
  }
  line.emitEnding(version === undefined ? 'warning' : 'error')

  return {
    type: 'request-line',
    method,
    target: line.text(targetStart, targetEnd),
    version,
    line: line.whole,
    methodRange: { start: methodStart, end: methodEnd },
    targetRange: { start: targetStart, end: targetEnd },
    versionRange: version === undefined ? undefined : { start: versionStart, end },
  }
}

/** Any token is a method (RFC 9110, section 9.1), but one in small letters is hardly meant. */
function judgeMethod(line: Line, from: number, to: number, method: string): void {
  const bad = skipToken(line.bytes, from, to)
  if (bad < to) line.error('bad-method', bad, bad + 1)
  else if (!registeredMethods.has(method) && registeredMethods.has(method.toUpperCase()))
    line.warn('bad-method', from, to)
}

/** HTTP/0.9 had no version and parsers still take that, but not with a space after the target. */
function judgeMissingVersion(line: Line, targetStart: number, targetEnd: number): void {
  if (targetStart === line.end) return
  const isError = targetEnd < line.end || line.ending === 'none'
  line.problem('bad-request-line', targetEnd, line.end, isError ? 'error' : 'warning')
}

function skipSpaces(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && bytes[index] === SP) index++
  return index
}

function trimSpaces(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && bytes[end - 1] === SP) end--
  return end
}

/** Where what follows the last space starts. */
function lastPieceStart(bytes: Uint8Array, from: number, to: number): number {
  let index = to
  while (index > from && !isWhiteSpace(bytes[index - 1])) index--
  return index
}

/** Not `http://`, which is a text about the web. */
const versionLike = /^http(\/(?!\/)|[ \t\d]|$)/i

/**
 * Version, status code, reason phrase (RFC 9112, section 4). Undefined if the line is no attempt at
 * one; `unreadable` if it is, but has no code.
 */
function readStatusLine(line: Line, start: number): StatusLine | 'unreadable' | undefined {
  const { bytes, end } = line
  const versionStart = skipWhiteSpace(bytes, start, end)
  if (!versionLike.test(line.text(versionStart, Math.min(versionStart + 6, end)))) return undefined
  if (versionStart > start) {
    line.error('indented-start-line', start, versionStart)
    line.emit('space', versionStart)
  }
  const versionStop = versionEnd(bytes, versionStart, end)
  judgeVersion(line, versionStart, versionStop)
  line.emit('version', versionStop)

  const codeStart = skipWhiteSpace(bytes, versionStop, end)
  let codeEnd = codeStart
  while (codeEnd < end && isDigit(bytes[codeEnd])) codeEnd++
  line.emit('space', codeStart)
  if (codeEnd === codeStart) {
    line.error('bad-status-line', Math.min(versionStop, end), end)
    line.emit('unknown', end)
    line.emitEnding()
    return 'unreadable'
  }
  if (codeStart - versionStop !== 1 || bytes[versionStop] !== SP)
    line.error('bad-status-line', versionStop, codeStart)
  judgeCode(line, codeStart, codeEnd)
  line.emit('status-code', codeEnd)

  const reasonStart = bytes[codeEnd] === SP && codeEnd < end ? codeEnd + 1 : codeEnd
  line.emit('space', reasonStart)
  emitReason(line, reasonStart)
  line.emitEnding()
  return {
    type: 'status-line',
    version: line.text(versionStart, versionStop),
    status: Number(line.text(codeStart, codeEnd)),
    reason: line.text(reasonStart, end),
    line: line.whole,
    versionRange: { start: versionStart, end: versionStop },
    statusRange: { start: codeStart, end: codeEnd },
    reasonRange: { start: reasonStart, end },
  }
}

/**
 * What to think of a version (RFC 9112, section 2.3). Parsers of HTTP/1.1 take some that no message in this form can
 * have; curl and browsers write those of HTTP/2 and HTTP/3 as a status line when they show what they got.
 */
function judgeVersion(line: Line, from: number, to: number): void {
  if (line.tokens.isSilent) return
  const version = line.text(from, to)
  if (version === 'HTTP/1.1' || version === 'HTTP/1.0') return
  if (version === 'HTTP/2' || version === 'HTTP/3') line.warn('printed-version', from, to)
  else if (/^HTTP\/(0\.9|2\.0)$/.test(version)) line.warn('bad-version', from, to)
  else line.error('bad-version', from, to)
}

/** Where a version that starts at `from` ends, be it well or badly written. */
function versionEnd(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isAlpha(bytes[index])) index++
  if (index === to || bytes[index] !== SLASH) return index
  index++
  while (index < to && (isDigit(bytes[index]) || bytes[index] === DOT)) index++
  return index
}

/** Three digits, and a space even where no reason follows; parsers take the last without. */
function judgeCode(line: Line, from: number, to: number): void {
  const { bytes, end } = line
  const isSpaced = to === end || bytes[to] === SP
  if (to - from !== 3 || !isSpaced) {
    line.error('bad-status-line', from, Math.max(to, from + 1))
    return
  }
  const first = bytes[from] ?? 0
  if (first < 0x31 || first > 0x35) line.warn('bad-status-line', from, to)
  else if (to === end) line.warn('bad-status-line', to, to)
}

function emitReason(line: Line, from: number): void {
  if (line.tokens.isSilent) return
  const { bytes, end } = line
  let start = from
  for (let index = from; index < end; index++) {
    if (bytes[index] !== CR) continue
    line.emit('reason-phrase', index)
    line.emit('bare-cr', index + 1)
    line.error('bare-cr', index, index + 1)
    start = index + 1
  }
  for (let index = start; index < end; index++) {
    if (isFieldByte(bytes[index])) continue
    line.warn('bad-status-line', index, index + 1)
    break
  }
  line.emit('reason-phrase', end)
}
