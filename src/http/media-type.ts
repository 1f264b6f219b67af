import { headerValue } from './headers.ts'

/** A Content-Type taken apart (RFC 9110, section 8.3.1). */
export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly type: string
  /** By name in lower case; quotes and backslashes are taken away. The first of two counts. */
  readonly parameters: ReadonlyMap<string, string>
}

/** Takes the value of a Content-Type header apart. Never throws: what is odd is left out. */
export function parseMediaType(value: string): MediaType {
  const type = /^[^;,]*/.exec(value)?.[0] ?? ''
  const parameters = new Map<string, string>()
  const rest = value.slice(type.length)
  for (const [, name = '', quoted, plain] of rest.matchAll(
    /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";]*))/gs,
  )) {
    const key = name.toLowerCase()
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/gs, '$1') ?? plain ?? '')
  }
  return { type: type.trim().toLowerCase(), parameters }
}

/** What the headers say that the body is; undefined where they do not say. */
export function mediaTypeOf(
  headers: readonly { readonly name: string; readonly value: string }[],
): MediaType | undefined {
  const value = headerValue(headers, 'content-type')
  return value === undefined ? undefined : parseMediaType(value)
}

/** The boundary of a multipart body, which has 1 to 70 bytes (RFC 2046, section 5.1.1). */
export function boundaryOf(mediaType: MediaType | undefined): string | undefined {
  if (!mediaType?.type.startsWith('multipart/')) return undefined
  const boundary = mediaType.parameters.get('boundary') ?? ''
  return boundary.length >= 1 && boundary.length <= 70 ? boundary : undefined
}
