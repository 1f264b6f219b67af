/** A word, a number, a string or a sign of a program, and where it stands in the text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A line of a program in the sense of its language: what is broken inside of brackets is one. */
export interface Statement {
  readonly tokens: readonly Token[]
  readonly start: number
  readonly end: number
  /** From 1: the lines on which it begins and ends. */
  readonly line: number
  readonly endLine: number
  /** White space in front of it. */
  readonly indent: string
  /** How many blocks are around it. */
  readonly depth: number
}

const scanned = {
  python:
    /#[^\n]*|[rRbBfFuU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\\\n|\n|[\w$]+(?:\.\d+)?|[*/<>=!]=|\*\*|\/\/|->|:=|[^\s\w]/g,
  node: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:\\[\s\S]|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\n|[\w$#]+(?:\.\d+)?|=>|\?\?=?|\?\.(?!\d)|[=!]==?|&&|\|\||\+\+|--|[-+*/<>]=|\.\.\.|[^\s\w]/g,
} as const

/** Signs after which, or before which, a line of JavaScript goes on. */
const goesOn = /^(?:[=+\-*/,.?:&|(]|=>|&&|\|\||\?\?|\?\.|[+]=|===?|!==?|extends)$/
const goesBack = /^(?:[+.?:*]|&&|\|\||\?\?|\?\.)$/

/** The statements of a program, comments left out. Nothing is checked: a program that is wrong has some too. */
export function statementsOf(source: string, language: keyof typeof scanned): Statement[] {
  const found: Statement[] = []
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const lineAt = (at: number) => starts.findLastIndex((start) => start <= at) + 1
  const brackets: string[] = []
  const indents: string[] = []
  let tokens: Token[] = []
  let depth = 0
  const finish = () => {
    const [first] = tokens
    const last = tokens.at(-1)
    if (first === undefined || last === undefined) return
    const line = lineAt(first.start)
    const indent = /^[ \t]*/.exec(source.slice(starts[line - 1]))?.[0] ?? ''
    if (language === 'python') {
      while (indents.length > 0 && (indents.at(-1) ?? '').length >= indent.length) indents.pop()
      depth = indents.length
      if (last.text === ':') indents.push(indent)
    }
    found.push({
      tokens,
      start: first.start,
      end: last.end,
      line,
      endLine: lineAt(last.end - 1),
      indent,
      depth: language === 'python' ? depth : depth - (/^[}\])]/.test(first.text) ? 1 : 0),
    })
    tokens = []
    if (language === 'node') depth = brackets.filter((sign) => sign === '{').length
  }
  const matches = [...source.matchAll(scanned[language])]
  for (const [i, match] of matches.entries()) {
    const [text] = match
    const isComment = language === 'python' ? text.startsWith('#') : /^\/[/*]/.test(text)
    if (isComment || text === '\\\n' || (text === ';' && language === 'node')) continue
    if (text === '\n') {
      const open = brackets.at(-1)
      const next = matches.slice(i + 1).find(([each]) => each !== '\n' && !/^\/[/*]/.test(each))
      const continues =
        language === 'node' &&
        (goesOn.test(tokens.at(-1)?.text ?? '') || goesBack.test(next?.[0] ?? ''))
      if (open === '(' || open === '[' || (open === '{' && language === 'python') || continues)
        continue
      finish()
      continue
    }
    if (/^[([{]$/.test(text)) brackets.push(text)
    if (/^[)\]}]$/.test(text)) brackets.pop()
    tokens.push({ text, start: match.index, end: match.index + text.length })
  }
  finish()
  return found
}
