import type { Node } from '@babel/types'

/** What to write instead of syntax that is more than a type; undefined for all other. */
export function unerasable(node: Node): string | undefined {
  switch (node.type) {
    case 'TSEnumDeclaration':
      return node.declare
        ? undefined
        : `An enum is more than a type, and Node does not run it. Write an object: const ${nameOf(node.id)} = { … } as const.`
    case 'TSModuleDeclaration':
      return node.declare
        ? undefined
        : 'A namespace is more than a type, and Node does not run it. Write its parts in a file of their own and import that.'
    case 'TSParameterProperty':
      return 'A parameter that makes a field is more than a type, and Node does not run it. Name the field in the class and set it in the constructor: this.name = name.'
    case 'TSImportEqualsDeclaration':
      return `Node does not run "import … =". Write: import ${nameOf(node.id)} from '…'.`
    case 'TSExportAssignment':
      return 'Node does not run "export =". Write: export default ….'
    case 'TSTypeAssertion':
      return 'A type before its value could be read as something else. Write it behind: value as Type.'
    case 'TSNamespaceExportDeclaration':
      return 'This belongs in a declaration file (.d.ts). Leave the line out.'
    default:
      return undefined
  }
}

const nameOf = (node: Node) => (node.type === 'Identifier' ? node.name : 'name')
