import { contentOf } from '../http/dechunk.ts'
import { headerNamed, headerValue } from '../http/headers.ts'
import type { Field, Message } from '../http/message.ts'
import { noteWords } from '../words/notes.ts'
import { fromLatin1, latin1 } from './bytes.ts'
import { escaped, isPlain, shellWord } from './shell.ts'

const { copies } = noteWords

/** A command to copy: its rows, to be joined by ` \` and a line break, or why there is none. */
export type CopyLine =
  | { readonly type: 'command'; readonly rows: readonly string[] }
  | { readonly type: 'none'; readonly reason: string }

/** Where the request is to be sent. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** The rows of a command as a shell takes them. */
export const asCommand = (rows: readonly string[], margin: string): string =>
  rows.map((row, i) => (i === 0 ? row : `${margin}${row}`)).join(' \\\n')

const none = (reason: string): CopyLine => ({ type: 'none', reason })

/** Fields that curl or the connection sets by itself; Connection's members go with it. */
const setByCurl = new Set(['content-length', 'connection', 'transfer-encoding'])
/** Fields that curl adds where it is not told otherwise. */
const curlAdds = ['User-Agent', 'Accept']
/** Bytes of a body from which curl asks before it sends. */
const expectFrom = 1024 * 1024

/**
 * A curl command that sends the same request again: method, target, fields and content, without
 * the fields that curl or the connection sets again.
 */
export function curlLine(request: Message, { host, port }: Address): CopyLine {
  const { startLine, fields, problems } = request
  if (startLine?.type !== 'request-line') return none(copies.noRequestLine)
  if (!isWhole(request)) return none(copies.notWhole)
  const broken = problems.find(
    ({ severity, code }) => severity === 'error' && code !== 'missing-host',
  )
  if (broken !== undefined) return none(copies.broken)
  const { method, target, version } = startLine
  const content = contentOf(request)
  const http10 = version === 'HTTP/1.0' ? ' --http1.0' : ''
  const path = target.startsWith('/') ? target.replace(/#.*$/s, '') : '/'
  const url = shellWord(fromLatin1(`http://${host}:${port}${path}`))
  if (url === undefined) return none(copies.badTarget)
  const packed = /\b(gzip|br|deflate|zstd)\b/i.test(
    headerValue(request.fields, 'Accept-Encoding') ?? '',
  )
  const compressed = packed ? ' --compressed' : ''
  const rows = [`curl -i${http10}${compressed}${curlMethod(method, content)}${odd(path)} ${url}`]
  if (path !== target) {
    const word = shellWord(fromLatin1(target))
    if (word === undefined) return none(copies.badTarget)
    rows.push(`--request-target ${word}`)
  }
  for (const line of headerLines(request, fields, `${host}:${port}`, content)) {
    const word = shellWord(line)
    if (word === undefined) return none(copies.badHeader)
    rows.push(`-H ${word}`)
  }
  if (content.length === 0 && !sendsEmpty(request, method)) return { type: 'command', rows }
  if (isPlain(content))
    return { type: 'command', rows: [...rows, `--data-raw ${shellWord(content)}`] }
  return {
    type: 'command',
    rows: [...printfRows(content), ...withPipe([...rows, '--data-binary @-'])],
  }
}

/** The method, where curl would not choose it by itself. */
function curlMethod(method: string, content: Uint8Array): string {
  if (method === 'HEAD') return ' --head'
  if (method === (content.length > 0 ? 'POST' : 'GET')) return ''
  return ` -X ${shellWord(fromLatin1(method)) ?? method}`
}

/** What keeps curl from changing the path: dots taken out, brackets read as a list. */
const odd = (path: string) =>
  (/\/\.\.?(\/|$|\?)/.test(path) ? ' --path-as-is' : '') + (/[[\]{}]/.test(path) ? ' -g' : '')

/** An empty body with a length of its own: a form without a field. */
const sendsEmpty = (request: Message, method: string) =>
  method !== 'HEAD' && headerNamed(request.fields, 'Content-Length') !== undefined

function headerLines(
  request: Message,
  fields: readonly Field[],
  host: string,
  content: Uint8Array,
): Uint8Array[] {
  const has = (name: string) => headerNamed(request.fields, name) !== undefined
  const bodied = content.length > 0 || has('Content-Length')
  const without = [
    ...(has('Host') ? [] : ['Host']),
    ...curlAdds.filter((name) => !has(name)),
    ...(bodied && !has('Content-Type') ? ['Content-Type'] : []),
    ...(content.length >= expectFrom && !has('Expect') ? ['Expect'] : []),
  ]
  const kept = fields.filter(({ name, value }) => {
    const lower = name.toLowerCase()
    return !setByCurl.has(lower) && !(lower === 'host' && value === host)
  })
  return [
    ...kept.map(({ name, value, line }) => {
      // `Name;` is how curl is told to send a field without a value.
      if (value === '') return fromLatin1(`${name};`)
      const text = latin1(request.bytes.subarray(line.start, line.end)).replace(/\r?\n$/, '')
      return fromLatin1(text)
    }),
    ...without.map((name) => fromLatin1(`${name}:`)),
  ]
}

/** The request's very bytes, written by `printf` and sent by `nc`. */
export function printfLine(request: Message, { host, port }: Address): CopyLine {
  if (!isWhole(request)) return none(copies.notWhole)
  return {
    type: 'command',
    rows: [...printfRows(request.bytes), `| nc ${host} ${port}`],
  }
}

/** `printf %b` with an argument for each line: it writes them one after the other. */
function printfRows(bytes: Uint8Array): string[] {
  const lines: Uint8Array[] = []
  let start = 0
  while (start < bytes.length) {
    const lf = bytes.indexOf(0x0a, start)
    const end = lf < 0 ? bytes.length : lf + 1
    lines.push(bytes.subarray(start, end))
    start = end
  }
  return ['printf %b', ...lines.map(escaped)]
}

const withPipe = ([first = '', ...rest]: readonly string[]) => [`| ${first}`, ...rest]

const isWhole = ({ complete, bytes, length }: Message) => complete && bytes.length === length
