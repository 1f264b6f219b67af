import { readdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Place } from '../app/context.ts'
import type { Installed } from '../app/installed.ts'
import { courseFor } from '../app/open-context.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Stage } from '../course/course.ts'
import { type Language, languages } from '../course/language.ts'
import { jsonPage } from '../json/json-line.ts'
import { initWords } from '../words/commands.ts'
import { errors } from '../words/errors.ts'
import { bringFiles, bringSite } from '../workspace/files.ts'
import { checkFolder, makeFolder, removeFolders } from '../workspace/folder.ts'
import { beginProgress } from '../workspace/progress-store.ts'
import { chooseLanguage } from '../workspace/settings.ts'

export interface InitOptions {
  /** The stage that the folder opens with, as it was typed. @default the first */
  readonly stage: string | undefined
  readonly json: boolean
}

/**
 * `init FOLDER`: makes a learner's folder and asks nothing, so that a script can prepare a class. The folder is new
 * or empty; where something fails, it is left as it was. It is not the one that the course goes on with here.
 */
export async function init(
  given: string,
  { stage: named, json }: InitOptions,
  installed: Pick<Installed, 'readCourse' | 'site'>,
  place: Place,
): Promise<number> {
  const { options, cwd, terminal } = place
  const { lang } = options
  const course = await courseFor(lang ?? 'js', installed, place)
  const stage = stageNamed(named ?? '1', course, { cwd })
  const folder = resolve(cwd, given)
  if (checkFolder(folder).type === 'there') throw errors.alreadyBegun(folder)
  const made = makeFolder(folder)
  try {
    await fill(folder, stage, lang, { ...course, site: installed.site })
  } catch (error) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
    removeFolders(made)
    throw error
  }
  const files = filesIn(folder)
  if (json)
    process.stdout.write(
      jsonPage({ folder, language: lang, stage: stage.number, name: stage.name, files }),
    )
  else
    terminal.print([
      ` ${initWords.made(folder)}`,
      ` ${initWords.stage(stage.number, stage.title)}`,
      ` ${lang === undefined ? initWords.noLanguage : initWords.language(languages[lang].title)}`,
      ` ${initWords.files}`,
      ...files.map((file) => `   ${initWords.file(file)}`),
      ` ${initWords.start(relative(cwd, folder) || '.')}`,
    ])
  return 0
}

async function fill(
  folder: string,
  stage: Stage,
  lang: Language | undefined,
  files: Parameters<typeof bringFiles>[3],
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
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
