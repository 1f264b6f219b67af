import { contentOf } from '../../http/dechunk.ts'
import { mediaTypeOf } from '../../http/media-type.ts'
import type { Message } from '../../http/message.ts'
import { utf8 } from '../../notes/bytes.ts'
import type { Note } from '../../notes/note.ts'
import { plainBody } from '../../notes/plain-body.ts'
import type { Read } from '../../wire/exchange.ts'
import { pageWireWords } from '../../words/page-wire.ts'
import { terminalWords } from '../../words/terminal.ts'
import type { MessageDetail } from '../protocol.ts'
import { formDetails } from './forms.ts'
import { shownLines, shownText } from './shown.ts'

const { bodies } = pageWireWords

/** Bytes of a body as it reads that are shown. */
const longestText = 64 * 1024

/** What an `img` may be: a picture is given this type, whatever else is in its bytes. */
const pictureTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
  'image/vnd.microsoft.icon',
  'image/svg+xml',
])

/** A message as the page shows it: its bytes, what they are, and what is said of them. Pure. */
export function messageDetail(
  part: MessageDetail['part'],
  message: Message,
  notes: readonly Note[],
  reads: readonly Read[],
): MessageDetail {
  const { bytes, length, complete, tokens } = message
  return {
    part,
    bytes: base64(bytes),
    length,
    isComplete: complete,
    tokens: tokens.map(({ kind, start, end }) => ({ kind, start, end })),
    notes,
    reads: reads.map(({ at, size }) => ({ at, size })),
    forms: message.role === 'request' ? formDetails(message) : [],
    body: bodyDetail(message),
  }
}

function bodyDetail(message: Message): MessageDetail['body'] {
  const plain = plainBody(message)
  if (plain.type === 'not-unpacked')
    return { type: 'packed', why: terminalWords.cannotUnpack(shownText(plain.coding)) }
  const content = plain.type === 'plain' ? plain.content : contentOf(message)
  const type = mediaTypeOf(message.fields)?.type ?? ''
  if (pictureTypes.has(type) && message.complete && content.length > 0)
    return { type: 'picture', mediaType: type, bytes: base64(content) }
  if (plain.type === 'plain')
    return textDetail(
      plain.coding === undefined
        ? bodies.indented
        : bodies.unpacked(shownText(plain.coding), content.length),
      plain.text,
    )
  const isChunked = message.framing?.type === 'chunked' && content.length > 0
  return isChunked && utf8(content) !== undefined
    ? textDetail(bodies.joined(content.length), content)
    : undefined
}

const textDetail = (name: string, bytes: Uint8Array) =>
  ({ type: 'text', name, text: shownLines(bytes.subarray(0, longestText)) }) as const

const base64 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
