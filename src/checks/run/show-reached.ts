import type { Node } from '@babel/types'
import type { Language } from '../../course/language.ts'
import type { Printed } from './printed.ts'
import { withFirstLine } from './show-caught.ts'

/** A program that tells which of its blocks are run. */
export interface Traced {
  readonly source: string
  /** Whether what stands at a place of the learner's own text was run, as far as it is known. */
  readonly isReached: (printed: Printed) => (offset: number) => boolean
}

/** What a block prints when it is run for the first time. */
const mark = (block: number) => `\u0001reached ${block}\u0001`
const telling = (block: number) =>
  `(globalThis.reachedByCourse ??= new Set()).has(${block}) || (reachedByCourse.add(${block}), console.log(${JSON.stringify(mark(block))}));`

/** A program that tells what of it is run; undefined for one that can't be read. */
export async function showingReached(
  source: string,
  language: Language,
): Promise<Traced | undefined> {
  return language === 'py' ? inPython(source) : inJavaScript(source)
}

/** Run by Python before the learner's first line: tells of each line of their file that is run. */
const tracer = `
import os, sys, threading
own = sys._getframe(2).f_code.co_filename
told = set()
def trace(frame, event, arg):
    if frame.f_code.co_filename != own: return None
    if event == 'line' and frame.f_lineno not in told:
        told.add(frame.f_lineno)
        os.write(1, b'\\x01reached %d\\x01' % frame.f_lineno)
    return trace
sys.settrace(trace)
sys._getframe(2).f_trace = trace
threading.settrace(trace)
`

async function inPython(source: string): Promise<Traced | undefined> {
  const traced = withFirstLine(source, tracer)
  if (traced === undefined) return undefined
  const { statementsOf } = await import('../explain/compare/statements.ts')
  const statements = statementsOf(source, 'python')
  const first = statements.find(({ line }) => traced.line === line)
  return {
    source: traced.source,
    isReached: ({ stdout }) => {
      const isRun = (line: number) => stdout.includes(mark(line))
      return (offset) => {
        const own = statements.findLast(({ start }) => start <= offset)
        // What stands above the first line that can be traced is run each time; else has no line of its own.
        if (own === undefined || first === undefined || own.start <= first.start) return true
        if (/^(?:else|try|finally)$/.test(own.tokens[0]?.text ?? '')) return true
        return Array.from({ length: own.endLine - own.line + 1 }, (_, i) => own.line + i).some(
          isRun,
        )
      }
    },
  }
}

async function inJavaScript(source: string): Promise<Traced | undefined> {
  const [{ parseProgram }, { childrenOf, rangeOf }] = await Promise.all([
    import('../../typescript/parse.ts'),
    import('../../typescript/node.ts'),
  ])
  const parsed = parseProgram(source, 'typescript')
  if (parsed.type === 'broken') return undefined
  const blocks: { readonly at: number; readonly start: number; readonly end: number }[] = []
  const visit = (node: Node) => {
    if (node.type === 'BlockStatement') {
      const { start, end } = rangeOf(node)
      blocks.push({ at: start + 1, start, end })
    }
    const [first] = node.type === 'SwitchCase' ? node.consequent : []
    if (first !== undefined) {
      const { start } = rangeOf(first)
      blocks.push({ at: start, start: start - 1, end: rangeOf(node).end })
    }
    for (const child of childrenOf(node)) visit(child)
  }
  visit(parsed.file.program)
  let text = source
  for (const [i, { at }] of [...blocks.entries()].sort(([, a], [, b]) => b.at - a.at))
    text = text.slice(0, at) + telling(i) + text.slice(at)
  return {
    source: text,
    isReached: ({ stdout }) => {
      const reached = blocks.map((_, i) => stdout.includes(mark(i)))
      return (offset) => {
        const around = blocks.flatMap(({ start, end }, i) =>
          start < offset && offset < end ? [i] : [],
        )
        return around.every((i) => reached[i])
      }
    },
  }
}
