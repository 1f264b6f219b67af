import type { Node } from '@babel/types'
import { rangeOf } from '../../../../typescript/node.ts'
import { treeSlips as words } from '../../../../words/tree-slips.ts'
import {
  calledName,
  functionAround,
  type Tree,
  type UndoInTree,
  type Undoing,
  written,
} from './tree.ts'

/** Another sign between the two sides. */
function withSign(
  node: { left: Node; right: Node; operator: string },
  sign: string,
  tree: Tree,
): Undoing {
  const { end } = rangeOf(node.left)
  const start = end + tree.source.slice(end, rangeOf(node.right).start).indexOf(node.operator)
  return { edits: [{ start, end: start + node.operator.length, text: sign }] }
}

/** `if (food = 'Pizza')`. */
export const assignedNotCompared: UndoInTree = ({ node, around: [parent] }, tree) =>
  node.type === 'AssignmentExpression' &&
  node.operator === '=' &&
  /^(?:IfStatement|WhileStatement|ConditionalExpression|LogicalExpression)$/.test(
    parent?.type ?? '',
  )
    ? [withSign(node, '===', tree)]
    : []

/** `request = text` where the pieces are added up; `form[name] = [value]`. */
export const replacedNotAdded: UndoInTree = (place, tree) => {
  const { node, around } = place
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return []
  if (around[0]?.type !== 'ExpressionStatement' && around[0]?.type !== 'ArrowFunctionExpression')
    return []
  const target = tree.textOf(node.left)
  const { right } = node
  if (
    right.type === 'ArrayExpression' &&
    node.left.type === 'MemberExpression' &&
    node.left.computed
  )
    return [
      written(
        node,
        `${target} = [...(${target} ?? []), ${right.elements.map((each) => each && tree.textOf(each)).join(', ')}]`,
        words.replacedNotAdded(target),
      ),
    ]
  const isSimple = /^(?:Identifier|CallExpression|MemberExpression|TemplateLiteral)$/.test(
    right.type,
  )
  const isText = isSimple && !tree.textOf(right).includes(target)
  return isText && functionAround(place) !== undefined
    ? [
        {
          edits: [{ start: rangeOf(node.left).end, end: rangeOf(right).start, text: ' += ' }],
          part: rangeOf(node),
          text: `${target} += ${tree.textOf(right)}`,
          why: words.replacedNotAdded(target),
        },
      ]
    : []
}

const otherEnds: ReadonlyMap<string, string> = new Map([
  ['pop', 'shift()'],
  ['shift', 'pop()'],
])

/** `const [query] = path.split('?')`, `parts[0]`, `.at(-1)`: another place of the list. */
export const otherElement: UndoInTree = ({ node, around: [parent] }, tree) => {
  if (node.type === 'ArrayPattern' && parent?.type === 'VariableDeclarator') {
    const [first, second, ...more] = node.elements
    if (first && second === undefined) return [written(node, `[, ${tree.textOf(first)}]`)]
    if (first === null && second && more.length === 0)
      return [written(node, `[${tree.textOf(second)}]`)]
    return first && second && more.length === 0
      ? [written(node, `[${tree.textOf(second)}, ${tree.textOf(first)}]`)]
      : []
  }
  const other = otherEnds.get(calledName(node))
  return other !== undefined && node.type === 'CallExpression' && 'property' in node.callee
    ? [
        {
          edits: [
            { start: rangeOf(node.callee.property).start, end: rangeOf(node).end, text: other },
          ],
        },
      ]
    : []
}

