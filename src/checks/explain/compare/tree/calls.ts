import type { Node } from '@babel/types'
import { rangeOf } from '../../../../typescript/node.ts'
import { treeSlips as words } from '../../../../words/tree-slips.ts'
import {
  calledName,
  functionAround,
  isFunction,
  type Tree,
  type UndoInTree,
  written,
} from './tree.ts'

/** Calls of Node that give a Promise. */
const promising =
  /^(?:readFile|open|access|stat|lstat|realpath|pipeline|doGET|serveForever|finished)$/

/** Functions of the program by their names; a method too. */
const functionNamed = (name: string, { places }: Tree): Node | undefined =>
  places
    .map(({ node }): Node | undefined => {
      if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
        return node.id.name === name && isFunction(node.init) ? node.init : undefined
      if (node.type === 'FunctionDeclaration') return node.id?.name === name ? node : undefined
      const isMethod = node.type === 'ClassMethod' || node.type === 'ObjectMethod'
      return isMethod && node.key.type === 'Identifier' && node.key.name === name ? node : undefined
    })
    .find((node) => node !== undefined)

/** `const request = readRequest(socket)`, where that gives a Promise. */
export const awaitMissing: UndoInTree = (place, tree) => {
  const { node, around } = place
  const name = calledName(node)
  const [parent] = around
  const outer = functionAround(place)
  const isInAsync = outer === undefined || ('async' in outer && outer.async === true)
  if (name === '' || !isInAsync || parent === undefined) return []
  if (
    /^(?:AwaitExpression|MemberExpression|ReturnStatement|ArrowFunctionExpression)$/.test(
      parent.type,
    )
  )
    return []
  const own = functionNamed(name, tree)
  const isPromising =
    own === undefined
      ? promising.test(name) && node.type === 'CallExpression'
      : ('async' in own && own.async === true) || /new Promise|\.then\(/.test(tree.textOf(own))
  return isPromising ? [written(node, `await ${tree.textOf(node)}`, words.awaitMissing(name))] : []
}

/** `${page}`, where page is a function. */
export const functionAsText: UndoInTree = ({ node, around }, tree) => {
  const [parent] = around
  if (node.type !== 'Identifier' || parent === undefined) return []
  const isText =
    parent.type === 'TemplateLiteral' ||
    (parent.type === 'BinaryExpression' && parent.operator === '+')
  return isText && functionNamed(node.name, tree) !== undefined
    ? [written(node, `${node.name}()`, words.functionAsText(node.name))]
    : []
}

/** `.then(console.log('doGET'))`, `socket.on('data', receive(socket))`: called at once. */
export const calledAtOnce: UndoInTree = ({ node, around }, tree) => {
  const [parent] = around
  const takes = /^(?:then|catch|finally|on|once|createServer|listen|setTimeout|forEach|map)$/
  const isGiven =
    parent?.type === 'CallExpression' &&
    takes.test(calledName(parent)) &&
    parent.arguments.some((arg) => arg === node)
  if (!isGiven || node.type !== 'CallExpression') return []
  const own = functionNamed(calledName(node), tree)
  if (parent.arguments[0] === node && parent.arguments.length > 1) return []
  if (/^(?:Number|String|parseInt|Boolean)$/.test(calledName(node))) return []
  // What makes a function is called rightly.
  if (own !== undefined && /=>[^{]*=>|return (?:async )?(?:function|\()/.test(tree.textOf(own)))
    return []
  const text = node.arguments.length === 0 ? tree.textOf(node.callee) : `() => ${tree.textOf(node)}`
  return [written(node, text, words.calledAtOnce(calledName(node)))]
}

/** `template.replace('…', heading)` on a line of its own. */
export const resultUnused: UndoInTree = ({ node }, tree) => {
  if (node.type !== 'ExpressionStatement') return []
  const { expression } = node
  const name = calledName(expression)
  const isMaking =
    /^(?:replace|replaceAll|concat|trim|trimEnd|slice|substring|toString|toUpperCase|toLowerCase|padEnd|join|filter|map|decodeURIComponent)$/.test(
      name,
    )
  const callee = expression.type === 'CallExpression' ? expression.callee : undefined
  if (!isMaking || callee?.type !== 'MemberExpression') return []
  const owner = tree.textOf(callee.object)
  if (!/^[\w.]+$/.test(owner) || owner === 'Buffer') return []
  const text = tree.textOf(expression)
  const why = words.resultUnused(name, owner)
  return [
    written(expression, `${owner} = ${text}`, why),
    written(expression, `return ${text}`, why),
  ]
}

/** `socket.once('data', …)`, `file.on('finish', …)`: another event is meant. */
const others: Readonly<Record<string, readonly string[]>> = {
  end: ['data', 'close'],
  close: ['data', 'end'],
  finish: ['end', 'close'],
  data: ['end'],
  connect: ['data', 'connection'],
  listening: ['connection'],
  readable: ['data'],
}
export const otherEvent: UndoInTree = ({ node }) => {
  const name = calledName(node)
  const [event] = node.type === 'CallExpression' ? node.arguments : []
  if (!/^(?:on|once|addListener)$/.test(name) || event?.type !== 'StringLiteral') return []
  return (others[event.value] ?? []).map((meant) =>
    written(event, `'${meant}'`, words.otherEvent(event.value)),
  )
}

/** `{ end: false }`, `setKeepAlive(false)`: the other of two. */
export const otherBoolean: UndoInTree = ({ node }) =>
  node.type === 'BooleanLiteral' ? [written(node, String(!node.value))] : []

/** `toString('ascii')`, `setEncoding('hex')`, `decodeURI`. */
export const otherEncoding: UndoInTree = ({ node, around }) => {
  if (
    node.type === 'StringLiteral' &&
    /^(?:ascii|latin1|binary|base64|hex|utf-?16le|ucs-?2)$/.test(node.value)
  )
    return [written(node, "'utf8'", words.otherEncoding(node.value))]
  const isOther = node.type === 'Identifier' && /^(?:decodeURI|unescape)$/.test(node.name)
  return isOther && around[0]?.type === 'CallExpression'
    ? [written(node, 'decodeURIComponent', words.otherDecoder(node.name))]
    : []
}

/** `escape(decode(text))`: one of the calls is too many. */
export const callTooMany: UndoInTree = ({ node, around }, tree) => {
  if (node.type !== 'CallExpression' || around[0]?.type === 'ExpressionStatement') return []
  const [only, more] = node.arguments
  const name = calledName(node)
  const isPlain = only !== undefined && more === undefined && !isFunction(only)
  const isMaking =
    node.callee.type === 'Identifier' ||
    /^(?:JSON|Buffer|Object|String|Array)\./.test(tree.textOf(node.callee))
  return isPlain && isMaking && !/^(?:Number|require|createServer)$/.test(name)
    ? [written(node, tree.textOf(only), words.callTooMany(name))]
    : []
}

/** `new HTTPServer(host, port, Handler)` and other calls: two arguments the wrong way round. */
export const argumentsSwapped: UndoInTree = ({ node }, tree) => {
  if (node.type !== 'CallExpression' || node.arguments.length < 2) return []
  const { callee } = node
  const isOwn = functionNamed(calledName(node), tree) !== undefined
  if (!isOwn && !/^(?:replace|replaceAll|pipe|pipeline|startsWith)$/.test(calledName(node)))
    return []
  if (callee.type === 'Super') return []
  return node.arguments.slice(1).flatMap((second, i) => {
    const first = node.arguments[i]
    if (first === undefined || isFunction(first) || isFunction(second)) return []
    const part = { start: rangeOf(first).start, end: rangeOf(second).end }
    return [
      {
        edits: [{ ...part, text: `${tree.textOf(second)}, ${tree.textOf(first)}` }],
        why: words.swapped,
      },
    ]
  })
}

/** `{ start: 1 }`: an option that is one too many. */
export const optionTooMany: UndoInTree = ({ node, around }, tree) => {
  if (node.type !== 'ObjectProperty' || !/Literal$/.test(node.value.type)) return []
  const isFew = around[0]?.type === 'ObjectExpression' && around[0].properties.length < 4
  if (!isFew || /^[A-Z]|^['"`]/.test(tree.textOf(node.key))) return []
  const { start, end } = rangeOf(node)
  const comma = /^\s*,\s*/.exec(tree.source.slice(end))?.[0].length ?? 0
  return [{ edits: [{ start, end: end + comma, text: '' }], part: { start, end } }]
}

/** `query.split('&')`, where there may be no query. */
export const absentValue: UndoInTree = ({ node }, tree) => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return []
  const { object } = node.callee
  const isText = /^(?:split|replace|replaceAll|slice|trim|toLowerCase|includes)$/.test(
    calledName(node),
  )
  const isMaybe = object.type === 'Identifier' || object.type === 'MemberExpression'
  return isText && isMaybe && !/^this\.path$/.test(tree.textOf(object))
    ? [written(object, `(${tree.textOf(object)} ?? '')`, words.absentValue(tree.textOf(object)))]
    : []
}

/** `const enter = () => process.chdir('site')`, and nothing calls it. */
export const neverCalled: UndoInTree = ({ node, around: [parent, top] }, tree) => {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return []
  const { name } = node.id
  const isAlone = isFunction(node.init) && 'params' in node.init && node.init.params.length === 0
  if (!isAlone || parent === undefined || top?.type !== 'Program') return []
  const uses = tree.places.filter(
    ({ node: each }) => each.type === 'Identifier' && each.name === name,
  )
  const { end } = rangeOf(parent)
  return uses.length > 1
    ? []
    : [
        {
          kind: 'insert',
          edits: [{ start: end, end, text: `\n${name}()` }],
          part: rangeOf(parent),
          text: `${name}()`,
          why: words.neverCalled(name),
        },
      ]
}

/** `return client.write(…)`: what is below it does not run. */
export const returnTooMany: UndoInTree = ({ node }, tree) =>
  node.type === 'ReturnStatement' && node.argument?.type === 'CallExpression'
    ? [
        {
          edits: [{ start: rangeOf(node).start, end: rangeOf(node.argument).start, text: '' }],
          part: rangeOf(node),
          text: tree.textOf(node.argument),
          why: words.returnTooMany,
        },
      ]
    : []
