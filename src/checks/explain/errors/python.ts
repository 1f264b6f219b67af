import { pythonErrorWords as words } from '../../../words/errors-of-python.ts'
import { nearestName } from '../nearest-name.ts'
import { within } from '../source/slip.ts'
import type { ErrorContext, ErrorRule } from './error-rule.ts'
import { notCalled } from './not-called.ts'
import { attributeRules, forgotten, nameRules } from './python-names.ts'
import { systemRules } from './python-system.ts'
import { unquoted } from './unknown-name.ts'

const { typeCalled } = words

/** Keywords of the calls that servers of the course make. */
const keywords = ['target', 'args', 'daemon', 'encoding', 'errors', 'mode', 'kwargs', 'name']

const isSend = /\b(send|sendall|sendfile|write|sendto)\s*\(/

/** A field of a form, all of its values. */
const fieldIn = (text: string) =>
  /\w+(?:\['\w+'\]|\["\w+"\]|\.get\((['"])\w+\1(?:, ?\[[^\]]*\])?\))(?!\[)/.exec(text)?.[0]

/** What the program reads from a file, as a variable. */
const readOf = (file: string, { evidence: { outline } }: ErrorContext) =>
  outline?.assignments.find(({ value }) => value.startsWith(`${file}.read(`))?.target

const sendIn = (text: string) => /([\w.]+)\([^()]*\)\s*(?:#.*)?$/.exec(text)?.[1] ?? 'sendall'

/** The call that makes a thread for this function. */
const threadOf = (name: string, { evidence: { outline } }: ErrorContext) =>
  outline?.calls.find(
    (call) => /Thread$/.test(call.name) && call.args.some(({ text }) => text === `target=${name}`),
  )

/** Which parameters a call of this function gives, in their order; undefined where some may be left out. */
function parametersOf(name: string, { evidence: { outline } }: ErrorContext) {
  const [found, ...others] = outline?.functions.filter((each) => each.name === name) ?? []
  if (found === undefined || others.length > 0) return undefined
  const head = found.text.slice(0, found.text.indexOf(':\n'))
  if (/[=*]/.test(head)) return undefined
  return found.className === undefined ? found.parameters : found.parameters.slice(1)
}

/** The line on which the name that is added to, `name += …`, first got an empty string. */
function begunAsString({ evidence: { outline }, text }: ErrorContext) {
  const name = /^\s*(\w+)\s*(?:\+=|=\s*\1\s*\+)/.exec(text)?.[1]
  const first = outline?.assignments.find(({ target }) => target === name)
  return name !== undefined && first !== undefined && /^(?:''|"")$/.test(first.value)
    ? { name, line: first.line }
    : undefined
}

/** `path, query = self.path.split('?')`: the names, what is split, and where. */
const splitIn = (text: string) =>
  /^\s*(\w+, ?\w+) = ([\w.]+)\.split\(['"]([^'"\\]+)['"]\)/.exec(text) ?? []

/** The `__init__` of a handler class, which the server calls. */
const ownInit = (name: string, { evidence: { outline } }: ErrorContext) =>
  name !== '__init__'
    ? undefined
    : outline?.functions.find(
        (each) =>
          each.name === name &&
          outline.classes.some((own) => own.name === each.className && /Handler/.test(own.base)),
      )

/** Errors in the types and numbers of what is passed on. */
const typeRules: readonly ErrorRule[] = [
  {
    id: 'string-not-bytes',
    pattern: /^TypeError: (?:memoryview: )?a bytes-like object is required, not '([\w.]+)'/,
    tell: ([type], context) => {
      const { text, evidence } = context
      const sent = /\((\w+)\)\s*(?:#.*)?$/.exec(text)?.[1]
      const isRead = evidence.outline?.assignments.some(
        ({ target, value }) => target === sent && /\.read(?:line|lines)?\(/.test(value),
      )
      if (type === 'str' && sent !== undefined && isRead) return words.fileAsText(sent)
      if (type === 'str') return isSend.test(text) ? words.stringSent(sent) : words.stringInBytes()
      if (/function|method/.test(type)) return forgotten(context)
      if (/^_io\./.test(type) && sent !== undefined)
        return words.fileSent(sent, readOf(sent, context), sendIn(text))
      if (isSend.test(text)) return words.otherSent(typeCalled(type))
      return type === 'NoneType' ? words.noneJoined() : words.bytesAndString(typeCalled(type))
    },
    mark: ([type], context) =>
      /function|method/.test(type) ? notCalled(context)?.name : undefined,
    place: ([type], context) =>
      /function|method/.test(type) ? notCalled(context)?.made : undefined,
  },
  {
    id: 'bytes-in-string',
    pattern: /^TypeError: 'in <string>' requires string as left operand, not bytes/,
    tell: () => words.bytesInString(),
  },
  {
    id: 'tuple-by-comma',
    pattern: /^TypeError: can only concatenate tuple \(not "\w+"\) to tuple/,
    tell: () => words.tupleByComma(),
  },
  {
    id: 'list-and-string',
    pattern: /^TypeError: can only concatenate list \(not "str"\) to list/,
    tell: (_groups, { text }) => words.listAndString(fieldIn(text)),
    mark: (_groups, { text }) => fieldIn(text),
  },
  {
    id: 'string-and-list',
    pattern: /^TypeError: (?:can only concatenate str \(not "list"\) to str|must be str, not list)/,
    tell: (_groups, { text }) => words.listAndString(fieldIn(text)),
    mark: (_groups, { text }) => fieldIn(text),
  },
  {
    id: 'string-and-bytes',
    pattern:
      /^TypeError: (?:can only concatenate str \(not "bytes"\) to str|can't concat str to bytes|must be str, not bytes)/,
    tell: (_groups, context) => {
      const begun = begunAsString(context)
      return begun === undefined
        ? words.bytesAndString('bytes')
        : words.begunAsString(begun.name, begun.line)
    },
  },
  {
    id: 'string-and-other',
    pattern:
      /^TypeError: (?:can only concatenate str \(not "(\w+)"\) to str|must be str, not (\w+))/,
    tell: ([a, b]) => {
      if (a + b === 'tuple') return words.tupleByComma()
      return a + b === 'NoneType' ? words.noneJoined() : words.stringAndOther(typeCalled(a + b))
    },
  },
  {
    id: 'bytes-and-other',
    pattern: /^TypeError: can't concat (\w+) to bytes/,
    tell: ([type]) => {
      if (type === 'NoneType') return words.noneJoined()
      return type === 'str'
        ? words.bytesAndString(typeCalled(type))
        : words.bytesAndOther(typeCalled(type))
    },
  },
  {
    id: 'operands',
    pattern: /^TypeError: unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'/,
    tell: ([sign, left, right]) =>
      left === 'NoneType' || right === 'NoneType'
        ? words.noneJoined()
        : words.otherOperands(sign.replace(/:$/, ''), typeCalled(left), typeCalled(right)),
  },
  {
    id: 'thread-not-built',
    pattern: /^RuntimeError: thread\.__init__\(\) not called/,
    tell: () => words.threadNotBuilt(),
    place: (_groups, { evidence: { outline } }) => {
      const init = outline?.functions.find(({ name }) => name === '__init__')
      return init && within(init, '__init__')
    },
  },
  {
    id: 'version-not-http',
    pattern:
      /^TypeError: '[<>]=?' not supported between instances of '(?:float|int|str)' and '(?:float|int|str)'/,
    tell: (_groups, context) => (versionIn(context) ? words.versionNumber() : undefined),
    place: (_groups, context) => versionIn(context),
  },
  {
    id: 'joined-bytes',
    pattern: /^TypeError: sequence item \d+: expected str instance, bytes found/,
    tell: () => words.joinedBytes(),
  },
  {
    id: 'bytes-twice',
    pattern: /^TypeError: encoding without a string argument/,
    tell: () => words.bytesTwice(),
  },
  {
    id: 'bytes-without-encoding',
    pattern: /^TypeError: string argument without an encoding/,
    tell: () => words.bytesNeedsEncoding(),
  },
  {
    id: 'decoded-twice',
    pattern: /^TypeError: decoding str is not supported/,
    tell: () => words.decodedTwice(),
  },
  {
    id: 'pair-needed',
    pattern: /^TypeError: (?:\w+\.)*(bind|connect)\(\) takes exactly one argument \(2 given\)/,
    tell: ([name]) => words.pairNeeded(name),
    mark: ([name]) => name,
  },
  {
    id: 'address-reversed',
    pattern: /^TypeError: str, bytes or bytearray expected, not int/,
    tell: () => words.addressReversed(),
    mark: (_groups, { text }) => /\([^()]*PORT[^()]*,[^()]*\)/.exec(text)?.[0],
  },
  {
    id: 'address-not-pair',
    pattern:
      /^TypeError: (?:\w+\(\): |getsockaddrarg: )?(?:AF_INET6? address must be (?:a pair|tuple)|AF_INET address must be)|^TypeError: (?:TCPServer\.)?__init__\(\) takes from 3 to 4 positional/,
    tell: () => words.addressNotPair(),
  },
  {
    id: 'port-is-string',
    pattern:
      /^TypeError: (?:an integer is required(?: \(got type str\))?|'str' object cannot be interpreted as an integer)/,
    tell: (_groups, { text }) => {
      const quoted = unquoted(text)
      if (quoted !== undefined) return words.inQuotes(quoted.name, quoted.line)
      return /bind|Server\(|PORT|port/.test(text) || text === '' ? words.integerNeeded() : undefined
    },
  },
  {
    id: 'bad-port',
    pattern: /^OverflowError: .*port must be 0-65535/,
    tell: () => words.badPort(),
  },
  {
    id: 'class-called',
    pattern:
      /^TypeError: (?:\w+\.)*__init__\(\) missing 3 required positional arguments: 'request', 'client_address', and 'server'/,
    tell: (_groups, { text }) => {
      const method = /Handler\(\)\.(do_\w+)\(/.exec(text)?.[1]
      if (method !== undefined) return words.calledOnNew(method)
      return words.classCalled(/(\w*Handler\w*)\(\)/.exec(text)?.[1] ?? 'Handler')
    },
    mark: (_groups, { text }) => /\w*Handler\w*\(\)/.exec(text)?.[0],
  },
  {
    id: 'called-on-class',
    pattern: /^TypeError: (?:\w+\.)*(\w+)\(\) missing 1 required positional argument: 'self'/,
    tell: ([name]) => words.onTheClass(name),
    mark: ([name]) => name,
  },
  {
    id: 'missing-arguments',
    pattern: /^TypeError: (?:\w+\.)*(\w+)\(\) missing (\d+) required positional arguments?: (.+)$/,
    tell: ([name, count, missing], context) => {
      if (threadOf(name, context)) return words.threadArguments(missing.replaceAll("'", ''))
      const parameters = parametersOf(name, context)
      return parameters === undefined
        ? words.missingArguments(name, Number(count))
        : words.fewArguments(name, parameters, parameters.length - Number(count))
    },
    mark: ([name]) => name,
    place: ([name], context) => threadOf(name, context),
  },
  {
    id: 'self-given',
    pattern: /^TypeError: (?:\w+\.)*\w+\(\) takes 1 positional argument but 2 were given/,
    tell: (_groups, { text }) =>
      /super\(\)\.\w+\(\s*self/.test(text) ? words.selfGiven() : undefined,
  },
  {
    id: 'missing-self',
    pattern:
      /^TypeError: (?:\w+\.)*(\w+)\(\) takes (?:\d+) positional arguments? but (?:\d+) (?:was|were) given/,
    tell: ([name], context) => {
      const found = withoutSelf(name, context)
      return found && words.missingSelf(name, found.parameters.length > 0)
    },
    place: ([name], context) => {
      const found = withoutSelf(name, context)
      return found && within(found, found.name)
    },
  },
  {
    id: 'too-many-arguments',
    pattern:
      /^TypeError: (?:\w+\.)*(\w+)\(\) takes (.+?) positional arguments? but (\d+) (?:was|were) given/,
    tell: ([name, takes, given], context) =>
      ownInit(name, context) ? words.ownInit() : words.tooManyArguments(name, takes, given),
    mark: ([name]) => name,
    place: ([name], context) => {
      const found = ownInit(name, context)
      return found && within(found, found.name)
    },
  },
  {
    id: 'unknown-keyword',
    pattern:
      /^TypeError: (?:\w+\.)*\w+\(\) got an unexpected keyword argument '(\w+)'(?:\. Did you mean '(\w+)'\?)?/,
    tell: ([name, meant]) => words.unknownKeyword(name, meant || nearestName(name, keywords)),
    mark: ([name]) => name,
  },
  {
    id: 'forgotten-parentheses',
    pattern:
      /^TypeError: (?:.* (?:first arg|argument|arg \d+|must be) .*\bnot (?:method|builtin_function_or_method|function)$|'(?:method|builtin_function_or_method|function)' object is not (?:subscriptable|iterable)|cannot unpack non-iterable (?:method|builtin_function_or_method|function) object|argument of type '(?:method|builtin_function_or_method|function)' is not|object of type '(?:method|builtin_function_or_method|function)' has no len|(?:can only concatenate str \(not "(?:method|builtin_function_or_method|function)"\)))/,
    tell: (_groups, context) => forgotten(context),
    mark: (_groups, context) => notCalled(context)?.name,
    place: (_groups, context) => notCalled(context)?.made,
  },
  {
    id: 'args-no-tuple',
    pattern: /^TypeError: .*argument after \* must be an iterable, not (\w+)/,
    tell: () => words.argsNoTuple(),
    place: (_groups, { evidence }) =>
      evidence.outline?.calls
        .find(({ name }) => /(?:^|\.)Thread$/.test(name))
        ?.args.find(({ text }) => text.startsWith('args=')),
  },
  {
    id: 'not-callable',
    pattern: /^TypeError: '([\w.]+)' object is not callable/,
    tell: ([type]) => words.notCallable(typeCalled(type)),
  },
  {
    id: 'none-used',
    pattern:
      /^TypeError: (?:'NoneType' object is not (?:subscriptable|iterable)|argument of type 'NoneType'|cannot unpack non-iterable NoneType|object of type 'NoneType' has no len)/,
    tell: (_groups, { text }) => {
      const [, owner, key] = /([\w.]+)\.get\(\s*((['"]).*?\3)\s*\)\s*\[/.exec(text) ?? []
      return owner === undefined || key === undefined ? words.noneUsed() : words.getNone(owner, key)
    },
  },
  {
    id: 'not-unpacked',
    pattern:
      /^TypeError: (?:cannot unpack non-iterable ([\w.]+) object|'(\w+)' object is not iterable)/,
    tell: ([a, b]) => words.notUnpacked(typeCalled(a + b)),
  },
  {
    id: 'format-values',
    pattern:
      /^TypeError: not (?:enough arguments for|all arguments converted during) (?:format string|string formatting)/,
    tell: () => words.formatValues(),
  },
  {
    id: 'dict-of-string',
    pattern: /^ValueError: dictionary update sequence element/,
    tell: () => words.dictOfString(),
  },
  {
    id: 'not-a-path',
    pattern: /^TypeError: expected str, bytes or os\.PathLike object, not (\w+)/,
    tell: ([type]) => words.notAPath(typeCalled(type)),
  },
  {
    id: 'index-is-string',
    pattern: /^TypeError: (string|byte|list|tuple) ind(?:ices|exes) must be integers/,
    tell: ([type]) => words.indexIsString(type),
  },
  {
    id: 'unhashable',
    pattern: /^TypeError: (?:cannot use '\w+' as a dict key \()?unhashable type: '(\w+)'/,
    tell: ([type]) => words.unhashable(type),
  },
  {
    id: 'no-length',
    pattern: /^TypeError: object of type '(\w+)' has no len/,
    tell: ([type]) => words.noLength(typeCalled(type)),
  },
  {
    id: 'pattern-on-bytes',
    pattern: /^TypeError: cannot use a string pattern on a bytes-like object/,
    tell: () => words.patternOnBytes(),
  },
  {
    id: 'pattern-on-string',
    pattern: /^TypeError: cannot use a bytes pattern on a string-like object/,
    tell: () => words.patternOnString(),
  },
  {
    id: 'bytes-written',
    pattern: /^TypeError: write\(\) argument must be str, not bytes/,
    tell: () => words.bytesWritten(),
  },
  {
    id: 'text-file',
    pattern: /^ValueError: file should be opened in binary mode/,
    tell: () => words.binaryNeeded(),
  },
  {
    id: 'name-in-quotes',
    pattern: /^ValueError: invalid literal for int\(\) with base 10: '(PORT)'/,
    tell: () => words.portInQuotes(),
  },
  {
    id: 'not-a-number',
    pattern: /^ValueError: invalid literal for int\(\) with base 10: (.+)$/,
    tell: ([text]) => words.notANumber(text),
  },
  {
    id: 'unpacked',
    pattern: /^ValueError: not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)\)/,
    tell: ([wanted, got], { text }) => {
      const [, left, whole, sign] = splitIn(text)
      return wanted === '2' && left !== undefined && whole !== undefined && sign !== undefined
        ? words.splitOnce(left, whole, sign)
        : words.unpacked(wanted, got)
    },
  },
  {
    id: 'unpacked',
    pattern: /^ValueError: too many values to unpack \(expected (\d+)/,
    tell: ([wanted], { text }) => {
      const [, , whole, sign] = splitIn(text)
      return wanted === '2' && whole !== undefined && sign !== undefined
        ? words.splitTooOften(whole, sign)
        : words.unpackedMore(wanted)
    },
  },
  {
    id: 'closed-file',
    pattern:
      /^ValueError: (?:I\/O operation on closed file|read of closed file|write to closed file)/,
    tell: () => words.closedFile(),
  },
  {
    id: 'no-variable',
    pattern: /^KeyError: '(\w+)'/,
    tell: ([name], { text }) => (/environ/.test(text) ? words.noVariable(name) : undefined),
    mark: ([name]) => name,
  },
  { id: 'no-key', pattern: /^KeyError: (.+)$/, tell: ([key]) => words.noKey(key) },
  {
    id: 'no-index',
    pattern: /^IndexError: (?:list|string|tuple|bytearray|index) (?:index )?out of range/,
    tell: (_groups, { text }) => {
      const call = /[\w.]+\.get\((['"]\w+['"]), *(?:''|"")\) *(?=\[0\])/.exec(text)
      return call === null ? words.noIndex() : words.emptyHasNoFirst(call[1] ?? '')
    },
  },
  {
    id: 'recursion',
    pattern: /^RecursionError/,
    tell: (_groups, { text }) => {
      const name = /self\.(\w+)\(/.exec(text)?.[1]
      return name === undefined ? words.recursion() : words.recursionSuper(name)
    },
  },
  { id: 'input', pattern: /^EOFError: EOF when reading a line/, tell: () => words.inputAsked() },
  {
    id: 'thread-target',
    pattern: /^AssertionError: group argument must be None/,
    tell: () => words.threadTarget(),
  },
  {
    id: 'thread-twice',
    pattern: /^RuntimeError: threads can only be started once/,
    tell: () => words.threadTwice(),
  },
]

/** A function of a class that has no parameter for the object. */
const withoutSelf = (name: string, { evidence }: ErrorContext) =>
  evidence.outline?.functions.find(
    (each) => each.name === name && each.className !== undefined && each.parameters[0] !== 'self',
  )

/** What is known of the errors of Python 3.8 to 3.13, from the most specific on. */
export const pythonRules: readonly ErrorRule[] = [
  ...nameRules,
  ...attributeRules,
  ...typeRules,
  ...systemRules,
]

/** `protocol_version = 1.1`. */
const versionIn = ({ evidence: { outline } }: ErrorContext) =>
  outline?.assignments.find(
    ({ target, value }) => target.endsWith('protocol_version') && /^[\d.]+$/.test(value),
  )
