import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errors } from '../words/errors.ts'
import { readChecks } from './checks.ts'
import type { Course, Stage } from './course.ts'
import { readLesson } from './lesson.ts'

const stageFolder = /^(\d+)-([a-z0-9-]+)$/

/** Reads every stage in `lessons`. Throws a CourseError that names the file and line of a mistake. */
export function loadCourse(lessons: string): Course {
  const folders = readdirSync(lessons).flatMap((folder) => {
    const match = stageFolder.exec(folder)
    return match === null ? [] : [{ folder, number: Number(match[1]), name: match[2] ?? '' }]
  })
  folders.sort((a, b) => a.number - b.number)
  const stages = folders.map((stage, i): Stage => {
    const file = `lessons/${stage.folder}/lesson.md`
    if (stage.number !== i + 1)
      throw errors.lesson(file, 1, `stage ${i + 1} is missing.`, 'Number the folders from 1 on.')
    for (const needed of ['lesson.md', 'server.ts', 'checks.yaml'])
      if (!existsSync(join(lessons, stage.folder, needed)))
        throw errors.lesson(`lessons/${stage.folder}`, 1, `there is no ${needed}.`, 'Add one.')
    const read = (name: string) => {
      const path = join(lessons, stage.folder, name)
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined
    }
    const lesson = readLesson(read('lesson.md') ?? '', file, read)
    const titles = lesson.screens.map(({ title }) => title)
    const checks = `lessons/${stage.folder}/checks.yaml`
    return { ...stage, ...lesson, checks: readChecks(read('checks.yaml') ?? '', titles, checks) }
  })
  return { stages, lessons }
}
