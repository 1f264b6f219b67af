import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { contentOf } from '../http/dechunk.ts'
import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { promiseWords } from '../words/promises.ts'
import { latin1, startsWith } from './bytes.ts'
import { nameOf } from './client.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note, type Said } from './note.ts'

const { encodings } = promiseWords

/** A body that is longer is not unpacked for a note. */
export const unpackedAtMost = 64 * 1024

/** The content of a response as it is before compression, as far as it can be had; undefined where it can't. */
export function unpacked(response: Message): Uint8Array | undefined {
  const content = contentOf(response)
  const coding = codingOf(response)
  if (coding === undefined || coding === 'identity') return content
  return response.complete && response.captured === 'whole' ? unpack(coding, content) : undefined
}

const codingOf = (response: Message) =>
  headerValue(response.fields, 'Content-Encoding')?.trim().toLowerCase().replace(/^x-/, '')

function unpack(coding: string, content: Uint8Array): Uint8Array | undefined {
  if (content.length > unpackedAtMost) return undefined
  const options = { maxOutputLength: 1024 * 1024 }
  try {
    if (coding === 'gzip') return gunzipSync(content, options)
    if (coding === 'br') return brotliDecompressSync(content, options)
    if (coding === 'deflate')
      return content[0] === 0x78 ? inflateSync(content, options) : inflateRawSync(content, options)
  } catch {
    return undefined
  }
  return undefined
}

const codings = [
  'gzip',
  'x-gzip',
  'deflate',
  'br',
  'zstd',
  'compress',
  'x-compress',
  'identity',
  'dcb',
  'dcz',
]

/** Content-Encoding held against the bytes and against what was asked for (RFC 9110, section 8.4). */
export function encodingNotes(evidence: Evidence, response: Message): Note[] {
  const { end, request, client, language, method, status } = evidence
  if (status === undefined || method === 'HEAD' || status.status === 304) return []
  const content = contentOf(response)
  const header = headerNamed(response.fields, 'Content-Encoding')
  const source = 'RFC 9110, section 8.4'
  if (header === undefined) {
    const isText = /^(text\/|application\/json)/i.test(
      headerValue(response.fields, 'Content-Type') ?? '',
    )
    return isText && isGzip(content)
      ? [faults('encoding-unsaid', 'error', bodyStart(response), encodings.unsaid, source)]
      : []
  }
  const error = (about: string, said: Said) => [
    faults(about, 'error', header.valueRange, said, source),
  ]
  const names = header.value
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  const [coding = ''] = names
  if (!codings.includes(coding)) return error('bad-encoding', encodings.notACoding(header.value))
  if (content.length === 0 || names.length > 1) return []
  if (isPlainly(coding, content))
    return error('encoding-in-name-only', encodings.notPacked(coding, beginning(content), language))
  if (end === 'whole' && response.captured === 'whole' && content.length <= unpackedAtMost) {
    const name = coding.replace(/^x-/, '')
    if (['gzip', 'br', 'deflate'].includes(name)) {
      const plain = unpack(name, content)
      if (plain === undefined)
        return isBomb(name, content) ? [] : error('encoding-damaged', encodings.damaged(coding))
      if (
        isGzip(plain) &&
        !/gzip|zip|octet-stream|tar/i.test(headerValue(response.fields, 'Content-Type') ?? '')
      )
        return error('encoding-twice', encodings.twice(coding))
    }
  }
  const accepts = request === undefined ? undefined : headerValue(request.fields, 'Accept-Encoding')
  if (accepts !== undefined && coding !== 'identity' && !accepts.includes('*')) {
    if (!accepts.toLowerCase().includes(coding.replace(/^x-/, '')))
      return [
        faults(
          'encoding-not-asked',
          'warning',
          header.valueRange,
          encodings.notAsked(coding, nameOf(client)),
          source,
        ),
      ]
  }
  return []
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

/** It could be unpacked, and is larger than what is unpacked here. */
function isBomb(coding: string, content: Uint8Array): boolean {
  try {
    const options = { maxOutputLength: 1024 * 1024 }
    if (coding === 'gzip') gunzipSync(content, options)
    else if (coding === 'br') brotliDecompressSync(content, options)
    else return true
  } catch (error) {
    return error instanceof RangeError
  }
  return true
}

/** The bytes are certainly not what the coding gives. */
function isPlainly(coding: string, content: Uint8Array): boolean {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return !isGzip(content) && content.length > 1
    case 'zstd':
      return content.length > 3 && !startsWith(content, 0, '\x28\xb5\x2f\xfd')
    case 'br':
    case 'deflate':
      return /^[\t\n\r\x20-\x7e]{12,}/.test(latin1(content.subarray(0, 64)))
    default:
      return false
  }
}

/** The first bytes, as text where they are, else in hexadecimal. */
function beginning(content: Uint8Array): string {
  const text = latin1(content.subarray(0, 12))
  return /^[\x20-\x7e]+$/.test(text)
    ? `"${text}"`
    : Array.from(content.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'))
        .join(' ')
        .toUpperCase()
}

const bodyStart = ({ body, length }: Message) => ({
  start: body?.start ?? length,
  end: Math.min((body?.start ?? length) + 4, body?.end ?? length),
})
