import type { Node } from '@babel/types'
import type { Language } from '../../course/language.ts'
import type { Printed } from './printed.ts'

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

/** A program of JavaScript that tells which of its blocks are run; undefined for another, or one that can't be read. */
export async function showingReached(
  source: string,
  language: Language,
): Promise<Traced | undefined> {
  if (language === 'py') return undefined
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
