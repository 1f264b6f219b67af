import { realpathSync } from 'node:fs'
import { agreeWords as words } from '../words/commands.ts'
import { errors } from '../words/errors.ts'
import { isMarked, mark } from '../workspace/marks.ts'
import { type Context, settingsFor } from './context.ts'

const agreed = 'commands.txt'

/**
 * Has the person agree, once, to the command by which a folder's settings start servers: a folder may come
 * from somebody else. Throws a CourseError where they do not, or where nobody can be asked.
 */
export async function agreeToCommand(folder: string, context: Context): Promise<void> {
  const { command } = settingsFor(folder, context)
  if (command === undefined || context.options.allowCommand) return
  const what = [realpathSync(folder), command]
  if (isMarked(agreed, what)) return
  const { terminal } = context
  if (!terminal.interactive) throw errors.commandNotAgreed(folder, command)
  terminal.print([` ${words.starts(folder)}`, '', `   ${words.command(command)}`, ''])
  if (!(await terminal.confirm(words.question))) throw errors.commandNotAgreed(folder, command)
  mark(agreed, what)
}
