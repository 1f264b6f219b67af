import type { Check } from '../../course/checks.ts'
import type { Stage } from '../../course/course.ts'
import { checksWords } from '../../words/checks.ts'
import { explain } from '../explain/explain.ts'
import type { Failed, Result, Verdict } from '../explain/failure.ts'

/** A stage with what became of its checks. */
export interface StageResults {
  readonly stage: Stage
  readonly results: readonly Result[]
  /** Why it could not be checked, or not to its end. */
  readonly error?: string | undefined
}

/** A check in a report. */
export interface TestCase {
  readonly name: string
  readonly result: Verdict['type']
  /** Of one that fails: the kind of failure. */
  readonly kind?: string | undefined
  /** What went wrong in one line, or why it was not run. */
  readonly message?: string | undefined
  /** All that is said of it. */
  readonly text?: string | undefined
}

/** A stage in a report. */
export interface TestSuite {
  readonly name: string
  /** The folder of the stage. */
  readonly folder: string
  readonly cases: readonly TestCase[]
  /** Why the stage could not be checked. */
  readonly error?: string | undefined
}

/**
 * A report in JUnit's XML, a suite for each stage. Without times, so that the same results are the
 * same bytes. `say` puts a failure, or the warning of a check that passes, into words.
 */
export const junitReport = (
  stages: readonly StageResults[],
  say: (result: Result, stage: Stage) => string,
  properties: Properties = [],
): string =>
  junitXml(
    'learn-webserver',
    stages.map(({ stage, results, error }) => ({
      ...suiteOf(stage),
      cases: results.map((result) => caseOf(result, stage, say)),
      error,
    })),
    properties,
  )

/** How a stage is named in a report. */
export const suiteOf = ({ number, title, folder }: Stage) => ({
  name: `stage ${number}, ${title}`,
  folder,
})

function caseOf(
  result: Result,
  stage: Stage,
  say: (result: Result, stage: Stage) => string,
): TestCase {
  const { check, verdict } = result
  const about = { name: check.check, result: verdict.type }
  switch (verdict.type) {
    case 'passes':
      return verdict.warning === undefined ? about : { ...about, text: say(result, stage) }
    case 'not-reached':
      return about
    case 'fails':
      return {
        ...about,
        kind: verdict.failure.kind,
        message: messageOf(check, verdict),
        text: say(result, stage),
      }
  }
}

/** What is true of a whole report: names and values. A name can come twice. */
export type Properties = readonly (readonly [name: string, value: string])[]

/** A report in JUnit's XML of suites that are named so. */
export function junitXml(
  name: string,
  suites: readonly TestSuite[],
  properties: Properties = [],
): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(name)}"${counts(suites)}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${escapeXml(suite.name)}"${counts([suite])}>`,
      ...propertiesXml(properties),
      ...suite.cases.flatMap((one) => testcase(one, suite)),
      ...(suite.error === undefined ? [] : errorCase(suite.error, suite)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n')
}

function propertiesXml(properties: Properties): string[] {
  if (properties.length === 0) return []
  return [
    '    <properties>',
    ...properties.map(
      ([name, value]) => `      <property name="${escapeXml(name)}" value="${escapeXml(value)}"/>`,
    ),
    '    </properties>',
  ]
}

function counts(suites: readonly TestSuite[]): string {
  const count = (result: TestCase['result']) =>
    suites.flatMap(({ cases }) => cases).filter((one) => one.result === result).length
  const errors = suites.filter(({ error }) => error !== undefined).length
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, errors)
  return ` tests="${tests}" failures="${count('fails')}" errors="${errors}" skipped="${count('not-reached')}"`
}

const opened = (name: string, { folder }: TestSuite) =>
  `    <testcase name="${escapeXml(name)}" classname="${escapeXml(folder)}"`

function testcase({ name, result, kind, message, text }: TestCase, suite: TestSuite): string[] {
  const open = opened(name, suite)
  switch (result) {
    case 'passes':
      if (text === undefined) return [`${open}/>`]
      return [`${open}>`, `      <system-out>${escapeXml(text)}</system-out>`, '    </testcase>']
    case 'not-reached':
      return [
        `${open}>`,
        `      <skipped message="${escapeXml(message ?? checksWords.notRun)}"/>`,
        '    </testcase>',
      ]
    case 'fails':
      return [
        `${open}>`,
        `      <failure type="${escapeXml(kind ?? '')}" message="${escapeXml(message ?? '')}">`,
        escapeXml(text ?? ''),
        '      </failure>',
        '    </testcase>',
      ]
  }
}

function errorCase(error: string, suite: TestSuite): string[] {
  return [
    `${opened(suite.name, suite)}>`,
    `      <error type="could-not-run" message="${escapeXml(error)}"/>`,
    '    </testcase>',
  ]
}

/** What a failure is called in one line. */
export function messageOf(check: Check, verdict: Failed['verdict']): string {
  const { what, where, why, error } = explain(check, verdict)
  return [error ?? what.words, where?.why ?? why].filter((text) => text !== undefined).join(': ')
}

/** What XML 1.0 has no way to write, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escapeXml = (text: string) =>
  text.replace(notXml, '\ufffd').replace(/[&<>"]/g, (char) => escapes[char] ?? char)
