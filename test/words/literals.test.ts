import { readFileSync } from 'node:fs'
import { parse } from '@babel/parser'
import type { Node } from '@babel/types'
import { expect, test } from 'vitest'
import { filesIn } from './tree.ts'

/** Files whose literals look like prose and are none, or that no learner reads. */
const allowed: Readonly<Record<string, string>> = {
  'src/app/editor.ts': 'names of editors',
  'src/checks/explain/errors/python-names.ts': 'statements of Python',
  'src/checks/explain/errors/node.ts': 'a call in JavaScript',
  'src/checks/explain/source/python-outline.ts': 'a program in Python',
  'src/checks/mistakes.ts': 'what a file of the repository must have, said to its author',
  'src/checks/report/junit.ts': 'XML',
  'src/class/grade/tokens.ts': 'keywords of languages',
  'src/class/board/code.ts': 'words of which one is a code',
  'src/class/board/document.ts': 'tags of HTML',
  'src/course/checks.ts': 'what a file of the repository must have, said to its author',
  'src/course/fence.ts': 'what a file of the repository must have, said to its author',
  'src/course/schema.ts': 'what a file of the repository must have, said to its author',
  'src/http/values.ts': 'names of headers',
  'src/notes/charset.ts': 'names of standards',
  'src/notes/cookie-faults.ts': 'names of standards',
  'src/notes/cross-origin.ts': 'names of standards',
  'src/notes/live-streams.ts': 'names of standards',
  'src/notes/schema.ts': 'what a file of the repository must have, said to its author',
  'src/notes/sniff.ts': 'a tag of HTML',
  'src/notes/target.ts': 'names of standards',
  'src/checks/run/show-caught.ts': 'a program in Python',
  'src/checks/run/show-reached.ts': 'a program in Python',
  'src/page/client/keys.ts': 'a selector of CSS',
  'src/page/client/theme.ts': 'a media query of CSS',
  'src/page/server/document.ts': 'HTML and a content security policy',
  'src/page/server/saved-page.ts': 'HTML',
  'src/process/held-start.ts': 'programs in JavaScript and Python',
  'src/process/isolation/sandbox-exec.ts': 'rules for the sandbox of macOS',
  'src/process/isolation/trial.ts': 'a program in JavaScript',
  'src/process/isolation/view.ts': 'a program in Python, files of the system',
  'src/process/kill-with-parent.ts': 'a script for sh',
  'src/process/on-parent-death.ts': 'a script for sh',
  'src/process/port-holder.ts': 'an argument of tasklist',
  'src/process/python.ts': 'a program in Python',
  'src/wire/protocols/hpack.ts': 'the static table of HPACK',
  'src/workspace/version-1-questions.ts': 'keys of an old progress file',
}

/** Shell scripts, and the catalogue itself. */
const apart = /^src\/(completion|words)\//

const files = filesIn('src', /\.tsx?$/).filter((file) => !apart.test(file))

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Attributes that a person reads or hears. */
const spoken = ['title', 'alt', 'placeholder', 'aria-label', 'aria-description']

/** Types, names of modules, errors that are defects of the course, and what `debug` is told. */
function isPassedOver(node: Node): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSInterfaceDeclaration':
      return true
    case 'NewExpression':
      return node.callee.type === 'Identifier' && /Error$/.test(node.callee.name)
    case 'JSXAttribute':
      return !spoken.includes(String(node.name.name))
    case 'CallExpression':
      return node.callee.type === 'Identifier' && /^debug|^log$/.test(node.callee.name)
    default:
      return node.type.startsWith('TSType') || node.type === 'TSLiteralType'
  }
}

/** The literals with two words of prose and more, each with its line. */
function proseIn(source: string, file = 'a.tsx'): string[] {
  const found: string[] = []
  const visit = (node: Node) => {
    if (isPassedOver(node)) return
    const text =
      node.type === 'StringLiteral' || node.type === 'JSXText'
        ? node.value
        : node.type === 'TemplateElement'
          ? node.value.cooked
          : undefined
    if (text != null && /[A-Za-z]{2,}[,.:]? [a-z]{2,}/.test(text))
      found.push(`${node.loc?.start.line}: ${text.slice(0, 80)}`)
    for (const child of Object.values(node).flat()) if (isNode(child)) visit(child)
  }
  visit(
    parse(source, {
      sourceType: 'module',
      plugins: [...(file.endsWith('x') ? (['jsx'] as const) : []), 'typescript'],
    }).program,
  )
  return found
}

test('no sentence stands outside the catalogue', () => {
  const found = files
    .filter((file) => !(file in allowed))
    .flatMap((file) => proseIn(readFileSync(file, 'utf8'), file).map((line) => `${file}:${line}`))
  expect(found).toEqual([])
})

test('every file that is let off still needs it', () => {
  const clean = Object.keys(allowed).filter(
    (file) => !files.includes(file) || proseIn(readFileSync(file, 'utf8'), file).length === 0,
  )
  expect(clean).toEqual([])
})

test.each([
  ["const a = 'a sentence of words'", 1],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['const a = `It has ${n} bytes`', 1],
  ["throw new Error('this cannot be')", 0],
  ["type A = 'all of it'", 0],
  ["import a from 'not a sentence'", 0],
  ["debug('it has ended with %d', code)", 0],
  ["const a = 'one'", 0],
  ['const a = <p class="two words">one</p>', 0],
  ['const a = <p>two words</p>', 1],
  ['const a = <p aria-label="two words" />', 1],
])('%s', (source, count) => {
  expect(proseIn(source)).toHaveLength(count)
})
