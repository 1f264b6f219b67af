import { inMargin, wrap } from '../terminal/draw/columns.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { CourseError } from '../words/errors.ts'
import { type NoProtection, protectionWords as words } from '../words/protection.ts'

/**
 * Has the person agree that programs of others run where nothing keeps those from what this person may do, each
 * time. Throws a CourseError where they do not, or where nobody can be asked.
 */
export async function agreeToUnprotected(
  reason: NoProtection,
  {
    terminal,
  }: { readonly terminal: Pick<Terminal, 'theme' | 'interactive' | 'print' | 'confirm'> },
): Promise<void> {
  const refused = new CourseError(words.notProtected(reason), 2)
  if (!terminal.interactive) throw refused
  const { columns } = terminal.theme
  terminal.print([...inMargin(wrap(words.unprotected(reason), columns - 2)), ''])
  if (!(await terminal.confirm(words.question))) throw refused
}
