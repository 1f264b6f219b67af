import type { Check } from '../../course/checks.ts'
import type { ProblemCode, Range } from '../../http/message.ts'
import type { End } from '../../process/end.ts'
import type { Printed } from '../run/printed.ts'
import type { Cause } from './cause.ts'
import type { ProgramError } from './program-error.ts'

/** An answer as far as it came, and the bytes of it that are wrong: none where something is missing. */
export interface Came {
  readonly bytes: Uint8Array
  readonly wrong: Range
}

/** Why a check does not hold. */
export type Failure =
  /** Its file can't be read or run: the reason names the place. */
  | { readonly kind: 'not-started'; readonly reason: string }
  /** It runs, and nothing listens on its port. */
  | { readonly kind: 'not-listening'; readonly limit: number }
  /** It printed an error and ended. */
  | { readonly kind: 'crashed'; readonly error: ProgramError }
  | { readonly kind: 'exited'; readonly end: End; readonly last: string | undefined }
  /** It runs, and takes no connection any more. */
  | { readonly kind: 'refused' }
  /** Not one byte came. */
  | { readonly kind: 'hung'; readonly limit: number; readonly pieces: number }
  /** The connection was torn down. */
  | { readonly kind: 'reset'; readonly came: Came }
  /** The connection was closed, and not one byte had come. */
  | { readonly kind: 'unanswered' }
  /** An answer where there must be none. */
  | { readonly kind: 'answered'; readonly came: Came }
  /** It answered when `after` of `of` bytes were sent. */
  | { readonly kind: 'early'; readonly after: number; readonly of: number; readonly came: Came }
  /** The head of the answer never came to its end, and the connection stays open. */
  | { readonly kind: 'unfinished'; readonly limit: number; readonly came: Came }
  | { readonly kind: 'left-open'; readonly limit: number; readonly came: Came }
  /** The connection was to be kept, and was closed. `length`: the answer said how long it is. */
  | { readonly kind: 'not-kept'; readonly length: boolean; readonly came: Came }
  | { readonly kind: 'malformed'; readonly code: ProblemCode; readonly came: Came }
  | {
      readonly kind: 'wrong-status'
      readonly status: number
      readonly expected: number
      readonly came: Came
    }
  | { readonly kind: 'missing-field'; readonly name: string; readonly came: Came }
  | { readonly kind: 'wrong-field'; readonly name: string; readonly came: Came }
  /** Content-Length says `said`; `bytes` bytes follow, which are `characters` characters. */
  | {
      readonly kind: 'wrong-length'
      readonly said: number
      readonly bytes: number
      readonly characters: number
      readonly came: Came
    }
  /** `at`: the first byte of the body that is wrong, from 0; undefined where no single one is. */
  | {
      readonly kind: 'wrong-body'
      readonly at: number | undefined
      readonly length: number
      readonly expected: Uint8Array | undefined
      readonly came: Came
    }
  /** It says that its text is UTF-8, and it is not: the byte at `came.wrong` belongs to no letter. */
  | { readonly kind: 'wrong-charset'; readonly came: Came }
  /** It says in Content-Encoding that the body is compressed, and it is not. */
  | { readonly kind: 'wrong-coding'; readonly coding: string; readonly came: Came }
  /** It listens on the right port, but not at the address in HOST. */
  | { readonly kind: 'other-address'; readonly hosts: readonly string[] }
  /** It kept the processor busy while nobody asked for anything. */
  | { readonly kind: 'busy' }
  /** It went on, and printed an error of its own that nothing in it has caught. */
  | { readonly kind: 'error-printed'; readonly message: string }
  /** It printed what it should print only after it has sent the response. */
  | { readonly kind: 'printed-early'; readonly printed: Printed }
  /** The file whose bytes were expected is not in the folder. */
  | { readonly kind: 'no-file'; readonly file: string }
  | { readonly kind: 'wrong-output'; readonly printed: Printed }

/** What was sent, and how to send it again. */
export interface Sent {
  readonly bytes: Uint8Array
  readonly again: string
}

/** What became of a check. */
export type Verdict =
  /** `warning`: what no browser minds, and the learner should know. */
  | { readonly type: 'passes'; readonly warning?: Cause | undefined }
  | {
      readonly type: 'fails'
      readonly failure: Failure
      readonly sent: Sent | undefined
      /** An error that the program printed meanwhile, though it went on. */
      readonly error: ProgramError | undefined
      /** Why it failed; undefined where that is not known. */
      readonly cause?: Cause | undefined
    }
  /** A check before it failed. */
  | { readonly type: 'not-reached' }

/** A check with what became of it. */
export interface Result {
  readonly check: Check
  readonly verdict: Verdict
}

/** A result with what went wrong. */
export type Failed = Result & { readonly verdict: { readonly type: 'fails' } }
export const isFailed = (result: Result): result is Failed => result.verdict.type === 'fails'
