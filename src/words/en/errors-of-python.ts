import { listed, plural } from '../plural.ts'
import { code } from './errors-of-both.ts'

export {
  misspelled,
  noExport,
  noFile,
  notAllowed,
  notImported,
  variableMissing,
} from './errors-of-both.ts'
export { syntax, unreadable, unreadableFile } from './syntax-of-python.ts'

/** What an error of Python means for a beginner's server, and what to do. Values are from the program. */

export const notSelf = (name: string, call: string) => ({
  why: `${name} belongs to the object, so self. is missing before it`,
  fix: `Write ${code(`self.${call}`)}.`,
})
export const otherLanguage = (name: string, python: string) => ({
  why: `Python has no ${name}`,
  fix: `In Python it is ${code(python)}.`,
})
export const usedBeforeMade = (name: string, used: number, made: number) => ({
  why: `${name} is used here on line ${used}, but made on line ${made}`,
  fix: `Move line ${made} above line ${used}.`,
})
export const onlyInside = (name: string, where: string) => ({
  why: `${name} is known only inside ${where}`,
  fix: `Give it to this function as a parameter, or make it at the top of the file.`,
})
export const unknownName = (name: string) => ({
  why: `there is nothing called ${name} in this file`,
  fix: `Is it a word that should be sent? Then it needs quotes. Else look how it is written where it is made.`,
  isGuess: true,
})
export const valueOfTry = (name: string) => ({
  why: `the line that gives ${name} its value failed, and what is below except goes on here`,
  fix: `Write ${code('return')} as the last line below ${code('except')}.`,
})
export const localWithoutValue = (name: string) => ({
  why: `a line of this function gives ${name} a value, so here ${name} is a variable of the function, and has none yet`,
  fix: `Give ${name} its first value inside the function, above this line.`,
})
export const stringSent = (name: string | undefined) => ({
  why: 'a connection sends bytes, and this is a string',
  fix: `Turn it into bytes: ${code(`bytes(${name ?? '…'}, 'utf-8')`)}.`,
})
export const fileAsText = (name: string) => ({
  why: `a connection sends bytes, and ${name} is a string, because the file was opened as text`,
  fix: "Open the file with `'rb'`: then you read bytes.",
})
export const otherSent = (type: string) => ({
  why: `a connection sends bytes, and this is ${type}`,
  fix: "Give it bytes: `b'…'`, or `bytes(text, 'utf-8')` of a string.",
  isGuess: true,
})
export const stringInBytes = () => ({
  why: 'bytes are searched for a string',
  fix: "Put a b before the string, as in `b'\\r\\n\\r\\n'`, or decode the bytes first.",
})
export const bytesInString = () => ({
  why: 'a string is searched for bytes',
  fix: "Begin with bytes, `b''`, and decode them when all have come.",
})
export const tupleByComma = () => ({
  why: 'one of these is a tuple, not a string: a comma between or after strings makes a tuple',
  fix: 'Leave the comma out where the strings are written.',
})
export const bytesAndOther = (other: string) => ({
  why: `bytes and ${other} can't be joined by +`,
  fix: undefined,
})
export const bytesAndString = (other: string) => ({
  why: `a string and ${other} can't be joined by +`,
  fix: "Make both the same: `bytes(text, 'utf-8')` makes bytes of a string, `str(data, 'utf-8')` a string of bytes.",
})
export const begunAsString = (name: string, line: number) => ({
  why: `${name} began as a string on line ${line}, and these are bytes`,
  fix: `Begin with bytes: write ${code(`${name} = b''`)} on line ${line}.`,
})
export const stringAndOther = (type: string) => ({
  why: `a string can't be joined with ${type} by +`,
  fix: 'Give both to `print`, separated by a comma, or use an f-string with `{…}`. `str(…)` also makes a string of it.',
})
export const noneJoined = () => ({
  why: 'one of the two is None: it has no value',
  fix: 'Look where that value comes from. A function without `return` gives `None`.',
})
export const otherOperands = (sign: string, left: string, right: string) => ({
  why: `${sign} does not work between ${left} and ${right}`,
  fix: 'Turn one of the two into the type of the other.',
})
export const joinedBytes = () => ({
  why: 'join is called on a string, and the pieces are bytes',
  fix: "Write `b''.join(…)`.",
})
export const bytesTwice = () => ({
  why: 'this is turned into bytes, but it is bytes already',
  fix: 'Leave one of the two out.',
})
export const bytesNeedsEncoding = () => ({
  why: 'bytes(…) has to be told how letters become bytes',
  fix: "Name it behind a comma: `bytes(text, 'utf-8')`.",
})
export const decodedTwice = () => ({
  why: 'this is a string already, so there is nothing to decode',
  fix: 'Leave `.decode(…)` out.',
})
export const encodedTwice = () => ({
  why: 'these are bytes already, so there is nothing to encode',
  fix: 'Leave `.encode(…)` out.',
})
export const tupleGiven = () => ({
  why: 'this is a tuple, such as the address of a browser, and no connection',
  fix: undefined,
})
export const acceptGivesTwo = () => ({
  why: 'accept gives back two things: the connection and the address',
  fix: 'Write `client_connection, client_address = listen_socket.accept()`.',
})
export const noneHas = (name: string) => ({
  why: `the value before .${name} is None`,
  fix: 'Look where it comes from. A function without `return` gives `None`, and so does a search that finds nothing.',
  isGuess: true,
})
export const hiddenModule = (module: string, file: string) => ({
  why: `import ${module} took your own file ${file}, not Python's module`,
  fix: `Give ${file} another name.`,
})
export const noAttribute = (owner: string, name: string, meant: string | undefined) => ({
  why: `${owner} has no ${name}`,
  fix: meant === undefined ? undefined : `Is ${code(meant)} meant?`,
})
export const classCalled = (name: string) => ({
  why: `${name}() makes a handler now. The server makes one for each request by itself`,
  fix: `Give the class without parentheses: ${code(name)}.`,
})
export const selfGiven = () => ({
  why: 'super() already knows self',
  fix: 'Leave `self` out between the parentheses.',
})
export const missingSelf = (name: string, others: boolean) => ({
  why: `a function in a class is given the object first, and this one has no parameter for it`,
  fix: `Write ${code(`def ${name}(self${others ? ', …' : ''}):`)}. self is its first parameter.`,
})
export const missingArguments = (name: string, count: number) => ({
  why: `${name} needs ${plural(count, 'more value')} than it is given here`,
  fix: `Look at the line that begins with ${code(`def ${name}`)}: the call needs as many, in the same order.`,
})
export const fewArguments = (name: string, parameters: readonly string[], given: number) => ({
  why: `${name} takes ${plural(parameters.length, 'value')}, for ${listed(parameters)}, and ${given} ${given === 1 ? 'was' : 'were'} given`,
  fix: `Write all of them between the parentheses of the call, in this order.`,
})
export const onTheClass = (name: string) => ({
  why: `${name} is called on the class, so it has no self`,
  fix: `Write ${code(`super().${name}()`)}.`,
})
export const tooManyArguments = (name: string, takes: string, given: string) => ({
  why: `${name} takes ${takes}, and ${given} were given`,
  fix: `Look at the line that begins with ${code(`def ${name}`)}: the call needs as many.`,
})
export const pairNeeded = (name: string) => ({
  why: `${name} takes one thing: a pair of address and port`,
  fix: `Write two pairs of parentheses: ${code(`${name}((HOST, PORT))`)}.`,
})
export const addressNotPair = () => ({
  why: 'the address has to be a pair of host and port',
  fix: 'Write `(HOST, PORT)`, in its own parentheses.',
})
export const unknownKeyword = (name: string, meant: string | undefined) => ({
  why: `there is no parameter called ${name}`,
  fix: meant === undefined ? undefined : `Is ${code(meant)} meant?`,
})
export const integerNeeded = () => ({
  why: 'a port is a number, and this is a string: what the environment gives is always a string',
  fix: "Write `PORT = int(os.environ['PORT'])`.",
})
export const badPort = () => ({
  why: 'a port is a number from 0 to 65535',
  fix: "Take the port that you are given: `PORT = int(os.environ['PORT'])`.",
})
export const notCallable = (type: string) => ({
  why: `this is ${type}, and only functions and classes can be called with ( )`,
  fix:
    type === 'a module'
      ? 'Name what you want of it, such as `socket.socket(…)`.'
      : 'Was a function given the same name as a value? Or is a comma missing before the parenthesis?',
})
export const forgottenCall = () => ({
  why: 'this is the function itself, because the parentheses behind its name are missing',
  fix: 'Write `()` behind the name of the function.',
})
export const getNone = (owner: string, key: string) => ({
  why: `${owner} has no ${key} this time, so get gives None, and None has no first value`,
  fix: `Give get a value to take instead: ${code(`${owner}.get(${key}, [''])[0]`)}.`,
})
export const noneUsed = () => ({
  why: 'the value before the bracket is None',
  fix: 'Look where it comes from. A function without `return` gives `None`.',
  isGuess: true,
})
export const notUnpacked = (type: string) => ({
  why: `this is ${type}, and it can't be taken apart into several names`,
  fix: 'Look at the value to the right of the equals sign, or after `in`.',
})
export const indexIsString = (type: string) => ({
  why: `a ${type} is asked for by number, and here a string is between the brackets`,
  fix: 'Is it a dictionary that you want? `parse_qs` makes one of a query.',
})
export const unhashable = (type: string) => ({
  why: `a ${type} can't be a key`,
  fix: 'Take its first value: `[0]`.',
})
export const noLength = (type: string) => ({
  why: `len does not know ${type}`,
  fix: 'Give it the string, the bytes or the list that you mean.',
})
export const bytesWritten = () => ({
  why: 'this writes strings, and bytes were given',
  fix: "Open the file with `'wb'`, or decode the bytes first.",
})
export const patternOnBytes = () => ({
  why: 'the pattern is a string, and it searches bytes',
  fix: "Put a b before the pattern's quotes: `rb'…'`.",
})
export const patternOnString = () => ({
  why: 'the pattern is bytes, and it searches a string',
  fix: "Take the b before the pattern's quotes away.",
})
export const binaryNeeded = () => ({
  why: 'the file was opened as text, and bytes are needed',
  fix: "Open it with `open(path, 'rb')`.",
})
export const pathForFile = () => ({
  why: 'this is the name of a file, and an open file is needed',
  fix: "Open it first: `with open(path, 'rb') as file:`.",
})
export const noVariable = (name: string) => ({
  why: `the environment has no variable called ${name}`,
  fix:
    name === 'PORT' || name === 'HOST'
      ? undefined
      : 'The course gives your server PORT and HOST, in capital letters.',
})
export const noKey = (key: string) => ({
  why: `the dictionary has no ${key}: the browser did not send it`,
  fix: `Write ${code(`.get(${key}, ['…'])`)} with a value to take instead.`,
})
export const emptyHasNoFirst = (key: string) => ({
  why: `where there is no ${key}, get gives '', and '' has no first letter`,
  fix: `Give it a list: ${code(`.get(${key}, [''])[0]`)}.`,
})
export const noIndex = () => ({
  why: 'the list is shorter than that',
  fix: 'Look at its length first: it may be empty. A request may come without what you look for.',
})
export const notANumber = (text: string) => ({
  why: `${text} is not a whole number`,
  fix: 'Print what you give to `int` before this line.',
})
export const unpacked = (wanted: string, got: string) => ({
  why: `${wanted} names stand on the left, and there ${got === '1' ? 'is' : 'are'} ${got} on the right`,
  fix: 'Make both sides the same number.',
})
export const splitOnce = (left: string, whole: string, sign: string) => ({
  why: `without ${sign} in it, split gives one part, and two are needed`,
  fix: `partition always gives three: ${code(`${left.replace(',', ', _,')} = ${whole}.partition('${sign}')`)}.`,
})
export const splitTooOften = (whole: string, sign: string) => ({
  why: `split cuts at each ${sign}, and there is more than one`,
  fix: `Cut only once: ${code(`${whole}.split('${sign}', 1)`)}.`,
})
export const unpackedMore = (wanted: string) => ({
  why: `only ${wanted} names stand on the left, and there are more on the right`,
  fix: 'Make both sides the same number.',
})
export const closedFile = () => ({
  why: 'the file is closed already',
  fix: 'Read it inside of `with open(…)`, or close it later.',
})
export const bindAfterListen = (line: number) => ({
  why: `listen on line ${line} comes before bind, so the system has chosen a port by itself`,
  fix: `Move line ${line} to below this line.`,
})
export const threadNotBuilt = () => ({
  why: 'the class has its own __init__, and that of Thread was not called in it',
  fix: 'Write `super().__init__()` as the first line of `__init__`.',
})
export const versionNumber = () => ({
  why: 'protocol_version is compared with strings, and it is a number',
  fix: "Write `protocol_version = 'HTTP/1.1'`.",
})
export const goesOnWithout = (path: string) => ({
  why: `in a check there was no ${path}: the response for that was sent, and the function went on to this line`,
  fix: `Write ${code('return')} as the last line of the part that sends ${code('404 Not Found')}.`,
})
export const takenAway = (path: string) => ({
  why: `during this check there is no ${path}, and nothing catches this error`,
  fix: 'Catch it with `except OSError:`, and send a response with `404 Not Found`.',
})
export const pathOfRequest = (isPlain: boolean) => ({
  why: 'the path of a request begins with /, and in the name of a file that is the top of the disk',
  fix: isPlain
    ? "Put the folder before it: `open('site' + path, 'rb')`."
    : "Write `open(self.translate_path(self.path), 'rb')`: it finds the file in the current folder.",
})
export const fromTop = (path: string, near: string | undefined) => ({
  why: `a path that begins with / begins at the top of the disk, and there is no ${path}`,
  fix: near === undefined ? 'Leave the / at its beginning out.' : `Write ${code(near)}.`,
})
export const alreadyInFolder = (path: string, near: string | undefined) => ({
  why: `there is no ${path} here: your server is in that folder already`,
  fix:
    near === undefined
      ? 'Go into the folder once only.'
      : `Write ${code(near)}, or leave the second step out.`,
})
export const isFolder = (path: string) => ({
  why: `${path} is a folder, and only a file can be opened`,
  fix: 'Add the name of the file, such as `index.html`.',
})
export const portNotAllowed = () => ({
  why: 'ports below 1024 are kept for the administrator',
  fix: "Take the port that you are given: `PORT = int(os.environ['PORT'])`.",
})
export const portTaken = () => ({
  why: 'another program already listens on this port',
  fix: "Take the port that you are given, which is free: `PORT = int(os.environ['PORT'])`.",
})
export const listensTwice = (line: number) => ({
  why: `your own program already listens on this port, since line ${line}`,
  fix: 'Keep one of the two.',
})
export const addressNotHere = () => ({
  why: 'this machine has no such address',
  fix: "Take the address that you are given: `HOST = os.environ['HOST']`.",
})
export const hostUnknown = () => ({
  why: 'no machine has this name',
  fix: "Take the address that you are given: `HOST = os.environ['HOST']`.",
})
export const notListening = () => ({
  why: 'accept works only after listen, and nobody called listen',
  fix: 'Call `listen_socket.listen()` after `bind` and before `accept`.',
})
export const wrongSocket = (does: string) => ({
  why: `${does} is called on the socket that listens. It has no browser at its other end`,
  fix: `Call ${does} on the connection that accept gives back.`,
})
export const closedSocket = () => ({
  why: 'this socket was closed before',
  fix: 'Close a connection after its response, and the listening socket never.',
})
export const browserLeft = () => ({
  why: 'the browser is gone: it broke the connection off',
  fix: 'Put what you do with one connection into `try:`, and catch the error with `except OSError:`.',
})
export const connectNotBind = () => ({
  why: 'connect calls another server. Yours has to wait for browsers',
  fix: 'Use `bind` and `listen`.',
})
export const timedOut = () => ({
  why: 'nothing came in the time that settimeout sets',
  fix: 'Leave `settimeout` out: some browsers open connections in advance, and say nothing for minutes.',
})
export const pieceDecoded = () => ({
  why: 'a piece of a request can end in the middle of a letter',
  fix: "Add up the bytes first (`request = b''`). When all are there, make a string: `str(request, 'utf-8', 'replace')`.",
})
export const cannotDecode = (codec: string) => ({
  why: `these bytes are not ${codec} text`,
  fix:
    codec === 'utf-8'
      ? 'Send a file as bytes: open it with `rb` and do not decode it.'
      : "Decode it as UTF-8: `decode()` or `encoding='utf-8'`. A file to send needs no decoding: open it with `rb`.",
})
export const cannotEncode = (codec: string) => ({
  why: `${codec} has no such letter`,
  fix: "Make bytes of it with UTF-8: `bytes(text, 'utf-8')`.",
})
export const surrogates = () => ({
  why: 'this string holds bytes that are not UTF-8 text',
  fix: "Send such bytes as they came, or decode them with `errors='replace'`.",
})
export const noEncoding = (name: string) => ({
  why: `there is no encoding called ${name}`,
  fix: "The usual one is `'utf-8'`.",
})
export const noModule = (name: string, meant: string | undefined) => ({
  why: `there is no module called ${name}`,
  fix:
    meant === undefined
      ? 'The course needs only what comes with Python.'
      : `Is ${code(meant)} meant?`,
})
export const recursion = () => ({
  why: 'this function calls itself again and again, without an end',
  fix: undefined,
})
export const recursionSuper = (name: string) => ({
  why: `self.${name}() calls this same function again`,
  fix: `Write ${code(`super().${name}()`)}: that is the one of the parent class.`,
})
export const inputAsked = () => ({
  why: 'input waits for the keyboard, and a server has none while it is checked',
  fix: 'Leave `input(…)` out.',
})
export const threadTarget = () => ({
  why: 'the first thing that Thread takes is not the function',
  fix: 'Write `Thread(target=serve, args=[client_connection]).start()`, with the names of your program.',
})
export const argsNoTuple = () => ({
  why: 'args has to be a list or a tuple, also for one value',
  fix: 'Put it in brackets: `args=[client_connection]`.',
})
export const superNotCalled = (name: string) => ({
  why: 'super has to be called: its parentheses are missing',
  fix: `Write ${code(`super().${name}()`)}.`,
})
export const ownInit = () => ({
  why: 'the server makes a handler for each connection and gives it three values, and this function takes other ones',
  fix: 'Leave `__init__` to the parent class. `do_GET` is called for each GET.',
})
export const addressReversed = () => ({
  why: 'the host, a string, comes first, and then the port, a number',
  fix: 'Write `(HOST, PORT)`.',
})
export const nameInQuotes = (name: string, line: string) => ({
  why: `without quotes ${name} is the name of a variable, and there is none`,
  fix: `Write it in quotes: ${code(line)}.`,
})
export const fieldUnread = (name: string, form: string | undefined, isInChain: boolean) => ({
  why: `${name} was never given a value`,
  fix: `Give it one first, above ${isInChain ? 'the first `if`' : 'this line'}: ${code(`${name} = ${form === undefined ? '…' : `${form}.get('${name}', [''])[0]`}`)}.`,
})
export const isModule = (name: string) => ({
  why: `${name} is not imported`,
  fix: `Is it a module? Then write ${code(`import ${name}`)} at the top of the file.`,
})
export const threadArguments = (missing: string) => ({
  why: `the thread calls the function without ${missing}`,
  fix: `Give the value to the thread too: ${code(`args=[${missing}]`)}.`,
})
export const formatValues = () => ({
  why: 'a string with %s needs one value behind the % for each %s',
  fix: "Write them in parentheses: `'%s%s' % (head, body)`. Or join the strings with `+`.",
})
export const dictOfString = () => ({
  why: 'dict can not make a dictionary of a string',
  fix: 'For a query use `parse_qs`: it gives a dictionary of names and lists.',
})
export const calledOnNew = (name: string) => ({
  why: 'this makes a new handler, which belongs to no connection',
  fix: `Write ${code(`super().${name}()`)}.`,
})
export const notAPath = (type: string) => ({
  why: `the name of a file is needed here, and this is ${type}`,
  fix: 'Look at the order of the values where this function is called: the name of the file has its own place.',
})
export const threadTwice = () => ({
  why: 'a thread can be started only once',
  fix: 'Make a new `Thread` for each connection.',
})

