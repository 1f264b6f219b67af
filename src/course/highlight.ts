import python from 'highlight.js/lib/languages/python'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import { createLowlight } from 'lowlight'

/** What a piece of code is, as far as a view colours it. */
export type CodeKind = 'keyword' | 'string' | 'comment'

/** A run of code of one kind. */
export interface CodeRun {
  readonly text: string
  readonly kind: CodeKind | undefined
}

const grammars = createLowlight({ python, typescript, xml })

/** Names used after a fence, where the grammar is called otherwise. */
const aliases: Readonly<Record<string, string>> = {
  ts: 'typescript',
  js: 'typescript',
  py: 'python',
  html: 'xml',
}

const kinds: Readonly<Record<string, CodeKind>> = {
  'hljs-keyword': 'keyword',
  'hljs-built_in': 'keyword',
  'hljs-name': 'keyword',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-comment': 'comment',
}

/** Code split into lines, and each line into runs. Joined, the runs are the line. */
export function highlight(code: string, language: string): CodeRun[][] {
  const grammar = aliases[language] ?? language
  if (!grammars.registered(grammar))
    return code.split('\n').map((text) => [{ text, kind: undefined }])
  const lines: CodeRun[][] = [[]]
  const add = (text: string, kind: CodeKind | undefined) => {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ text: part, kind })
    }
  }
  type Node = ReturnType<typeof grammars.highlight>['children'][number]
  const walk = (nodes: readonly Node[], around: CodeKind | undefined) => {
    for (const node of nodes) {
      if (node.type === 'text') add(node.value, around)
      if (node.type === 'element') {
        const names = node.properties['className']
        const name = Array.isArray(names) ? String(names[0]) : ''
        walk(node.children, name === 'hljs-subst' ? undefined : (kinds[name] ?? around))
      }
    }
  }
  walk(grammars.highlight(grammar, code).children, undefined)
  return lines
}
