/**
 * What browsers do with a response, sentence by sentence. test/browsers holds each of them, and what other
 * words and the lessons say of browsers, to real Chromium and real Firefox on Linux. Safari was not measured.
 * A sentence that only one browser bears out names it.
 */
export const browserClaims = {
  'lf-alone': "Browsers and curl accept it. Node's http.get does not.",
  'no-empty-line': 'Browsers take the text for a header and show a blank page.',
  'no-empty-line-redirect': 'Browsers follow the redirect all the same.',
  'no-status-line':
    'Chromium shows ERR_INVALID_HTTP_RESPONSE. Firefox shows the bytes of the response as text.',
  'four-bytes-before': 'Chromium and Firefox skip up to 4 bytes before HTTP/.',
  'five-bytes-before':
    'Chromium shows ERR_INVALID_HTTP_RESPONSE. Firefox shows the bytes of the response as text.',
  'lengths-differ':
    'Chromium shows ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH. Firefox shows an error page.',
  'length-too-small': 'A browser shows only the bytes that Content-Length counts.',
  'length-too-large-page': 'A browser shows an unfinished page.',
  'length-too-large-text': 'Chromium does not show the text. Firefox shows it.',
  'length-too-large-open': 'A browser waits for the rest.',
  'chunk-missing': 'Chromium and Firefox show what came.',
  'chunk-broken': 'A browser does not show the page.',
  'gzip-in-name-only': 'Chromium does not show such a body.',
  'closed-empty':
    'Chromium shows ERR_EMPTY_RESPONSE and asks again. Firefox asks up to ten times, then shows an error page.',
  'closed-empty-kept': 'A browser asks again on a new connection.',
  'reset-empty':
    'Chromium shows ERR_CONNECTION_RESET and asks again. Firefox asks up to ten times, then shows an error page.',
  'reset-midway': 'Firefox shows an error page, Chromium what it has read.',
  'empty-error': 'A browser shows its own error page.',
  'tags-shown': 'A browser shows it as text, with the tags.',
  'guessed-page': 'A browser without a Content-Type looks at the first bytes.',
  'no-charset': 'A browser may read each byte as one character.',
  'charset-in-header': 'A browser believes the charset in the header.',
  'octet-stream': 'A browser saves the body to a file.',
  'style-not-css': 'A browser does not apply a style sheet of another type.',
  'favicon-again': 'Chromium asks for the icon again with every page.',
  'favicon-404': 'Chromium does not ask again after a 404.',
  'redirect-loop': 'Chromium shows ERR_TOO_MANY_REDIRECTS. Firefox shows an error page.',
  'redirect-nowhere': 'A browser stays here and shows the body.',
  'cors-refused': 'A browser does not give the response to the script.',
  'preflight-refused': 'Then a browser does not send the request itself.',
  'websocket-accept': 'A browser closes such a WebSocket.',
  'event-stream-type': 'A browser closes an EventSource of another type.',
  'event-not-ended': 'A browser waits for it before it gives the event to the page.',
  'module-type': 'A browser does not run a module of another type.',
  'cookie-domain': 'A browser does not keep a cookie for another host.',
  'cookie-prefix': 'A browser does not keep a cookie of that name without Secure.',
  'cookie-same-site': 'A browser does not keep such a cookie.',
  'post-redirected': 'A browser asks again with GET, and the body of the POST is lost.',
  'no-content-stays': 'A browser stays on the page that it shows.',
} as const

export type BrowserClaim = keyof typeof browserClaims
