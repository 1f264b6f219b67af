import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { withoutTypes } from '../typescript/without-types.ts'
import { courseWords } from '../words/course.ts'
import { readChecks } from './checks.ts'
import { type Course, courseOf, type Stage, type StagesByLanguage } from './course.ts'
import type { Source } from './fence.ts'
import { checksIn, type Language, languageFile } from './language.ts'
import { readLesson } from './lesson.ts'
import { measure } from './minutes.ts'
import { type Mistake, mistakesError, type Tell } from './mistakes.ts'
import { sourceOf } from './program.ts'
import { tellDeadLinks, withReferences } from './references.ts'
import { regionMistakes } from './region.ts'
import { textFor } from './variants.ts'

const { mistakes } = courseWords

/**
 * Reads every stage in `lessons` from Markdown, YAML and programs, in every language. Throws a
 * CourseError that names all mistakes with file, line and what was expected.
 */
export function loadStages(lessons: string): StagesByLanguage {
  const found: Mistake[] = []
  const tell: Tell = (mistake) => found.push(mistake)
  const folders = stageFolders(lessons, tell)
  const stages = {
    ts: stagesIn('ts', folders, lessons, tell),
    js: stagesIn('js', folders, lessons, tell),
    py: stagesIn('py', folders, lessons, tell),
  }
  if (found.length > 0) throw mistakesError(found)
  return stages
}

/** The same as a course, for somebody who writes in `language`. */
export function loadCourse(lessons: string, language: Language = 'ts'): Course {
  return courseOf(loadStages(lessons), language, lessons)
}

type Folder = Pick<Stage, 'folder' | 'number' | 'name'>

function stageFolders(lessons: string, tell: Tell): Folder[] {
  const folders = readdirSync(lessons).flatMap((folder): Folder[] => {
    const match = /^(\d+)-([a-z0-9-]+)$/.exec(folder)
    return match === null ? [] : [{ folder, number: Number(match[1]), name: match[2] ?? '' }]
  })
  folders.sort((a, b) => a.number - b.number)
  for (const [i, { folder, number }] of folders.entries()) {
    const at = { file: `lessons/${folder}`, line: 1 }
    if (number !== i + 1) tell({ ...at, ...mistakes.noStage(i + 1) })
    for (const needed of ['lesson.md', 'server.ts', 'server.py', 'checks.yaml'])
      if (!existsSync(join(lessons, folder, needed)))
        tell({ ...at, ...mistakes.fileMissing(needed) })
    tellOpenRegions(join(lessons, folder), `lessons/${folder}`, tell)
  }
  tellOpenRegions(lessons, 'lessons', tell)
  return folders
}

function tellOpenRegions(folder: string, shown: string, tell: Tell) {
  for (const name of readdirSync(folder).filter((each) => /\.(ts|py)$/.test(each)))
    for (const { line, open } of regionMistakes(readFileSync(join(folder, name), 'utf8'))) {
      const wrong = open === undefined ? mistakes.strayEnd : mistakes.openRegion(open)
      tell({ file: `${shown}/${name}`, line, ...wrong })
    }
}

function stagesIn(
  language: Language,
  folders: readonly Folder[],
  lessons: string,
  tell: Tell,
): Stage[] {
  const read = (...path: string[]) => {
    const file = join(lessons, ...path)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  const files = (folder: string) => ({
    lesson: `lessons/${folder}/lesson.md`,
    checks: `lessons/${folder}/checks.yaml`,
  })
  const stages = folders.flatMap((folder): Stage[] => {
    const { lesson: file, checks: checksFile } = files(folder.folder)
    const checks = readChecks(read(folder.folder, 'checks.yaml') ?? '', checksFile, tell)?.value
    const lesson = readLesson(read(folder.folder, 'lesson.md') ?? '', {
      language,
      file,
      find: (name) => findSource(name, folder.folder, language, read),
      checks: checks?.map(({ id }) => id) ?? [],
      tell,
    })
    if (lesson === undefined) return []
    const { exercise, screens, ...facts } = lesson
    const { minutes } = measure(screens, exercise)
    return [
      { language, ...folder, ...facts, minutes, screens, checks: checksIn(checks ?? [], language) },
    ]
  })
  for (const [i, stage] of stages.entries()) {
    const { lesson, checks } = files(stage.folder)
    if (stages.slice(0, i).some(({ port }) => port === stage.port))
      tell({ file: lesson, line: 1, ...mistakes.samePort(stage.port) })
    const words = textFor(language, read(stage.folder, 'lesson.md') ?? '', lesson, () => {})
    tellDeadLinks(words, stage, stages, lesson, tell)
    const yaml = read(stage.folder, 'checks.yaml') ?? ''
    tellDeadLinks(yaml, stage, stages, checks, tell)
    tellDeadScreens(yaml, stage, checks, tell)
  }
  return withReferences(stages)
}

/** Each check names a screen that its learner has. */
function tellDeadScreens(yaml: string, { screens }: Stage, file: string, tell: Tell) {
  const ids = screens.map(({ id }) => id)
  for (const [i, line] of yaml.split('\n').entries()) {
    const id = /^ {2}screen: (.+)$/.exec(line)?.[1]
    if (id !== undefined && !ids.includes(id))
      tell({ file, line: i + 1, ...mistakes.unknownScreen(id, ids) })
  }
}

function findSource(
  name: string,
  folder: string,
  language: Language,
  read: (...path: string[]) => string | undefined,
): Source {
  const file = languageFile(name, language)
  const text = read(folder, sourceOf(file))
  const shown = language === 'js' && text !== undefined ? withoutTypes(text) : text
  return { file: basename(file), text: shown }
}
