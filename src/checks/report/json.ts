import { type Stage, screenNumber } from '../../course/course.ts'
import { explain } from '../explain/explain.ts'
import { type Came, type Failure, isFailed, type Result } from '../explain/failure.ts'

/** What became of a check, as `check --json` prints it in a line. */
export function resultAsJson(result: Result, stage: Stage): object {
  const { check, verdict } = result
  const about = {
    type: 'check',
    stage: stage.number,
    name: stage.name,
    id: check.id,
    check: check.check,
    result: verdict.type,
  }
  if (verdict.type === 'passes' && verdict.warning !== undefined) {
    const { id, what: words, where, why, fix } = verdict.warning
    return { ...about, warning: { cause: id, words, where, why, fix } }
  }
  if (!isFailed(result)) return about
  const { failure, sent, cause } = result.verdict
  const { requestNote, what, error, where, expected, why, fix, screen } = explain(
    check,
    result.verdict,
  )
  const answer = cameOf(failure)
  return {
    ...about,
    kind: failure.kind,
    ...(cause !== undefined && { cause: cause.id }),
    ...(sent !== undefined && { sent: { bytes: base64(sent.bytes), again: sent.again } }),
    ...(answer !== undefined && {
      answer: { bytes: base64(answer.bytes), wrong: answer.wrong },
    }),
    ...(requestNote !== undefined && { requestNote }),
    happened: { in: what.from, words: what.words },
    ...(error !== undefined && { error }),
    ...(where !== undefined && { where }),
    ...(expected !== undefined && { expected }),
    ...(why !== undefined && { why }),
    ...(fix !== undefined && { fix }),
    ...(screen !== undefined && {
      screen: {
        id: screen,
        number: screenNumber(stage, screen) ?? 0,
        title: stage.screens.find(({ id }) => id === screen)?.title ?? '',
      },
    }),
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const cameOf = (failure: Failure): Came | undefined =>
  'came' in failure ? failure.came : undefined
