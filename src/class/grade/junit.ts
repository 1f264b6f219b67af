import { junitXml, suiteOf, type TestCase, type TestSuite } from '../../checks/report/junit.ts'
import type { Stage } from '../../course/course.ts'
import { gradeWords } from '../../words/grade.ts'
import { noteInWords } from '../summary.ts'
import type { Graded } from './grade.ts'

/** What came of a hand-in as a report in JUnit's XML, with its name and its notes as properties. */
export function handInAsJUnit({ summary, outcomes }: Graded, stages: readonly Stage[]): string {
  const { name, notes } = summary
  const suites = summary.stages.flatMap(({ stage: number, result }): TestSuite[] => {
    const stage = stages[number - 1]
    if (stage === undefined) return []
    const outcome = outcomes.find((one) => one.stage === number)
    const notBegun = { result: 'not-reached', message: gradeWords.said.notBegun } as const
    const cases = stage.checks.map(({ id, check }): TestCase => {
      const found = outcome?.cases.find((one) => one.id === id)
      if (result === 'not-begun') return { name: check, ...notBegun }
      return { result: 'not-reached', ...found, name: check }
    })
    const error =
      result === 'could-not-run'
        ? notes
            .flatMap((note) =>
              note.about === 'could-not-run' && (note.stage ?? number) === number
                ? [note.reason]
                : [],
            )
            .join(' ')
        : undefined
    return [{ ...suiteOf(stage), cases, error }]
  })
  const properties = notes.map((note): [string, string] => [note.about, noteInWords(note)])
  return junitXml(name, suites, [['name', name], ...properties])
}

/** Names of files for hand-ins: safe on every system, and no two the same. */
export function reportNames(): (name: string) => string {
  const given = new Set<string>()
  return (name) => {
    const safe = name.replace(/[\p{C}<>:"/\\|?*]/gu, '_').replace(/^\.|[. ]$/g, '_') || '_'
    let file = `${safe}.xml`
    for (let i = 2; given.has(file.toLowerCase()); i++) file = `${safe} (${i}).xml`
    given.add(file.toLowerCase())
    return file
  }
}
