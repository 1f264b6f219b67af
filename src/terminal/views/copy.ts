import type { Message } from '../../http/message.ts'
import {
  type Address,
  asCommand,
  type CopyLine,
  curlLine,
  printfLine,
} from '../../notes/copy-line.ts'
import type { Look } from '../draw/theme.ts'

/**
 * Two commands that send the same request again, ready to be copied: nothing is folded, so that a
 * copied row is whole however wide the terminal is.
 */
export function renderCopyLines(
  title: string,
  request: Message,
  address: Address,
  look: Look,
): string[] {
  const section = (what: string, line: CopyLine): string[] => [
    '',
    look.paint('label', line.type === 'none' ? `${what}: none, for ${line.reason}` : what),
    ...(line.type === 'none' ? [] : asCommand(line.rows, '  ').split('\n')),
  ]
  return [
    look.paint('strong', title),
    ...section('the same request by curl, on a connection of its own', curlLine(request, address)),
    ...section('the same bytes by printf and nc', printfLine(request, address)),
  ]
}
