import { homedir } from 'node:os'
import { relative } from 'node:path'
import { type Language, languageNames, languages } from '../course/language.ts'
import { Interrupted, type Terminal } from '../terminal/io/terminal.ts'
import { firstWords } from '../words/commands.ts'
import { CourseError } from '../words/errors.ts'
import {
  checkFolder,
  type Found,
  makeFolder,
  removeFolders,
  typedFolder,
} from '../workspace/folder.ts'
import { chooseLanguage, hasLanguage } from '../workspace/settings.ts'
import type { Context } from './context.ts'

/**
 * The learner's folder, with its language known: somebody new is asked for both, once. Throws Interrupted
 * where they leave, and a CourseError where a folder that was named can't be used. Who leaves before the
 * second question is answered has chosen nothing: no folder is left, and both are asked the next time.
 */
export async function folderFor(found: Found, context: Context): Promise<string> {
  const { terminal, options } = context
  const isNew = found.type === 'new'
  if (isNew) welcome(terminal)
  const { path, made } =
    isNew && !found.asked
      ? await askForFolder(found.path, context)
      : { path: found.path, made: makeFolder(found.path) }
  if (options.lang === undefined && !hasLanguage(path)) {
    const language = await askForLanguage(terminal).catch((error: unknown) => {
      removeFolders(made)
      throw error
    })
    chooseLanguage(path, language)
  } else if (isNew && options.lang !== undefined) chooseLanguage(path, options.lang)
  return path
}

function welcome({ theme, page, print }: Terminal): void {
  page()
  print([` ${theme.paint('strong', 'learn-webserver')}`, '', ` ${firstWords.welcome}`, ''])
}

/** Asks where the servers are to be saved, until the answer is a folder that can be used. */
async function askForFolder(
  suggested: string,
  { terminal, cwd }: Context,
): Promise<{ readonly path: string; readonly made: readonly string[] }> {
  const { theme } = terminal
  while (true) {
    const start = relative(cwd, suggested) || suggested
    const typed = typedFolder(await terminal.input(firstWords.folder, start), {
      cwd,
      home: homedir(),
    })
    if (typed.type === 'leave') throw new Interrupted()
    try {
      checkFolder(typed.path)
      const made = makeFolder(typed.path)
      terminal.print([` ${firstWords.yourFolder(typed.path)}`, ''])
      return { path: typed.path, made }
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      terminal.print([
        ` ${theme.paint('warning', error.message)}`,
        ` ${firstWords.anotherFolder}`,
        '',
      ])
    }
  }
}

/** Asks for the language of the servers. Python is offered where it is found, else with where to get it. */
async function askForLanguage(terminal: Terminal): Promise<Language> {
  const { findPythons, isNewEnough } = await import('../process/python.ts')
  const hasPython = (await findPythons()).some(isNewEnough)
  while (true) {
    const chosen = await terminal.choose<Language>(
      firstWords.language,
      languageNames.map((value) => ({
        value,
        text: value === 'py' && !hasPython ? firstWords.noPython : languages[value].title,
      })),
    )
    if (chosen !== 'py' || hasPython) return chosen
  }
}
