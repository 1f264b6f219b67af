import { nearestName } from '../nearest-name.ts'
import type { ErrorContext } from './error-rule.ts'

/** What a name that the program does not know is meant to be. */
export type Meant =
  /** The line with the text in quotes. */
  | { readonly type: 'text'; readonly line: string }
  /** A name that is written nearly so. */
  | { readonly type: 'name'; readonly name: string }
  /** A field of the form, by the name that the browser sends it under. */
  | { readonly type: 'field'; readonly isInChain: boolean }

/** Names that are known: what can be called, and what is only a value. */
export interface Known {
  readonly callable: readonly string[]
  readonly values: readonly string[]
}

/** A slip of the finger changes a letter or two; what differs in more is another word. */
const fewLetters = (name: string) => (name.length < 6 ? 1 : name.length < 10 ? 2 : 3)

/** What the learner meant by a name, as far as the line and the task tell; undefined where they don't. */
export function meantBy(name: string, context: ErrorContext, known: Known): Meant | undefined {
  const { evidence, text } = context
  const isCalled = new RegExp(`(?<![\\w$.])${name}\\s*\\(`).test(text)
  const quoted = isCalled ? undefined : asText(name, context)
  if (quoted !== undefined) return quoted
  const own = evidence.outline
  const made = [...(own?.functions ?? []), ...(own?.classes ?? [])].map((each) => each.name)
  const imported = own?.imports.flatMap(({ names }) => names) ?? []
  const near = nearestName(
    name,
    isCalled ? [...made, ...imported, ...known.callable] : [...(own?.names ?? []), ...known.values],
    fewLetters(name),
  )
  if (near !== undefined) return { type: 'name', name: near }
  return !isCalled && queryOf(context).has(name)
    ? { type: 'field', isInChain: /^\s*(?:\}\s*)?(?:elif|else if)\b/.test(text) }
    : undefined
}

const queryOf = ({ evidence: { check } }: ErrorContext) =>
  new URLSearchParams((check.send?.get ?? '').split('?')[1] ?? '')

/** A file or a folder, a value that is compared, or the name of a field: without quotes it is the name of a variable. */
function asText(name: string, context: ErrorContext): Meant | undefined {
  const { evidence, text } = context
  const found = new RegExp(`(?<![\\w$.'"\`/-])${name}(?![\\w$])(?:[./-]+\\w+)*`).exec(text)
  if (found === null) return undefined
  const [written] = found
  const before = text.slice(0, found.index)
  const isFile = evidence.files.some(
    (file) =>
      file === written ||
      file.split('/').some((part) => part === written) ||
      file.endsWith(`/${written}`),
  )
  const query = queryOf(context)
  const isField = query.has(name) && /(?:\[|\.(?:get|getAll|has)\()\s*$/.test(before)
  const isValue =
    /[=!]==?\s*$/.test(before) && (/^[A-Z][a-z]/.test(name) || [...query.values()].includes(name))
  if (!isFile && !((isField || isValue) && written === name)) return undefined
  const line = `${before}'${written}'${text.slice(found.index + written.length)}`
  return { type: 'text', line: line.trim() }
}

/** `'HOST'` in a line. */
export const quotedIn = (text: string) =>
  /(?<!environ\[|environ\.get\(|env\[)(['"])(?:HOST|PORT)\1/.exec(text)?.[0]

/** `('HOST', PORT)`: a variable of the program that stands in quotes, and the line without them. */
export function unquoted(
  text: string,
): { readonly name: string; readonly line: string } | undefined {
  const quoted = quotedIn(text)
  const name = quoted?.slice(1, -1)
  return quoted === undefined || name === undefined
    ? undefined
    : { name, line: text.replace(quoted, name).trim() }
}
