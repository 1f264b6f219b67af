import { headerValue } from '../http/headers.ts'
import type { Message, Problem } from '../http/message.ts'
import { problemWords } from '../words/problems.ts'
import { latin1, startsWith } from './bytes.ts'
import { isKnown } from './header-names.ts'
import type { Said } from './note.ts'

const { startLines } = problemWords

/** The most specific thing that can be said of a problem in a response's head; undefined: its own words. */
export function headFault(problem: Problem, message: Message): Said | undefined {
  const { bytes } = message
  const lineEnd = bytes.indexOf(0x0a, problem.start)
  const line = latin1(
    bytes.subarray(lineStart(bytes, problem.start), lineEnd < 0 ? bytes.length : lineEnd),
  )
    .slice(0, 400)
    .replace(/\r$/, '')
  switch (problem.code) {
    case 'missing-start-line':
    case 'bad-status-line':
    case 'bad-version':
      return message.role === 'response' ? statusLineFault(line, message) : undefined
    case 'missing-colon':
      return colonFault(line)
    case 'bad-field-name': {
      const name = /^([\w-]+)\s*=/.exec(line)?.[1]
      return name !== undefined && isKnown(name)
        ? startLines.equalsForColon(name)
        : colonFault(line)
    }
    case 'bare-cr':
      return isDoubled(message, problem) ? startLines.doubledReturn : undefined
    case 'bad-transfer-encoding':
      return message.startLine?.type === 'status-line' && message.startLine.version === 'HTTP/1.0'
        ? startLines.chunksInOld
        : undefined
    case 'bad-content-length': {
      const { startLine } = message
      const value = headerValue(message.fields, 'Content-Length') ?? ''
      if (/^\d+$/.test(value) && startLine?.type === 'status-line')
        return startLines.lengthWithoutBody(startLine.status)
      return startLines.badLength(value.slice(0, 40))
    }
    default:
      return undefined
  }
}

/** `\r\r\n`: a line end was translated once more. */
export const isDoubled = ({ bytes }: Message, { start }: { readonly start: number }): boolean =>
  startsWith(bytes, start, '\r\r\n')

function lineStart(bytes: Uint8Array, at: number): number {
  return at <= 0 ? 0 : bytes.lastIndexOf(0x0a, at - 1) + 1
}

function statusLineFault(line: string, { bytes }: Message): Said | undefined {
  if (startsWith(bytes, 0, '\xef\xbb\xbf')) return startLines.byteOrderMark
  if (
    startsWith(bytes, 0, '\xff\xfeH') ||
    startsWith(bytes, 0, 'H\0T\0') ||
    startsWith(bytes, 0, '\xfe\xff')
  )
    return startLines.utf16
  const text = line.trimStart()
  if (/^(GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) \S+ HTTP\//.test(text))
    return startLines.requestBack
  if (/^status\s*:/i.test(text)) return startLines.statusHeader
  const name = /^([A-Za-z][\w-]*)\s*:\s/.exec(`${text} `)?.[1]
  if (name !== undefined && isKnown(name)) return startLines.headerFirst(name)
  if (/^https?\/ +1|^https?\s+\/\s*1|^HTTP\/1 *\. +1|^HTTP\/1 +\.1/i.test(text))
    return startLines.spaceInVersion
  if (/^HTTP\s?1\.[01]\b/i.test(text)) return startLines.noSlash
  if (/^(?!HTTP)http\/1\.[01]/i.test(text)) return startLines.smallLetters
  if (/^\d{3}\b.*HTTP\/1/i.test(text)) return startLines.codeFirst
  if (/^HTTP\/1\.[01]\d{3}\b/.test(text)) return startLines.noSpaceBeforeCode
  if (/^HTTP\/1\.[01] {2,}\d{3}\b/.test(text)) return startLines.twoSpaces
  const bare = /^HTTP\/1\.[01] ([1-5]\d\d)$/.exec(text)?.[1]
  if (bare !== undefined) return startLines.noSpaceAfterCode(Number(bare))
  const code = /^HTTP\/1\.[01] (\d+)(?:\s|$)/.exec(text)?.[1]
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) return startLines.codeLength(code)
  const joined = /^HTTP\/1\.[01] ([1-5]\d\d)[A-Za-z]/.exec(text)?.[1]
  if (joined !== undefined) return startLines.noReasonSpace(joined)
  if (/^HTTP\/1\.[01]\s*([A-Za-z].*)?$/.test(text)) return startLines.noCode
  if (/^\s*<(!doctype|html|h1|head|body|p)\b/i.test(text)) return startLines.bodyOnly('html')
  return undefined
}

function colonFault(line: string): Said | undefined {
  if (/^HTTP\/1\.[01] \d{3}/.test(line)) return startLines.secondStatusLine
  const equal = /^([A-Za-z][\w-]*)\s*=/.exec(line)?.[1]
  if (equal !== undefined && isKnown(equal)) return startLines.equalsForColon(equal)
  const name = /^([A-Za-z][\w-]*)\s/.exec(line)?.[1]
  return name !== undefined && isKnown(name) && name.includes('-')
    ? startLines.colonAfter(name)
    : undefined
}
