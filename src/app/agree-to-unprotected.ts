import type { Terminal } from '../terminal/io/terminal.ts'
import { runAnywayWords } from '../words/commands.ts'
import { errors, type NoProtection, unprotectedWords } from '../words/errors.ts'

/**
 * Has the person agree that programs of others run where nothing keeps those from what this person may do, each
 * time. Throws a CourseError where they do not, or where nobody can be asked.
 */
export async function agreeToUnprotected(
  reason: NoProtection,
  { terminal }: { readonly terminal: Pick<Terminal, 'interactive' | 'print' | 'confirm'> },
): Promise<void> {
  if (!terminal.interactive) throw errors.notProtected(reason)
  terminal.print([` ${unprotectedWords(reason)}`, ''])
  if (!(await terminal.confirm(runAnywayWords.question))) throw errors.notProtected(reason)
}
