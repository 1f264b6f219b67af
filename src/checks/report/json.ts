import type { Stage } from '../../course/course.ts'
import { type Came, type Failure, isFailed, type Result } from '../explain/failure.ts'
import { explain } from '../explain/words.ts'

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
  if (!isFailed(result)) return about
  const { failure, sent } = result.verdict
  const { came, from, thrown, expected, why, hint } = explain(check, result.verdict)
  const answer = cameOf(failure)
  return {
    ...about,
    kind: failure.kind,
    ...(sent !== undefined && { sent: { bytes: base64(sent.bytes), again: sent.again } }),
    ...(answer !== undefined && {
      answer: { bytes: base64(answer.bytes), wrong: answer.wrong },
    }),
    ...(thrown !== undefined && { thrown }),
    said: { by: from, words: came.words },
    expected,
    why,
    hint,
    screen: {
      number: stage.screens.findIndex(({ title }) => title === check.screen) + 1,
      title: check.screen,
    },
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const cameOf = (failure: Failure): Came | undefined =>
  'came' in failure ? failure.came : undefined
