import type { Node, Statement } from '@babel/types'
import { rangeOf } from '../../../../typescript/node.ts'
import { treeSlips as words } from '../../../../words/tree-slips.ts'
import {
  calledName,
  functionAround,
  isFunction,
  namesIn,
  type Place,
  type Tree,
  type UndoInTree,
  type Undoing,
  written,
} from './tree.ts'

/** The statements in a row of which a node is the parent. */
function statementsIn(node: Node): readonly Statement[] {
  if (node.type === 'Program' || node.type === 'BlockStatement') return node.body
  return node.type === 'SwitchCase' ? node.consequent : []
}

const leaves = /^(?:return|break|continue|throw)\b/

/** A `case` that goes on into the next one. */
export const breakMissing: UndoInTree = ({ node, around: [parent] }, tree) => {
  if (node.type !== 'SwitchCase' || parent?.type !== 'SwitchStatement') return []
  const last = node.consequent.at(-1)
  if (last === undefined || node === parent.cases.at(-1) || leaves.test(tree.textOf(last)))
    return []
  const { end } = rangeOf(last)
  return [
    {
      kind: 'insert',
      edits: [{ start: end, end, text: '; break' }],
      part: rangeOf(last),
      text: 'break',
      why: words.breakMissing,
    },
  ]
}

/** What is below an `if` runs too: `if (!exists) { socket.end(…) }`. */
export const leaveMissing: UndoInTree = ({ node, around: [parent] }, tree) => {
  if (node.type !== 'IfStatement' || node.alternate || parent === undefined) return []
  const rest = statementsIn(parent)
  const last = statementsIn(node.consequent).at(-1)
  if (last === undefined || node === rest.at(-1) || leaves.test(tree.textOf(last))) return []
  const { end } = rangeOf(last)
  return [
    {
      kind: 'insert',
      edits: [{ start: end, end, text: '; return' }],
      part: rangeOf(last),
      text: 'return',
      why: words.leaveMissing,
    },
  ]
}

/** A block of an arrow function that makes a value: `(code) => { head(code) }`. */
export const arrowGivesNothing: UndoInTree = ({ node }, tree) => {
  if (node.type !== 'ArrowFunctionExpression' || node.body.type !== 'BlockStatement') return []
  const [only, more] = node.body.body
  if (only?.type !== 'ExpressionStatement' || more !== undefined) return []
  const text = tree.textOf(only.expression)
  return [
    {
      edits: [{ ...rangeOf(only.expression), text: `return ${text}` }],
      why: words.arrowGivesNothing,
    },
  ]
}

const moved = (tree: Tree, statement: Node, below: Node, why: string, isAbove = false): Undoing => {
  const at = isAbove ? rangeOf(below).start : rangeOf(below).end
  const text = tree.textOf(statement)
  const line = tree.source.slice(0, at).split('\n').length
  return {
    kind: 'move',
    edits: [
      { ...rangeOf(statement), text: '' },
      { start: at, end: at, text: isAbove ? `${text}\n` : `\n${text}` },
    ],
    part: rangeOf(statement),
    text: String(isAbove ? line - 1 : line),
    why,
  }
}

const isMovable = (node: Node | undefined) =>
  node !== undefined &&
  /^(?:ExpressionStatement|VariableDeclaration|ForOf|If|Return)/.test(node.type)

/** What only says what is to happen later, or how. */
const isListening = (node: Node) =>
  node.type === 'ExpressionStatement' &&
  /^(?:on|once|listen|setEncoding|chdir)$/.test(calledName(node.expression))

/** Two statements in a row, the wrong way round. */
export const otherOrder: UndoInTree = ({ node }, tree) => {
  const all = statementsIn(node)
  return all.slice(1).flatMap((second, i) => {
    const first = all[i]
    if (first === undefined || !isMovable(first) || !isMovable(second)) return []
    if (!/^(?:Expression|Return)/.test(first.type + second.type)) return []
    if (isListening(first) || isListening(second)) return []
    const makes = namesIn(first)
    const isNeeded = makes.some((name) => new RegExp(`\\b${name}\\b`).test(tree.textOf(second)))
    return isNeeded ? [] : [moved(tree, first, second, words.tooEarly)]
  })
}

