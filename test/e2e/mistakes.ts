import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMistakes, withMistake } from '../../src/checks/mistakes.ts'
import { loadCourse } from '../../src/course/load.ts'
import { withoutMarkers } from '../../src/course/region.ts'

const lessons = join(import.meta.dirname, '../../lessons')

/** The solution of a stage, in TypeScript, with one of the mistakes that the course knows. */
export function mistaken(stageNumber: number, id: string): string {
  const stage = loadCourse(lessons).stages[stageNumber - 1]
  const mistake = stage && readMistakes(stage, lessons).find((each) => each.id === id)
  if (stage === undefined || mistake === undefined) throw new Error(`there is no mistake ${id}`)
  const solution = withoutMarkers(readFileSync(join(lessons, stage.folder, 'server.ts'), 'utf8'))
  const changed = withMistake(solution, mistake, 'node')
  if ('missing' in changed) throw new Error(`the solution does not have ${changed.missing} once`)
  return changed.text
}
