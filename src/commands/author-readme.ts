import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../app/context.ts'
import { readMistakes } from '../checks/mistakes.ts'
import type { Course, Stage } from '../course/course.ts'
import { keyTable } from '../terminal/views/key-table.ts'
import { teachingWords as words } from '../words/author.ts'

/** A text with what stands between the comments `<!-- name -->` and `<!-- /name -->` in it replaced. */
function between(text: string, name: string, fresh: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const before = text.split(begin)[0] ?? ''
  const after = text.split(end)[1] ?? ''
  return `${before}${begin}\n\n${fresh}\n\n${end}${after}`
}

/** A README with the table of keys as it is now. */
export const withKeys = (readme: string): string => between(readme, 'keys', keyTable())

/** The page for teachers with the stages as they are now, and with the checks that most known mistakes fail. */
export const withStages = (page: string, course: Pick<Course, 'stages' | 'lessons'>): string =>
  between(between(page, 'stages', stageTable(course)), 'mistakes', mistakeTable(course))

const stageTable = ({ stages }: Pick<Course, 'stages'>): string =>
  table(words.stages, [
    ...stages.map(({ number, title, minutes, screens, checks }) =>
      [number, title, minutes, screens.length, checks.length].map(String),
    ),
    words.sum(stages.reduce((sum, { minutes }) => sum + minutes, 0)),
  ])

/** Checks of a stage that are listed at most. */
const maxChecks = 4

const mistakeTable = ({ stages, lessons }: Pick<Course, 'stages' | 'lessons'>): string =>
  table(
    words.mistakes,
    stages.flatMap((stage) =>
      mostFailed(stage, lessons).map(({ check, why, count }) => [
        String(stage.number),
        check,
        String(count),
        (/^.*?[.!?](?= |$)/s.exec(why)?.[0] ?? why).replaceAll('\n', ' '),
      ]),
    ),
  )

/** The checks that most of the stage's known mistakes fail, the one with most of them first. */
function mostFailed(stage: Stage, lessons: string) {
  const mistakes = readMistakes(stage, lessons)
  return stage.checks
    .map(({ id, check, why }) => ({
      check,
      why,
      count: mistakes.filter(({ fails }) => fails === id).length,
    }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count)
    .slice(0, maxChecks)
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** `author readme`: writes the tables of the README and of the page for teachers in this clone. */
export function authorReadme({ cwd, course }: Context): number {
  const write = (file: string, change: (text: string) => string) => {
    const path = join(cwd, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
  write('README.md', withKeys)
  write('docs/teaching.md', (page) => withStages(page, course.in('js')))
  return 0
}
