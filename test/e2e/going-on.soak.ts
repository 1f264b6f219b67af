import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isFailed } from '../../src/checks/explain/failure.ts'
import { type Mistake, readMistakes, withMistake } from '../../src/checks/mistakes.ts'
import { checkStage } from '../../src/checks/run/stage.ts'
import type { Stage } from '../../src/course/course.ts'
import { serverFile } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { solutionOf } from '../../src/course/program.ts'
import { inPool } from '../../src/process/in-pool.ts'
import { bringFiles } from '../../src/workspace/files.ts'
import { programAt } from '../../src/workspace/own-server.ts'

const root = join(import.meta.dirname, '../..')
const course = loadCourse(join(root, 'lessons'))
const files = { ...course, site: join(root, 'fixtures/site') }

/** Causes that may be told of any failure: a place alone, and what the solution's own text shows. */
const always: ReadonlySet<string> = new Set(['where-sent', 'path-as-form'])

const platforms = [
  ['node', 'ts'],
  ['python', 'py'],
] as const

test.each(course.stages.map(({ folder, number }) => [folder, number] as const))(
  '%s: where all checks are tried, no cause is told but that of the mistake',
  async (_folder, number) => {
    const work = platforms.flatMap(([platform, language]) => {
      const stage = course.in(language).stages[number - 1]
      if (stage === undefined) return []
      return readMistakes(stage, course.lessons)
        .filter((mistake) => mistake[platform] !== undefined)
        .map((mistake) => () => othersTold(mistake, platform, stage))
    })
    const found: string[] = []
    for (const told of inPool(work, 3)) found.push(...(await told))
    expect(found).toEqual([])
  },
  900_000,
)

/** Causes that the checks after the first failure tell, and that are not the mistake's. */
async function othersTold(
  mistake: Mistake,
  platform: 'node' | 'python',
  stage: Stage,
): Promise<string[]> {
  const solution = (await solutionOf(stage, stage.language, files)) ?? ''
  const changed = withMistake(solution, mistake, platform)
  if ('missing' in changed) return [`${mistake.id}: the solution has no ${changed.missing}`]
  const folder = mkdtempSync(join(tmpdir(), 'learn-webserver-going-on-'))
  try {
    await bringFiles(stage, folder, stage.language, files)
    const file = `${stage.folder}/${serverFile(stage.language)}`
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), changed.text)
    const program = programAt(file, stage.language)
    const told: string[] = []
    let isFirst = true
    for await (const result of checkStage({ stage, folder, program, patience: 2, goOn: true })) {
      if (!isFailed(result)) continue
      const cause = result.verdict.cause?.id
      if (!isFirst && cause !== undefined && cause !== mistake.cause && !always.has(cause))
        told.push(`${mistake.id} in ${stage.language}: ${result.check.id} tells ${cause}`)
      isFirst = false
    }
    return told
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
