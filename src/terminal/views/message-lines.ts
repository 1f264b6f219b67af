import { limits } from '../../http/limits.ts'
import type { Message, Range } from '../../http/message.ts'

/** A line of a message before its body. */
export interface MessageLine {
  readonly type: 'start-line' | 'field' | 'blank-line' | 'other'
  readonly range: Range
}

/**
 * The lines up to the body; bytes that belong to none of the known ones are lines of their own.
 * Those behind the fields that are listed at most count as fields.
 */
export function messageLines(message: Message): MessageLine[] {
  const { startLine, fields, blankLine, body, length } = message
  const known: MessageLine[] = [
    ...(startLine === undefined ? [] : [{ type: 'start-line' as const, range: startLine.line }]),
    ...fields.map(({ line }) => ({ type: 'field' as const, range: line })),
    ...(blankLine === undefined ? [] : [{ type: 'blank-line' as const, range: blankLine }]),
  ].sort((a, b) => a.range.start - b.range.start)
  const lines: MessageLine[] = []
  let at = 0
  const end = Math.min(body?.start ?? length, message.bytes.length)
  const listed = (startLine?.line.end ?? 0) + limits.head
  const fill = (until: number) => {
    while (at < until) {
      const lf = message.bytes.indexOf(10, at)
      const next = lf < 0 || lf >= until ? until : lf + 1
      lines.push({ type: next > listed ? 'field' : 'other', range: { start: at, end: next } })
      at = next
    }
  }
  for (const line of known) {
    fill(Math.min(line.range.start, end))
    lines.push(line)
    at = line.range.end
  }
  fill(end)
  return lines
}
