import type { Node } from '@babel/types'
import type { Language } from '../../course/language.ts'

/**
 * The program with a trace of every error that it catches: it prints each as if nobody had caught it.
 * Its lines keep their numbers. Undefined where it catches none, or can't be read.
 */
export async function showingCaught(
  source: string,
  language: Language,
): Promise<string | undefined> {
  return language === 'py' ? inPython(source) : inJavaScript(source, language)
}

/** Run by Python before the learner's first line: tells of each error in a line of their file. */
const tracer = `
import sys, threading, traceback
own = sys._getframe(2).f_code.co_filename
told = set()
def trace(frame, event, arg):
    if frame.f_code.co_filename != own: return None
    if event == 'exception' and id(arg[1]) not in told and not isinstance(arg[1], (StopIteration, GeneratorExit)):
        told.add(id(arg[1]))
        sys.stderr.write(''.join(traceback.format_exception(*arg)))
        sys.stderr.flush()
    return trace
sys.settrace(trace)
sys._getframe(2).f_trace = trace
threading.settrace(trace)
`

function inPython(source: string): string | undefined {
  return /^\s*except\b/m.test(source) ? withFirstLine(source, tracer)?.source : undefined
}

/** A program of Python that runs other code before its first import, the line of which is given back. */
export function withFirstLine(
  source: string,
  code: string,
): { readonly source: string; readonly line: number } | undefined {
  // On one line, and where a line may begin with it.
  const lines = source.split('\n')
  const at = lines.findIndex((line) => /^(?:import|from) (?!__future__)/.test(line))
  if (at < 0) return undefined
  const call = `(lambda code: exec(code, {}))(${JSON.stringify(code)}); `
  const traced = lines.map((line, i) => (i === at ? call + line : line)).join('\n')
  return { source: traced, line: at + 1 }
}

async function inJavaScript(source: string, language: Language): Promise<string | undefined> {
  const [{ parseProgram }, { childrenOf, rangeOf }] = await Promise.all([
    import('../../typescript/parse.ts'),
    import('../../typescript/node.ts'),
  ])
  const parsed = parseProgram(source, language === 'ts' ? 'typescript' : 'javascript')
  if (parsed.type === 'broken') return undefined
  const added: { readonly at: number; readonly text: string }[] = []
  const visit = (node: Node) => {
    if (node.type === 'CatchClause') {
      const { start } = rangeOf(node.body)
      const isNamed = node.param?.type === 'Identifier'
      const name = isNamed && node.param ? source.slice(...span(node.param)) : caught
      if (isNamed || !node.param)
        added.push(...(isNamed ? [] : [{ at: start, text: `(${caught}) ` }]), {
          at: start + 1,
          text: `console.error(${name.replace(/:.*/s, '')});`,
        })
    }
    const isCall = node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
    const property =
      isCall && node.callee.type === 'MemberExpression' ? node.callee.property : undefined
    const handler = isCall ? node.arguments[0] : undefined
    if (handler && property?.type === 'Identifier' && property.name === 'catch') {
      const { start, end } = rangeOf(handler)
      added.push(
        { at: start, text: `((${caught}) => { console.error(${caught}); return (` },
        { at: end, text: `)(${caught}) })` },
      )
    }
    for (const child of childrenOf(node)) visit(child)
  }
  const span = (node: Node): [number, number] => {
    const { start, end } = rangeOf(node)
    return [start, end]
  }
  visit(parsed.file.program)
  if (added.length === 0) return undefined
  let text = source
  for (const each of added.sort((a, b) => b.at - a.at))
    text = text.slice(0, each.at) + each.text + text.slice(each.at)
  return text
}

const caught = 'caughtByCourse'
