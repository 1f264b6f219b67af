import type { Param } from 'har-format'
import { boundaryOf, parseMediaType } from '../../http/media-type.ts'

/** The fields of a posted form, decoded; undefined where the body is no form. */
export function paramsOf(body: Uint8Array, contentType: string): Param[] | undefined {
  const mediaType = parseMediaType(contentType)
  if (mediaType.type === 'application/x-www-form-urlencoded')
    return Array.from(new URLSearchParams(Buffer.from(body).toString()), ([name, value]) => ({
      name,
      value,
    }))
  const boundary = boundaryOf(mediaType)
  return boundary === undefined
    ? undefined
    : partsOf(Buffer.from(body).toString('latin1'), boundary)
}

/** The parts of a multipart body (RFC 7578); a file's own bytes are left out. */
function partsOf(body: string, boundary: string): Param[] {
  return `\r\n${body}`
    .split(`\r\n--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith('--'))
    .map((part) => {
      const head = part.slice(0, part.indexOf('\r\n\r\n') + 2)
      const value = utf8(part.slice(head.length + 2))
      const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
      const contentType = /^content-type:\s*(.*?)\s*$/im.exec(head)?.[1]
      const { parameters } = parseMediaType(disposition)
      const fileName = parameters.get('filename')
      return {
        name: utf8(parameters.get('name') ?? ''),
        ...(fileName === undefined ? { value } : { fileName: utf8(fileName) }),
        ...(contentType !== undefined && { contentType }),
      }
    })
}

const utf8 = (latin1: string) => Buffer.from(latin1, 'latin1').toString()
