import { pythonErrorWords as words } from '../../../words/errors-of-python.ts'
import { nearestName } from '../nearest-name.ts'
import type { ErrorContext, ErrorRule, Told } from './error-rule.ts'
import { notCalled } from './not-called.ts'
import { meantBy } from './unknown-name.ts'

/** Names of the course's servers, with the line that imports them. */
const imports: Readonly<Record<string, string>> = {
  os: 'import os',
  sys: 'import sys',
  re: 'import re',
  socket: 'import socket',
  threading: 'import threading',
  time: 'import time',
  urllib: 'import urllib.parse',
  mimetypes: 'import mimetypes',
  shutil: 'import shutil',
  Thread: 'from threading import Thread',
  AF_INET: 'import socket',
  SOCK_STREAM: 'import socket',
  Path: 'from pathlib import Path',
  HTTPServer: 'from http.server import HTTPServer',
  ThreadingHTTPServer: 'from http.server import ThreadingHTTPServer',
  BaseHTTPRequestHandler: 'from http.server import BaseHTTPRequestHandler',
  SimpleHTTPRequestHandler: 'from http.server import SimpleHTTPRequestHandler',
  parse_qs: 'from urllib.parse import parse_qs',
  parse_qsl: 'from urllib.parse import parse_qsl',
  urlparse: 'from urllib.parse import urlparse',
  urlsplit: 'from urllib.parse import urlsplit',
  unquote: 'from urllib.parse import unquote',
  unquote_plus: 'from urllib.parse import unquote_plus',
  quote: 'from urllib.parse import quote',
}

const variables: Readonly<Record<string, string>> = {
  PORT: "PORT = int(os.environ['PORT'])",
  HOST: "HOST = os.environ['HOST']",
}

/** What other languages call it. */
const foreign: Readonly<Record<string, string>> = {
  true: 'True',
  false: 'False',
  null: 'None',
  undefined: 'None',
  none: 'None',
  this: 'self',
  console: 'print(…)',
  require: 'import',
  length: 'len(…)',
}

const builtins = [
  'print',
  'open',
  'len',
  'str',
  'bytes',
  'int',
  'input',
  'super',
  'range',
  'list',
  'dict',
  'while',
]

function undefinedName(name: string, context: ErrorContext): Told {
  const { evidence, error, text } = context
  const { outline } = evidence
  const line = error.at?.line ?? 0
  const imported = imports[name]
  if (imported !== undefined) return words.notImported(name, imported)
  const python = foreign[name]
  if (python !== undefined) return words.otherLanguage(name, python)
  if (new RegExp(`\\bprint\\(\\s*${name}\\s*\\)`).test(text) && /^do_\w+$/i.test(name))
    return words.nameInQuotes(name, `print('${name}')`)
  const method = outline?.functions.find((each) => each.name === name && each.className)
  if (method !== undefined) return words.notSelf(name, `${name}(…)`)
  const own = outline?.assignments.filter(({ target }) => target === name) ?? []
  const top = own.find(({ functions }) => functions.length === 0)
  if (top !== undefined && top.line > line) return words.usedBeforeMade(name, line, top.line)
  const made = [...(outline?.functions ?? []), ...(outline?.classes ?? [])].find(
    (each) => each.name === name && each.functions.length === 0,
  )
  if (made !== undefined && made.line > line) return words.usedBeforeMade(name, line, made.line)
  const inside = own[0]?.functions.at(-1)
  if (inside !== undefined && top === undefined) return words.onlyInside(name, inside)
  const variable = variables[name]
  if (variable !== undefined) return words.variableMissing(name, variable)
  if (
    /^(path|headers|wfile|rfile|send_response|send_header|end_headers|send_error|command|client_address)$/.test(
      name,
    )
  )
    return words.notSelf(name, name)
  const meant = meantBy(name, context, {
    callable: [...builtins, ...Object.keys(imports)],
    values: Object.keys(imports),
  })
  if (meant?.type === 'text') return words.nameInQuotes(name, meant.line)
  if (meant?.type === 'name') return words.misspelled(name, meant.name)
  if (meant?.type === 'field') return words.fieldUnread(name, formOf(context), meant.isInChain)
  return new RegExp(`\\b${name}\\.\\w+\\(`).test(text)
    ? words.isModule(name)
    : words.unknownName(name)
}

