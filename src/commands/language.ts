import { type Context, existingFolder } from '../app/context.ts'
import { languageNamed } from '../app/language.ts'
import { languages } from '../course/language.ts'
import { languageWords } from '../words/commands.ts'
import { chooseLanguage, readSettings } from '../workspace/settings.ts'

/** `language [NAME]`: which language the learner's servers are written in, from now on or now. */
export async function language(context: Context, given: string | undefined): Promise<number> {
  const folder = existingFolder(context)
  if (given === undefined) {
    const { title } = languages[readSettings(folder).language]
    context.terminal.print([` ${languageWords.is(title)}`, ` ${languageWords.change()}`])
    return 0
  }
  const chosen = languageNamed(given)
  if (chosen === 'py') await (await import('../process/python.ts')).neededPython()
  chooseLanguage(folder, chosen)
  context.terminal.print([` ${languageWords.now(languages[chosen].title)}`])
  return 0
}
