import { inCode, type ServerLanguage } from '../in-code.ts'
import { plural } from '../plural.ts'
import { browserClaims as browsers } from './browser-claims.ts'

// What a header promises, held against what was sent.

type Code = ServerLanguage | undefined

export const promises = {
  keptAndClosed: (ms: number) => ({
    said: `This says that the connection stays open, but your server closed it ${
      ms < 1 ? 'at once' : `after ${Math.round(ms)} ms`
    }. A request that the client sends on it is lost.`,
    todo: "Send 'Connection: close', or keep the connection open for the next request.",
  }),
  keptTooShort: (said: number, real: number) => ({
    said: `This promises ${said} s, but your server closed the connection after ${real.toFixed(1)} s.`,
    todo: 'Keep the connection open for as long as you say.',
  }),
  closedNamed: {
    said: "'Connection: close' is announced, and another response came on this connection.",
    todo: 'Close the connection after this response, or leave the header out.',
  },
} as const

export const encodings = {
  notPacked: (coding: string, begin: string, code: Code) => ({
    said: `Content-Encoding says ${coding}, but the body is not compressed: it begins with ${begin}. ${
      coding === 'gzip' ? browsers['gzip-in-name-only'] : ''
    }`.trim(),
    todo: inCode(code, {
      node: 'Compress the body (zlib.gzipSync), or leave Content-Encoding out.',
      python: 'Compress the body (gzip.compress), or leave Content-Encoding out.',
      other: 'Compress the body, or leave Content-Encoding out.',
    }),
  }),
  damaged: (coding: string) => ({
    said: `This body can not be unpacked as ${coding}: its bytes are damaged or not all there.`,
    todo: 'Send the compressed bytes exactly as the library gave them, as bytes and not as a string.',
  }),
  twice: (coding: string) => ({
    said: `The body is compressed twice: unpacked with ${coding}, it is gzip again.`,
    todo: 'Compress it once. Perhaps a library compresses what you have compressed already.',
  }),
  unsaid: {
    said: 'The body is compressed with gzip, and no Content-Encoding says so.',
    todo: "Send 'Content-Encoding: gzip', or send the body as it is.",
  },
  notACoding: (value: string) => ({
    said: `"${value}" is no way of compressing a body.`,
    todo: "Leave Content-Encoding out. How letters are written as bytes is said in Content-Type: 'text/html; charset=utf-8'.",
  }),
  notAsked: (coding: string, client: string) => ({
    said: `${client.replace(/^the /, 'The ')} did not ask for ${coding} (Accept-Encoding), so it may not be able to unpack it.`,
    todo: 'Compress only with what Accept-Encoding names.',
  }),
} as const

