import { changeWords } from '../../../words/changes.ts'
import { type Change, type Editor, replacing } from './edit.ts'
import type { Statement, Token } from './statements.ts'
import { isInFunction, isName, keywords, texts, type Undo } from './undo.ts'

const { slips } = changeWords

/** `b'\n'` where the end of a line of a request is meant, and the other ways to write it wrongly. */
export const otherLineEnd: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token) => {
    const [, prefix = '', quote = "'", ends = ''] =
      /^([bB]?)(['"`])((?:\\[rn])+)\2$/.exec(token.text) ?? []
    if (ends === '') return []
    return ['\\r\\n', '\\r\\n\\r\\n']
      .filter((meant) => meant !== ends)
      .map((meant) => replacing(token, `${prefix}${quote}${meant}${quote}`, each, editor))
  })

/** `break` where the whole function is meant to end, and the other words that leave something. */
const leaving: Readonly<Record<string, readonly string[]>> = {
  break: ['return'],
  continue: ['break', 'return'],
  pass: ['return', 'break'],
  return: ['break', 'continue'],
}
export const otherWayOut: Undo = (each, at, editor) => {
  // JavaScript has it behind its condition, too.
  const token = each.tokens.at(-1)
  const isAlone = each.tokens.length === 1 || each.tokens.at(-2)?.text === ')'
  if (token === undefined || !isAlone) return []
  const words = (leaving[token.text] ?? []).filter(
    (word) => word !== 'return' || editor.language === 'node' || isInFunction(editor.own, at),
  )
  return words.map((word) => replacing(token, word, each, editor))
}

/** `print('called:', name)`, `print(f'{name} called')`: one part alone may be what is meant. */
export const printsMore: Undo = (each, _at, editor) => {
  const words = texts(each)
  const open = words.indexOf('(')
  const isPrint = /^(?:print|console\.(?:log|info))$/.test(
    words.slice(0, Math.max(open, 0)).join(''),
  )
  const args = each.tokens.slice(open + 1, -1)
  const [first, last] = [args[0], args.at(-1)]
  if (!isPrint || words.at(-1) !== ')' || first === undefined || last === undefined) return []
  const alone =
    args.length === 1
      ? (/^[fF]?['"`][^{]*?\$?\{([A-Za-z_][\w.]*)\}[^{]*['"`]$/.exec(first.text)?.slice(1, 2) ?? [])
      : partsOf(args)
  return alone.map((text) => ({
    ...replacing({ start: first.start, end: last.end }, text, each, editor),
    why: slips.printsMore,
  }))
}

/** The single words between commas, where there is nothing else. */
function partsOf(args: readonly Token[]): string[] {
  const isPlain = args.every(({ text }, i) => (i % 2 === 0 ? text !== ',' : text === ','))
  return isPlain ? args.flatMap(({ text }, i) => (i % 2 === 0 ? [text] : [])) : []
}

/** Statements in which the wrong one of several variables shows. */
const isUse = /\b(?:print|log|send|sendall|sendfile|write|end|return|if|elif|while)\b/

/** Another variable of the same function than the one that is meant. */
export const otherVariable: Undo = (each, at, editor) => {
  if (!isUse.test(texts(each).join(' '))) return []
  const names = namesAround(each, at, editor)
  return each.tokens.flatMap((token, i) =>
    isVariable(each, i)
      ? names
          .filter((name) => name !== token.text && names.includes(token.text))
          .map((name) => replacing(token, name, each, editor))
      : inHoles(token, names, each, editor),
  )
}

function isVariable({ tokens }: Statement, i: number): boolean {
  const text = tokens[i]?.text ?? ''
  const [before, behind] = [tokens[i - 1]?.text, tokens[i + 1]?.text]
  return isName(text) && !keywords.test(text) && before !== '.' && behind !== '=' && behind !== '('
}

/** `{food}` in a formatted string. */
function inHoles(
  token: Token,
  names: readonly string[],
  each: Statement,
  editor: Editor,
): Change[] {
  if (!/^(?:[fF][rR]?['"]|`)/.test(token.text)) return []
  return [...token.text.matchAll(/(?<=\{)[A-Za-z_]\w*(?=[}.[:])/g)].flatMap(
    ({ 0: name, index }) => {
      const start = token.start + index
      return names
        .filter((other) => other !== name && names.includes(name))
        .map((other) => replacing({ start, end: start + name.length }, other, each, editor))
    },
  )
}

/** Parameters and variables of the function around a statement. */
function namesAround(each: Statement, at: number, { own }: Editor): string[] {
  const head = own.findLastIndex(
    (other, i) =>
      i < at &&
      other.depth < each.depth &&
      /\b(?:def|function|=>)|\) \{$/.test(texts(other).join(' ')),
  )
  if (head < 0) return []
  const parameters = texts(own[head] ?? each).filter(
    (word, i, all) =>
      isName(word) && /^[(,]$/.test(all[i - 1] ?? '') && !/^(?:self|this)$/.test(word),
  )
  const made = own.slice(head + 1, at).flatMap((other) => {
    const words = texts(other).filter((word) => !/^(?:const|let|var|for|[[\],{}()])$/.test(word))
    const end = words.findIndex((word) => /^(?:=|in|of)$/.test(word))
    return end < 0 ? [] : words.slice(0, end).filter((word) => isName(word) && !keywords.test(word))
  })
  return [...new Set([...parameters, ...made])]
}
