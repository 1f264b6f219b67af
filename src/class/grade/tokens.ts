import type { Platform } from '../../course/language.ts'

/** What is no white space and no comment in a program, one part after the other. A token never fails to be read. */
const parts: Readonly<Record<Platform, RegExp>> = {
  node: /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|`(?:\\[\s\S]|[^`\\])*`?|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|\S/gu,
  python:
    /#.*|[rbf]{0,2}("""|''')[\s\S]*?(?:\1|$)|[rbf]{0,2}'(?:\\.|[^'\\\n])*'?|[rbf]{0,2}"(?:\\.|[^"\\\n])*"?|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|\S/giu,
}
const comments: Readonly<Record<Platform, RegExp>> = { node: /^\/[/*]/, python: /^#/ }

/** The tokens of a program, without its comments. It need not be a program that could run. */
export function tokensOf(source: string, platform: Platform): string[] {
  const found = source.replace(/^\uFEFF/, '').match(parts[platform]) ?? []
  return found.filter((token) => !comments[platform].test(token))
}

/**
 * The same, so that other names, other words and another port are no difference: names that a program chooses become one
 * token, and so do numbers and strings.
 */
export function shapeOf(tokens: readonly string[], platform: Platform): string[] {
  return tokens.map((token) => {
    if (/^[rbf]{0,2}["'`]/i.test(token)) return 'string'
    if (/^\d/.test(token)) return 'number'
    return /^[\p{L}_$]/u.test(token) && !keywords[platform].has(token) ? 'name' : token
  })
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
const keywords: Readonly<Record<Platform, ReadonlySet<string>>> = {
  node: words(
    'as async await break case catch class const continue default delete do else export extends false finally for from function get if import in instanceof interface let new null of private public readonly return set static super switch this throw true try type typeof undefined var void while yield',
  ),
  python: words(
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield self',
  ),
}
