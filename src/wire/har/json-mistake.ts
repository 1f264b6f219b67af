/** Where a text stops being JSON. */
export interface JsonMistake {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** The character, or the word, that can't stand there; empty at the end of the text. */
  readonly found: string
}

const space = /[ \t\n\r]*/y
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /[\w.+-]+|[\s\S]/y

/**
 * Where a text stops being JSON (RFC 8259); undefined where it is JSON. `JSON.parse` says it in other words in
 * each version of Node, and often not where. It needs no more stack for values that are nested deeply.
 */
export function jsonMistake(text: string): JsonMistake | undefined {
  const open: ('{' | '[')[] = []
  let at = 0
  let awaits: 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' = 'value'
  while (true) {
    at = skip(space, text, at)
    const char = text[at]
    if (awaits === 'comma' && open.length === 0)
      return char === undefined ? undefined : mistakeAt(text, at)
    switch (awaits) {
      case 'first-value':
      case 'value':
        if (char === '{' || char === '[') {
          open.push(char)
          awaits = char === '{' ? 'first-key' : 'first-value'
          at += 1
          continue
        }
        if (char === ']' && awaits === 'first-value') break
        {
          const end = char === '"' ? stringEnd(text, at) : skip(literal, text, at)
          if (end === undefined || end === at)
            return mistakeAt(text, end === undefined ? text.length : at)
          at = end
          awaits = 'comma'
        }
        continue
      case 'first-key':
      case 'key': {
        if (char === '}' && awaits === 'first-key') break
        const end = char === '"' ? stringEnd(text, at) : undefined
        if (end === undefined) return mistakeAt(text, char === '"' ? text.length : at)
        at = end
        awaits = 'colon'
        continue
      }
      case 'colon':
        if (char !== ':') return mistakeAt(text, at)
        at += 1
        awaits = 'value'
        continue
      case 'comma':
        if (char === ',') {
          at += 1
          awaits = open.at(-1) === '{' ? 'key' : 'value'
          continue
        }
        if (char !== (open.at(-1) === '{' ? '}' : ']')) return mistakeAt(text, at)
    }
    // A bracket that closes.
    open.pop()
    at += 1
    awaits = 'comma'
  }
}

/** Behind the closing quote of the string that begins at `at`; undefined where it does not end. */
function stringEnd(text: string, at: number): number | undefined {
  let quote = text.indexOf('"', at + 1)
  while (quote >= 0) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
    quote = text.indexOf('"', quote + 1)
  }
  return undefined
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function mistakeAt(text: string, at: number): JsonMistake {
  word.lastIndex = at
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  return {
    line: before.split('\n').length,
    column: at - lineStart + 1,
    found: word.exec(text)?.[0] ?? '',
  }
}

/** A piece of a text: from `start` to, but not including, `end`. */
export interface Piece {
  readonly start: number
  readonly end: number
}

/**
 * The elements of the first array of this name, told apart by brackets alone: an element that is not JSON costs
 * none of the others. The last one is left out where the text ends in it. Undefined where there is no such array.
 */
export function elementsOf(text: string, name: string): Piece[] | undefined {
  const array = new RegExp(`"${name}"\\s*:\\s*\\[`).exec(text)
  if (array === null) return undefined
  const pieces: Piece[] = []
  const next = /["{}[\],]/g
  next.lastIndex = array.index + array[0].length
  let start = next.lastIndex
  let depth = 0
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    const [char] = found
    const at = found.index
    if (char === '"') {
      const end = stringEnd(text, at)
      if (end === undefined) return pieces
      next.lastIndex = end
    } else if (char === '{' || char === '[') depth += 1
    else if (char === ',') {
      if (depth === 0) {
        pieces.push({ start, end: at })
        start = at + 1
      }
    } else if (depth === 0) {
      if (text.slice(start, at).trim() !== '') pieces.push({ start, end: at })
      return pieces
    } else depth -= 1
  }
  return depth === 0 && text.slice(start).trim() !== ''
    ? [...pieces, { start, end: text.length }]
    : pieces
}
