import { type Language, languageNames } from '../../course/language.ts'
import type { HandInNote, HandInSummary, StageSummary } from '../summary.ts'
import type { StageOfClass } from './protocol.ts'
import { namesOf } from './rows.ts'
import type { ClassState, Student } from './state.ts'

/** The class as `grade` gives hand-ins: by what the students' own courses have told. */
export function summariesOf(
  students: ClassState,
  stages: readonly StageOfClass[],
): HandInSummary[] {
  const names = namesOf(students)
  return [...students.values()].map((student) => ({
    name: names.get(student.id) ?? student.name,
    stages: stages.map((stage) => stageOf(student, stage)),
    notes: notesOf(student, stages),
  }))
}

function stageOf({ report }: Student, { number, name, checks }: StageOfClass): StageSummary {
  const { passed, of } = report?.stages[name] ?? {}
  if (passed === undefined || of === undefined || of === 0)
    return { stage: number, result: 'not-begun', passed: 0, of: Object.keys(checks).length }
  return { stage: number, result: passed === of ? 'passes' : 'fails', passed, of }
}

function notesOf({ report }: Student, stages: readonly StageOfClass[]): HandInNote[] {
  if (report === undefined) return []
  const language = languageNames.find((name): name is Language => name === report.language)
  return [
    ...(language === undefined ? [] : [{ about: 'language', languages: [language] } as const]),
    { about: 'version', version: report.version },
    { about: 'reported' },
    ...stages.flatMap(({ name, number }): HandInNote[] => {
      const { hints, solution, doneMs } = report.stages[name] ?? {}
      return [
        ...(hints ? [{ about: 'hints', stage: number, count: hints } as const] : []),
        ...(solution ? [{ about: 'solution-shown', stage: number } as const] : []),
        ...(doneMs === undefined
          ? []
          : [
              { about: 'first-passed', stage: number, at: new Date(doneMs).toISOString() } as const,
            ]),
      ]
    }),
  ]
}
