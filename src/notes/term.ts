import { nearest } from '../words/nearest.ts'
import { termWords } from '../words/terms.ts'
import { fieldData, knownNames, methodNote, registeredMethod, statusNote } from './data.ts'

/** A term of HTTP or an error, and what a person wants to know of it. */
export interface Term {
  readonly kind: 'status' | 'header' | 'method' | 'error'
  readonly name: string
  /** Who says so, of an error. */
  readonly by?: string
  readonly what: string
  readonly when: string
  readonly todo: readonly string[]
  readonly more?: string
  /** Values that a header often has, each with what it means. */
  readonly values?: readonly { readonly value: string; readonly means: string }[]
  /** What others call the same. */
  readonly alsoCalled?: readonly { readonly by: string; readonly names: readonly string[] }[]
  readonly source?: string
}

/** What a word, or a whole error message that somebody pasted, is about; undefined where nothing is known. */
export function termOf(given: string): Term | undefined {
  const word = given.trim().replace(/[.:]+$/, '')
  return statusTerm(word) ?? methodTerm(word) ?? headerTerm(word) ?? errorTerm(word)
}

/** The known term that a mistyped word most probably means. */
export function nearTerm(given: string): string | undefined {
  const { headers, methods } = knownNames
  return nearest(given.trim().replace(/:$/, ''), [...methods, ...headers, ...errorNames.keys()])
}

function statusTerm(word: string): Term | undefined {
  const [, code] = /^(?:http(?:\/\d(?:\.\d)?)?\s+)?(\d{3})(?:\s+[a-z' -]+)?$/i.exec(word) ?? []
  const status = Number(code)
  const known = code === undefined ? undefined : statusNote(status)
  const words = termWords.statuses[status] ?? termWords.statusClasses[Math.floor(status / 100)]
  if (known === undefined || words === undefined) return undefined
  return {
    kind: 'status',
    name: `${status} ${known.reason}`,
    what: sentence(known.beginner),
    when: words.when,
    todo: [words.todo],
    more: known.curious,
    source: known.spec,
  }
}

function methodTerm(word: string): Term | undefined {
  const name = word.toUpperCase()
  const known = methodNote(name)
  const { when, todo } = termWords.methods[name] ?? termWords.methodDefault
  const registered = registeredMethod(name)
  if (known === undefined)
    return registered === undefined
      ? undefined
      : {
          kind: 'method',
          name,
          what: termWords.methodRegistered,
          when,
          todo: [todo],
          source: registered,
        }
  return {
    kind: 'method',
    name,
    what: sentence(known.beginner),
    when,
    todo: [todo],
    more: known.curious,
    source: known.spec,
  }
}

function headerTerm(word: string): Term | undefined {
  const known = fieldData(word)
  if (known === undefined) return undefined
  const { name, sent, beginner, curious, spec, values = [] } = known
  const { headers, headerTodo } = termWords
  const literal = values.flatMap(({ match, beginner }) => {
    const value = literalOf(match)
    return value === undefined ? [] : [{ value, means: beginner }]
  })
  return {
    kind: 'header',
    name,
    what: sentence(beginner),
    when: termWords.sent[sent],
    todo: [
      headers[name.toLowerCase()] ??
        (sent === 'request' ? headerTodo.request : headerTodo.response(name)),
    ],
    more: curious,
    ...(literal.length > 0 && { values: literal }),
    source: spec,
  }
}

/** The value that a pattern is, where it is one value; undefined for all else. */
function literalOf(match: string): string | undefined {
  const text = /^\^(.*)\$$/.exec(match)?.[1]
  return text !== undefined && /^[\w ,;=/-]+$/.test(text) ? text : undefined
}

const errorNames = new Map(
  termWords.errors.flatMap((words) =>
    Object.entries(words.names).flatMap(([by, names]) =>
      names.map((name) => [name, { words, by }] as const),
    ),
  ),
)
const byKey = new Map(Array.from(errorNames, ([name, found]) => [keyOf(name), { name, ...found }]))

function keyOf(name: string): string {
  return name.toLowerCase()
}

/** An error by its name, with or without `net::`, or somewhere in a message: `curl: (52) Empty reply`. */
function errorTerm(given: string): Term | undefined {
  const number = /\bcurl\b\D{0,3}(\d{1,2})\b/i.exec(given)?.[1]
  const found =
    byKey.get(keyOf(number === undefined ? given : `curl (${number})`)) ??
    (given.match(/\b(?:(?:Errno|WinError) \d+|\w+)/g) ?? [])
      .map((word) => byKey.get(keyOf(word)))
      .find((one) => one !== undefined)
  if (found === undefined) return undefined
  const { name, by, words } = found
  const others = Object.entries(words.names).map(([by, names]) => ({
    by,
    names: names.filter((one) => one !== name),
  }))
  const alsoCalled = others.filter(({ names }) => names.length > 0)
  return {
    kind: 'error',
    name,
    by,
    what: words.what,
    when: words.when,
    todo: words.todo,
    ...(alsoCalled.length > 0 && { alsoCalled }),
  }
}

/** A clause as a sentence. */
const sentence = (clause: string) =>
  `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.?!]$/.test(clause) ? '' : '.'}`
