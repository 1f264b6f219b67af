import { isDigit, isFieldByte, isWhiteSpace, SP, skipWhiteSpace } from './bytes.ts'
import type { Line } from './lines.ts'
import type { StatusLine } from './message.ts'
import { judgeVersion, versionEnd } from './version.ts'

/** Not `http://`, which is a text about the web. */
const versionLike = /^(http(\/(?!\/)|[ \t\d]|$)|rtsp\/|ice\/)/i

/**
 * Reads a status line: version, status code, reason phrase (RFC 9112, section 4). Undefined if the
 * line is no attempt at one, and then nothing is emitted; `unreadable` if it is, but has no code.
 */
export function readStatusLine(line: Line, start: number): StatusLine | 'unreadable' | undefined {
  const { bytes, end } = line
  let versionStart = start
  while (versionStart < end && isWhiteSpace(bytes[versionStart])) versionStart++
  if (!versionLike.test(line.text(versionStart, Math.min(versionStart + 6, end)))) return undefined
  if (versionStart > start) {
    line.error('indented-start-line', start, versionStart)
    line.emit('space', versionStart)
  }
  const versionStop = versionEnd(bytes, versionStart, end)
  checkVersion(line, versionStart, versionStop)
  line.emit('version', versionStop)

  const codeStart = skipWhiteSpace(bytes, versionStop, end)
  const codeEnd = endOfDigits(bytes, codeStart, end)
  line.emit('space', codeStart)
  if (codeEnd === codeStart) {
    line.error('bad-status-line', Math.min(versionStop, end), end)
    line.emit('unknown', end)
    line.emitEnding()
    return 'unreadable'
  }
  if (codeStart - versionStop !== 1 || bytes[versionStop] !== SP)
    line.error('bad-status-line', versionStop, codeStart)
  checkCode(line, codeStart, codeEnd)
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
    versionRange: line.range(versionStart, versionStop),
    statusRange: line.range(codeStart, codeEnd),
    reasonRange: line.range(reasonStart, end),
  }
}

function checkVersion(line: Line, from: number, to: number): void {
  const verdict = judgeVersion(line.text(from, to))
  if (verdict === 'bad') line.error('bad-version', from, to)
  if (verdict === 'odd') line.warn('bad-version', from, to)
}

/** Three digits, and a space even where no reason follows; parsers take the last without. */
function checkCode(line: Line, from: number, to: number): void {
  const { bytes, end } = line
  const spaced = to === end || bytes[to] === SP
  if (to - from !== 3 || !spaced) {
    line.error('bad-status-line', from, Math.max(to, from + 1))
    return
  }
  const first = bytes[from] ?? 0
  if (first < 0x31 || first > 0x35) line.warn('bad-status-line', from, to)
  else if (to === end) line.warn('bad-status-line', to, to)
}

function emitReason(line: Line, from: number): void {
  const { bytes, end } = line
  let start = from
  for (let index = from; index < end; index++) {
    if (bytes[index] !== 0x0d) continue
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

function endOfDigits(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isDigit(bytes[index])) index++
  return index
}
