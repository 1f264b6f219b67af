import type { Evidence } from '../../../../src/checks/explain/evidence.ts'
import type { Failure } from '../../../../src/checks/explain/failure.ts'
import { findCause } from '../../../../src/checks/explain/find-cause.ts'
import type { Observed } from '../../../../src/checks/explain/outside/observed.ts'
import type { Check } from '../../../../src/course/checks.ts'
import { checksOf } from '../../fake.ts'

export interface Case {
  readonly failure: Failure
  /** The learner's server. */
  readonly source?: string
  readonly language?: 'ts' | 'py'
  /** A check as in a checks.yaml. */
  readonly check?: string
  readonly observed?: Partial<Observed>
  readonly evidence?: Partial<Evidence>
}

const nothing = { stdout: '', stderr: '' }

/** The cause that is found, with all of its words. */
export function fullCauseOf({
  failure,
  source = '',
  language = 'ts',
  check,
  observed,
  evidence,
}: Case) {
  const [first] = checksOf(check ?? 'send: { get: / }\nexpect: { status: 200 }')
  return findCause({
    check: first as Check,
    failure,
    sent: undefined,
    error: undefined,
    printed: nothing,
    printedInAll: nothing,
    observed: {
      otherConnections: 0,
      isFirstConnection: false,
      respondedAfter: undefined,
      typesBefore: [],
      ownFile: undefined,
      isBusy: undefined,
      ...observed,
    },
    language,
    file: `1-test/server.${language}`,
    folder: { path: '/home/me/my-webserver', copy: '/tmp/copy/folder' },
    files: ['1-test/server.ts', 'site/html1.html', 'site/html6.html'],
    listening: [],
    port: 34921,
    textOf: () => source,
    outline: undefined,
    ...evidence,
  })
}

/** The cause that is named, with the text that is marked. */
export function causeOf(each: Case) {
  const cause = fullCauseOf(each)
  if (cause === undefined) return undefined
  const { text, column = 1, endColumn } = cause.where ?? {}
  const marked = text?.slice((column ?? 1) - 1, (endColumn ?? text.length + 1) - 1)
  return cause.where === undefined ? cause.id : `${cause.id}: ${cause.where.line} ${marked}`
}

/** A response that is wrong from a text in it on. */
export function came(
  text: string,
  wrong = '',
): { bytes: Uint8Array; wrong: { start: number; end: number } } {
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
  const at = wrong === '' ? bytes.length : Buffer.from(text, 'latin1').indexOf(wrong, 0, 'latin1')
  return { bytes, wrong: { start: at, end: at + wrong.length } }
}
