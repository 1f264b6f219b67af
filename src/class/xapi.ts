import type { Stage } from '../course/course.ts'
import { type HandInSummary, noteAbout, type StageSummary } from './summary.ts'

/** What the statements are about, and when they were made. */
export interface XapiOptions {
  readonly stages: readonly Pick<Stage, 'name' | 'title'>[]
  readonly at: Date
  /** Gives a UUID, another one each time. */
  readonly newId: () => string
}

/** The course as an activity: its page in the registry, by which the stages are named too. */
const course = 'https://www.npmjs.com/package/learn-webserver'
/** Whose names they are: a teacher's folders, which is no system on any network (RFC 2606, section 2). */
const accounts = 'https://hand-ins.invalid'
const verbs = 'http://adlnet.gov/expapi/verbs'
const types = 'http://adlnet.gov/expapi/activities'

/**
 * The results of a class as statements of xAPI 1.0.3, which learning record stores take: one for each student and
 * stage that was checked. Of a stage that is not begun, or that could not be run, there is nothing to state. What
 * only the student's own course has told is marked so.
 */
export const xapiStatements = (
  students: readonly HandInSummary[],
  options: XapiOptions,
): object[] =>
  students.flatMap((student) =>
    student.stages
      .filter(({ result, of }) => (result === 'passes' || result === 'fails') && of > 0)
      .map((stage) => statementOf(student, stage, options)),
  )

function statementOf(
  student: HandInSummary,
  { stage, result, passed, of }: StageSummary,
  { stages, at, newId }: XapiOptions,
): object {
  const version = noteAbout(student, 'version')?.version
  const isReported = noteAbout(student, 'reported') !== undefined
  const { name = String(stage), title = name } = stages[stage - 1] ?? {}
  const verb = result === 'passes' ? 'passed' : 'failed'
  return {
    id: newId(),
    timestamp: at.toISOString(),
    version: '1.0.3',
    actor: {
      objectType: 'Agent',
      name: student.name,
      account: { homePage: accounts, name: student.name },
    },
    verb: { id: `${verbs}/${verb}`, display: { 'en-US': verb } },
    object: {
      objectType: 'Activity',
      id: `${course}#${encodeURIComponent(name)}`,
      definition: { name: { 'en-US': title }, type: `${types}/assessment` },
    },
    result: {
      score: { scaled: passed / of, raw: passed, min: 0, max: of },
      success: result === 'passes',
      completion: result === 'passes',
    },
    context: {
      platform: version === undefined ? 'learn-webserver' : `learn-webserver ${version}`,
      ...(isReported && { extensions: { [`${course}#reported-by-student`]: true } }),
      contextActivities: {
        parent: [{ objectType: 'Activity', id: course, definition: { type: `${types}/course` } }],
      },
    },
  }
}
