import { rangeOf } from '../../../../typescript/node.ts'
import {
  calledName,
  isFunction,
  namesIn,
  type Place,
  type Tree,
  type UndoInTree,
  written,
} from './tree.ts'

/** `form.lastname`, where another field of the form is meant. */
const fields = ['firstname', 'food'] as const
export const otherField: UndoInTree = ({ node, around: [parent] }) => {
  const isProperty =
    parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression'
  if (!isProperty || parent.property !== node) return []
  const name =
    node.type === 'Identifier' && !parent.computed
      ? node.name
      : node.type === 'StringLiteral'
        ? node.value
        : ''
  if (!/^(?:firstname|lastname|password|food|name|meal)$/.test(name)) return []
  return fields
    .filter((field) => field !== name)
    .map((field) => written(node, node.type === 'StringLiteral' ? `'${field}'` : field))
}

/** `page.headline`, where page has another property. */
export const otherProperty: UndoInTree = ({ node }, { places }) => {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier')
    return []
  const { name } = node.object
  const { property } = node
  const made = places.find(
    ({ node: each }) =>
      each.type === 'VariableDeclarator' && each.id.type === 'Identifier' && each.id.name === name,
  )?.node
  const value = made?.type === 'VariableDeclarator' ? made.init : undefined
  if (value?.type !== 'ObjectExpression' || property.type !== 'Identifier') return []
  const keys = value.properties.flatMap((each) =>
    each.type === 'ObjectProperty' && each.key.type === 'Identifier' ? [each.key.name] : [],
  )
  if (keys.includes(property.name)) return []
  // The one that begins like it is the likeliest.
  const inCommon = (key: string) =>
    [...`${key}.`].findIndex((letter, i) => letter !== property.name[i])
  return keys.sort((a, b) => inCommon(b) - inCommon(a)).map((key) => written(property, key))
}

/** A name in another case, or written otherwise, than the program or Node has it. */
const known =
  /^(?:PORT|HOST|firstname|food|searchParams|pathname|search|headers|path|length|doGET|directory)$/
const knownNames = known.source.slice(4, -2).split('|')
export const otherSpelling: UndoInTree = ({ node, around: [parent] }, tree) => {
  const isProperty =
    (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') &&
    parent.property === node
  const name =
    node.type === 'Identifier' && isProperty && !parent.computed
      ? node.name
      : node.type === 'StringLiteral'
        ? node.value
        : undefined
  if (name === undefined || known.test(name)) return []
  const near = knownNames.find((each) => each.toLowerCase() === name.toLowerCase())
  const text = node.type === 'StringLiteral' ? `'${near}'` : near
  return near === undefined || text === undefined || tree.textOf(node) === text
    ? []
    : [written(node, text)]
}

/** What a variable holds, as far as it shows. */
function heldIn(name: string, { places, textOf }: Tree): string | undefined {
  for (const { node, around } of places) {
    if (
      node.type === 'VariableDeclarator' &&
      node.id.type === 'Identifier' &&
      node.id.name === name
    ) {
      const text = node.init ? textOf(node.init) : ''
      if (/^createReadStream|\.createReadStream\(/.test(text)) return 'stream'
      if (/^(?:Number|parseInt)\(|^\d+$|\.(?:length|size|indexOf\(.*\))$|byteLength\(/.test(text))
        return 'number'
      if (node.init && isFunction(node.init)) return 'function'
      if (/^[[]|\.split\([^)]*\)$/.test(text)) return 'list'
      if (/^['"`]|\.(?:join|toString|replace|trim|slice)\([^()]*\)$/.test(text)) return 'text'
    }
    const isParameter =
      isFunction(node) && 'params' in node && node.params.some((each) => namesIn(each)[0] === name)
    const event = around[0]?.type === 'CallExpression' ? around[0].arguments[0] : undefined
    if (isParameter && event?.type === 'StringLiteral')
      return event.value === 'data' ? 'text' : event.value === 'connection' ? 'stream' : undefined
    if (isParameter && around[0] && calledName(around[0]) === 'createServer') return 'stream'
    const isStream =
      node.type === 'MemberExpression' &&
      node.object.type === 'Identifier' &&
      node.object.name === name &&
      /^\w+\.(?:write|end|pipe|on|once|setEncoding|destroy|pause|resume)$/.test(textOf(node))
    if (isStream) return 'stream'
  }
  return undefined
}

/** Names that can be used at a place, besides those of functions. */
const visibleAt = ({ node, around }: Place) =>
  new Set(
    around.flatMap((each) => {
      const params = 'params' in each && Array.isArray(each.params) ? each.params : []
      const body = 'body' in each && Array.isArray(each.body) ? each.body : []
      const made = body.flatMap((statement) =>
        statement.type === 'VariableDeclaration' && rangeOf(statement).end < rangeOf(node).start
          ? namesIn(statement)
          : [],
      )
      return [...params.flatMap(namesIn), ...made]
    }),
  )

/** Another variable that can be used at a place, and holds the same kind of thing. */
export const otherVariable: UndoInTree = (place, tree) => {
  const { node, around } = place
  const [parent] = around
  if (node.type !== 'Identifier' || parent === undefined) return []
  const isReceiver = parent.type === 'MemberExpression' && parent.object === node
  const isArgument = 'arguments' in parent && parent.arguments.some((arg) => arg === node)
  const isUsed =
    /^(?:BinaryExpression|TemplateLiteral|SpreadElement|ForOfStatement|ReturnStatement|VariableDeclarator)$/.test(
      parent.type,
    ) && !('id' in parent && parent.id === node)
  const isFixed = /^(?:console|process|Buffer|JSON|Object|Number|String|Math|HOST|PORT|host|port)$/
  if (!(isReceiver || isArgument || isUsed) || isFixed.test(node.name)) return []
  if (calledName(parent) === 'listen') return []
  const visible = visibleAt(place)
  const held = heldIn(node.name, tree)
  if (!visible.has(node.name)) return []
  return [...visible]
    .filter((name) => name !== node.name && !isFixed.test(name))
    .filter((name) => {
      const other = heldIn(name, tree)
      return other === held || ((other === undefined || held === undefined) && !isReceiver)
    })
    .map((name) => written(node, name))
}
