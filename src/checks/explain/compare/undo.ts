import type { Change, Editor } from './edit.ts'
import type { Statement } from './statements.ts'

/** Undoes a usual slip at a statement, where it may be one. */
export type Undo = (statement: Statement, at: number, editor: Editor) => Change[]

export const texts = ({ tokens }: Statement) => tokens.map(({ text }) => text)
export const isName = (text = '') => /^[A-Za-z_$][\w$]*$/.test(text)
export const keywords =
  /^(?:return|if|else|elif|while|for|try|except|finally|catch|break|continue|pass|raise|throw|import|from|class|def|function|const|let|var|with|async|await|del|global|yield|export|switch|case|default|do|new|static|get|set)$/

export const calledIn = (each: Statement) => {
  const words = texts(each)
  const open = words.indexOf('(')
  return open < 0 ? '' : words.slice(0, open).join('')
}

export const blockBelow = (own: readonly Statement[], at: number) => {
  const depth = own[at]?.depth ?? 0
  const rest = own.slice(at + 1)
  const end = rest.findIndex((each) => each.depth <= depth)
  return rest.slice(0, end < 0 ? undefined : end)
}

/** Whether a statement stands in a function: `return` is no word elsewhere. */
export function isInFunction(own: readonly Statement[], at: number): boolean {
  let depth = own[at]?.depth ?? 0
  for (let i = at - 1; i >= 0 && depth > 0; i--) {
    const before = own[i]
    if (before === undefined || before.depth >= depth) continue
    if (texts(before).some((word) => /^(?:def|function|=>)$/.test(word))) return true
    depth = before.depth
  }
  return false
}

/** Names of functions and methods that the program makes. */
export const ownFunctions = ({ own, language }: Editor) =>
  new Set(
    own.flatMap(({ tokens }) => {
      const [first, second] = tokens
      if (/^(?:def|function)$/.test(first?.text ?? '')) return [second?.text]
      const isMethod = language === 'node' && second?.text === '(' && tokens.at(-1)?.text === '{'
      return isMethod && !keywords.test(first?.text ?? '') ? [first?.text] : []
    }),
  )