/** `parts.length > 2`, `slice(at)`, `slice(-2) === '\r\n\r\n'`: a number that is off by some. */
export const otherNumber: UndoInTree = ({ node, around: [parent, outer] }, tree) => {
  if (parent === undefined) return []
  const isCut = /^(?:slice|substring|substr|subarray|at|split)$/.test(calledName(parent))
  if (isCut && node.type === 'Identifier' && 'arguments' in parent && parent.arguments[0] === node)
    return [written(node, `${node.name} + 1`)]
  if (node.type !== 'NumericLiteral') return []
  const isSigned = parent.type === 'UnaryExpression' && parent.operator === '-'
  const call = isSigned ? outer : parent
  const isCompared =
    parent.type === 'BinaryExpression' && /^(?:[<>]=?|[!=]==?)$/.test(parent.operator)
  const isIndex = parent.type === 'MemberExpression' && parent.computed
  const isPart =
    call !== undefined && /^(?:slice|substring|substr|subarray|at)$/.test(calledName(call))
  if (!isCompared && !isIndex && !isPart) return []
  const compared = tree.source
    .slice(rangeOf(node).end)
    .match(/^\)\s*[=!]==?\s*(['"`](?:\\.|[^'"`])*['"`])/)
  const wanted = compared?.[1]?.slice(1, -1).replace(/\\./g, '.').length
  const numbers = new Set([
    ...(wanted === undefined ? [] : [wanted]),
    node.value + 1,
    ...(node.value > 0 ? [node.value - 1] : []),
  ])
  numbers.delete(node.value)
  return [...numbers].map((number) => written(node, String(number)))
}

/** Comparisons and the words that join them. */
const meant: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '<': ['>=', '<='],
  '>': ['<=', '>='],
  '<=': ['>', '<'],
  '>=': ['<', '>'],
  '&&': ['||'],
  '||': ['&&'],
}
export const otherOperator: UndoInTree = ({ node }, tree) => {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return []
  const isPlace =
    /^(?:indexOf|search|lastIndexOf|findIndex)$/.test(calledName(node.left)) &&
    tree.textOf(node.right) !== '-1'
  // `process.env.HOST || 'localhost'`: a value for where there is none.
  if (isPlace || (node.operator === '||' && /Literal$/.test(node.right.type))) return []
  return (meant[node.operator] ?? []).map((sign) => withSign(node, sign, tree))
}

/** `text.indexOf('…') === 0`: where nothing is found, it is -1. */
export const otherThanFound: UndoInTree = ({ node }, tree) => {
  if (node.type !== 'BinaryExpression' || !/^(?:[<>]=?|[!=]==?)$/.test(node.operator)) return []
  if (!/^(?:indexOf|lastIndexOf|search|findIndex)$/.test(calledName(node.left))) return []
  if (tree.textOf(node.right) === '-1') return []
  return ['!==', '==='].flatMap((operator) => {
    const text = `${tree.textOf(node.left)} ${operator} -1`
    return text === tree.textOf(node) ? [] : [written(node, text, words.otherThanFound)]
  })
}

/** `'/r/n'`, `'\n\n'`, `'\n\r'` in what is sent or looked for. */
export const otherLineEnd: UndoInTree = ({ node, around }, tree) => {
  const isString = node.type === 'StringLiteral' || node.type === 'TemplateElement'
  if (!isString || around[0]?.type === 'ImportDeclaration') return []
  const text = tree.textOf(node)
  if (/<\w/.test(text) || !/^.(?:HTTP\/|[A-Z][\w-]*: |\\[rn]|\/r)|\/r\/n|\\\\r/.test(text))
    return []
  const right = text
    .replaceAll('\\\\r\\\\n', '\\r\\n')
    .replaceAll('/r/n', '\\r\\n')
    .replace(/(?<!\\r)(?:\\n\\r)+(?!\\n)/g, (each) => each.replaceAll('\\n\\r', '\\r\\n'))
    .replace(/(?<!\\r)\\n/g, '\\r\\n')
    .replace(/\\r(?!\\n)/g, '\\r\\n')
  return right === text ? [] : [written(node, right, words.otherLineEnd)]
}

/** `/\\r\\n/.test(request)`: the end of a line, where the empty line is meant. */
export const lineForEmptyLine: UndoInTree = ({ node, around: [parent] }, tree) => {
  const searches = /^(?:includes|indexOf|endsWith|split|search|match)$/
  const isSearched =
    node.type === 'StringLiteral' && parent !== undefined && searches.test(calledName(parent))
  const text = tree.textOf(node)
  return (isSearched || node.type === 'RegExpLiteral') && /^.(?:\\r)?\\n\$?.\w*$/.test(text)
    ? [written(node, text.replace(/(?:\\r)?\\n/, '\\r\\n\\r\\n'), words.lineForEmptyLine)]
    : []
}

/** `[port, host]`: the wrong way round. */
export const elementsSwapped: UndoInTree = ({ node }) => {
  const [first, second, more] = node.type === 'ArrayExpression' ? node.elements : []
  return first?.type === 'Identifier' && second?.type === 'Identifier' && more === undefined
    ? [written(node, `[${second.name}, ${first.name}]`, words.swapped)]
    : []
}

/** A head that does not end in an empty line. */
export const emptyLineMissing: UndoInTree = ({ node, around: [parent] }, tree) => {
  const why = words.emptyLineMissing
  if (node.type === 'ArrayExpression') {
    const texts = node.elements.map((each) => (each ? tree.textOf(each) : ''))
    const at = texts.findLastIndex((each) => /^['"`](?:HTTP\/|[A-Z][\w-]*: )/.test(each))
    const last = node.elements[at]
    if (at < 0 || !last) return []
    const end = rangeOf(last).end
    const edit = (text: string) => ({
      kind: 'insert' as const,
      edits: [{ start: end, end, text }],
      part: rangeOf(last),
      text: "'',",
      why,
    })
    return [edit(", ''"), edit(", '', ''")]
  }
  const isHead =
    (node.type === 'StringLiteral' || node.type === 'TemplateLiteral') &&
    /^['"`](?:HTTP\/1|[A-Z][\w-]*: |\\r\\n['"`])|\\r\\n['"`]$/.test(tree.textOf(node)) &&
    !/(?:\\r\\n){2}/.test(tree.textOf(node)) &&
    !/^(?:includes|indexOf|endsWith|split)$/.test(parent ? calledName(parent) : '')
  if (!isHead) return []
  const end = rangeOf(node).end - 1
  return ['\\r\\n', '\\r\\n\\r\\n'].map((text) => ({
    edits: [{ start: end, end, text }],
    part: rangeOf(node),
    text: `${tree.textOf(node).slice(0, -1)}${text}${tree.textOf(node).slice(-1)}`,
    why,
  }))
}
