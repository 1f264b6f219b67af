import type { Send } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'
import { type Parts, partsOf } from '../run/request.ts'

/**
 * The line to copy into a shell that sends the same again: curl where curl sends these very parts,
 * `printf` into `nc` for bytes that no well-behaved client would send.
 */
export function reproduceCommand(send: Send, port: number): string {
  const pieces = send.pieces ?? (send.raw === undefined ? undefined : [send.raw])
  const line =
    pieces === undefined ? curl(partsOf(send), port) : netcat(pieces, send.afterwards, port)
  // The reader of a pipe that goes away takes the one before it along.
  return send.afterwards === 'leave-midway' ? `${line} | head -c 1` : line
}

function curl({ method, target, fields, body }: Parts, port: number): string {
  const words = ['curl', method === 'HEAD' ? '-I' : '-i']
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(target)) words.push('--path-as-is')
  if (/[[\]{}]/.test(target)) words.push('-g')
  const usual = method === 'GET' || method === 'HEAD' || (method === 'POST' && body !== undefined)
  if (!usual) words.push('-X', method)
  for (const [name, value] of fields) words.push('-H', argument(`${name}: ${value}`))
  if (body !== undefined) words.push('--data-binary', argument(body))
  words.push(argument(`http://localhost:${port}${target}`))
  return words.join(' ')
}

/** -N: after the last byte, say that no more will come. -w 1: hang up after a second. */
const flags = {
  wait: '',
  'half-close': '-N ',
  leave: '-w 1 ',
  'leave-midway': '',
  pause: '',
} as const

function netcat(pieces: readonly string[], afterwards: Send['afterwards'], port: number): string {
  const prints = pieces.map(printf).join('; sleep 1; ')
  const whole = pieces.length === 1 ? prints : `(${prints})`
  return `${whole} | nc ${flags[afterwards]}localhost ${port}`
}

const zeros = /\\\{(\d+)\}/

/** A shell's word. A long run of zeros is left to printf. */
function argument(text: string): string {
  const parts = text.split(zeros)
  if (parts.length === 1) return quoted(decoded(text))
  const words = parts.map((part, i) => (i % 2 === 0 ? inDouble(decoded(part)) : fill(part)))
  return `"${words.join('')}"`
}

const fill = (count: string) => `$(printf '%0${count}d' 0)`
const decoded = (text: string) => Buffer.from(bytesOf(text) ?? []).toString()
const inDouble = (text: string) => text.replace(/[\\"$`]/g, '\\$&')
const quoted = (text: string) =>
  /^[\w./:@%+=,\p{L}-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

function printf(text: string): string {
  const parts = text.split(zeros)
  const format = parts.map((part, i) => (i % 2 === 0 ? formatOf(part) : '%s')).join('')
  const fills = parts.filter((_part, i) => i % 2 === 1).map((count) => ` "${fill(count)}"`)
  return `printf '${format}'${fills.join('')}`
}

const strict = new TextDecoder('utf-8', { fatal: true })

function formatOf(text: string): string {
  const bytes = bytesOf(text) ?? new Uint8Array()
  try {
    return escaped(strict.decode(bytes))
  } catch {
    return escaped(Buffer.from(bytes).toString('latin1')).replace(/[\u0080-\u00ff]/g, octal)
  }
}

const names: Readonly<Record<string, string>> = {
  '\r': '\\r',
  '\n': '\\n',
  '\t': '\\t',
  '\\': '\\\\',
  '%': '%%',
  "'": "'\\''",
}
const octal = (char: string) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`
const escaped = (text: string) =>
  text
    .replace(/[\p{Cc}\\%']/gu, (char) => names[char] ?? octal(char))
    // A format that begins so would be taken for an option.
    .replace(/^-/, octal('-'))
