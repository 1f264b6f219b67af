import type { Message, Token } from '../http/message.ts'
import { fromLatin1, latin1, utf8 } from './bytes.ts'

/** A part of a multipart body (RFC 7578, section 4). */
export interface DecodedPart {
  /** From the Content-Disposition field. */
  readonly name: string | undefined
  /** Given where the part is a file; empty where none was chosen. */
  readonly filename: string | undefined
  /** Its Content-Type field. */
  readonly type: string | undefined
  readonly data: Uint8Array
  /** The data as UTF-8; undefined where it is none. */
  readonly text: string | undefined
}

/** The parts of a multipart body, from the tokens of the message. */
export function decodeParts({ body, bytes, tokens }: Message): DecodedPart[] {
  if (body === undefined) return []
  const groups: Token[][] = []
  for (const token of tokens) {
    if (token.start < body.start) continue
    if (token.kind === 'multipart-boundary') groups.push([])
    groups.at(-1)?.push(token)
  }
  return groups.flatMap((group) => {
    const blank = group.findIndex(({ kind }) => kind === 'blank-line')
    return blank < 0 ? [] : [partOf(group, blank, bytes)]
  })
}

function partOf(group: readonly Token[], blank: number, bytes: Uint8Array): DecodedPart {
  const [boundary, ending] = group
  const headStart = (ending?.kind === 'crlf' ? ending.end : boundary?.end) ?? 0
  const headEnd = group[blank]?.end ?? headStart
  const head = latin1(bytes.subarray(headStart, headEnd))
  const data = group.slice(blank + 1).filter(({ kind }) => kind === 'multipart-data')
  const content = bytes.subarray(data[0]?.start ?? headEnd, data.at(-1)?.end ?? headEnd)
  const disposition = headValue(head, 'content-disposition') ?? ''
  return {
    name: parameter(disposition, 'name'),
    filename: parameter(disposition, 'filename'),
    type: headValue(head, 'content-type'),
    data: content,
    text: utf8(content),
  }
}

function headValue(head: string, name: string): string | undefined {
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0 && line.slice(0, colon).toLowerCase() === name)
      return readable(line.slice(colon + 1).trim())
  }
  return undefined
}

/** Browsers write names as UTF-8, with %22 for a quotation mark (WHATWG HTML, section 4.10.22.8). */
const readable = (text: string) => utf8(fromLatin1(text)) ?? text

function parameter(value: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;]*))`, 'i').exec(value)
  return match?.[1] ?? match?.[2]
}
