import type { Node } from '@babel/types'
import { syntaxWords } from '../words/syntax.ts'

const { unerasable: words } = syntaxWords

/** What to write instead of syntax that is more than a type; undefined for all other. */
export function unerasable(node: Node): string | undefined {
  switch (node.type) {
    case 'TSEnumDeclaration':
      return node.declare ? undefined : words.enum(nameOf(node.id))
    case 'TSModuleDeclaration':
      return node.declare ? undefined : words.namespace
    case 'TSParameterProperty':
      return words.parameterProperty
    case 'TSImportEqualsDeclaration':
      return words.importEquals(nameOf(node.id))
    case 'TSExportAssignment':
      return words.exportEquals
    case 'TSTypeAssertion':
      return words.assertion
    case 'TSNamespaceExportDeclaration':
      return words.namespaceExport
    default:
      return undefined
  }
}

const nameOf = (node: Node) => (node.type === 'Identifier' ? node.name : 'name')
