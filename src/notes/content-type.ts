import { headerNamed, headerValue } from '../http/headers.ts'
import type { Field, Message } from '../http/message.ts'
import { noteWords } from '../words/notes.ts'
import { promiseWords } from '../words/promises.ts'
import { responseWords } from '../words/responses.ts'
import { latin1, startsWith, utf8 } from './bytes.ts'
import { unpacked, unpackedAtMost } from './content-encoding.ts'
import type { Evidence } from './evidence.ts'
import { near } from './near.ts'
import { faults, type Note, type Said } from './note.ts'
import { sniff } from './sniff.ts'

const { types } = promiseWords
const { pictures } = responseWords

/** Types of media that are registered by their first half (RFC 6838). */
const kinds =
  /^(text|image|audio|video|application|font|model|multipart|message|example|haptics|x-[\w-]+)$/i

const usual = [
  'text/html',
  'text/css',
  'text/javascript',
  'text/plain',
  'text/csv',
  'text/event-stream',
  'application/json',
  'application/javascript',
  'application/xml',
  'application/pdf',
  'application/octet-stream',
  'application/wasm',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/svg+xml',
  'image/x-icon',
  'video/mp4',
  'audio/mpeg',
  'font/woff2',
]
const instead: Readonly<Record<string, string>> = {
  'image/svg': 'image/svg+xml',
  'text/js': 'text/javascript',
  html: 'text/html',
  htm: 'text/html',
  text: 'text/plain',
  plain: 'text/plain',
  css: 'text/css',
  js: 'text/javascript',
  javascript: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  xml: 'application/xml',
  'plain/html': 'text/html',
}

/** A Content-Type that there is not, or that is written wrongly (RFC 9110, section 8.3.1). */
export function mediaTypeNotes(message: Message): Note[] {
  const header = headerNamed(message.fields, 'Content-Type')
  if (header === undefined) return []
  const source = 'RFC 9110, section 8.3.1'
  const note = (severity: 'warning' | 'error', said: Said) => [
    faults('bad-media-type', severity, header.valueRange, said, source),
  ]
  if (header.value === '')
    return [faults('bad-media-type', 'warning', header.nameRange, types.empty, source)]
  const [type = '', ...parameters] = header.value.split(';').map((part) => part.trim())
  const lower = type.toLowerCase()
  if (/^[\w.+-]+\/[\w.+-]+\s+charset\s*=/i.test(type)) return note('warning', types.noSemicolon)
  const [first = '', second = '', ...more] = lower.split('/')
  const better = (wrong: string) => {
    if (instead[wrong] !== undefined) return instead[wrong]
    const turned = `${second}/${first}`
    return usual.includes(turned) ? turned : near(wrong, usual, 2)
  }
  if (lower === '*/*') return note('warning', types.noSuchKind(type, undefined))
  if (!lower.includes('/')) return note('error', types.noSlash(type, better(lower)))
  if (!kinds.test(first) || second === '' || more.length > 0)
    return note('error', types.noSuchKind(type, better(lower)))
  const meant = usual.includes(lower) ? undefined : (instead[lower] ?? near(lower, usual, 1))
  if (meant !== undefined && lower !== 'image/jpg')
    return note('warning', types.noSuchKind(type, meant))
  for (const parameter of parameters) {
    const label = /^charset\s*=\s*"?([^"]*)"?$/i.exec(parameter)?.[1]
    if (label !== undefined && !isEncoding(label))
      return note('warning', types.noSuchCharset(label))
    if (/^(utf-?8|iso-8859-\d+|windows-125\d|euc-kr)$/i.test(parameter))
      return note('warning', types.charsetAlone(parameter))
  }
  return []
}

export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

const signatures: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/^image\/png\b/i, 'PNG', ['\x89PNG\r\n\x1a\n']],
  [/^image\/jpe?g\b/i, 'JPEG', ['\xff\xd8\xff']],
  [/^image\/gif\b/i, 'GIF', ['GIF87a', 'GIF89a']],
  [/^image\/webp\b/i, 'WebP', ['RIFF']],
  [/^application\/pdf\b/i, 'PDF', ['%PDF-']],
  [/^font\/woff2\b/i, 'WOFF2', ['wOF2']],
  [/^application\/zip\b/i, 'ZIP', ['PK']],
]

