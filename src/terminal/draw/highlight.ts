import python from 'highlight.js/lib/languages/python'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import { createLowlight } from 'lowlight'
import type { Tone } from './theme.ts'

/** A run of code of one kind. */
export interface CodeRun {
  readonly text: string
  readonly tone: Tone | undefined
}

const grammars = createLowlight({ python, typescript, xml })

/** Names used after a fence, where the grammar is called otherwise. */
const aliases: Readonly<Record<string, string>> = {
  ts: 'typescript',
  js: 'typescript',
  py: 'python',
  html: 'xml',
}

const tones: Readonly<Record<string, Tone>> = {
  'hljs-keyword': 'code-keyword',
  'hljs-built_in': 'code-keyword',
  'hljs-name': 'code-keyword',
  'hljs-string': 'code-string',
  'hljs-regexp': 'code-string',
  'hljs-comment': 'dim',
}

/** Code split into lines, and each line into runs. Joined, the runs are the line. */
export function highlight(code: string, language: string): CodeRun[][] {
  const grammar = aliases[language] ?? language
  if (!grammars.registered(grammar))
    return code.split('\n').map((text) => [{ text, tone: undefined }])
  const lines: CodeRun[][] = [[]]
  const add = (text: string, tone: Tone | undefined) => {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ text: part, tone })
    }
  }
  type Node = ReturnType<typeof grammars.highlight>['children'][number]
  const walk = (nodes: readonly Node[], around: Tone | undefined) => {
    for (const node of nodes) {
      if (node.type === 'text') add(node.value, around)
      if (node.type === 'element') {
        const names = node.properties['className']
        const name = Array.isArray(names) ? String(names[0]) : ''
        walk(node.children, name === 'hljs-subst' ? undefined : (tones[name] ?? around))
      }
    }
  }
  walk(grammars.highlight(grammar, code).children, undefined)
  return lines
}
