import type { File, Node, StringLiteral } from '@babel/types'
import { childrenOf, rangeOf } from './node.ts'

/** A file or package that a program names, and where: `start` to `end` is what the quotes hold. */
export interface Import {
  readonly specifier: string
  readonly start: number
  readonly end: number
}

/** What a program imports, in its order; not what it imports for its types alone. */
export function findImports(file: File): Import[] {
  const found: Import[] = []
  const visit = (node: Node) => {
    const source = sourceOf(node)
    if (source) {
      const { start, end } = rangeOf(source)
      found.push({ specifier: source.value, start: start + 1, end: end - 1 })
    }
    for (const child of childrenOf(node)) visit(child)
  }
  visit(file.program)
  return found
}

function sourceOf(node: Node): StringLiteral | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.importKind === 'type' ? undefined : node.source
    case 'ExportAllDeclaration':
      return node.exportKind === 'type' ? undefined : node.source
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' ? undefined : (node.source ?? undefined)
    case 'ImportExpression':
      return node.source.type === 'StringLiteral' ? node.source : undefined
    default:
      return undefined
  }
}
