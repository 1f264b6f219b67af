import type { Class, ClassBody, File, Node } from '@babel/types'
import { childrenOf, rangeOf, skipTrivia } from './node.ts'
import { unerasable } from './unerasable.ts'

/** A part of a program that only TypeScript knows. */
export interface TypeRange {
  readonly start: number
  readonly end: number
  /**
   * `whole`: a statement or a member of a class; `item`: one of a list, with the comma that follows
   * it, if any; `words`: anything else.
   */
  readonly kind: 'whole' | 'item' | 'words'
  /** What has to stand at the range's beginning, so that the lines around mean what they meant. */
  readonly first?: ';' | '('
  /** What has to stand at its end. */
  readonly last?: ')'
}

/** Syntax that is more than a type, so that the program would not be the same without it. */
export interface Refused {
  readonly at: number
  readonly said: string
}

export interface Types {
  /** In their order, none within another. */
  readonly ranges: readonly TypeRange[]
  /** The first that can't be taken out. */
  readonly refused: Refused | undefined
}

/** Finds all that TypeScript adds to JavaScript in a program. */
export function findTypes(file: File, source: string): Types {
  const ranges: TypeRange[] = []
  let refused: Refused | undefined
  const visit = (node: Node) => {
    const said = unerasable(node)
    if (said !== undefined) refused ??= { at: rangeOf(node).start, said }
    const own = typesOf(node, source)
    ranges.push(...own)
    for (const child of childrenOf(node)) {
      const { start, end } = rangeOf(child)
      if (!own.some((range) => range.start <= start && end <= range.end)) visit(child)
    }
  }
  visit(file.program)
  return { ranges: ranges.sort((a, b) => a.start - b.start), refused }
}

/** What is TypeScript's of a node itself, rather than of the nodes below it. */
function typesOf(node: Node, source: string): TypeRange[] {
  if (isWhole(node)) return [{ ...rangeOf(node), kind: 'whole', first: ';' }]
  switch (node.type) {
    case 'TSTypeAnnotation':
    case 'TSTypeParameterDeclaration':
    case 'TSTypeParameterInstantiation':
      return [{ ...rangeOf(node), kind: 'words' }]
    case 'ImportSpecifier':
      return node.importKind === 'type' ? [item(node, source)] : []
    case 'ExportSpecifier':
      return node.exportKind === 'type' ? [item(node, source)] : []
    case 'Identifier':
      if (node.name === 'this' && node.typeAnnotation) return [item(node, source)]
      return node.optional ? mark(rangeOf(node).start + node.name.length, source) : []
    case 'VariableDeclarator':
      return node.definite && node.id.type === 'Identifier'
        ? mark(rangeOf(node.id).start + node.id.name.length, source)
        : []
    case 'TSNonNullExpression':
      return [behind(node.expression, node)]
    case 'TSAsExpression':
    case 'TSSatisfiesExpression': {
      const range = behind(node.expression, node)
      return [endsStatement(range.end, source) ? { ...range, first: ';' } : range]
    }
    case 'ArrowFunctionExpression':
      return arrowTypes(node, source)
    case 'ClassDeclaration':
    case 'ClassExpression':
      return classTypes(node)
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return memberTypes(node, source)
    default:
      return []
  }
}

function isWhole(node: Node): boolean {
  switch (node.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSDeclareFunction':
    case 'TSDeclareMethod':
    case 'TSIndexSignature':
      return true
    case 'ImportDeclaration':
      return node.importKind === 'type'
    case 'ExportAllDeclaration':
      return node.exportKind === 'type'
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' || (!!node.declaration && isWhole(node.declaration))
    case 'ExportDefaultDeclaration':
      return isWhole(node.declaration)
    case 'ClassProperty':
      return node.declare === true || node.abstract === true
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'VariableDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return node.declare === true
    default:
      return false
  }
}

/** One of a list, with the comma that follows it. */
function item(node: Node, source: string): TypeRange {
  const { start, end } = rangeOf(node)
  const comma = skipTrivia(source, end)
  return { start, end: source[comma] === ',' ? comma + 1 : end, kind: 'item' }
}

