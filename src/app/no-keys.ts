import { renderProse } from '../terminal/draw/prose.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { noKeysWords } from '../words/commands.ts'

/** Says why no key can be pressed, where somebody sits there who may wonder: in a Git Bash. */
export function tellNoKeys({ noKeys, theme, print }: Terminal): void {
  if (noKeys === undefined) return
  print([...renderProse(noKeysWords, theme).map((line) => ` ${theme.paint('warning', line)}`), ''])
}
