import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { orUndefined } from '../words/caught.ts'
import { noteWords } from '../words/notes.ts'
import { promiseWords } from '../words/promises.ts'
import { hasBom, latin1, startsWith, utf8 } from './bytes.ts'
import { unpacked } from './content-encoding.ts'
import { isEncoding } from './content-type.ts'
import type { Evidence } from './evidence.ts'
import { explains, faults, type Note } from './note.ts'
import { type Sniffed, sniff } from './sniff.ts'
import { whyItCame } from './why.ts'

const { charsets } = promiseWords
const { pages } = noteWords

/** Notes on what a browser takes a body for, and in which encoding it reads it. */
export function textNotes(evidence: Evidence, response: Message): Note[] {
  const { request, status, method, language } = evidence
  const { body } = response
  if (status === undefined || body === undefined || method === 'HEAD') return []
  if (request !== undefined && whyItCame(request, []).type === 'favicon') return []
  const content = unpacked(response)
  if (content === undefined || content.length === 0) return []
  const header = headerNamed(response.fields, 'Content-Type')
  // Chunk sizes lie between the bytes, and compressed bytes are others: then the whole body is pointed at.
  const isAsSent = response.framing?.type !== 'chunked' && content.length === body.end - body.start
  const at = (start: number, end: number) =>
    isAsSent
      ? { start: body.start + start, end: body.start + end }
      : { start: body.start, end: body.end }
  const source = 'WHATWG Encoding, section 4.2'

  const notes: Note[] = []
  const isGuessed = header === undefined || header.value === '' || header.value === '*/*'
  const sniffed = header === undefined ? sniffedAs(response, content) : undefined
  if (sniffed !== undefined) {
    const { start, end } = at(sniffed.start, sniffed.end)
    notes.push(sniffedNote(sniffed, content, { start, end }))
  }
  const type = isGuessed
    ? sniff(content).type === 'html'
      ? 'text/html'
      : sniff(content).type
    : header.value
  const isPage = /^text\/html/i.test(type)
  if (!isPage && !/^text(\/|\s*;|$)|^application\/json/i.test(type)) return notes
  const label = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1]
  const said = label ?? (/^application\/json/i.test(type) ? 'utf-8' : undefined)
  const meta = isPage
    ? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(latin1(content.subarray(0, metaWithin)))?.[1]
    : undefined
  const about = {
    start: header?.valueRange.start ?? body.start,
    end: header?.valueRange.end ?? body.start,
  }
  if (
    label !== undefined &&
    meta !== undefined &&
    isEncoding(label) &&
    isEncoding(meta) &&
    new TextDecoder(label).encoding !== new TextDecoder(meta).encoding
  )
    notes.push(
      faults(
        'charset-differs',
        'warning',
        about,
        charsets.metaDiffers(label, meta),
        'WHATWG HTML, determining the character encoding',
      ),
    )
  const high = content.findIndex((byte) => byte >= 0x80)
  const isUtf16 =
    startsWith(content, 0, '\xff\xfe') || startsWith(content, 0, '\xfe\xff') || looksUtf16(content)
  if (isUtf16) {
    if (said === undefined || !/^utf-?16/i.test(said))
      notes.push(
        faults(
          'other-encoding',
          'error',
          at(0, Math.min(8, content.length)),
          charsets.utf16,
          source,
        ),
      )
    return notes
  }
  if (high < 0) return notes
  const run = at(high, highEnd(content, high))
  const text = utf8(whole(content))
  const isSaidUtf8 = said !== undefined && /^utf-?8$/i.test(said)
  const isMetaUtf8 = meta !== undefined && /^utf-?8$/i.test(meta)
  if (text === undefined) {
    // A body of which a part is missing may end, or begin, in the middle of a character.
    if (!response.complete || response.captured !== 'whole' || status.status === 206) return notes
    if (isSaidUtf8 || (said === undefined && isMetaUtf8)) {
      const found = otherEncoding(content, high)
      const words =
        found === undefined ? charsets.notUtf8Unknown : charsets.notUtf8(found.name, found.sample)
      notes.push(
        faults('other-encoding', 'error', run, { ...words, todo: charsets.todo(language) }, source),
      )
    }
    return notes
  }
  const twice = encodedTwice(text)
  if (twice !== undefined && (isSaidUtf8 || isMetaUtf8)) {
    notes.push(
      faults(
        'encoded-as-utf8-twice',
        'warning',
        run,
        charsets.twice(twice.shown, twice.meant),
        source,
      ),
    )
    return notes
  }
  if (said !== undefined) {
    const isOther = isEncoding(said) && !isSaidUtf8 && !/^utf-?16/i.test(said)
    if (isOther && sequences(content) > 0)
      notes.push(faults('other-encoding', 'warning', run, charsets.otherThanSaid(said), source))
    return notes
  }
  if (meta !== undefined || hasBom(content)) return notes
  if (!isPage && !/^text(\/plain)?\s*(;|$)/i.test(type)) return notes
  const character = firstCharacter(content.subarray(high, high + 4))
  if (character === undefined) return notes
  const read = Array.from(Buffer.from(character), (byte) => windows1252(byte)).join('')
  notes.push(
    faults(
      'no-charset',
      'warning',
      run,
      {
        ...charsets.unsaid(character, read),
        todo: pages.charsetTodo(isPage ? 'text/html' : 'text/plain'),
      },
      source,
    ),
  )
  return notes
}

