import { find, isTokenByte, isWhiteSpace, SP, skipWhiteSpace } from './bytes.ts'
import type { Line } from './lines.ts'
import type { RequestLine } from './message.ts'
import { emitTarget, targetFault } from './target.ts'
import { judgeVersion, takesMethod } from './version.ts'

/**
 * Reads the request line that begins at `start`: method, target, version (RFC 9112, section 3). Undefined, with nothing
 * emitted, if the line is no attempt at one.
 */
export function readRequestLine(line: Line, start: number): RequestLine | undefined {
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
  const hasVersion = lastPiece > targetStart
  const firstTargetEnd = find(bytes, SP, targetStart, end)
  // A target with spaces in it is what a program sends that did not encode them.
  const rawSpaces = hasVersion && /^HTTP\/\d/.test(line.text(lastPiece, end))
  const afterFirst = skipSpaces(bytes, firstTargetEnd, end)
  const versionStart = rawSpaces ? lastPiece : afterFirst
  const targetEnd = rawSpaces ? trimSpaces(bytes, targetStart, lastPiece) : firstTargetEnd
  const version = versionStart < end ? line.text(versionStart, end) : undefined
  const method = line.text(methodStart, methodEnd)

  line.emit('method', methodEnd)
  if (!takesMethod(version, method)) line.error('bad-method', methodStart, methodEnd)
  line.emit('space', targetStart)
  if (targetStart - methodEnd > 1) line.warn('bad-request-line', methodEnd + 1, targetStart)
  if (targetStart === end) {
    // llhttp takes a CONNECT to nowhere.
    const isTaken = method === 'CONNECT' && methodEnd < end
    line.problem('bad-request-line', methodEnd, end, isTaken ? 'warning' : 'error')
  } else {
    const fault = targetFault(bytes, targetStart, targetEnd, method)
    if (fault !== undefined) line.problem('bad-target', fault.start, fault.end, fault.severity)
    emitTarget(line, targetStart, targetEnd, method)
  }
  line.emit('space', versionStart)
  if (version === undefined) judgeMissingVersion(line, targetStart, targetEnd)
  else {
    if (versionStart - targetEnd > 1) line.warn('bad-request-line', targetEnd + 1, versionStart)
    const verdict = judgeVersion(version)
    if (verdict === 'bad') line.error('bad-version', versionStart, end)
    if (verdict === 'odd') line.warn('bad-version', versionStart, end)
    line.emit('version', end)
  }
  line.emitEnding(version === undefined ? 'warning' : 'error')

  return {
    type: 'request-line',
    method,
    target: line.text(targetStart, targetEnd),
    version,
    line: line.whole,
    methodRange: line.range(methodStart, methodEnd),
    targetRange: line.range(targetStart, targetEnd),
    versionRange: version === undefined ? undefined : line.range(versionStart, end),
  }
}

/** HTTP/0.9 had no version and parsers still take that, but not with a space after the target. */
function judgeMissingVersion(line: Line, targetStart: number, targetEnd: number): void {
  if (targetStart === line.end) return
  line.problem(
    'bad-request-line',
    targetEnd,
    line.end,
    targetEnd < line.end || line.ending === 'none' ? 'error' : 'warning',
  )
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
