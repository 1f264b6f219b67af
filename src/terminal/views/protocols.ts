import { frameWords, isFromClient, protocolWords, type Shown } from '../../notes/frame-words.ts'
import type { Frame, OtherProtocol } from '../../wire/protocols/other-protocol.ts'
import { visible, visibleText } from '../../words/visible.ts'
import { inOneRow, wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

/** Which protocol a connection speaks from here on. `isAfterHttp`: a response has agreed on it. */
export const protocolLines = (
  protocol: OtherProtocol,
  isAfterHttp: boolean,
  theme: Theme,
): string[] => wrap(protocolWords(protocol, isAfterHttp, shownIn(theme)), theme.columns - 3)

/** What passed, in a line and in what is wrong with it. */
export function frameLines(frame: Frame, theme: Theme): string[] {
  const { paint, symbols } = theme
  const arrow = isFromClient(frame) ? symbols.request : symbols.response
  const { head, text, problems } = frameWords(frame, shownIn(theme))
  const line = text === undefined || text === '' ? head : `${head}: ${text}`
  return [
    `${arrow} ${inOneRow(line, theme.columns - 5, symbols.ellipsis)}`,
    ...problems
      .flatMap((problem) => wrap(problem, theme.columns - 5))
      .map((problem) => `  ${paint('error', problem)}`),
  ]
}

const shownIn =
  ({ symbols }: Theme): Shown =>
  (given) =>
    typeof given === 'string' ? visibleText(given, symbols) : visible(given, symbols).text
