import { type ParseResult, parse } from '@babel/parser'
import type { File } from '@babel/types'
import { syntaxWords } from '../words/syntax.ts'
import { describeError } from './syntax-error.ts'

/** What a source file is written in. */
export type Kind = 'typescript' | 'javascript'

/** What is wrong with a program, and where: lines and columns count from 1. */
export interface Problem {
  readonly line: number
  readonly column: number
  readonly said: string
}

export type Parsed =
  | { readonly type: 'parsed'; readonly file: ParseResult<File> }
  | { readonly type: 'broken'; readonly problem: Problem }

/** The syntax tree of a module, or the first thing that is wrong with it. */
export function parseProgram(source: string, kind: Kind): Parsed {
  try {
    const file = parse(source, {
      sourceType: 'module',
      plugins: kind === 'typescript' ? ['typescript'] : [],
      // Else a type behind a parenthesis could not be told from what the parenthesis holds.
      createParenthesizedExpressions: true,
      attachComment: false,
    })
    return { type: 'parsed', file }
  } catch (error) {
    const offset = error instanceof Error && 'pos' in error ? Number(error.pos) : Number.NaN
    if (!(error instanceof SyntaxError) || Number.isNaN(offset)) throw error
    const isTyped = kind === 'javascript' && parseProgram(source, 'typescript').type === 'parsed'
    const { at, said } = isTyped
      ? { at: offset, said: syntaxWords.namedAsJavaScript }
      : describeError(error, offset, source)
    return { type: 'broken', problem: { ...placeAt(source, at), said } }
  }
}

/** The line and the column of a place, both from 1. */
export function placeAt(source: string, offset: number): { line: number; column: number } {
  const lines = source.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
