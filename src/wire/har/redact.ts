import type { Header } from 'har-format'
import type { OurEntry, OurInterim, OurRequest, OurResponse } from './entry.ts'
import type { RawMessage } from './raw.ts'

/** What stands in the place of a secret. */
const redacted = 'redacted'

/** Headers whose whole value is a secret, and names of fields, parameters and JSON properties that hold one. */
const secretHeader = /^((proxy-)?authorization|.*(token|secret|api-?key|password|session-?id).*)$/i
const secretName =
  /passw|passphrase|pwd|^pass$|^pin$|secret|token|api_?-?key|^otp$|credential|session_?id/i

/**
 * An entry without its secrets: the values of cookies, of Authorization, and of form fields, query
 * parameters and JSON properties with a name like password or token. The raw bytes are left out, since
 * the secrets are in them.
 */
export function redactEntry(entry: OurEntry): OurEntry {
  const { _webSocketMessages } = entry
  return {
    ...entry,
    request: redactRequest(entry.request),
    response: redactResponse(entry.response),
    ...(_webSocketMessages && {
      _webSocketMessages: _webSocketMessages.map((message) =>
        message.opcode === 1
          ? { ...message, data: redactBody(message.data, 'application/json') }
          : message,
      ),
    }),
  }
}

function redactRequest(request: OurRequest): OurRequest {
  const { postData } = request
  return {
    ...withoutRaw(request),
    url: redactUrl(request.url),
    cookies: request.cookies.map((cookie) => ({ ...cookie, value: redacted })),
    headers: redactHeaders(request.headers),
    queryString: request.queryString.map(redactPair),
    ...(postData !== undefined && {
      postData: {
        ...postData,
        text:
          postData._encoding === undefined
            ? redactBody(postData.text, postData.mimeType)
            : postData.text,
        ...(postData.params && {
          params: postData.params.map((param) =>
            param.value === undefined
              ? param
              : { ...param, ...redactPair({ name: param.name, value: param.value }) },
          ),
        }),
      },
    }),
  }
}

function redactResponse(response: OurResponse): OurResponse {
  const { content, _interim, ...rest } = response
  return {
    ...withoutRaw(rest),
    headers: redactHeaders(response.headers),
    cookies: response.cookies.map((cookie) => ({ ...cookie, value: redacted })),
    redirectURL: redactUrl(response.redirectURL),
    content:
      content.text === undefined || content.encoding !== undefined
        ? content
        : { ...content, text: redactBody(content.text, content.mimeType) },
    ...(_interim && { _interim: _interim.map(redactInterim) }),
  }
}

const redactInterim = (interim: OurInterim): OurInterim => ({
  ...withoutRaw(interim),
  headers: redactHeaders(interim.headers),
})

function withoutRaw<T extends RawMessage>({ _head, _framing, _body, _bytes, ...rest }: T) {
  return rest
}

const redactHeaders = (headers: readonly Header[]): Header[] =>
  headers.map(({ name, value }) => ({ name, value: redactHeader(name, value) }))

function redactHeader(name: string, value: string): string {
  if (/^cookie$/i.test(name)) return value.replace(/=[^;]*/g, `=${redacted}`)
  if (/^set-cookie$/i.test(name)) return value.replace(/=[^;]*/, `=${redacted}`)
  if (/^(referer|location|content-location|refresh|link)$/i.test(name)) return redactUrl(value)
  return secretHeader.test(name) ? redacted : value
}

const redactPair = <T extends { readonly name: string; readonly value: string }>(pair: T): T =>
  secretName.test(pair.name) ? { ...pair, value: redacted } : pair

/** User and password before the host, and parameters of the query. */
const redactUrl = (url: string): string =>
  redactQuery(url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, `$1${redacted}@`))

const redactQuery = (text: string): string =>
  text.replace(/(^|[?&;])([^=&?;#]+)=([^&#]*)/g, (whole, before: string, name: string) =>
    secretName.test(decoded(name)) ? `${before}${name}=${redacted}` : whole,
  )

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

function redactBody(text: string, mimeType: string): string {
  if (/^application\/x-www-form-urlencoded/i.test(mimeType)) return redactQuery(text)
  if (/^multipart\//i.test(mimeType))
    return text.replace(
      /(name="([^"]*)"[^\r\n]*(?:\r\n[^\r\n]+)*\r\n\r\n)([\s\S]*?)(?=\r\n--)/g,
      (whole, head: string, name: string) => (secretName.test(name) ? head + redacted : whole),
    )
  // Properties are found in the text, so that all else of it stays as it was, even where it is no JSON.
  if (/json/i.test(mimeType))
    return text.replace(
      /"((?:[^"\\]|\\.){1,200})"(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g,
      (whole, name: string, colon: string) =>
        secretName.test(name) ? `"${name}"${colon}"${redacted}"` : whole,
    )
  return text
}
