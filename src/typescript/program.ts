import { blankTypes } from './blank.ts'
import { findImports, type Import } from './imports.ts'
import { type Kind, type Problem, parseProgram, placeAt } from './parse.ts'
import { findTypes } from './types.ts'

export { type Import, placeAt }

/** A program as Node runs it. */
export interface Program {
  /** Its JavaScript, every line and column where it was. */
  readonly code: string
  /** What it imports; the places are the same in `code`. */
  readonly imports: readonly Import[]
}

export type Read =
  | ({ readonly type: 'program' } & Program)
  | { readonly type: 'broken'; readonly problem: Problem }

/** Reads a module and takes its types out, or says what is wrong with it. */
export function readProgram(source: string, kind: Kind): Read {
  const parsed = parseProgram(source, kind)
  if (parsed.type === 'broken') return parsed
  const { file } = parsed
  const { ranges, refused } = findTypes(file, source)
  if (refused !== undefined)
    return {
      type: 'broken',
      problem: { ...placeAt(source, refused.at), said: refused.said },
    }
  return { type: 'program', code: blankTypes(source, ranges), imports: findImports(file) }
}
