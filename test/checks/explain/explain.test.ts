import { expect, test } from 'vitest'
import { explain } from '../../../src/checks/explain/explain.ts'
import type { Check } from '../../../src/course/checks.ts'
import { checksOf } from '../fake.ts'

const [check] = checksOf('check: prints no error\nsend: { get: / }\nexpect: { status: 200 }')
const message = "UnboundLocalError: cannot access local variable 'file'"
const told = (error: { message: string; at: undefined } | undefined) =>
  explain(check as Check, {
    type: 'fails',
    failure: { kind: 'error-printed', message },
    sent: undefined,
    error,
    cause: undefined,
  })

test('an error that was printed is shown once: on a line of its own where its place is known', () => {
  expect(told({ message, at: undefined })).toMatchObject({
    error: message,
    what: { words: 'Your server printed this error.' },
  })
  expect(told(undefined)).toMatchObject({
    error: undefined,
    what: { words: `Your server printed an error: ${message}` },
  })
})