export const types = {
  noSuchKind: (value: string, better: string | undefined) => ({
    said: `There is no media type "${value}".`,
    todo:
      better === undefined
        ? "Write a type and a subtype, such as 'text/html; charset=utf-8'."
        : `Write '${better}'.`,
  }),
  noSlash: (value: string, better: string | undefined) => ({
    said: `"${value}" is no media type: type and subtype have a slash between them.`,
    todo: `Write '${better ?? 'text/html; charset=utf-8'}'.`,
  }),
  empty: {
    said: `Content-Type is empty. ${browsers['guessed-page']}`,
    todo: "Write 'text/html; charset=utf-8', or what the body is.",
  },
  charsetAlone: (value: string) => ({
    said: `"${value}" needs a name: charset=${value}.`,
    todo: `Write '; charset=${value}' after the type.`,
  }),
  noSemicolon: {
    said: 'Between the media type and charset a semicolon is missing.',
    todo: "Write 'text/html; charset=utf-8'.",
  },
  noSuchCharset: (label: string) => ({
    said: `There is no character encoding "${label}".`,
    todo: "Write 'charset=utf-8'.",
  }),
  otherBytes: (type: string, found: string) => ({
    said: `Content-Type says ${type}, but the body is ${found}.`,
    todo: 'Send the type of what the body is, or check which file was read.',
  }),
  textMode: (code: Code) => ({
    said: 'The first bytes of this PNG are damaged: 0D 0A has become 0A. The file was read as text.',
    todo: inCode(code, {
      node: "Read the file without an encoding: readFile(path), not readFile(path, 'utf8').",
      python: "Open the file with open(path, 'rb').",
      other: 'Open the file in binary mode.',
    }),
  }),
  replaced: (code: Code) => ({
    said: 'The body holds EF BF BD where a file of this type has other bytes: it was read as UTF-8 text, which destroys it.',
    todo: inCode(code, {
      node: "Read the file without an encoding: readFile(path), not readFile(path, 'utf8').",
      python: "Open the file with open(path, 'rb').",
      other: 'Read and send the file as bytes, not as a string.',
    }),
  }),
  pageAsText: {
    said: `The body is a page of HTML, and Content-Type says text/plain. ${browsers['tags-shown']}`,
    todo: "Send 'Content-Type: text/html; charset=utf-8'.",
  },
  pageAsFile: {
    said: `The body is a page of HTML, and Content-Type says application/octet-stream. ${browsers['octet-stream']}`,
    todo: "Send 'Content-Type: text/html; charset=utf-8'.",
  },
  wantedStyle: (status: number, isHtml: boolean) => ({
    said: `The page asked for a style sheet here, and ${isHtml ? 'got a page of HTML' : `got ${status}`}. ${browsers['style-not-css']}`,
    todo: 'Look at the path first: is it the one that your server knows?',
  }),
  wantedScript: (status: number, isHtml: boolean) => ({
    said: `The page asked for a script here, and ${isHtml ? 'got a page of HTML' : `got ${status}`}.`,
    todo: 'Look at the path first: is it the one that your server knows?',
  }),
  wantedElsewhere: (found: string, asked: string) => ({
    todo: `Your server knows ${found}. The page named it without a slash at the start, so the browser asked for ${asked}. Write "${found}" in the page.`,
  }),
  wantedOther: (what: 'style' | 'script', type: string) => ({
    said: `The page asked for a ${what === 'style' ? 'style sheet' : 'script'} here, and Content-Type says ${type}.${
      what === 'style' ? ` ${browsers['style-not-css']}` : ''
    }`,
    todo: `Send 'Content-Type: ${what === 'style' ? 'text/css' : 'text/javascript'}'.`,
  }),
  wantedModule: (type: string) => ({
    said: `The page asked for a script here, and Content-Type says ${type}. ${browsers['module-type']}`,
    todo: "Send 'Content-Type: text/javascript'.",
  }),
  notJson: {
    mark: {
      said: 'This JSON begins with a byte order mark, EF BB BF. JSON must not have one, and some programs refuse it.',
      todo: 'Save and send the text as UTF-8 without a byte order mark.',
    },
    html: {
      said: 'Content-Type says JSON, but the body is HTML.',
      todo: 'Look at the path and at errors: perhaps this is an error page.',
    },
    python: (code: Code) => ({
      said: 'This is how Python prints a value, not JSON: JSON has double quotes, true, false and null.',
      todo: inCode(code, {
        node: 'Use JSON.stringify(value).',
        python: 'Use json.dumps(value), not str(value).',
        other: 'Use a function that writes JSON.',
      }),
    }),
    twice: {
      said: 'This JSON is a string that holds JSON: it was converted twice.',
      todo: 'Convert the value once.',
    },
    broken: (code: Code) => ({
      said: 'Content-Type says JSON, but this body is not JSON.',
      todo: inCode(code, {
        node: 'Use JSON.stringify(value), and send nothing else.',
        python: 'Use json.dumps(value), and send nothing else.',
        other: 'Use a function that writes JSON, and send nothing else.',
      }),
    }),
  },
} as const

export const charsets = {
  notUtf8: (found: string, sample: string) => ({
    said: `UTF-8 is announced, but these bytes are not UTF-8. As ${found} they read "${sample}".`,
  }),
  todo: (code: Code) =>
    inCode(code, {
      node: 'Send UTF-8: a string is written as UTF-8 when you name no other encoding.',
      python: "Encode with text.encode('utf-8').",
      other: 'Encode the text as UTF-8.',
    }),
  notUtf8Unknown: {
    said: 'UTF-8 is announced, but these bytes are not UTF-8.',
  },
  utf16: {
    said: 'The body is UTF-16: every letter has two bytes.',
    todo: 'Save and send the text as UTF-8, or announce charset=utf-16le.',
  },
  twice: (shown: string, meant: string) => ({
    said: `The text was encoded as UTF-8 twice: "${meant}" has become "${shown}".`,
    todo: 'Decode the bytes as UTF-8 where you read them, and encode once.',
  }),
  metaDiffers: (header: string, meta: string) => ({
    said: `The header says ${header}, and the page says ${meta} in its meta element. ${browsers['charset-in-header']}`,
    todo: 'Name the encoding in which the bytes really are, in both.',
  }),
  otherThanSaid: (label: string) => ({
    said: `${label} is announced, but these bytes are UTF-8.`,
    todo: "Send 'charset=utf-8'.",
  }),
  unsaid: (character: string, read: string) => ({
    said: `Nothing says that this is UTF-8. ${browsers['no-charset']} Then ${character} becomes ${read}.`,
  }),
} as const

