import type { Failure } from '../explain/failure.ts'

/** `waits`: what is still to come decides. */
export type Judgement = 'passes' | 'waits' | Failure

/** Gives back the bytes of a file of the learner's folder; undefined where there is none. */
export type ReadFile = (path: string) => Uint8Array | undefined
