import type { Assignment } from '../source/outline.ts'
import type { ErrorContext } from './error-rule.ts'

/** A function that is only named, where what it gives back is meant. */
export interface NotCalled {
  readonly name: string
  /** The line with its parentheses. */
  readonly line: string
  /** Where it was named: the line that gives its value to a variable; undefined for the line of the error. */
  readonly made: Assignment | undefined
}

/** Methods that give back what servers of the course work with, and what they are given. */
const given: Readonly<Record<string, string>> = {
  read: '',
  readline: '',
  recv: '1024',
  accept: '',
  encode: '',
  decode: '',
  strip: '',
  lower: '',
  upper: '',
  split: '',
  keys: '',
  values: '',
  items: '',
  toString: '',
  trim: '',
  toLowerCase: '',
  text: '',
  urlparse: 'self.path',
  urlsplit: 'self.path',
}

const lastOf = (name: string) => name.slice(name.lastIndexOf('.') + 1)

/** Looks for it in the line of an error, and first where a variable of that line got its value. */
export function notCalled({ evidence, error, text }: ErrorContext): NotCalled | undefined {
  const { outline } = evidence
  if (outline === undefined) return undefined
  const argsOf = (name: string, isInLoop = false): string | undefined => {
    const last = lastOf(name)
    const own = outline.functions.find((each) => each.name === last)
    if (own !== undefined) return own.parameters.filter((each) => each !== 'self').join(', ')
    if (last === 'read' && isInLoop) return '4096'
    // A variable may be called so too.
    return name === last && !outline.imports.some(({ names }) => names.includes(name))
      ? undefined
      : given[last]
  }
  const line = error.at?.line ?? 0
  const isUsed = (name: string) =>
    new RegExp(`(?<![\\w$.])${name.replaceAll(/\W/g, '\\$&')}(?![\\w$(])`).test(text)
  const made = outline.assignments.findLast(
    (each) =>
      each.line <= line &&
      /^[\w$.]+$/.test(each.value) &&
      argsOf(each.value) !== undefined &&
      (each.line === line || isUsed(each.target)),
  )
  if (made !== undefined) {
    const whole = evidence.textOf(evidence.file)?.split(/\r?\n/)[made.line - 1] ?? made.text
    const called = `${made.value}(${argsOf(made.value, made.loops > 0)})`
    return {
      name: made.value,
      line: whole.replace(made.value, () => called).trim(),
      made: made.line === line ? undefined : made,
    }
  }
  for (const { 0: name, index } of text.matchAll(
    /(?<![\w$.'"`])[A-Za-z_$][\w$]*(?:\.[\w$]+)*(?!\s*[\w$(])/g,
  )) {
    // `urlparse.query`, `text.decode.split`: what is asked of the function itself.
    const parts = name.split('.')
    for (let count = parts.length; count > 0; count -= 1) {
      const called = parts.slice(0, count).join('.')
      const args = argsOf(called)
      if (args === undefined) continue
      const end = index + called.length
      return {
        name: called,
        line: `${text.slice(0, end)}(${args})${text.slice(end)}`.trim(),
        made: undefined,
      }
    }
  }
  return undefined
}
