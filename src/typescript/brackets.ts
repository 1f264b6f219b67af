/** A bracket that is opened and not closed. */
export interface Bracket {
  readonly text: string
  /** From 1. */
  readonly line: number
}

interface Open extends Bracket {
  /** How far its line is indented. */
  readonly indent: number
}

const token =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\\n]|\\[\s\S])*'?|"(?:[^"\\\n]|\\[\s\S])*"?|[`(){}[\]]|\/|[\w$]+|\s+|[\s\S]/y
const pattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y
const template = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{|$)/y
/** After one of these a slash begins a regular expression; after any other it divides. */
const beforePattern = /^(?:|[([{,;:=!&|?+\-*%<>~^]|return|typeof|case|=>)$/

/**
 * The bracket to close in a program that ends too early: the one that a closing bracket further
 * left seems to have skipped, else the last that is open. Undefined where all are closed.
 */
export function findUnclosed(source: string): Bracket | undefined {
  const open: Open[] = []
  let suspect: Open | undefined
  let before = ''
  let at = 0
  const take = (reader: RegExp): string => {
    reader.lastIndex = at
    const text = reader.exec(source)?.[0] ?? ''
    at += text.length
    return text
  }
  const push = (text: string, start: number) => {
    const lines = source.slice(0, start).split('\n')
    open.push({ text, line: lines.length, indent: indentOf(source, start) })
  }
  const takeTemplate = () => {
    const start = at
    if (take(template).endsWith('${')) push('${', start)
  }
  while (at < source.length) {
    const start = at
    const isPattern = source[at] === '/' && beforePattern.test(before)
    const text = (isPattern && take(pattern)) || take(token)
    if (/^(?:\s|\/\/|\/\*)/.test(text)) continue
    before = text
    if (text === '`') takeTemplate()
    else if (/^[({[]$/.test(text)) push(text, start)
    else if (/^[)}\]]$/.test(text)) {
      const closed = open.pop()
      const isFirst = /(?:^|\n)[ \t]*$/.test(source.slice(Math.max(0, start - 200), start))
      if (closed && isFirst && indentOf(source, start) < closed.indent) suspect ??= closed
      if (closed?.text === '${') takeTemplate()
    }
  }
  return open.length === 0 ? undefined : (suspect ?? open.at(-1))
}

function indentOf(source: string, at: number): number {
  const line = source.slice(source.lastIndexOf('\n', at - 1) + 1)
  return /^[ \t]*/.exec(line)?.[0].length ?? 0
}
