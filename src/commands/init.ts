import { readdirSync, rmSync } from 'node:fs'
import { basename, join as path, relative, resolve } from 'node:path'
import type { Context, Place } from '../app/context.ts'
import { courseFor } from '../app/open-context.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Stage } from '../course/course.ts'
import { type Language, languages } from '../course/language.ts'
import type { CourseFiles } from '../course/program.ts'
import { jsonPage } from '../json/json-line.ts'
import { initWords } from '../words/commands.ts'
import { errors } from '../words/errors.ts'
import { bringFiles, bringSite } from '../workspace/files.ts'
import { checkFolder, makeFolder, removeFolders } from '../workspace/folder.ts'
import { beginProgress } from '../workspace/progress-store.ts'
import { chooseLanguage } from '../workspace/settings.ts'
import type { JoinOptions } from './join.ts'

export interface InitOptions {
  /** The stage that the folder opens with, as it was typed. @default the first */
  readonly stage?: string
  readonly json?: boolean
  /** The class that the folder joins: where its board is, and its code. */
  readonly class?: string
  readonly code?: string
  /** The student's. @default the folder's name */
  readonly name?: string
}

/**
 * `init FOLDER`: makes a learner's folder and asks nothing, so that a script can prepare a class. The folder is new
 * or empty; where something fails, it is left as it was. It is not the one that the course goes on with here.
 */
export async function init(
  place: Place,
  given: string,
  { stage: named = '1', json = false, class: address, code, name: givenName }: InitOptions,
): Promise<number> {
  const { installed, options, cwd, terminal } = place
  if ((address === undefined) !== (code === undefined)) throw errors.classAndCode()
  const { lang } = options
  const course = await courseFor(lang ?? 'js', place)
  const stage = stageNamed(named, course, { cwd })
  const folder = resolve(cwd, given)
  const name = givenName ?? basename(folder)
  if (checkFolder(folder).type === 'there') throw errors.alreadyBegun(folder)
  const files: CourseFiles = { ...course, site: installed.site }
  const made = makeFolder(folder)
  try {
    await fill(folder, stage, lang, files)
    if (address !== undefined && code !== undefined)
      await join({ ...place, course, files }, folder, address, { code, name })
  } catch (error) {
    for (const name of readdirSync(folder)) rmSync(path(folder, name), { recursive: true })
    removeFolders(made)
    throw error
  }
  const inIt = filesIn(folder)
  if (json)
    process.stdout.write(
      jsonPage({ folder, language: lang, stage: stage.number, name: stage.name, files: inIt }),
    )
  else
    terminal.print([
      ` ${initWords.made(folder)}`,
      ` ${initWords.stage(stage.number, stage.title)}`,
      ` ${lang === undefined ? initWords.noLanguage : initWords.language(languages[lang].title)}`,
      ...(address === undefined ? [] : [` ${initWords.joined(name)}`]),
      ` ${initWords.files}`,
      ...inIt.map((file) => `   ${initWords.file(file)}`),
      ` ${initWords.start(relative(cwd, folder) || '.')}`,
    ])
  return 0
}

/** Joins a class, and asks nothing: a name that is taken is an error here. */
async function join(context: Context, folder: string, address: string, student: JoinOptions) {
  const { joinClass } = await import('./join.ts')
  const inFolder = {
    ...context,
    options: { ...context.options, dir: folder },
    terminal: { ...context.terminal, interactive: false, print: () => {} },
  }
  await joinClass(inFolder, address, student)
}

async function fill(
  folder: string,
  stage: Stage,
  lang: Language | undefined,
  files: CourseFiles,
): Promise<void> {
  if (lang === undefined) bringSite(folder, files)
  else {
    chooseLanguage(folder, lang)
    await bringFiles(stage, folder, lang, files)
  }
  beginProgress(folder, stage.name)
}

/** All files below a folder, in order, with `/` between their names. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, path(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
