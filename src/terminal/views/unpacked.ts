import type { Message } from '../../http/message.ts'
import { plainBody } from '../../notes/plain-body.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visible } from '../../words/visible.ts'
import { fold } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

const maxLines = 400

/** The body of a message as it is meant: unpacked where it is compressed, and JSON indented. None otherwise. */
export function renderUnpacked(message: Message | undefined, theme: Theme): string[] {
  const body = message && plainBody(message)
  if (body === undefined || body.type === 'as-sent') return []
  if (body.type === 'not-unpacked')
    return ['', theme.paint('warning', terminalWords.cannotUnpack(body.coding))]
  const { coding, content, text } = body
  const said =
    coding === undefined ? terminalWords.indented : terminalWords.unpacked(coding, content.length)
  return ['', theme.paint('strong', said), ...textLines(text, theme)]
}

function textLines(bytes: Uint8Array, theme: Theme): string[] {
  const columns = Math.max(theme.columns - 5, 8)
  const lines: string[] = []
  let start = 0
  while (start < bytes.length && lines.length < maxLines) {
    const lf = bytes.indexOf(10, start)
    const end = lf < 0 ? bytes.length : lf
    const { text } = visible(bytes.subarray(start, Math.min(end, start + 4000)), theme.symbols)
    lines.push(...fold(text, columns).map((row) => `  ${row.text}`))
    start = end + 1
  }
  return start < bytes.length
    ? [...lines, theme.paint('dim', `  ${theme.symbols.ellipsis} ${bytes.length - start}`)]
    : lines
}
