import { nodeErrorWords as words } from '../../../words/errors-of-node.ts'
import { nearestName } from '../nearest-name.ts'
import { within } from '../source/slip.ts'
import type { ErrorContext, ErrorRule, Told } from './error-rule.ts'
import { missingPath } from './files.ts'
import { quotedIn, unquoted } from './unknown-name.ts'

const builtins = [
  'node:net',
  'node:fs',
  'node:fs/promises',
  'node:http',
  'node:path',
  'node:stream',
  'node:stream/promises',
  'node:url',
  'node:util',
  'node:buffer',
  'node:process',
  'node:os',
]

const exported = [
  'createServer',
  'createConnection',
  'connect',
  'Socket',
  'Server',
  'open',
  'readFile',
  'readFileSync',
  'stat',
  'statSync',
  'createReadStream',
  'existsSync',
  'pipeline',
  'join',
  'extname',
  'resolve',
  'HTTPServer',
  'SimpleHTTPRequestHandler',
  'BaseHTTPRequestHandler',
]

const listenIn = ({ evidence: { outline } }: ErrorContext) =>
  outline?.calls.find(({ text }) => quotedIn(text) !== undefined)

/** What the system and the streams refuse: files, addresses, connections, modules. */
export const nodeSystemRules: readonly ErrorRule[] = [
  {
    id: 'no-builtin',
    pattern: /No such built-in module: (\S+)/,
    tell: ([name]) => words.noBuiltin(name, nearestName(name, builtins)),
    place: ([name], context) => importOf(name, context),
  },
  {
    id: 'no-package',
    pattern: /\[ERR_MODULE_NOT_FOUND\]: Cannot find package '(.+?)'/,
    tell: ([name]) => {
      const near = nearestName(`node:${name}`, builtins)
      return near === undefined ? words.noPackage(name) : words.noBuiltin(name, near)
    },
    place: ([name], context) => importOf(name, context),
  },
  {
    id: 'no-export',
    pattern: /^SyntaxError: The requested module '(.+?)' does not provide an export named '(\w+)'/,
    tell: ([module, name]) =>
      words.noExport(module.replace(/^file:.*\//, ''), name, nearestName(name, exported)),
    mark: ([, name]) => name,
  },
  {
    id: 'no-file',
    pattern:
      /^Error: (?:ENOENT: no such file or directory|ENOTDIR: not a directory), (\w+) '(.*?)'(?: -> '(.*?)')?/,
    tell: ([does, from, to], context) =>
      fileTold(does === 'chdir' && to !== '' ? to : from, context),
    mark: (_groups, { text }) =>
      /\b(?:open|chdir|readFile\w*|createReadStream|stat\w*)\s*\([^)]*\)/.exec(text)?.[0],
  },
  { id: 'is-folder', pattern: /^Error: EISDIR/, tell: () => words.isFolder() },
  {
    id: 'port-not-allowed',
    pattern: /^Error: listen EACCES/,
    tell: () => words.portNotAllowed(),
  },
  {
    id: 'not-allowed',
    pattern: /^Error: (?:EACCES|EPERM): .*, \w+ '(.*?)'/,
    tell: ([path]) => words.notAllowed(path),
  },
  {
    id: 'port-taken',
    pattern: /^Error: listen EADDRINUSE/,
    tell: (_groups, { evidence }) => {
      const [first, second] =
        evidence.outline?.calls.filter(({ name }) => /\.listen$|HTTPServer$/.test(name)) ?? []
      return first === undefined || second === undefined
        ? words.portTaken()
        : words.listensTwice(first.line, second.line)
    },
  },
  {
    id: 'listens-twice',
    pattern: /\[ERR_SERVER_ALREADY_LISTEN\]/,
    tell: (_groups, { evidence }) => {
      const [first, second] =
        evidence.outline?.calls.filter(({ name }) => /\.listen$/.test(name)) ?? []
      return first === undefined || second === undefined
        ? words.alreadyListens()
        : words.listensTwice(first.line, second.line)
    },
    mark: () => 'listen',
  },
  {
    id: 'host-unknown',
    pattern: /^Error: getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (.*)$/,
    tell: ([host], context) => {
      const [line] = host === 'HOST' ? (listenIn(context)?.text.split('\n') ?? []) : []
      const quoted = unquoted(line ?? '')
      return quoted === undefined
        ? words.hostUnknown(host)
        : words.inQuotes(quoted.name, quoted.line)
    },
    place: ([host], context) => {
      const call = host === 'HOST' ? listenIn(context) : undefined
      return call && within(call, quotedIn(call.text) ?? host)
    },
  },
  {
    id: 'address-not-here',
    pattern: /^Error: listen (?:EADDRNOTAVAIL|EINVAL)/,
    tell: (_groups, context) =>
      addressApart(context) === undefined ? words.addressNotHere() : words.addressNotList(),
    place: (_groups, context) => addressApart(context),
  },
  {
    id: 'write-after-end',
    pattern: /\[ERR_STREAM_WRITE_AFTER_END\]|^Error: This socket has been ended/,
    tell: () => words.writeAfterEnd(),
  },
  {
    id: 'write-after-close',
    pattern: /\[(?:ERR_STREAM_DESTROYED|ERR_STREAM_ALREADY_FINISHED|ERR_STREAM_UNABLE_TO_PIPE)\]/,
    tell: () => words.writeAfterClose(),
  },
  {
    id: 'headers-sent',
    pattern: /\[ERR_HTTP_HEADERS_SENT\]/,
    tell: () => words.headersSent(),
  },
  {
    id: 'stream-broke',
    pattern: /\[ERR_STREAM_PREMATURE_CLOSE\]/,
    tell: () => words.streamBroke(),
  },
  {
    id: 'browser-left',
    pattern:
      /^Error: (?:read ECONNRESET|write (?:EPIPE|ECONNRESET|ECONNABORTED)|read ECONNABORTED)/,
    tell: () => words.browserLeft(),
    place: (_groups, { evidence }) =>
      evidence.outline?.calls.find(({ args }) => args[0]?.value === 'data'),
  },
  {
    id: 'url-needs-base',
    pattern: /^TypeError(?: \[ERR_INVALID_URL\])?: Invalid URL/,
    tell: () => words.urlNeedsBase(),
    mark: (_groups, { text }) => /new URL\([^)]*\)/.exec(text)?.[0],
  },
  { id: 'bad-escape', pattern: /^URIError/, tell: () => words.badEscape() },
  {
    id: 'no-encoding',
    pattern: /\[ERR_UNKNOWN_ENCODING\]: Unknown encoding: (.+)$/,
    tell: ([name]) => words.noEncoding(name),
  },
  {
    id: 'bad-header',
    pattern: /\[(?:ERR_INVALID_CHAR|ERR_INVALID_HTTP_TOKEN)\]/,
    tell: () => words.badHeader(),
  },
  {
    id: 'rejected',
    pattern: /UnhandledPromiseRejection.*reason "?(.+?)"?\.?$/,
    tell: ([reason]) => words.rejected(reason),
  },
]

function fileTold(written: string, { evidence, text }: ErrorContext): Told {
  const { path, near } = missingPath(written, evidence)
  if (evidence.check.files[path] === null) return words.takenAway(path)
  const into = evidence.outline?.calls.find(({ name }) => name === 'process.chdir')?.args[0]?.value
  if (into && !/chdir/.test(text) && path.startsWith(`${into}/`))
    return words.alreadyInFolder(path, path.slice(into.length + 1))
  return words.noFile(path, evidence.folder.path, near)
}

const importOf = (module: string, { evidence }: ErrorContext) => {
  const found = evidence.outline?.imports.find((each) => each.module === module)
  return found && within(found, module)
}

/** `HTTPServer(HOST, PORT, …)`, where the address should be a list. */
const addressApart = ({ evidence }: ErrorContext) =>
  evidence.outline?.calls.find(
    ({ name, args }) =>
      name === 'HTTPServer' && args[0] !== undefined && !args[0].text.startsWith('['),
  )
