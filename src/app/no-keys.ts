import { renderProse } from '../terminal/draw/prose.ts'
import type { Terminal } from '../terminal/io/terminal.ts'

const words = {
  'git-bash':
    'Git Bash gives programs no terminal to press keys in, so lines are printed and nothing is asked. For the course itself, put winpty in front of the command, or use Windows Terminal.',
} as const satisfies Record<NonNullable<Terminal['noKeys']>, string>

/** Says why no key can be pressed, where somebody sits there who may wonder. */
export function tellNoKeys({ noKeys, look, print }: Terminal): void {
  if (noKeys === undefined) return
  print([...renderProse(words[noKeys], look).map((line) => ` ${look.paint('warning', line)}`), ''])
}
