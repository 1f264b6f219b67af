import * as en from './en/responses.ts'
import { inLanguage } from './in-language.ts'

/** What a browser does not take from a response: for scripts of elsewhere, cookies, sockets and streams. */
export const responseWords = inLanguage({
  en: {
    crossOrigin: en.crossOrigin,
    handshakes: en.handshakes,
    events: en.events,
    cookies: en.cookies,
    pictures: en.pictures,
    copies: en.copies,
    redirects: en.redirects,
  },
})