export const ranges = {
  impossible: (value: string) => ({
    said: `"${value}" can not be: the last byte has a smaller number than the whole has bytes, and no smaller one than the first.`,
    todo: "Write 'bytes FIRST-LAST/SIZE', with the size of the whole file.",
  }),
  partAsWhole: (total: number) => ({
    said: `After the slash the size of the whole file belongs. ${total} is the size of this part.`,
    todo: 'Write the size of the whole file after the slash.',
  }),
  otherTotal: (total: number, known: number) => ({
    said: `After the slash the size of the whole file belongs: ${known}, as another response shows, and not ${total}.`,
    todo: 'Write the size of the whole file after the slash.',
  }),
  otherLength: (announced: number, came: number) => ({
    said: `This range is ${plural(announced, 'byte')} long, and the body has ${came}.`,
    todo: 'The last number is that of the last byte: FIRST + LENGTH - 1.',
  }),
  otherRange: (asked: string) => ({
    said: `The client asked for ${asked}, and this is another part.`,
    todo: 'Send the part that was asked for.',
  }),
  missing: {
    said: 'A response with 206 has to say in Content-Range which part it brings.',
    todo: "Send 'Content-Range: bytes FIRST-LAST/SIZE', or respond with 200 and the whole file.",
  },
  notAsked: {
    said: 'The client did not ask for a part (no Range), and the response is 206.',
    todo: 'Respond with 200 and the whole file.',
  },
  whole: {
    said: 'The client asked for a part (Range), and the whole came. That is allowed.',
  },
  promised: {
    said: 'Accept-Ranges promises parts, but the client asked for a part and the whole came.',
    todo: 'Respond to a Range with 206 and the part, or leave Accept-Ranges out.',
  },
  with200: {
    said: 'Content-Range belongs to 206 and 416. With this status code it says nothing.',
    todo: 'Respond with 206, or leave Content-Range out.',
  },
} as const

export const heads = {
  noLocation: (status: number) => ({
    said: `${status} sends the client elsewhere, and no Location says where. ${browsers['redirect-nowhere']}`,
    todo: "Send 'Location: /path'.",
  }),
  loop: {
    said: `This sends the client to the address that it asked for. ${browsers['redirect-loop']}`,
    todo: 'Send another Location, or a page with 200.',
  },
  roundTrip: {
    said: `These redirects go round in a circle. ${browsers['redirect-loop']}`,
    todo: 'Send a page with 200 at one of the addresses.',
  },
  hostAsScheme: (value: string) => ({
    said: `A client reads "${value.split(':')[0]}:" as the scheme, like http:.`,
    todo: `Write 'http://${value}', or the path alone.`,
  }),
  hostAsPath: (value: string) => ({
    said: 'Without http:// in front a client reads this as a path on the same server.',
    todo: `Write 'http://${value}'.`,
  }),
  cookies: {
    said: 'Two cookies in one Set-Cookie: a client reads the second as a part of the first.',
    todo: 'Send a Set-Cookie header for each cookie.',
  },
  date: {
    said: 'This is no date that HTTP knows.',
    todo: "Write it like this: 'Tue, 24 Nov 2026 08:30:00 GMT'.",
  },
  twice: (name: string) => ({
    said: `${name} comes twice, with different values.`,
    todo: `Send ${name} once.`,
  }),
  not304: {
    said: 'The client did not say that it has a copy, so 304 gives it nothing to show.',
    todo: 'Respond with 304 only where the request has If-None-Match or If-Modified-Since.',
  },
  misspelt: (name: string, meant: string) => ({
    said: `No header has the name "${name}", so clients ignore it. Is ${meant} meant?`,
    todo: `Write '${meant}: ...'.`,
  }),
  leaked: (value: string, code: Code) => ({
    said: `"${value}" is what a program prints for a value that is not there, or not text.`,
    todo: inCode(code, {
      node: 'Look where this value comes from: perhaps await is missing, or the variable was never set.',
      python: 'Look where this value comes from: perhaps it was never set.',
      other: 'Look where this value comes from.',
    }),
  }),
  inBody: (name: string) => ({
    said: `The headers ended at the empty line before this, so "${name}" is a part of the body.`,
    todo: 'Send all headers before the first empty line.',
  }),
} as const
