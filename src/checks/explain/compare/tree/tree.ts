import type { Node } from '@babel/types'
import { childrenOf, rangeOf } from '../../../../typescript/node.ts'
import { parseProgram } from '../../../../typescript/parse.ts'
import { type Change, type Editor, linesOf, spanOf, splice } from '../edit.ts'

/** A part of a program, with what is around it: the nearest first. */
export interface Place {
  readonly node: Node
  readonly around: readonly Node[]
}

/** A learner's program as a tree. */
export interface Tree {
  readonly source: string
  readonly places: readonly Place[]
  readonly textOf: (node: Node) => string
}

/** A text in place of another. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What undoes a slip: one edit or two, with what is said of them. */
export interface Undoing {
  readonly kind?: 'replace' | 'insert' | 'remove' | 'move'
  readonly edits: readonly Edit[]
  /** The part that is marked. @default that of the first edit */
  readonly part?: { readonly start: number; readonly end: number }
  /** What is written there, where that is not the first edit's text. */
  readonly text?: string
  /** What is wrong, where the change itself does not say it. */
  readonly why?: string
}

/** Undoes a usual slip at a part of the program, where it may be one. */
export type UndoInTree = (place: Place, tree: Tree) => readonly Undoing[]

/** Undefined where it can't be read: then no slip is looked for in it. */
export function treeOf(source: string): Tree | undefined {
  const parsed = parseProgram(source, 'typescript')
  if (parsed.type === 'broken') return undefined
  const places: Place[] = []
  const visit = (node: Node, around: readonly Node[]) => {
    places.push({ node, around })
    for (const child of childrenOf(node)) visit(child, [node, ...around])
  }
  visit(parsed.file.program, [])
  const textOf = (node: Node) => source.slice(rangeOf(node).start, rangeOf(node).end)
  return { source, places, textOf }
}

/** A text in place of a part of the program. */
export const written = (node: Node, text: string, why?: string): Undoing => ({
  edits: [{ ...rangeOf(node), text }],
  ...(why !== undefined && { why }),
})

export const isFunction = ({ type }: Node) =>
  /^(?:Function|ArrowFunction|ClassMethod|ClassPrivateMethod|ObjectMethod)/.test(type)

/** The function around a place; undefined at the top of the program. */
export const functionAround = ({ around }: Place) => around.find(isFunction)

/** Names that a statement or a parameter makes. */
export function namesIn(node: Node): string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name]
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesIn(id))
    case 'ObjectPattern':
      return node.properties.flatMap((each) =>
        namesIn(each.type === 'ObjectProperty' ? each.value : each.argument),
      )
    case 'ArrayPattern':
      return node.elements.flatMap((each) => (each === null ? [] : namesIn(each)))
    case 'TSParameterProperty':
      return namesIn(node.parameter)
    case 'AssignmentPattern':
      return namesIn(node.left)
    case 'RestElement':
      return namesIn(node.argument)
    default:
      return []
  }
}

/** The name of what is called: `end` of `socket.end(…)`. */
export function calledName(node: Node): string {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return ''
  const { callee } = node
  if (callee.type === 'Identifier') return callee.name
  return 'property' in callee && callee.property.type === 'Identifier' ? callee.property.name : ''
}

/** The program with what undoes a slip. */
export function changeOf(undoing: Undoing, { source, own }: Editor): Change | undefined {
  const { edits, kind = 'replace', why } = undoing
  const [first] = edits
  if (first === undefined) return undefined
  let changed = source
  for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start))
    changed = splice(changed, start, end, text)
  const place = undoing.part ?? first
  const part = spanOf(source, place.start, place.end)
  const statement = own.find(({ start, end }) => start <= first.start && first.end <= end)
  const whole =
    kind === 'replace' && edits.length === 1 && statement
      ? changed.slice(
          statement.start,
          statement.end + first.text.length - (first.end - first.start),
        )
      : undefined
  return {
    kind,
    source: changed,
    part,
    text: undoing.text ?? first.text,
    whole: whole?.includes('\n') ? undefined : whole,
    ...(why !== undefined && { why }),
    lines: linesOf(part.line, part.endLine),
  }
}
