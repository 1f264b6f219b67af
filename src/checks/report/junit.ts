import type { Check } from '../../course/checks.ts'
import type { Stage } from '../../course/course.ts'
import { checksWords } from '../../words/checks.ts'
import { explain } from '../explain/explain.ts'
import type { Failed, Result } from '../explain/failure.ts'

/** A stage with what became of its checks. */
export interface StageResults {
  readonly stage: Stage
  readonly results: readonly Result[]
}

/**
 * A report in JUnit's XML, a suite for each stage. Without times, so that the same results are the
 * same bytes. `say` puts a failure, or the warning of a check that passes, into words.
 */
export function junitReport(
  stages: readonly StageResults[],
  say: (result: Result, stage: Stage) => string,
): string {
  const suites = stages.map(({ stage, results }) => {
    const suite = `stage ${stage.number}, ${stage.title}`
    return [
      `  <testsuite name="${escapeXml(suite)}"${counts(results)}>`,
      ...results.flatMap((result) => testcase(result, stage, say)),
      '  </testsuite>',
    ]
  })
  const all = stages.flatMap(({ results }) => results)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="learn-webserver"${counts(all)}>`,
    ...suites.flat(),
    '</testsuites>',
    '',
  ].join('\n')
}

function counts(results: readonly Result[]): string {
  const count = (type: string) => results.filter(({ verdict }) => verdict.type === type).length
  return ` tests="${results.length}" failures="${count('fails')}" errors="0" skipped="${count('not-reached')}"`
}

function testcase(
  result: Result,
  stage: Stage,
  say: (result: Result, stage: Stage) => string,
): string[] {
  const { check, verdict } = result
  const open = `    <testcase name="${escapeXml(check.check)}" classname="${escapeXml(stage.folder)}"`
  switch (verdict.type) {
    case 'passes':
      if (verdict.warning === undefined) return [`${open}/>`]
      return [
        `${open}>`,
        `      <system-out>${escapeXml(say(result, stage))}</system-out>`,
        '    </testcase>',
      ]
    case 'not-reached':
      return [
        `${open}>`,
        `      <skipped message="${escapeXml(checksWords.notRun)}"/>`,
        '    </testcase>',
      ]
    case 'fails':
      return [
        `${open}>`,
        `      <failure type="${verdict.failure.kind}" message="${escapeXml(messageOf(check, verdict))}">`,
        escapeXml(say(result, stage)),
        '      </failure>',
        '    </testcase>',
      ]
  }
}

/** What a failure is called in one line. */
function messageOf(check: Check, verdict: Failed['verdict']): string {
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
