import type { Message } from '../../http/message.ts'
import type { Came } from '../explain/failure.ts'
import type { Printed } from '../run/printed.ts'

/** Why no more is going to come. */
export type Ending =
  | { readonly type: 'closed' }
  | { readonly type: 'reset' }
  /** The check's time is over and the connection still open. */
  | { readonly type: 'limit'; readonly limit: number }

/** What can be observed from outside while a check runs. */
export interface Observation {
  /** The answer's bytes so far. */
  readonly bytes: Uint8Array
  readonly message: Message | undefined
  /** How the connection came to its end; undefined while more may come. */
  readonly ending: Ending | undefined
  /** Nothing more will be waited for, printed words neither. */
  readonly over: boolean
  /** What the program has printed since the check began. */
  readonly printed: Printed
  /** What it has printed since its start. */
  readonly printedInAll: Printed
  /** How many pieces the request came in. */
  readonly pieces: number
  /** The port that the program was given. */
  readonly serverPort: number | undefined
}

/** The answer with a part of it marked; without one, the place behind its last byte. */
export function received({ bytes }: Observation, start = bytes.length, end = start): Came {
  return { bytes, wrong: { start, end } }
}

export interface Body {
  readonly bytes: Uint8Array
  /** Where a byte of the body stands in the answer. */
  readonly offsetOf: (index: number) => number
  /** All of it has come. */
  readonly whole: boolean
}

/** The data of an answer: what follows the blank line, however long the answer says it is. */
export function bodyOf({ bytes, message, ending }: Observation): Body {
  const start = message?.blankLine?.end ?? bytes.length
  const whole = message?.complete === true || ending?.type === 'closed'
  if (message?.framing?.type !== 'chunked')
    return { bytes: bytes.subarray(start), offsetOf: (index) => start + index, whole }
  const chunks = message.tokens.filter(({ kind }) => kind === 'chunk-data')
  return {
    bytes: Buffer.concat(chunks.map((chunk) => bytes.subarray(chunk.start, chunk.end))),
    offsetOf(index) {
      let left = index
      for (const chunk of chunks) {
        if (left < chunk.end - chunk.start) return chunk.start + left
        left -= chunk.end - chunk.start
      }
      return chunks.at(-1)?.end ?? start
    },
    whole,
  }
}