/** As much of a page as is searched for a `<meta charset>` (WHATWG HTML, prescan). */
const metaWithin = 1024
/** As much text as is looked at. */
const lookedAt = 64 * 1024

/** The beginning of a text, not cut within a character. */
function whole(content: Uint8Array): Uint8Array {
  if (content.length <= lookedAt) return content
  let end = lookedAt
  while (end > lookedAt - 4 && ((content[end] ?? 0) & 0xc0) === 0x80) end--
  return content.subarray(0, end)
}

/** Every second byte of the beginning is zero, as in ASCII text that was written as UTF-16. */
function looksUtf16(content: Uint8Array): boolean {
  const first = content.subarray(0, 64)
  if (first.length < 8) return false
  const zeros = (odd: number) => first.filter((byte, i) => i % 2 === odd && byte === 0).length
  const half = Math.floor(first.length / 2)
  return (zeros(1) >= half - 1 && zeros(0) === 0) || (zeros(0) >= half - 1 && zeros(1) === 0)
}

/** What bytes that are not UTF-8 read as in the encodings that are usual for them. */
function otherEncoding(
  content: Uint8Array,
  high: number,
): { name: string; sample: string } | undefined {
  const some = content.subarray(high, Math.min(content.length, high + 400))
  // A sample that ends within a character is no reason to say no, so it is the whole of a small text.
  const read = (label: string) =>
    orUndefined(() =>
      new TextDecoder(label, { fatal: true }).decode(content.subarray(0, high + 4000)),
    )
  const sample = (text: string) => /[\u0080-\uffff]+/.exec(text)?.[0].slice(0, 8) ?? ''
  const korean = read('euc-kr')
  if (korean !== undefined && /^[\p{Script=Hangul}]+$/u.test(sample(korean)))
    return { name: 'CP949 (EUC-KR)', sample: sample(korean) }
  const japanese = read('shift_jis')
  if (
    japanese !== undefined &&
    /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー、。]{2,}$/u.test(sample(japanese)) &&
    /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(japanese)
  )
    return { name: 'Shift_JIS', sample: sample(japanese) }
  const latin = Array.from(some.subarray(0, highRun(some)), windows1252).join('')
  return /^[\p{Letter}\p{Punctuation}€£°]{1,3}$/u.test(latin)
    ? { name: 'Latin-1 (windows-1252)', sample: latin }
    : undefined
}

const highRun = (bytes: Uint8Array) => {
  const end = bytes.findIndex((byte) => byte < 0x80)
  return end < 0 ? bytes.length : end
}

/** How many characters of UTF-8 with more than one byte there are, at most ten. */
function sequences(content: Uint8Array): number {
  return (
    utf8(whole(content))
      ?.match(/[\u0080-\uffff]/g)
      ?.slice(0, 10).length ?? 0
  )
}

/** Letters that are the bytes of UTF-8 once more: `é` that became `Ã©`. */
function encodedTwice(text: string): { shown: string; meant: string } | undefined {
  for (const [shown] of text.matchAll(
    /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}/g,
  )) {
    const bytes = Uint8Array.from(shown, (character) => byteOf(character))
    const meant = utf8(bytes)
    if (meant !== undefined && /^[\p{Letter}\p{Punctuation}\p{Symbol}\s]+$/u.test(meant))
      return { shown: shown.slice(0, 8), meant: meant.slice(0, 8) }
  }
  return undefined
}

const byteOf = (character: string) => {
  const at = above80.indexOf(character)
  return at >= 0 ? at + 0x80 : character.charCodeAt(0)
}

function sniffedAs(response: Message, content: Uint8Array): Sniffed {
  const found = sniff(content)
  return isNosniff(response) ? { ...found, type: 'text' } : found
}

const isNosniff = (response: Message) =>
  /^nosniff\b/i.test(headerValue(response.fields, 'X-Content-Type-Options') ?? '')

function sniffedNote(
  { type }: Sniffed,
  content: Uint8Array,
  at: { start: number; end: number },
): Note {
  const source = 'WHATWG MIME Sniffing, section 7.1'
  const hasTags =
    type === 'text' && /<[a-z][a-z0-9]*[\s/>]/i.test(latin1(content.subarray(0, 4096)))
  if (hasTags)
    return faults(
      'no-content-type',
      'warning',
      at,
      { said: pages.tags, todo: pages.wanted.html },
      source,
    )
  return {
    ...explains('no-content-type', at, pages.guessed[type], source),
    todo: pages.wanted[type],
  }
}

/** Bytes of a run that a note points at. */
const longestRun = 12

function highEnd(content: Uint8Array, start: number): number {
  let end = start
  while (end < content.length && end - start < longestRun && (content[end] ?? 0) >= 0x80) end++
  return end
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