/** The last statement of a block may belong below it, and the first one below it into the block. */
export const otherBlock: UndoInTree = ({ node, around: [parent, outer] }, tree) => {
  if (node.type !== 'BlockStatement' || parent === undefined) return []
  const last = node.body.at(-1)
  const isBlock = /^(?:For|While|If)/.test(parent.type)
  if (!isBlock || last === undefined || outer === undefined) return []
  const out =
    node.body.length > 1 && last.type === 'ExpressionStatement'
      ? [moved(tree, last, parent, words.otherBlock)]
      : []
  const rest = statementsIn(outer)
  const next = rest[rest.findIndex((each) => rangeOf(each).start === rangeOf(parent).start) + 1]
  const into =
    next?.type === 'ExpressionStatement' ? [moved(tree, next, last, words.otherBlock)] : []
  return [...out, ...into]
}

/** A variable that is made in a function again and again, and has to outlive its call. */
export const madeTooLate: UndoInTree = (place, tree) => {
  const { node, around } = place
  if (node.type !== 'VariableDeclaration' || node.kind === 'var') return []
  const value = node.declarations[0]?.init
  if (
    !value ||
    !/^(?:''|""|``|\[\]|\{\}|false|0|null|new Map\(\)|Buffer\.alloc\(0\))$/.test(tree.textOf(value))
  )
    return []
  const at = around.findIndex(isFunction)
  const statement = around.slice(at).find((each) => /Statement$|Declaration$/.test(each.type))
  return at < 0 || statement === undefined || /ClassDeclaration/.test(statement.type)
    ? []
    : [moved(tree, node, statement, words.madeTooLate(namesIn(node)[0] ?? ''), true)]
}

/** What is made once, at the top, and used by one function: each call needs its own. */
export const madeTooSoon: UndoInTree = ({ node, around: [parent] }, tree) => {
  if (node.type !== 'VariableDeclaration' || parent?.type !== 'Program') return []
  const value = node.declarations[0]?.init
  const [name] = namesIn(node)
  if (!value || name === undefined || isFunction(value)) return []
  if (node.kind === 'const' && /^(?:String|Numeric|Boolean)Literal$/.test(value.type)) return []
  if (!/^(?:Call|Array|Object|New|Await)Expression$|Literal$/.test(value.type)) return []
  const users = tree.places.filter(
    (each) =>
      each.node.type === 'Identifier' && each.node.name === name && !each.around.includes(node),
  )
  const outermost = users.map(({ around }) => around.findLast(isFunction))
  const [only] = outermost
  if (only === undefined || outermost.some((each) => each !== only)) return []
  // The innermost that all its uses are in.
  const chains = users.map(({ around }) => around.filter(isFunction))
  const inner = chains[0]?.find((each) => chains.every((chain) => chain.includes(each))) ?? only
  return [inner, only]
    .filter((each, i, all) => all.indexOf(each) === i)
    .flatMap((each) => {
      const body = 'body' in each && !Array.isArray(each.body) ? each.body : undefined
      const first =
        body && 'type' in body && body.type === 'BlockStatement' ? body.body[0] : undefined
      return first ? [moved(tree, node, first, words.madeTooSoon(name), true)] : []
    })
}

/** `let request = …` in a function, where an outer variable of that name is meant. */
export const madeAgain: UndoInTree = (place, tree) => {
  const { node, around } = place
  if (node.type !== 'VariableDeclaration' || functionAround(place) === undefined) return []
  const [only, more] = node.declarations
  if (only?.id.type !== 'Identifier' || more !== undefined || !only.init) return []
  const { name } = only.id
  const isOuter = around
    .flatMap((each, i) => (i === 0 ? [] : statementsIn(each)))
    .some(
      (each) =>
        each !== node && each.type === 'VariableDeclaration' && namesIn(each).includes(name),
    )
  return isOuter ? [written(node, tree.textOf(only), words.madeAgain(name))] : []
}

/** A statement, or a field of a class, that may be one too many. */
export const oneTooMany: UndoInTree = (place: Place, tree) => {
  const { node, around } = place
  const isField = node.type === 'ClassProperty'
  const isCall =
    node.type === 'ExpressionStatement' &&
    /^(?:Call|Await)/.test(node.expression.type) &&
    around.some(isFunction)
  const isLeave = /^(?:Return|Break|Continue)Statement$/.test(node.type)
  // `if (…) return`: it leaves with its condition.
  const [parent] = around
  const part = isLeave && parent?.type === 'IfStatement' && !parent.alternate ? parent : node
  if (!isField && !isCall && !isLeave) return []
  return isListening(node) || tree.textOf(node).length > 120
    ? []
    : [
        {
          kind: 'remove',
          edits: [{ ...rangeOf(part), text: part === node ? '' : ';' }],
          text: '',
        },
      ]
}
