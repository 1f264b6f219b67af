import type { Node } from '@babel/types'
import { childrenOf, rangeOf } from '../../../typescript/node.ts'
import { parseProgram, placeAt } from '../../../typescript/parse.ts'
import type {
  Argument,
  Assignment,
  Call,
  ClassPart,
  FunctionPart,
  Import,
  Loop,
  Outline,
  Part,
  Span,
  StringPart,
} from './outline.ts'

/** What is around a node. */
interface Around {
  readonly functions: readonly string[]
  readonly className: string | undefined
  readonly loops: number
  readonly isGuarded: boolean
  readonly isAwaited: boolean
  readonly isAlone: boolean
  /** What a nameless function is called by what it is given to. */
  readonly name: string
}

type Mutable = { -readonly [K in keyof Outline]: Outline[K][number][] }

/** What stands in a program of JavaScript or TypeScript; undefined where it can't be read. */
export function outlineOfJavaScript(
  source: string,
  kind: 'javascript' | 'typescript',
): Outline | undefined {
  const parsed = parseProgram(source, kind)
  if (parsed.type === 'broken') return undefined
  const found: Mutable = {
    calls: [],
    strings: [],
    functions: [],
    assignments: [],
    loops: [],
    imports: [],
    classes: [],
    names: [],
  }
  walk(parsed.file.program, start, source, found)
  return { ...found, names: [...new Set(found.names)] }
}

const start: Around = {
  functions: [],
  className: undefined,
  loops: 0,
  isGuarded: false,
  isAwaited: false,
  isAlone: false,
  name: '',
}

function spanOf(node: Node, source: string): Span {
  const range = rangeOf(node)
  const from = placeAt(source, range.start)
  const to = placeAt(source, range.end)
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

const textOf = (node: Node | null | undefined, source: string) => {
  if (node === null || node === undefined) return ''
  const { start: from, end } = rangeOf(node)
  return source.slice(from, end)
}

/** What is called, in one word: white space, `?` and parentheses around it left out. */
const calledName = (node: Node, source: string) => textOf(node, source).replace(/\s+|\?(?=\.)/g, '')

function walk(node: Node, around: Around, source: string, found: Mutable): void {
  const part = (): Part => ({
    ...spanOf(node, source),
    text: textOf(node, source),
    functions: around.functions,
    className: around.className,
    loops: around.loops,
    isGuarded: around.isGuarded,
  })
  const below = { ...around, isAwaited: false, isAlone: false, name: '' }
  const visit = (child: Node | null | undefined, more: Partial<Around> = {}) => {
    if (child) walk(child, { ...below, ...more }, source, found)
  }
  const visitAll = (more: Partial<Around> = {}) => {
    for (const child of childrenOf(node)) visit(child, more)
  }

  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'OptionalCallExpression': {
      found.calls.push({
        ...part(),
        name: calledName(node.callee, source),
        args: node.arguments.map((arg) => argumentOf(arg, source)),
        isAwaited: around.isAwaited,
        isNew: node.type === 'NewExpression',
        isAlone: around.isAlone,
      } satisfies Call)
      visit(node.callee, { isAwaited: around.isAwaited })
      for (const arg of node.arguments) visit(arg, { name: eventOf(node.arguments[0]) })
      return
    }
    case 'MemberExpression':
      // An await before `open(…).catch(…)` is one for open as well.
      visit(node.object, { isAwaited: around.isAwaited })
      visit(node.property)
      return
    case 'ParenthesizedExpression':
      visit(node.expression, around)
      return
    case 'AwaitExpression':
      visit(node.argument, { isAwaited: true })
      return
    case 'ExpressionStatement':
      visit(node.expression, { isAlone: true })
      return
    case 'StringLiteral':
      found.strings.push({ ...part(), value: node.value, form: 'plain' } satisfies StringPart)
      return
    case 'TemplateLiteral': {
      const value = node.quasis.map(({ value: quasi }) => quasi.cooked ?? quasi.raw).join('{}')
      found.strings.push({ ...part(), value, form: 'formatted' } satisfies StringPart)
      visitAll()
      return
    }
    case 'ImportDeclaration': {
      const names = node.specifiers.map(({ local }) => local.name)
      found.imports.push({ ...part(), module: node.source.value, names } satisfies Import)
      found.names.push(...names)
      return
    }
    case 'VariableDeclarator': {
      for (const target of targetsOf(node.id, source)) {
        found.names.push(target)
        found.assignments.push({
          ...part(),
          target,
          value: textOf(node.init, source),
          isAdded: false,
        } satisfies Assignment)
      }
      visit(node.init, { name: textOf(node.id, source) })
      return
    }
    case 'AssignmentExpression': {
      const target = textOf(node.left, source)
      found.assignments.push({
        ...part(),
        target,
        value: textOf(node.right, source),
        isAdded: node.operator !== '=',
      } satisfies Assignment)
      visit(node.left)
      visit(node.right, { name: target })
      return
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
    case 'ObjectMethod': {
      const name = functionName(node, source) || around.name
      found.names.push(name, ...node.params.flatMap((param) => targetsOf(param, source)))
      found.functions.push({
        ...part(),
        name,
        parameters: node.params.map((param) => textOf(param, source)),
        isAsync: node.async,
      } satisfies FunctionPart)
      visitAll({
        functions: [...around.functions, name],
        loops: 0,
        isGuarded: false,
      })
      return
    }
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const name = node.id?.name ?? ''
      found.names.push(name)
      const base = textOf(node.superClass, source)
      found.classes.push({ ...part(), name, base } satisfies ClassPart)
      visit(node.body, { className: name || 'class' })
      return
    }
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement': {
      const test = 'test' in node ? textOf(node.test, source) : ''
      found.loops.push({ ...part(), test } satisfies Loop)
      visitAll({ loops: around.loops + 1 })
      return
    }
    case 'TryStatement':
      visit(node.block, { isGuarded: node.handler !== null && node.handler !== undefined })
      visit(node.handler)
      visit(node.finalizer)
      return
    default:
      visitAll()
  }
}

