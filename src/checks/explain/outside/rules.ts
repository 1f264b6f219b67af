import type { Rule } from '../evidence.ts'
import { fileRules } from './files.ts'
import { listeningRules } from './listening.ts'
import { outputRules } from './output.ts'
import { responseRules } from './response.ts'
import { silenceRules } from './silence.ts'

/** Causes that are seen from outside, the most specific first. */
export const outsideRules: readonly Rule[] = [
  ...listeningRules,
  ...outputRules,
  ...silenceRules,
  ...fileRules,
  ...responseRules,
]
