import type { Node } from '@babel/types'

/** Keys of a node that lead to no part of the program. */
const apart = new Set(['loc', 'extra', 'leadingComments', 'innerComments', 'trailingComments'])

/** The nodes right below a node. */
export function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, value]) =>
    apart.has(key) ? [] : (Array.isArray(value) ? value : [value]).filter(isNode),
  )
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** Where a node begins and ends; the parser always says it, its types do not. */
export function rangeOf(node: Node): { start: number; end: number } {
  return { start: node.start ?? 0, end: node.end ?? 0 }
}

const trivia = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y

/** The place of the next character that is neither white space nor in a comment. */
export function skipTrivia(source: string, from: number): number {
  trivia.lastIndex = from
  trivia.test(source)
  return trivia.lastIndex
}
