import { pythonErrorWords as words } from '../../../words/errors-of-python.ts'
import type { Call } from '../source/outline.ts'
import { lastName } from '../source/slip.ts'
import type { ErrorContext, ErrorRule, Told } from './error-rule.ts'
import { missingPath } from './files.ts'
import { quotedIn, unquoted } from './unknown-name.ts'

/** What the system refuses: files, addresses, connections, letters. */
export const systemRules: readonly ErrorRule[] = [
  {
    id: 'no-file',
    pattern:
      /^(?:FileNotFoundError|NotADirectoryError): \[(?:Errno|WinError) \d+\][^:]*: '(.*?)'(?: -> '.*')?$/,
    tell: ([written], context) => fileTold(written, context),
    place: ([written], context) =>
      context.error.at === undefined ? stringOf(written, context) : undefined,
    mark: (_groups, { text }) =>
      /\b(?:open|chdir|stat|listdir|getsize)\s*\([^)]*\)/.exec(text)?.[0],
  },
  {
    id: 'is-folder',
    pattern: /^IsADirectoryError: .*: '(.*)'$/,
    tell: ([path]) => words.isFolder(path),
  },
  {
    id: 'port-not-allowed',
    pattern: /^(?:PermissionError|OSError): \[(?:Errno 13|WinError 10013)\] [^:]*$/,
    tell: () => words.portNotAllowed(),
  },
  {
    id: 'not-allowed',
    pattern: /^PermissionError: .*: '(.*)'$/,
    tell: ([path]) => words.notAllowed(path),
  },
  {
    id: 'port-taken',
    pattern: /^OSError: \[(?:Errno (?:98|48)|WinError 10048)\]/,
    tell: (_groups, context) => portTaken(context),
  },
  {
    id: 'bind-after-listen',
    pattern: /^OSError: \[Errno 22\]/,
    tell: (_groups, { text, evidence }) => {
      const calls = evidence.outline?.calls ?? []
      const bind = calls.find(({ name }) => name.endsWith('.bind'))
      const listen = calls.find(({ name }) => name.endsWith('.listen'))
      return /\.bind\(/.test(text) && bind && listen && listen.line < bind.line
        ? words.bindAfterListen(listen.line)
        : undefined
    },
  },
  {
    id: 'address-not-here',
    pattern: /^OSError: \[(?:Errno (?:99|49)|WinError 10049)\]/,
    tell: () => words.addressNotHere(),
  },
  {
    id: 'host-unknown',
    pattern: /^(?:socket\.)?gaierror:/,
    tell: (_groups, { text }) => {
      const quoted = unquoted(text)
      return quoted === undefined ? words.hostUnknown() : words.inQuotes(quoted.name, quoted.line)
    },
    mark: (_groups, { text }) => quotedIn(text),
  },
  {
    id: 'not-listening',
    pattern: /^OSError: \[(?:Errno 22|WinError 10022)\]/,
    tell: (_groups, { text }) =>
      /accept/.test(text) || text === '' ? words.notListening() : undefined,
    mark: () => 'accept',
  },
  {
    id: 'wrong-socket',
    pattern: /^OSError: \[(?:Errno (?:107|57)|WinError 10057)\]/,
    tell: (_groups, context) =>
      words.wrongSocket(
        /\.(recv|sendall|send|shutdown|sendfile)\(/.exec(context.text)?.[1] ??
          (onListener(context) && lastName({ name: onListener(context)?.name ?? '' })) ??
          'recv',
      ),
    place: (_groups, context) => (context.error.at === undefined ? onListener(context) : undefined),
    mark: (_groups, { text }) =>
      /[\w.]+\.(?:recv|sendall|send|shutdown|sendfile)\(/.exec(text)?.[0].slice(0, -1),
  },
  {
    id: 'closed-socket',
    pattern: /^OSError: \[(?:Errno 9|WinError 10038)\]/,
    tell: () => words.closedSocket(),
  },
  {
    id: 'browser-left',
    pattern: /^(?:ConnectionResetError|BrokenPipeError|ConnectionAbortedError):/,
    tell: () => words.browserLeft(),
  },
  {
    id: 'connect-not-bind',
    pattern: /^ConnectionRefusedError:/,
    tell: (_groups, { text }) => (/connect/.test(text) ? words.connectNotBind() : undefined),
    mark: () => 'connect',
  },
  {
    id: 'timed-out',
    pattern: /^(?:TimeoutError|socket\.timeout): timed out/,
    tell: () => words.timedOut(),
  },
  {
    id: 'no-encoding',
    pattern: /^LookupError: unknown encoding: (.+)$/,
    tell: ([name]) => words.noEncoding(name),
  },
  {
    id: 'surrogates',
    pattern: /^UnicodeEncodeError: .*surrogates not allowed/,
    tell: () => words.surrogates(),
  },
  {
    id: 'cannot-decode',
    pattern: /^UnicodeDecodeError: '([\w-]+)' codec can't decode/,
    tell: ([codec], { evidence, text }) =>
      /^[1-3]/.test(evidence.file) && /piece|recv|request|data|chunk|buf/i.test(text)
        ? words.pieceDecoded()
        : words.cannotDecode(codec === 'utf8' ? 'utf-8' : codec),
  },
  {
    id: 'cannot-encode',
    pattern: /^UnicodeEncodeError: '([\w-]+)' codec can't encode/,
    tell: ([codec]) => words.cannotEncode(codec),
  },
]

function fileTold(written: string, { evidence, text, error }: ErrorContext): Told {
  if (/\((?:self\.)?path\b|\bself\.path\b/.test(text) && written === evidence.check.send?.get)
    return words.pathOfRequest(evidence.outline?.classes.length === 0)
  const { path, near } = missingPath(written, evidence)
  // It was away in a check before, and is back by now.
  if (evidence.files.includes(path)) {
    const looks = evidence.outline?.calls.some(({ name }) =>
      /(?:^|\.)(?:exists|isfile|is_file)$/.test(name),
    )
    return looks ? words.goesOnWithout(path) : words.takenAway(path)
  }
  if (evidence.check.files[path] === null) return words.takenAway(path)
  if (path.startsWith('/') && !path.startsWith(evidence.folder.path))
    return words.fromTop(path, near)
  const chdirs = evidence.outline?.calls.filter(({ name }) => name === 'os.chdir') ?? []
  const before = chdirs.find(
    ({ args, line }) => args[0]?.value === path && line < (error.at?.line ?? 0),
  )
  if (before !== undefined && /chdir/.test(text)) return words.alreadyInFolder(path, undefined)
  if (chdirs.length > 0 && !/chdir/.test(text)) {
    const into = chdirs.at(-1)?.args[0]?.value ?? ''
    if (into !== '' && path.startsWith(`${into}/`))
      return words.alreadyInFolder(path, path.slice(into.length + 1))
  }
  return words.noFile(path, evidence.folder.path, near)
}

function portTaken({ evidence, error }: ErrorContext): Told {
  const binds = evidence.outline?.calls.filter(
    ({ name, line }) =>
      /(?:\.bind|HTTPServer|create_server)$/.test(name) && line !== error.at?.line,
  )
  const before = binds?.find(({ line }) => line < (error.at?.line ?? 0))
  return before === undefined ? words.portTaken() : words.listensTwice(before.line)
}

/** The string of the program that names a path. */
const stringOf = (written: string, { evidence }: ErrorContext) =>
  evidence.outline?.strings.find(({ value }) => value === written)

/** A call that belongs to a connection, on the socket that listens. */
function onListener({ evidence }: ErrorContext) {
  const calls = evidence.outline?.calls ?? []
  const ownerOf = ({ name }: Call) => name.slice(0, name.lastIndexOf('.'))
  const listener = calls.find((call) => lastName(call) === 'accept')
  return calls.find(
    (call) =>
      listener !== undefined &&
      ownerOf(call) === ownerOf(listener) &&
      /^(?:recv|send|sendall|shutdown|sendfile)$/.test(lastName(call)),
  )
}
