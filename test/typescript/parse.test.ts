import { describe, expect, test } from 'vitest'
import { findUnclosed } from '../../src/typescript/brackets.ts'
import { type Kind, parseProgram } from '../../src/typescript/parse.ts'

function problemOf(source: string, kind: Kind): string {
  const parsed = parseProgram(source, kind)
  if (parsed.type === 'parsed') return 'nothing'
  const { line, column, said } = parsed.problem
  return `${line}:${column} ${said}`
}

describe.each(['typescript', 'javascript'] as const)("a beginner's mistake in %s", (kind) => {
  test.each([
    [
      'no ) after arguments',
      'listen(port, () => {\n  log("a"\n})\n',
      '3:1 The "(" of line 2 is not closed. Write ")" where it ends.',
    ],
    [
      'no comma between arguments of several lines',
      'f(\n  1\n  2\n)\n',
      '3:3 "," was expected before "2".',
    ],
    ['no comma between arguments', 'f(1 two)\n', '1:5 "," was expected before "two".'],
    [
      'no comma in an object',
      'const a = {\n  x: 1\n  y: 2\n}\n',
      '3:3 "," was expected before "y".',
    ],
    ['no ]', 'const a = [1, 2\nconst b = 3\n', '2:1 "," was expected before "const".'],
    [
      'a string without its end',
      "const a = 'hello\nconst b = 1\n",
      "1:11 This string has no end: its second quote is missing. Write ' where it ends.",
    ],
    [
      'a string of several lines',
      "const a = '<p>\n  hello\n</p>'\n",
      "1:11 A string between ' and ' must end on its line. For several lines write it between backticks: `.",
    ],
    [
      'a template without its end',
      'const a = `hello\nconst b = 1\n',
      '1:11 This template has no end: its second ` is missing. Write ` where it ends.',
    ],
    [
      'a comment without its end',
      'const a = 1\n/* hello\nconst b = 2\n',
      '2:1 This comment has no end: */ is missing.',
    ],
    [
      'a regular expression without its end',
      'const a = /abc\n',
      '1:11 This regular expression has no end: its second / is missing.',
    ],
    ['one } too many', 'function f() {\n  return 1\n}\n}\n', '4:1 "}" was not expected here.'],
    ['one ) too many', 'f(1))\n', '1:5 ")" was not expected here.'],
    [
      'one } too few',
      'function f() {\n  if (a) {\n    return 1\n}\n',
      '5:1 The file ends here, and the "{" of line 2 is not closed.',
    ],
    [
      'one ) too few at the end',
      'f(() => {\n  g(")")\n}\n',
      '4:1 The file ends here, and the "(" of line 1 is not closed.',
    ],
    [
      'function misspelt',
      'funtion f() {\n}\n',
      '1:1 "funtion" was not expected here. Is "function" meant?',
    ],
    ['const misspelt', 'cosnt a = 1\n', '1:1 "cosnt" was not expected here. Is "const" meant?'],
    [
      'return misspelt',
      'function f() {\n  retrun 1\n}\n',
      '2:3 "retrun" was not expected here. Is "return" meant?',
    ],
    ["Python's def", 'def f():\n  return 1\n', '1:5 "f" was not expected here.'],
    [
      '= for : in an object',
      'const a = { x = 1 }\n',
      '1:15 "=" was not expected here. In an object it is ":".',
    ],
    [
      ': for =',
      'const a : = 1\n',
      kind === 'typescript'
        ? '1:11 "=" was not expected here.'
        : '1:8 A const needs a value where it is declared: const name = value.',
    ],
    ['no ( after if', 'if a > 1) {\n}\n', '1:4 "(" was expected before "a".'],
    ['no ) after if', 'if (a > 1 {\n}\n', '1:11 ")" was expected before "{".'],
    [', for ; in a loop', 'for (let i = 0; i < 3, i++) {\n}\n', '1:27 ")" was not expected here.'],
    ['no + between strings', "const a = 'x' 'y'\n", `1:15 "'" was not expected here.`],
    [
      'await where it may not stand',
      'function f() {\n  await g()\n}\n',
      '2:3 "await" is used in a function that is not async. Write async before the function.',
    ],
    [
      'no { after a function',
      'function f()\n  return 1\n}\n',
      kind === 'typescript'
        ? '2:3 "return" is used outside of a function.'
        : '2:3 "{" was expected before "return".',
    ],
    [
      'a name declared twice',
      'const a = 1\nconst a = 2\n',
      "2:7 Identifier 'a' has already been declared.",
    ],
    ['curly quotes', 'const a = “x”\n', "1:11 Unexpected character '“'."],
    [
      'a field with a hyphen',
      'const a = { Content-Type: 1 }\n',
      '1:20 "," was expected before "-".',
    ],
    [
      'an import without quotes',
      'import { a } from node:net\n',
      '1:19 "node" was not expected here.',
    ],
    ['an import without {', "import a } from 'node:net'\n", '1:10 "from" was expected before "}".'],
    [
      'function in a class',
      'class A {\n  function f() {}\n}\n',
      '2:3 In a class a function is written without the word function. Remove the word.',
    ],
    ['else without if', 'else {\n}\n', '1:1 "else" was not expected here.'],
    ['an arrow that leads nowhere', 'f((a) => )\n', '1:10 ")" was not expected here.'],
    [
      'a decorator',
      'class A {\n  @log f() {}\n}\n',
      '2:3 This is not part of the language that Node runs.',
    ],
    [
      'letters before it that take two bytes or more',
      "const 홍 = '🍕' 1\n",
      '1:16 "1" was not expected here.',
    ],
    [
      'lines that end in CR LF',
      'const a = 1\r\nconst b = \r\n',
      '3:1 The file ends here, and something is missing.',
    ],
  ])('%s', (_what, source, problem) => {
    expect(problemOf(source, kind)).toBe(problem)
  })
})

test.each([
  [`'{' + \`\${a + \`[\`}{\` + "(" + f({\n`, '"{" of line 1'],
  ['a = b / 2; c = /[/({]\\{/.test(d) // {\n/* { */\ng([', '"[" of line 3'],
  [`f(\`\n\${a}\n\${(b`, '"(" of line 3'],
  ['if (a) {\n  for (;;) {\n    b()\n}\nc()\n', '"{" of line 2'],
])('the bracket that is not closed is named: %s', (source, bracket) => {
  const { text, line } = findUnclosed(source) ?? {}
  expect(`"${text}" of line ${line}`).toBe(bracket)
})

test('types in a file that is named as JavaScript are said to be that', () => {
  expect(problemOf('const a: number = 1\n', 'javascript')).toBe(
    '1:8 This is TypeScript, but the name of the file is that of JavaScript.',
  )
})