function argumentOf(node: Node, source: string): Argument {
  const base = { ...spanOf(node, source), text: textOf(node, source) }
  switch (node.type) {
    case 'StringLiteral':
      return { ...base, kind: 'string', value: node.value }
    case 'TemplateLiteral':
      return {
        ...base,
        kind: 'string',
        value: node.quasis.map(({ value }) => value.cooked ?? value.raw).join('{}'),
      }
    case 'NumericLiteral':
      return { ...base, kind: 'number', value: String(node.value) }
    case 'Identifier':
    case 'MemberExpression':
      return { ...base, kind: 'name', value: undefined }
    case 'CallExpression':
    case 'NewExpression':
      return { ...base, kind: 'call', value: undefined }
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { ...base, kind: 'function', value: undefined }
    default:
      return { ...base, kind: 'other', value: undefined }
  }
}

/** `on('data', …)`: its function is called by the event. */
const eventOf = (node: Node | null | undefined) =>
  node?.type === 'StringLiteral' ? node.value : ''

function functionName(node: Node, source: string): string {
  if ('key' in node && node.key !== null && typeof node.key === 'object')
    return textOf(node.key, source)
  return 'id' in node && node.id !== null && typeof node.id === 'object'
    ? textOf(node.id, source)
    : ''
}

function targetsOf(node: Node, source: string): string[] {
  if (node.type === 'ObjectPattern')
    return node.properties.flatMap((property) =>
      property.type === 'ObjectProperty'
        ? targetsOf(property.value, source)
        : targetsOf(property.argument, source),
    )
  if (node.type === 'ArrayPattern')
    return node.elements.flatMap((element) => (element === null ? [] : targetsOf(element, source)))
  if (node.type === 'AssignmentPattern') return targetsOf(node.left, source)
  return node.type === 'Identifier' ? [node.name] : [textOf(node, source)]
}
