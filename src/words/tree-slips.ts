import * as en from './en/tree-slips.ts'
import { inLanguage } from './in-language.ts'

/** What is wrong in a part of a program of JavaScript where a small change makes its check pass. */
export const treeSlips = inLanguage({ en })
