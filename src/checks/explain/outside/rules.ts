import type { Rule } from '../evidence.ts'
import { fileRules } from './files.ts'
import { responseRules } from './response.ts'
import { silenceRules } from './silence.ts'

/** Causes that are seen from outside, in the bytes and their times; the most specific first. */
export const outsideRules: readonly Rule[] = [...silenceRules, ...fileRules, ...responseRules]