export const notCalled = (name: string, line: string) => ({
  why: `${name} is only named here, not called: its parentheses are missing`,
  fix: `Write ${code(line)}.`,
})
export const queryMissing = (call: string) => ({
  why: 'this is the address taken apart, and parse_qs needs its query, a string',
  fix: `Take the query of it: ${code(`${call}.query`)}.`,
})
export const fileSent = (name: string, read: string | undefined, call: string) => ({
  why: `a connection sends bytes, and ${name} is an open file`,
  fix:
    read === undefined
      ? `Send what is read from it: ${code(`${call}(${name}.read())`)}.`
      : `Send what is read from it: ${code(`${call}(${read})`)}.`,
})
export const listAndString = (field: string | undefined) => ({
  why: `${field ?? 'one of these'} is a list, and a list and a string can't be joined by +`,
  fix: `Take its first value: ${code(`${field ?? '…'}[0]`)}.`,
})
export const portInQuotes = () => ({
  why: 'in quotes this is the word PORT, and no number can be made of it',
  fix: "The number is in the environment: `int(os.environ['PORT'])`.",
})
export const inQuotes = (name: string, line: string) => ({
  why: `in quotes this is the word ${name}, and the variable ${name} is meant`,
  fix: `Take the quotes away: ${code(line)}.`,
})

/** A thing by its type's name, for a sentence: `a list`. */
export const types: Readonly<Record<string, string>> = {
  str: 'a string',
  bytes: 'bytes',
  int: 'a number',
  float: 'a number',
  list: 'a list',
  dict: 'a dictionary',
  tuple: 'a tuple',
  module: 'a module',
  NoneType: 'None',
  bool: 'True or False',
  socket: 'a socket',
  function: 'a function',
  method: 'a function',
  builtin_function_or_method: 'a function',
  '_io.BufferedReader': 'an open file',
  '_io.TextIOWrapper': 'an open file',
  PosixPath: 'a path',
  WindowsPath: 'a path',
  ParseResult: 'an address taken apart',
  SplitResult: 'an address taken apart',
  generator: 'a generator',
  set: 'a set',
}
export const typeCalled = (type: string) => types[type] ?? `a ${type}`
export const all = (names: readonly string[]) => listed(names)
