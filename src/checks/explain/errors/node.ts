import { nodeErrorWords as words } from '../../../words/errors-of-node.ts'
import { nearestName } from '../nearest-name.ts'
import { isIn, lastName } from '../source/slip.ts'
import type { ErrorContext, ErrorRule } from './error-rule.ts'
import { nodeNameRules } from './node-names.ts'
import { nodeSystemRules } from './node-system.ts'
import { notCalled } from './not-called.ts'

/** Methods of what servers of the course work with. */
const methods = [
  ...[
    'write',
    'end',
    'on',
    'once',
    'setEncoding',
    'destroy',
    'pause',
    'resume',
    'pipe',
    'unpipe',
    'listen',
    'close',
    'address',
    'createReadStream',
    'toString',
    'includes',
    'indexOf',
    'split',
    'slice',
    'replace',
    'startsWith',
    'endsWith',
    'trim',
    'push',
    'join',
    'get',
    'set',
    'has',
    'forEach',
    'map',
    'filter',
    'log',
    'chdir',
    'cwd',
    'byteLength',
    'concat',
    'from',
    'writeHead',
    'setHeader',
  ],
  ...[
    'doGET',
    'doHEAD',
    'sendHead',
    'translatePath',
    'guessType',
    'sendResponse',
    'sendHeader',
    'endHeaders',
    'sendError',
    'logRequest',
    'logMessage',
    'serveForever',
  ],
]

/** What Python calls it, and what Node does. */
const fromPython: Readonly<Record<string, string>> = {
  sendall: 'write(…)',
  send: 'write(…)',
  recv: "on('data', (data) => {…})",
  shutdown: 'end()',
  bind: 'listen(port, host)',
  accept: "on('connection', (socket) => {…})",
  decode: "toString('utf8')",
  encode: 'Buffer.from(…)',
  do_GET: 'doGET',
  serve_forever: 'serveForever()',
  startswith: 'startsWith(…)',
  append: 'push(…)',
  strip: 'trim()',
}

const lastOf = (name: string) =>
  name
    .replace(/\(\.\.\.\)/g, '')
    .split('.')
    .at(-1) ?? name

