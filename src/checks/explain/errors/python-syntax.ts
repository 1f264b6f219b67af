import { pythonErrorWords } from '../../../words/errors-of-python.ts'
import type { ErrorContext, ErrorRule, Told } from './error-rule.ts'

const { syntax: words } = pythonErrorWords

/** Words that begin a line with a colon at its end. */
const openers = /^\s*(if|elif|else|while|for|def|class|try|except|finally|with)\b/

/** What other languages write, and Python's own way. */
const habits: readonly (readonly [found: RegExp, python: string])[] = [
  [/&&/, 'and'],
  [/\|\|/, 'or'],
  [/\+\+/, '+= 1'],
  [/--(?!-)/, '-= 1'],
  [/===/, '=='],
  [/!==/, '!='],
  [/!(?=[\w(])/, 'not'],
  [/\bfunction\b/, 'def'],
  [/\b(?:const|let|var)\b/, 'name = value'],
  [/\b(?:elseif|elsif)\b/, 'elif'],
  [/\bcatch\b/, 'except'],
  [/\bnew\b/, 'Name(…)'],
  [/\bthrow\b/, 'raise'],
  [/=>/, 'def'],
  [/\/\//, '#'],
]

/** Parts of a Python file that a bracket can't be in, and brackets. */
const token =
  /#.*|('''|""")[\s\S]*?(?:\1|$)|'(?:[^'\\\n]|\\[\s\S])*'?|"(?:[^"\\\n]|\\[\s\S])*"?|[()[\]{}]/g

/** The last bracket that is open before a line; undefined where none is. */
function openBracket(
  text: string,
  beforeLine: number,
): { bracket: string; line: number } | undefined {
  const open: { bracket: string; line: number }[] = []
  for (const { 0: found, index } of text.matchAll(token)) {
    const line = text.slice(0, index).split('\n').length
    if (line > beforeLine) break
    if (/^[([{]$/.test(found)) open.push({ bracket: found, line })
    else if (/^[)\]}]$/.test(found)) open.pop()
  }
  return open.at(-1)
}

const sourceOf = ({ evidence, error }: ErrorContext) =>
  error.at === undefined ? '' : (evidence.textOf(error.at.file) ?? '')

/** What a line that is no Python was meant to be. */
function slipIn(context: ErrorContext): Told | undefined {
  const { text, error } = context
  const line = error.at?.line ?? 0
  const bare = text.replace(/(['"])(?:[^'"\\]|\\.)*?\1/g, "''").replace(/#.*/, '')
  if (/\belse\s+if\b/.test(bare)) return words.elseIf()
  for (const [found, python] of habits) {
    const [habit] = found.exec(bare) ?? []
    if (habit !== undefined) return words.notPython(habit, python)
  }
  const opener = openers.exec(bare)?.[1]
  const open = openBracket(sourceOf(context), line - 1)
  if (open !== undefined) return words.bracketNotClosed(open.bracket, open.line)
  if (opener !== undefined && !/:\s*$/.test(bare) && openBracket(`${bare}\n`, 1) === undefined)
    return words.colonMissing(opener)
  if (/^\s*(?:if|elif|while)\b[^=]*[^=!<>]=[^=]/.test(bare)) return words.equals()
  if (/^\s*print\s+[^\s(=]/.test(text)) return words.printStatement()
  return undefined
}

/** A string that was not closed: one of several lines, or one that has lost its quote. */
function stringTold(context: ErrorContext): Told {
  const { error, text } = context
  const quote = /['"]/.exec(text)?.[0] ?? "'"
  const lines = sourceOf(context).split(/\r?\n/)
  const below = lines.slice(error.at?.line ?? lines.length)
  const next = below.findIndex((line) => line.split(quote).length % 2 === 0)
  const between = next < 0 ? '' : below.slice(0, next + 1).join('\n')
  const isOfSeveralLines = next >= 0 && /<|HTTP\/|^\s*$/m.test(between) && next > 0
  if (isOfSeveralLines && /HTTP\/1/.test(text)) return words.responseOfSeveralLines(quote)
  return isOfSeveralLines ? words.severalLines(quote) : words.quoteNotClosed(quote)
}

/** What Python says of a file that it can't read, in 3.8 to 3.13. */
export const pythonSyntaxRules: readonly ErrorRule[] = [
  {
    id: 'triple-not-closed',
    pattern: /^SyntaxError: (?:unterminated triple-quoted|EOF while scanning triple-quoted)/,
    tell: (_groups, { error }) => words.tripleNotClosed(error.at?.line ?? 1),
  },
  {
    id: 'string-not-closed',
    pattern:
      /^SyntaxError: (?:unterminated (?:f-)?string literal|EOL while scanning string literal)/,
    tell: (_groups, context) => stringTold(context),
  },
  {
    id: 'bracket-not-closed',
    pattern: /^SyntaxError: '(.)' was never closed/,
    tell: ([bracket], { error }) => words.bracketNotClosed(bracket, error.at?.line ?? 1),
  },
  {
    id: 'brackets-differ',
    pattern: /^SyntaxError: (?:unmatched '(.)'|closing parenthesis '(.)' does not match)/,
    tell: ([a, b]) => words.bracketsDiffer(a + b),
  },
  {
    id: 'print-statement',
    pattern: /^SyntaxError: Missing parentheses in call to 'print'/,
    tell: () => words.printStatement(),
  },
  {
    id: 'equals',
    pattern: /^SyntaxError: .*Maybe you meant '=='/,
    tell: () => words.equals(),
  },
  {
    id: 'bytes-not-ascii',
    pattern: /^SyntaxError: bytes can only contain ASCII/,
    tell: () => words.bytesAscii(),
  },
  {
    id: 'utf-16',
    pattern:
      /^(?:SyntaxError|ValueError): source code (?:string )?cannot contain null bytes|^SyntaxError: Non-UTF-8 code starting with '\\xf[ef]'/,
    tell: () => words.utf16(),
  },
  {
    id: 'not-utf-8',
    pattern:
      /^SyntaxError: (?:Non-UTF-8 code|\(unicode error\) 'utf-8' codec|encoding problem|'utf-8' codec)/,
    tell: () => words.notUtf8(),
  },
  {
    id: 'curly-quote',
    pattern:
      /^SyntaxError: (?:invalid (?:non-printable )?character '?(.)?|invalid character in identifier)/u,
    tell: ([found], { text }) => words.curlyQuote(/[“”‘’\u00a0`´]/.exec(text)?.[0] ?? found),
    mark: (_groups, { text }) => /[“”‘’\u00a0`´]/.exec(text)?.[0],
  },
  {
    id: 'backslash',
    pattern: /^SyntaxError: \(unicode error\) 'unicodeescape'/,
    tell: () => words.backslash(),
  },
  {
    id: 'f-string',
    pattern:
      /^SyntaxError: f-string: (?:expecting '\}'|single|unterminated|valid expression|empty)/,
    tell: () => words.formatted(),
  },
  {
    id: 'outside',
    pattern: /^SyntaxError: '(\w+)' (?:outside|not properly in)/,
    tell: ([word]) => words.outside(word),
  },
  {
    id: 'strings-mixed',
    pattern: /^SyntaxError: cannot mix bytes and nonbytes/,
    tell: () => words.mixed(),
  },
  {
    id: 'global-late',
    pattern: /^SyntaxError: name '(\w+)' is (?:used|assigned to) (?:prior to|before) global/,
    tell: ([name]) => words.global(name),
  },
  {
    id: 'keyword-first',
    pattern: /^SyntaxError: positional argument follows keyword/,
    tell: () => words.keywordFirst(),
  },
  { id: 'tabs', pattern: /^TabError/, tell: () => words.tabs() },
  {
    id: 'no-block',
    pattern: /^IndentationError: expected an indented block(?: after '?(\w+)'?)?/,
    tell: ([word], context) =>
      words.noBlock(word === '' ? openerAbove(context) : word === 'function' ? 'def' : word),
  },
  {
    id: 'unexpected-indent',
    pattern: /^IndentationError: unexpected indent/,
    tell: () => words.unexpectedIndent(),
  },
  { id: 'no-level', pattern: /^IndentationError: unindent/, tell: () => words.noLevel() },
  {
    id: 'syntax',
    pattern:
      /^(?:SyntaxError|IndentationError): (?:invalid syntax|expected ':'|cannot assign|unexpected EOF|expression cannot|invalid decimal)/,
    tell: (_groups, context) => slipIn(context),
  },
  {
    id: 'no-except',
    pattern: /^SyntaxError: expected 'except' or 'finally' block/,
    tell: () => words.noExcept(),
  },
  {
    id: 'comma',
    pattern: /^SyntaxError: .*Perhaps you forgot a comma/,
    tell: (_groups, context) => slipIn(context) ?? words.comma(),
  },
  {
    id: 'colon',
    pattern: /^SyntaxError: expected ':'/,
    tell: (_groups, { text }) => words.colonMissing(openers.exec(text)?.[1] ?? 'if'),
  },
  {
    id: 'syntax',
    pattern: /^(?:SyntaxError|IndentationError|TabError)/,
    tell: () => words.unknown(),
  },
]

/** The word that opened the block whose lines are missing. */
function openerAbove(context: ErrorContext): string {
  const lines = sourceOf(context).split(/\r?\n/)
  const above = lines.slice(0, (context.error.at?.line ?? 1) - 1).reverse()
  return openers.exec(above.find((line) => line.trim() !== '') ?? '')?.[1] ?? 'it'
}
