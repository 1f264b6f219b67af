import { plural } from '../plural.ts'

/** Where a standard says it, as the notes have it: `RFC 9110, section 8.6`. */
export const standard = (where: string) => where

/** What is cut, and how much of it there is. */
export const more = {
  bytes: (count: number) => plural(count, 'more byte'),
  bytesInLine: (count: number) => `${plural(count, 'more byte')} in this line`,
  bytesLost: (count: number) => `${plural(count, 'byte')} came and were not kept`,
  bytesGone: (count: number) => `${plural(count, 'byte')} came and are no longer kept`,
  headers: (count: number) => plural(count, 'more header'),
  headersChanged: (count: number) => `${plural(count, 'more header')} that changed`,
  headersSame: (count: number) => `${plural(count, 'more header')}, the same`,
  lines: (count: number) => plural(count, 'more line'),
  notes: (count: number) => plural(count, 'more note'),
  formFields: (count: number) => plural(count, 'more form field'),
  parts: (count: number) => plural(count, 'more part'),
} as const

/** What changed between two requests. `now`, `was`, `new` and `gone` have at most five letters. */
export const changed = {
  identical: 'Nothing: the two are the same to the byte.',
  nothing: 'Nothing.',
  body: (size: number) => (size === 0 ? 'no body' : `a body of ${plural(size, 'byte')}`),
  now: 'now',
  was: 'was',
  added: 'new',
  gone: 'gone',
} as const

/** Two commands to copy. */
export const copied = {
  curl: 'the same request by curl, on its own connection',
  printf: 'the same bytes by printf and nc',
  none: (what: string, reason: string) => `${what}: none, because ${reason}`,
} as const

/** A form, decoded step by step. */
export const forms = {
  title: { query: 'the query, decoded', body: 'the body, decoded' },
  partsTitle: 'the body, by its parts',
  size: (size: number) => plural(size, 'byte'),
  sizeOfData: (size: number) => `${plural(size, 'byte')} of data`,
  split: (count: number, empty: number) =>
    `split at & into ${plural(count, 'form field')}${empty === 0 ? '' : ` and ${empty} empty`}, each at its first = into name and value`,
  parts: (count: number, boundary: string) =>
    `${plural(count, 'part')} between lines of --${boundary}; the last line ends in --`,
  noName: '(no name)',
  nothing: '(nothing)',
  ofThisName: (nth: number, of: number) => `${nth} of ${of} of this name`,
  file: (type: string | undefined) => (type === undefined ? 'a file' : `a file, ${type}`),
  noFile: 'no file was chosen',
  empty: 'left empty',
  emptyButSent: 'left empty, and sent all the same',
  asTheyAre: (size: number, characters: number | undefined) =>
    `${plural(size, 'byte')}${characters === undefined ? '' : `, ${plural(characters, 'character')} of UTF-8`}, sent as they are`,
  warning: (words: string) => `warning: ${words}`,
} as const

/** What each step of decoding did. `isName`: to the name, not to the value. */
export const steps = {
  none: (size: number, isName: boolean) =>
    `${ofName(isName)}${plural(size, 'byte')}, nothing to decode`,
  raw: (size: number, isName: boolean) => `${ofName(isName)}${plural(size, 'byte')} as sent`,
  spaces: 'a space for every +',
  bytes: (size: number) => `${plural(size, 'byte')}: one for every %XX`,
  utf8: (count: number) => `${plural(count, 'character')}, read as UTF-8`,
  noEquals: 'there is no =, so all of it is the name, and the value is empty',
  badPercent: (text: string) => `${text} is no % with two hexadecimal digits, so it stays as it is`,
  notUtf8: 'these bytes are not UTF-8: the page with the form has another charset, or none',
  entity: (text: string, means: string) => `${text} is written for ${means}`,
  entities: (found: string) =>
    `${found}: the charset of the page does not have them, so the browser wrote their numbers. Send the page with 'Content-Type: text/html; charset=utf-8'.`,
} as const

const ofName = (isName: boolean) => (isName ? 'the name, ' : '')