/** Content-Type held against the first bytes, and against what the request was for. */
export function typeAgainstBytes(evidence: Evidence, response: Message): Note[] {
  const { status, method, language } = evidence
  if (status === undefined || method === 'HEAD' || status.status === 304 || status.status === 204)
    return []
  const header = headerNamed(response.fields, 'Content-Type')
  const wanted = wantedNotes(evidence, header)
  if (wanted.length > 0) return wanted
  const content = unpacked(response)
  if (header === undefined || content === undefined || content.length < 4) return []
  const note = (about: string, severity: 'warning' | 'error', said: Said) => [
    faults(about, severity, header.valueRange, said),
  ]
  for (const [pattern, , beginnings] of signatures) {
    if (!pattern.test(header.value)) continue
    if (
      startsWith(content, 0, '\x89PNG\n\x1a\n') ||
      startsWith(content, 0, '\x89PNG\r\n\x1a\r\n') ||
      (startsWith(content, 0, '\x89PNG\n') && content.length < 8)
    )
      return note('read-as-text', 'error', types.textMode(language))
    if (
      beginnings.some((begin) => startsWith(content, 0, begin) || content.length < begin.length)
    ) {
      if (replaced(content)) return note('damaged-by-text', 'error', types.replaced(language))
      const kind = evidence.end === 'whole' ? cutPicture(response, content) : undefined
      return kind === undefined ? [] : note('picture-cut', 'error', pictures.cut(kind, language))
    }
    if (startsWith(content, 0, '\xef\xbf\xbd'))
      return note('damaged-by-text', 'error', types.replaced(language))
    return note('other-bytes', 'error', types.otherBytes(header.value, kindOf(content)))
  }
  if (
    status.status !== 206 &&
    /^application\/([\w.-]+\+)?json\b/i.test(header.value) &&
    evidence.end === 'whole' &&
    response.captured === 'whole'
  )
    return jsonFault(content, evidence, note)
  const isPage = /^\s*(<!doctype html|<html[\s>])/i.test(latin1(content.subarray(0, 200)))
  if (isPage && status.status < 300 && /^text\/plain\b/i.test(header.value))
    return note('page-as-text', 'warning', types.pageAsText)
  if (
    isPage &&
    status.status < 300 &&
    /^application\/octet-stream\b/i.test(header.value) &&
    headerNamed(response.fields, 'Content-Disposition') === undefined
  )
    return note('page-as-file', 'warning', types.pageAsFile)
  return []
}

/** EF BF BD, the mark of a byte that was no text, three times and more in a picture. */
function replaced(content: Uint8Array): boolean {
  return latin1(content.subarray(0, 4096)).split('\xef\xbf\xbd').length > 3
}

/** A picture whose last bytes are not there, though the response came whole. */
function cutPicture({ captured }: Message, content: Uint8Array): 'PNG' | 'JPEG' | undefined {
  if (captured !== 'whole' || content.length < 32) return undefined
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  if (startsWith(content, 0, '\x89PNG')) return bytes.includes('IEND') ? undefined : 'PNG'
  if (startsWith(content, 0, '\xff\xd8'))
    return bytes.includes(Buffer.of(0xff, 0xd9)) ? undefined : 'JPEG'
  return undefined
}

const kindOf = (content: Uint8Array) => noteWords.kinds[sniff(content).type]

function jsonFault(
  content: Uint8Array,
  { language }: Evidence,
  note: (about: string, severity: 'warning' | 'error', said: Said) => Note[],
): Note[] {
  const whole = utf8(content)
  const text = whole?.replace(/^\ufeff/, '')
  if (text === undefined || text.length > unpackedAtMost) return []
  if (text !== whole) return note('json-mark', 'warning', types.notJson.mark)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return []
    JSON.parse(value)
    return note('json-twice', 'warning', types.notJson.twice)
  } catch {
    if (/^\s*[[{"\d-]/.test(text) === false && /^\s*</.test(text))
      return note('not-json', 'error', types.notJson.html)
    const isPython = /'\s*:|:\s*(True|False|None)\b|[[{,]\s*'/.test(text)
    return note(
      'not-json',
      'error',
      isPython ? types.notJson.python(language) : types.notJson.broken(language),
    )
  }
}

/** A style sheet or a script was wanted, and something else came. */
function wantedNotes(
  { request, status, target, others }: Evidence,
  header: Field | undefined,
): Note[] {
  if (request === undefined || status === undefined) return []
  const dest = headerValue(request.fields, 'Sec-Fetch-Dest')
  if ((dest !== 'style' && dest !== 'script') || (status.status >= 300 && status.status < 400))
    return []
  const type = header?.value ?? ''
  const isHtml = /^text\/html\b/i.test(type)
  const about = 'not-what-was-wanted'
  if (status.status >= 400 || isHtml) {
    const said =
      dest === 'style'
        ? types.wantedStyle(status.status, isHtml)
        : types.wantedScript(status.status, isHtml)
    const at = status.status >= 400 || header === undefined ? status.statusRange : header.valueRange
    const elsewhere = sameName(target, others)
    return [
      faults(
        about,
        'error',
        at,
        elsewhere === undefined
          ? said
          : { ...said, ...types.wantedElsewhere(elsewhere, pathOf(target)) },
      ),
    ]
  }
  const fits =
    dest === 'style'
      ? /^text\/css\b/i
      : /^(text|application)\/(x-)?(java|ecma)script\b|^text\/plain|^application\/(json|wasm)/i
  const isModule = dest === 'script' && headerValue(request.fields, 'Sec-Fetch-Mode') === 'cors'
  if (isModule && header !== undefined && /^text\/plain/i.test(type))
    return [faults(about, 'warning', header.valueRange, types.wantedModule(type))]
  if (header === undefined || fits.test(type)) return []
  return [faults(about, 'warning', header.valueRange, types.wantedOther(dest, type))]
}

const pathOf = (target: string) => target.split('?')[0] ?? ''

/** Another path that ends in the same file name, and was found. */
function sameName(target: string, others: Evidence['others']): string | undefined {
  const path = pathOf(target)
  const name = path.slice(path.lastIndexOf('/'))
  for (const { request, response } of others) {
    if (request?.startLine?.type !== 'request-line') continue
    const other = pathOf(request.startLine.target)
    if (other === path || !other.endsWith(name) || name.length < 2) continue
    if (response?.startLine?.type === 'status-line' && response.startLine.status === 200)
      return other
  }
  return undefined
}
