import type { Header } from 'har-format'
import { isSecretName, redactBody, redacted, redactHeader, redactUrl } from '../redact.ts'
import type { OurEntry, OurInterim, OurRequest, OurResponse } from './entry.ts'
import type { RawMessage } from './raw.ts'

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

const redactPair = <T extends { readonly name: string; readonly value: string }>(pair: T): T =>
  isSecretName(pair.name) ? { ...pair, value: redacted } : pair
