import { type Stage, screenNumber } from '../../course/course.ts'
import { explain } from '../explain/explain.ts'
import { isFailed, type Result } from '../explain/failure.ts'

// Each property is described in docs/json.md, and its type in schema/json.schema.json.

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
  const response = 'came' in failure ? failure.came : undefined
  return {
    ...about,
    kind: failure.kind,
    ...(cause !== undefined && { cause: cause.id }),
    ...(sent !== undefined && { sent: { ...bytesAsJson(sent.bytes), again: sent.again } }),
    ...(response !== undefined && {
      response: { ...bytesAsJson(response.bytes), wrong: response.wrong },
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

/** Bytes of a message that a line holds at most. A body of many megabytes would fill the memory of the program that reads it. */
const maxBytes = 64 * 1024

/** The first bytes of a message in base64, and how many are left out. */
const bytesAsJson = (bytes: Uint8Array) => ({
  bytes: Buffer.from(bytes.subarray(0, maxBytes)).toString('base64'),
  ...(bytes.length > maxBytes && {
    left: { bytes: bytes.length - maxBytes, because: 'size' },
  }),
})
