import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Context } from '../app/context.ts'
import { freshWords } from '../words/author.ts'
import { CourseError, errors } from '../words/errors.ts'
import { bringFolder } from '../workspace/files.ts'

/**
 * `author new NAME`: the folder of a new last stage. It begins as a copy of the first stage, so that it
 * passes `author check` before a word of it is changed.
 */
export function authorNew(context: Context, name: string): number {
  const { files, course, terminal, options, cwd } = context
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new CourseError({ said: freshWords.bad(name), next: freshWords.form }, 2)
  if (course.stages.some((stage) => stage.name === name))
    throw new CourseError({ said: freshWords.taken(name), next: freshWords.form }, 2)
  const [model] = course.stages
  if (model === undefined) throw errors.damagedCourse(files.lessons, freshWords.noModel)
  const port = Math.max(...course.stages.map((stage) => stage.port)) + 1
  const lessons = options.lessons === undefined ? files.lessons : resolve(cwd, options.lessons)
  const folder = join(lessons, `${course.stages.length + 1}-${name}`)
  bringFolder(join(files.lessons, model.folder), folder)
  const title = name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\.(md|yaml|ts|js|py)$/.test(file))
      rewrite(join(folder, file), (text) =>
        text
          .replaceAll(String(model.port), String(port))
          .replace(/^title: .*$/m, `title: ${title}`),
      )
  terminal.print([` ${freshWords.made(folder)}`, ` ${freshWords.next}`])
  return 0
}

const rewrite = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))