/** The name of what `parse_qs` gave. */
const formOf = ({ evidence: { outline } }: ErrorContext) =>
  outline?.assignments.find(({ value }) => /^(?:\w+\.)*parse_qs\(/.test(value))?.target

export const nameRules: readonly ErrorRule[] = [
  {
    id: 'local-without-value',
    pattern:
      /^(?:UnboundLocalError|NameError): (?:cannot access (?:local|free) variable|local variable|free variable) '(\w+)'/,
    tell: ([name], { evidence, error }) => {
      const line = error.at?.line ?? 0
      const tried = evidence.outline?.assignments.some(
        (each) => each.target === name && each.isGuarded && each.line < line,
      )
      return tried ? words.valueOfTry(name) : words.localWithoutValue(name)
    },
    mark: ([name]) => name,
  },
  {
    id: 'undefined-name',
    pattern: /^NameError: name '(\w+)' is not defined/,
    tell: ([name], context) => undefinedName(name, context),
    mark: ([name]) => name,
  },
]

/** Names of the things that servers of the course work with. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  socket: [
    'recv',
    'sendall',
    'send',
    'close',
    'bind',
    'listen',
    'accept',
    'shutdown',
    'sendfile',
    'setsockopt',
    'settimeout',
    'makefile',
    'socket',
    'AF_INET',
    'AF_INET6',
    'SOCK_STREAM',
    'SOL_SOCKET',
    'SO_REUSEADDR',
    'SHUT_WR',
    'SHUT_RDWR',
    'create_server',
  ],
  str: [
    'encode',
    'split',
    'strip',
    'startswith',
    'endswith',
    'replace',
    'find',
    'format',
    'join',
    'lower',
    'upper',
    'splitlines',
    'partition',
  ],
  bytes: [
    'decode',
    'split',
    'strip',
    'startswith',
    'endswith',
    'replace',
    'find',
    'join',
    'splitlines',
    'partition',
  ],
  dict: ['get', 'items', 'keys', 'values', 'pop', 'update'],
  list: ['append', 'extend', 'pop', 'index', 'insert'],
  os: ['environ', 'path', 'chdir', 'getcwd', 'listdir', 'stat'],
  handler: [
    'path',
    'command',
    'headers',
    'rfile',
    'wfile',
    'send_response',
    'send_header',
    'end_headers',
    'send_error',
    'send_head',
    'translate_path',
    'guess_type',
    'log_message',
    'log_request',
    'client_address',
    'server',
    'copyfile',
    'do_GET',
    'do_HEAD',
    'directory',
    'protocol_version',
  ],
  server: [
    'serve_forever',
    'server_port',
    'server_address',
    'server_close',
    'shutdown',
    'handle_request',
    'socket',
  ],
}

const meantOf = (owner: string, name: string, more: readonly string[] = []) => {
  const group = /Handler/.test(owner) ? 'handler' : /Server/.test(owner) ? 'server' : owner
  return nearestName(name, [...(attributes[group] ?? []), ...more])
}

const ownNames = ({ evidence }: ErrorContext) => [
  ...(evidence.outline?.functions.filter(({ className }) => className).map(({ name }) => name) ??
    []),
  ...(evidence.outline?.assignments.flatMap(({ target }) =>
    target.startsWith('self.') ? [target.slice(5)] : [],
  ) ?? []),
]

/** What to do about a function that is named, not called. */
export function forgotten(context: ErrorContext): Told {
  const found = notCalled(context)
  return found === undefined ? words.forgottenCall() : words.notCalled(found.name, found.line)
}

const parsedIn = (text: string) => /(?:\w+\.)*url(?:parse|split)\([^()]*\)/.exec(text)?.[0]

export const attributeRules: readonly ErrorRule[] = [
  {
    id: 'accept-gives-two',
    pattern:
      /^AttributeError: 'tuple' object has no attribute '(recv|send|sendall|close|shutdown|sendfile|makefile)'/,
    tell: (_groups, { evidence }) => {
      const accepted = evidence.outline?.assignments.filter(({ value }) =>
        /\.accept\(\)$/.test(value),
      )
      return accepted !== undefined && accepted.length > 1
        ? words.tupleGiven()
        : words.acceptGivesTwo()
    },
  },
  {
    id: 'decoded-twice',
    pattern: /^AttributeError: 'str' object has no attribute 'decode'/,
    tell: () => words.decodedTwice(),
    mark: () => 'decode',
  },
  {
    id: 'encoded-twice',
    pattern: /^AttributeError: 'bytes' object has no attribute 'encode'/,
    tell: () => words.encodedTwice(),
    mark: () => 'encode',
  },
  {
    id: 'path-for-file',
    pattern: /^AttributeError: 'str' object has no attribute '(?:mode|fileno|read|tell|seek)'/,
    tell: () => words.pathForFile(),
  },
  {
    id: 'none-has',
    pattern: /^AttributeError: 'NoneType' object has no attribute '(\w+)'/,
    tell: ([name]) => words.noneHas(name),
    mark: ([name]) => name,
  },
  {
    id: 'forgotten-parentheses',
    pattern:
      /^AttributeError: '(?:function|method|builtin_function_or_method)' object has no attribute/,
    tell: (_groups, context) => forgotten(context),
    mark: (_groups, context) => notCalled(context)?.name,
    place: (_groups, context) => notCalled(context)?.made,
  },
  {
    id: 'query-missing',
    pattern: /^AttributeError: '(?:Parse|Split)Result(?:Bytes)?' object has no attribute 'decode'/,
    tell: (_groups, { text }) => words.queryMissing(parsedIn(text) ?? 'urlparse(self.path)'),
    mark: (_groups, { text }) => parsedIn(text),
  },
  {
    id: 'module-attribute',
    pattern:
      /^AttributeError: (?:partially initialized )?module '([\w.]+)' has no attribute '(\w+)'(?:.*Did you mean: '(\w+)'\?)?/,
    tell: ([module, name, meant], { evidence }) => {
      const folder = evidence.file.replace(/[^/]*$/, '')
      const hiding = `${folder}${module}.py`
      return evidence.files.includes(hiding)
        ? words.hiddenModule(module, hiding)
        : words.noAttribute(module, name, meant || meantOf(module, name))
    },
    mark: ([, name]) => name,
  },
  {
    id: 'super-not-called',
    pattern: /^AttributeError: type object 'super' has no attribute '(\w+)'/,
    tell: ([name]) => words.superNotCalled(name),
    mark: () => 'super',
  },
  {
    id: 'no-attribute',
    pattern:
      /^AttributeError: (?:type object )?'(?:[\w.]+\.)?(\w+)'(?: object)? has no attribute '(\w+)'(?:\. Did you mean: '(\w+)'\?)?/,
    tell: ([owner, name, meant], context) =>
      words.noAttribute(
        words.typeCalled(owner),
        name,
        meant || meantOf(owner, name, ownNames(context)),
      ),
    mark: ([, name]) => name,
  },
  {
    id: 'no-attribute',
    pattern: /^AttributeError: 'super' object has no attribute '(\w+)'/,
    tell: ([name], context) =>
      words.noAttribute('super()', name, meantOf('handler', name, ownNames(context))),
    mark: ([name]) => name,
  },
  {
    id: 'no-module',
    pattern: /^ModuleNotFoundError: No module named '([\w.]+)'/,
    tell: ([name]) =>
      words.noModule(
        name,
        nearestName(name, [
          'os',
          'sys',
          're',
          'socket',
          'threading',
          'http.server',
          'urllib.parse',
          'time',
          'http',
          'urllib',
        ]),
      ),
    mark: ([name]) => name,
  },
  {
    id: 'no-export',
    pattern:
      /^ImportError: cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'/,
    tell: ([name, module], { evidence }) => {
      const hiding = `${evidence.file.replace(/[^/]*$/, '')}${module}.py`
      return evidence.files.includes(hiding)
        ? words.hiddenModule(module, hiding)
        : words.noExport(module, name, nearestName(name, Object.keys(imports)))
    },
    mark: ([name]) => name,
  },
]
