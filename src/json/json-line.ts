/** Characters that JSON may hold as they are, and that a terminal acts on or hides. */
const unsafe = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

/** A value as one line of JSON that is safe to print on a terminal too. */
export const jsonLine = (value: unknown) => `${safe(JSON.stringify(value))}\n`

/** The same, indented for a person. */
export const jsonPage = (value: unknown) => `${safe(JSON.stringify(value, null, 2))}\n`

const safe = (json: string) =>
  json.replace(unsafe, (character) => character.split('').map(escaped).join(''))

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
