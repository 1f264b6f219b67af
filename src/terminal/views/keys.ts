import { createPrompt, isEnterKey, useKeypress } from '@inquirer/core'
import stringWidth from 'fast-string-width'
import type { Look } from '../draw/theme.ts'
import type { Key } from '../io/terminal.ts'

const hideCursor = '\x1b[?25l'

/** A prompt that waits for one key of several, which it names in a line. */
export const keyPrompt = createPrompt<string, { keys: readonly Key[]; look: Look }>(
  ({ keys, look }, done) => {
    useKeypress((event, readline) => {
      // Only letters and digits have a name: `?` and 한 are known by what they typed.
      const typed: string | undefined = event.name ?? readline.line.at(-1)
      readline.clearLine(0)
      const pressed = isEnterKey(event) ? 'enter' : event.ctrl ? '' : typed?.toLowerCase()
      const hit = keys.find(({ key }) => key === pressed)
      if (hit !== undefined) done(hit.name)
    })
    return `\n${keyBar(keys, look).join('\n')}${hideCursor}`
  },
)

/** The keys and what they do, in as many lines as they need. */
export function keyBar(keys: readonly Key[], look: Look): string[] {
  const lines: string[] = []
  for (const { key, label, does, shown } of keys) {
    if (shown === false) continue
    const symbol = key === 'enter' ? look.symbols.enter : (label ?? key)
    const item = `${look.paint('strong', symbol)} ${does}`
    const last = lines.at(-1)
    if (last !== undefined && stringWidth(last) + stringWidth(item) + 3 < look.columns)
      lines[lines.length - 1] = `${last}   ${item}`
    else lines.push(` ${item}`)
  }
  return lines
}
