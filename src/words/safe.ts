/**
 * What a terminal acts on, hides or reorders text by: control, format, private and unassigned characters,
 * line and paragraph separators (Unicode general category C, Zl, Zp). A line break is none of them.
 */
const unsafe = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu

/** Text of any origin with each such character written as `\u{H}`, so that it steers no terminal. */
export const safeText = (text: string): string =>
  text.replace(unsafe, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)

/**
 * The same words, whose functions make the values that they are given safe: a file's name, a message of the
 * system, what a person typed.
 */
export function withSafeValues<T>(words: T): T
export function withSafeValues(words: unknown): unknown {
  if (typeof words === 'function')
    return (...given: unknown[]) =>
      withSafeValues(
        Reflect.apply(
          words,
          undefined,
          given.map((value) => safeValue(value)),
        ),
      )
  if (isPlain(words))
    return Object.fromEntries(
      Object.entries(words).map(([key, value]) => [key, withSafeValues(value)]),
    )
  return words
}

function safeValue(value: unknown): unknown {
  if (typeof value === 'string') return safeText(value)
  if (Array.isArray(value)) return value.map((each) => safeValue(each))
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, safeValue(each)]))
  return value
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value))
