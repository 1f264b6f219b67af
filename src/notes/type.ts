import type { Message } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { contentOf, fieldNamed, fieldValue, hasBom, latin1, utf8 } from './bytes.ts'
import type { Note } from './notes.ts'
import { type Sniffed, sniff } from './sniff.ts'
import { lineOf, whyItCame } from './why.ts'

/** Notes on what a browser takes a body for, and in which alphabet it reads it. */
export function typeNotes({ request, response }: Exchange): Note[] {
  if (response?.startLine?.type !== 'status-line' || response.body === undefined) return []
  if (request !== undefined && !isForPage(request)) return []
  const { start, end } = response.body
  if (start === end || response.framing?.type === 'chunked') return []
  if (fieldValue(response, 'Content-Encoding') !== undefined) return []
  const content = contentOf(response)
  const type = fieldNamed(response, 'Content-Type')
  const sniffed = type === undefined ? sniffedAs(response, content) : undefined
  return [
    ...(sniffed === undefined ? [] : [sniffedNote(sniffed, content, start)]),
    ...charsetNotes(type?.value ?? sniffed?.type ?? '', content, start),
  ]
}

const isForPage = (request: Message) =>
  lineOf(request).method !== 'HEAD' && whyItCame(request, []).type !== 'favicon'

function sniffedAs(response: Message, content: Uint8Array): Sniffed {
  const nosniff = /^\s*nosniff\b/i.test(fieldValue(response, 'X-Content-Type-Options') ?? '')
  const found = sniff(content)
  return nosniff ? { ...found, type: 'text' } : found
}

/** Which Content-Type a body wants that a browser has to guess about. */
const wanted: Record<Sniffed['type'], string> = {
  html: "Send 'Content-Type: text/html; charset=utf-8'.",
  'html-in-chromium': "Send 'Content-Type: text/html; charset=utf-8'.",
  text: "Send 'Content-Type: text/plain; charset=utf-8'.",
  xml: "Send 'Content-Type: application/xml'.",
  pdf: "Send 'Content-Type: application/pdf'.",
  picture: "Send 'Content-Type: image/png', or what the picture is.",
  binary: "Send the Content-Type of what it is, such as 'application/octet-stream'.",
}

const guessed: Record<Sniffed['type'], string> = {
  html: 'a page',
  'html-in-chromium': 'a page in Chromium, plain text by the standard',
  text: 'plain text',
  xml: 'XML',
  pdf: 'a PDF file',
  picture: 'a picture',
  binary: 'a file to download',
}

function sniffedNote({ type, start, end }: Sniffed, content: Uint8Array, offset: number): Note {
  const hasTags =
    type === 'text' && /<[a-z][a-z0-9]*[\s/>]/i.test(latin1(content.subarray(0, 4096)))
  const words = `no Content-Type: a browser guesses from these bytes that it is ${guessed[type]}`
  return {
    about: 'no-content-type',
    start: offset + start,
    end: offset + end,
    severity: hasTags ? 'warning' : 'note',
    words: hasTags ? `warning: ${words}, and shows the tags.` : words,
    todo: hasTags ? wanted.html : wanted[type],
    source: 'WHATWG MIME Sniffing, section 7.1',
  }
}

/** As much of a page as is searched for a `<meta charset>` (WHATWG HTML, section 13.2.3.2). */
const metaWithin = 1024
/** Bytes of a run that a note points at. */
const longestRun = 12

/** Text with bytes above ASCII that does not say how to read them. */
function charsetNotes(type: string, content: Uint8Array, offset: number): Note[] {
  const isPage = /^(text\/html|html)/i.test(type)
  if (!isPage && !/^text(\/plain)?\s*(;|$)/i.test(type)) return []
  if (/;\s*charset=/i.test(type) || hasBom(content)) return []
  const start = content.findIndex((byte) => byte >= 0x80)
  if (start < 0) return []
  if (isPage && /<meta[^>]+charset/i.test(latin1(content.subarray(0, metaWithin)))) return []
  let end = start
  while (end < content.length && end - start < longestRun && (content[end] ?? 0) >= 0x80) end++
  const character = firstCharacter(content.subarray(start, start + 4))
  if (character === undefined) return []
  const read = Array.from(Buffer.from(character), (byte) => windows1252(byte)).join('')
  return [
    {
      about: 'no-charset',
      start: offset + start,
      end: offset + end,
      severity: 'warning',
      words: `warning: nothing says that this is UTF-8: a browser may read one byte as one character, and ${character} becomes ${read}.`,
      todo: `Send 'Content-Type: ${isPage ? 'text/html' : 'text/plain'}; charset=utf-8'.`,
      source: 'WHATWG Encoding, section 4.2',
    },
  ]
}

/** Bytes 80 to 9F in windows-1252, which browsers read text in where they know no better. */
const above80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

// Node's own decoder reads these bytes as Latin-1 in some versions.
const windows1252 = (byte: number) => above80[byte - 0x80] ?? String.fromCharCode(byte)

/** The first UTF-8 character of some bytes. */
function firstCharacter(bytes: Uint8Array): string | undefined {
  for (let length = 2; length <= Math.min(4, bytes.length); length++) {
    const text = utf8(bytes.subarray(0, length))
    if (text !== undefined) return text
  }
  return undefined
}
