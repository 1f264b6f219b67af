/** What terminals send for keys that are no character. */
const sequences: Readonly<Record<string, string>> = {
  '\x1b[A': 'up',
  '\x1b[B': 'down',
  '\x1b[C': 'right',
  '\x1b[D': 'left',
  '\x1bOA': 'up',
  '\x1bOB': 'down',
  '\x1bOC': 'right',
  '\x1bOD': 'left',
  '\x1b[5~': 'pageup',
  '\x1b[6~': 'pagedown',
  '\x1b[H': 'home',
  '\x1b[F': 'end',
  '\x1bOH': 'home',
  '\x1bOF': 'end',
  '\x1b[1~': 'home',
  '\x1b[4~': 'end',
  '\x1b[7~': 'home',
  '\x1b[8~': 'end',
}
const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  ' ': 'space',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x03': 'ctrl-c',
  '\x04': 'ctrl-d',
  '\x1a': 'ctrl-z',
}

/** A sequence that has begun and may go on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const begun = /^\x1b(?:[[O][\d;]*)?$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const sequence = /^\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Z])/

/**
 * The keys in what a terminal sent, and what has begun at its end: more may follow that makes it a key.
 * `isAll`: nothing follows, so an escape character is the Esc key.
 */
function keysIn(text: string, isAll: boolean): { keys: string[]; rest: string } {
  const keys: string[] = []
  let rest = text
  while (rest !== '') {
    const [found] = sequence.exec(rest) ?? []
    if (found !== undefined) {
      const key = sequences[found]
      if (key !== undefined) keys.push(key)
      rest = rest.slice(found.length)
    } else if (!isAll && begun.test(rest)) return { keys, rest }
    else {
      const [character = ''] = rest
      if (character === '\x1b') keys.push('escape')
      else if (controls[character] !== undefined) keys.push(controls[character])
      else if (character >= ' ') keys.push(character)
      rest = rest.slice(character.length)
    }
  }
  return { keys, rest: '' }
}

/** Milliseconds that the rest of a sequence may take, as over a slow connection. */
const sequenceMs = 40

/** A terminal's keyboard: process.stdin, or one that a test made. */
export type Keyboard = NodeJS.ReadableStream & {
  readonly isTTY?: boolean
  setRawMode?(isRaw: boolean): unknown
}

/** Reads a terminal key by key, until what comes back is called. */
export function readKeys(
  input: Keyboard,
  onKey: (key: string) => void,
  onEnd: () => void,
): () => void {
  let rest = ''
  let timer: NodeJS.Timeout | undefined
  const take = (isAll: boolean) => {
    const found = keysIn(rest, isAll)
    rest = found.rest
    for (const key of found.keys) onKey(key)
  }
  const decoder = new TextDecoder()
  const onData = (bytes: Uint8Array | string) => {
    clearTimeout(timer)
    rest += typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true })
    take(false)
    if (rest !== '') timer = setTimeout(() => take(true), sequenceMs)
  }
  input.setRawMode?.(true)
  input.on('data', onData).on('end', onEnd)
  input.resume()
  return () => {
    clearTimeout(timer)
    input.off('data', onData).off('end', onEnd)
    input.setRawMode?.(false)
    input.pause()
  }
}
