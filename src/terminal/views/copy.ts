import type { Message } from '../../http/message.ts'
import {
  type Address,
  asCommand,
  type CopyLine,
  curlLine,
  printfLine,
} from '../../notes/copy-line.ts'
import { viewWords } from '../../words/views.ts'
import type { Theme } from '../draw/theme.ts'

const { copied } = viewWords

/**
 * Two commands that send the same request again, ready to be copied: nothing is folded, so that a
 * copied row is whole however wide the terminal is.
 */
export function renderCopyLines(
  title: string,
  request: Message,
  address: Address,
  theme: Theme,
): string[] {
  const section = (what: string, line: CopyLine): string[] => [
    '',
    theme.paint('label', line.type === 'none' ? copied.none(what, line.reason) : what),
    ...(line.type === 'none' ? [] : asCommand(line.rows, '  ').split('\n')),
  ]
  return [
    theme.paint('strong', title),
    ...section(copied.curl, curlLine(request, address)),
    ...section(copied.printf, printfLine(request, address)),
  ]
}