/** The `?` or `!` that follows, where it does. */
function mark(from: number, source: string): TypeRange[] {
  const start = skipTrivia(source, from)
  return /[?!]/.test(source.charAt(start)) ? [{ start, end: start + 1, kind: 'words' }] : []
}

const behind = (inner: Node, outer: Node): TypeRange => ({
  start: rangeOf(inner).end,
  end: rangeOf(outer).end,
  kind: 'words',
})

/** After a type a line that begins with one of these is a statement of its own; after a value it is not. */
function endsStatement(end: number, source: string): boolean {
  return /[([`]/.test(source.charAt(skipTrivia(source, end)))
}

const hasNewline = (source: string, start: number, end: number) =>
  /[\n\r\u2028\u2029]/.test(source.slice(start, end))

/** No line may end between `async` or `return` and `(`, nor between `)` and `=>`. */
function arrowTypes(
  node: Extract<Node, { type: 'ArrowFunctionExpression' }>,
  source: string,
): TypeRange[] {
  const { typeParameters, returnType, params } = node
  const ranges: TypeRange[] = []
  let open = skipTrivia(source, rangeOf(node).start + (node.async ? 'async'.length : 0))
  if (typeParameters) {
    const start = open
    open = skipTrivia(source, rangeOf(typeParameters).end)
    if (hasNewline(source, start, open))
      ranges.push({ start, end: open + 1, kind: 'words', first: '(' })
  }
  if (returnType) {
    const { end } = rangeOf(returnType)
    const last = params.at(-1)
    let close = skipTrivia(source, last ? rangeOf(last).end : open + 1)
    if (source[close] === ',') close = skipTrivia(source, close + 1)
    if (hasNewline(source, close, end)) ranges.push({ start: close, end, kind: 'words', last: ')' })
  }
  return ranges
}

function classTypes(node: Class): TypeRange[] {
  const ranges: TypeRange[] = []
  if (node.type === 'ClassDeclaration' && node.abstract) {
    const { start } = rangeOf(node)
    ranges.push({ start, end: start + 'abstract'.length, kind: 'words' })
  }
  const last = node.implements?.at(-1)
  if (last) {
    const heads = [node.superTypeArguments, node.superClass, node.typeParameters, node.id]
    const head = heads.find((part) => !!part)
    const from = head ? rangeOf(head).end : rangeOf(node).start + 'class'.length
    ranges.push({ start: from, end: rangeOf(last).end, kind: 'words' })
  }
  return ranges
}

const modifiers = new Set(['public', 'private', 'protected', 'readonly', 'override', 'abstract'])

/** The modifiers before a member's name, the mark behind it, and its end. */
function memberTypes(node: ClassBody['body'][number], source: string): TypeRange[] {
  if (!('key' in node)) return []
  const { start } = rangeOf(node)
  const key = rangeOf(node.key)
  const ranges: TypeRange[] = []
  const word = /[a-z]+/y
  for (let at = start; at < key.start; at = skipTrivia(source, word.lastIndex)) {
    word.lastIndex = at
    const found = word.exec(source)?.[0]
    if (found === undefined) break
    // The line before must not go on with what now comes first, such as `[name] = 1`.
    const first = at === start ? ({ first: ';' } as const) : {}
    if (modifiers.has(found))
      ranges.push({ start: at, end: word.lastIndex, kind: 'words', ...first })
  }
  if (('optional' in node && node.optional) || ('definite' in node && node.definite)) {
    const name = skipTrivia(source, key.end)
    const isComputed = 'computed' in node && node.computed
    ranges.push(...mark(isComputed ? name + 1 : name, source))
  }
  if ('typeAnnotation' in node && node.typeAnnotation && !node.value)
    // Without its type, a field named `get` or `static` would become a part of the next member.
    ranges.push({ ...rangeOf(node.typeAnnotation), kind: 'words', first: ';' })
  return ranges
}