/** Errors in the types of values. */
const typeRules: readonly ErrorRule[] = [
  {
    id: 'not-iterable',
    pattern:
      /^TypeError: (?:(.+?) is not iterable|undefined is not iterable|object is not iterable)/,
    tell: ([name], { text }) =>
      /HTTPServer\(/.test(text)
        ? words.addressNotList()
        : words.notIterable(name.replace(/^.*\s/, '') || 'this'),
  },
  {
    id: 'forgotten-parentheses',
    pattern:
      /^TypeError: (?:\w+\.)*(?:toString|trim|toLowerCase|text|split)\.(\w+) is not a function/,
    tell: (_groups, context) => {
      const found = notCalled(context)
      return found && words.notCalled(found.name, found.line)
    },
    mark: (_groups, context) => notCalled(context)?.name,
    place: (_groups, context) => notCalled(context)?.made,
  },
  {
    id: 'not-function',
    pattern: /^TypeError: (.+) is not a function/,
    tell: ([name], { evidence, text }) => {
      const last = lastOf(name)
      const asyncName = /^\w+$/.test(name.split('.')[0] ?? '') ? name.split('.')[0] : undefined
      const made = evidence.outline?.assignments.find(({ target }) => target === asyncName)
      const call = /^\s*(open|readFile|stat|sendFile)\(/.exec(made?.value ?? '')?.[1]
      if (call !== undefined && isFromPromises(call, evidence.textOf(evidence.file) ?? ''))
        return words.notAwaited(call)
      const isBase = evidence.outline?.classes.some(({ base }) => base === 'BaseHTTPRequestHandler')
      if (isBase && /^do[A-Z]+$/.test(last)) return words.parentWithoutGet(last)
      const usesNet = evidence.outline?.imports.some(({ module }) => /^(?:node:)?net$/.test(module))
      if (usesNet && /^(?:writeHead|setHeader|send|status|json|sendFile|type|set)$/.test(last))
        return words.ofHttpModule(last)
      const python = fromPython[last]
      if (python !== undefined) return words.asIn(name, python)
      const own = evidence.outline?.functions.map((each) => each.name) ?? []
      return text.includes(last) || name.includes('.')
        ? words.notFunction(
            name,
            /^(?:get|set|has)$/.test(last) ? undefined : nearestName(last, [...own, ...methods]),
          )
        : words.notFunction(name, undefined)
    },
    mark: ([name]) => lastOf(name),
  },
  {
    id: 'handler-made',
    pattern:
      /^TypeError: (?:(?:RequestHandlerClass|\w*[hH]andler\w*) is not a constructor|Cannot read properties of undefined)/,
    tell: (_groups, context) => {
      const made = handlerMade(context)
      return made && words.handlerMade(made.name)
    },
    place: (_groups, context) => handlerMade(context),
  },
  {
    id: 'undefined-index',
    pattern: /^TypeError: Cannot read properties of undefined \(reading '(\d+)'\)/,
    tell: ([index], { text }) => {
      const before = new RegExp(`([\\w$.'"[\\]]+?)\\[${index}\\]`).exec(text)?.[1]
      return before === undefined ? words.undefinedBefore(index) : words.undefinedIndex(before)
    },
    mark: ([index], { text }) => new RegExp(`[\\w$.'"[\\]]+?\\[${index}\\]`).exec(text)?.[0],
  },
  {
    id: 'this-lost',
    pattern:
      /^TypeError: Cannot (?:read|set) properties of undefined \((?:reading|setting) '(\w+)'\)/,
    tell: ([name], context) => {
      if (!new RegExp(`\\bthis\\.${name}\\b`).test(context.text)) return undefined
      const classes = context.evidence.outline?.classes ?? []
      return classes.length === 0
        ? words.noThis(name, connectionIn(context) ?? 'socket')
        : words.thisLost(name)
    },
    mark: ([name]) => `this.${name}`,
  },
  {
    id: 'argument-missing',
    pattern:
      /^TypeError: Cannot (?:read|set) properties of undefined \((?:reading|setting) '(.+)'\)/,
    tell: ([name], context) => {
      const { call, parameter } = callWithout(name, context) ?? {}
      return call && parameter !== undefined
        ? words.argumentMissing(lastName(call), parameter)
        : undefined
    },
    place: ([name], context) => callWithout(name, context)?.call,
  },
  {
    id: 'undefined-before',
    pattern:
      /^TypeError: Cannot (?:read|set) properties of undefined \((?:reading|setting) '(.+)'\)/,
    tell: ([name]) => words.undefinedBefore(name),
    mark: ([name]) => name,
  },
  {
    id: 'null-before',
    pattern: /^TypeError: Cannot (?:read|set) properties of null \((?:reading|setting) '(.+)'\)/,
    tell: ([name]) => words.nullBefore(name),
    mark: ([name]) => name,
  },
  {
    id: 'undefined-taken-apart',
    pattern: /^TypeError: Cannot destructure property '(\w+)' of/,
    tell: ([name]) => words.undefinedBefore(name),
  },
  {
    id: 'not-constructor',
    pattern: /^TypeError: (.+) is not a constructor/,
    tell: ([name]) => words.notConstructor(name),
    mark: ([name]) => name,
  },
  {
    id: 'new-missing',
    pattern: /^TypeError: Class constructor (\w+) cannot be invoked without 'new'/,
    tell: ([name]) => words.newMissing(name),
    mark: ([name]) => name,
  },
  {
    id: 'base-undefined',
    pattern: /^TypeError: Class extends value/,
    tell: () => words.baseUndefined(),
  },
  {
    id: 'promise-given',
    pattern: /\[ERR_INVALID_ARG_TYPE\].*Received an instance of Promise/,
    tell: (_groups, { evidence }) => {
      const call = evidence.outline?.calls.find(
        ({ name, isAwaited }) =>
          !isAwaited &&
          isFromPromises(name, evidence.textOf(evidence.file) ?? '') &&
          evidence.outline?.assignments.some(({ value }) => value.startsWith(`${name}(`)),
      )
      return call === undefined ? words.promiseGiven() : words.notAwaited(call.name)
    },
  },
  {
    id: 'listener-not-function',
    pattern:
      /\[ERR_INVALID_ARG_TYPE\]: The "(?:listener|callback|cb)" argument must be of type function/,
    tell: () => words.listenerNotFunction(),
  },
  {
    id: 'undefined-given',
    pattern: /\[ERR_INVALID_ARG_TYPE\].*Received undefined/,
    tell: () => words.undefinedGiven(),
  },
  {
    id: 'function-given',
    pattern: /\[ERR_INVALID_ARG_TYPE\].*Received function/,
    tell: (_groups, context) => {
      const found = notCalled(context)
      return found === undefined ? words.functionGiven() : words.notCalled(found.name, found.line)
    },
    mark: (_groups, context) => notCalled(context)?.name,
    place: (_groups, context) => notCalled(context)?.made,
  },
  {
    id: 'concat-list',
    pattern: /\[ERR_INVALID_ARG_TYPE\]: The "list" argument must be an instance of Array/,
    tell: (_groups, { text }) => {
      const given = /Buffer\.concat\(([^()[\]]+)\)/.exec(text)?.[1]
      return words.concatList(given ?? 'request, data')
    },
  },
  {
    id: 'wrong-argument',
    pattern:
      /\[ERR_INVALID_ARG_TYPE\]: The "(.+?)" (?:argument|property) must be (?:of type |an instance of |one of type )?(.+?)\. Received (.+)$/,
    tell: ([argument, must, received]) => words.wrongArgument(argument, must, received),
  },
  {
    id: 'bad-port',
    pattern: /\[ERR_SOCKET_BAD_PORT\]/,
    tell: () => words.badPort(),
    mark: (_groups, { text }) => /listen\(((?:[^,()]|\([^()]*\))*)/.exec(text)?.[1],
  },
  {
    id: 'constant-changed',
    pattern: /^TypeError: Assignment to constant variable/,
    tell: (_groups, { text }) =>
      /\bif\s*\(\s*[\w$.]+\s*=[^=]/.test(text)
        ? words.comparedWithOne()
        : words.constantChanged(/([\w$]+)\s*(?:[-+*/]?=|\+\+|--)/.exec(text)?.[1] ?? 'this'),
  },
  {
    id: 'recursion',
    pattern: /^RangeError: Maximum call stack size exceeded/,
    tell: (_groups, context) => words.recursion(callOfItself(context)?.name.replace('this.', '')),
    place: (_groups, context) => callOfItself(context),
  },
]

/** `new SimpleHTTPRequestHandler()`, where the class itself should be given. */
const handlerMade = ({ evidence }: ErrorContext) =>
  evidence.outline?.calls.find(({ isNew, name }) => isNew && /Handler$/.test(name))

/** What the program calls a connection. */
const connectionIn = ({ evidence: { outline } }: ErrorContext) =>
  outline?.functions
    .find((each) =>
      outline.calls.some(
        (call) =>
          isIn(each, call) &&
          (/createServer$/.test(call.name) || call.args[0]?.value === 'connection'),
      ),
    )
    ?.parameters[0]?.replace(/:.*/s, '')
    .trim()

/** The call of a function that leaves out the value of its parameter, in the line of the error. */
function callWithout(name: string, { evidence: { outline }, error, text }: ErrorContext) {
  const before = new RegExp(`([\\w$]+)(?:\\.|\\[\\s*['"]?)${name.replace(/\W/g, '\\$&')}`).exec(
    text,
  )?.[1]
  const line = error.at?.line ?? 0
  const own = outline?.functions.findLast((each) => each.line <= line && line <= each.endLine)
  const at = own?.parameters.findIndex((each) => each.split(/[:=]/)[0]?.trim() === before) ?? -1
  if (own === undefined || before === undefined || at < 0 || own.name === '') return undefined
  const call = outline?.calls.find(
    (each) => lastName(each) === own.name && each.args.length <= at && !isIn(each, own),
  )
  return call && { call, parameter: before }
}

/** A function that calls itself: `this.doGET()` in `doGET`. */
const callOfItself = ({ evidence }: ErrorContext) =>
  evidence.outline?.calls.find(
    ({ name, functions }) => name.startsWith('this.') && functions.at(-1) === name.slice(5),
  )

/** The functions of Node that give a Promise, where the program imports them as such. */
function isFromPromises(name: string, source: string): boolean {
  if (/^(?:sendFile)$/.test(name)) return /async function sendFile/.test(source)
  return (
    /fs\/promises|fs'\)\.promises|promises as/.test(source) &&
    /^(?:fs\.)?(?:open|readFile|stat|readdir)$/.test(name)
  )
}

/** What is known of the errors of Node 20 to 24, from the most specific on. */
export const nodeRules: readonly ErrorRule[] = [...nodeNameRules, ...nodeSystemRules, ...typeRules]
