import { orUndefined } from '../../words/caught.ts'
import { harCreator } from './entry.ts'
import { elementsOf, type JsonMistake, jsonMistake } from './json-mistake.ts'
import { type OddEntry, type ReadEntry, readEntry } from './read-entry.ts'

export type HarRead =
  | {
      readonly type: 'har'
      /** Who wrote it, as it says. */
      readonly creator: string | undefined
      readonly comment: string | undefined
      readonly entries: readonly (ReadEntry | OddEntry)[]
      /** Where it stops being JSON: the entries are those that could be told apart. */
      readonly mistake: JsonMistake | undefined
    }
  /** It begins as JSON and is none; no entry can be told apart. */
  | { readonly type: 'not-json'; readonly mistake: JsonMistake }
  /** It is JSON and has no list of entries. */
  | { readonly type: 'no-entries' }
  /** It does not begin as JSON. */
  | { readonly type: 'other' }

/** Reads bytes that may be a HAR file. One entry that is not as it should be costs that entry alone. Pure. */
export function readHar(bytes: Uint8Array): HarRead {
  const text = textOf(bytes)
  if (!/^\s*[{[]/.test(text.slice(0, 100))) return { type: 'other' }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return readPieces(text)
  }
  const log = property(json, 'log') ?? json
  const entries = property(log, 'entries')
  if (!Array.isArray(entries)) return { type: 'no-entries' }
  const creator = property(log, 'creator')
  return {
    type: 'har',
    ...creatorOf(creator),
    comment: textIn(log, 'comment'),
    entries: entries.map((entry) => readEntry(entry, isOurs(creator))),
    mistake: undefined,
  }
}

/** What can be read of a file that was cut off, or that has a mistake in it. */
function readPieces(text: string): HarRead {
  const mistake = jsonMistake(text) ?? { line: 1, column: 1, found: '' }
  const pieces = elementsOf(text, 'entries')
  if (pieces === undefined || pieces.length === 0) return { type: 'not-json', mistake }
  const creator = parsed(/"creator"\s*:\s*(\{[^{}]*\})/.exec(text.slice(0, 10_000))?.[1] ?? '')
  return {
    type: 'har',
    ...creatorOf(creator),
    comment: undefined,
    entries: pieces.map(({ start, end }): ReadEntry | OddEntry => {
      const piece = text.slice(start, end)
      const entry = parsed(piece)
      if (entry !== undefined) return readEntry(entry, isOurs(creator))
      const inside = jsonMistake(piece)
      const line = text.slice(0, start).split('\n').length + (inside?.line ?? 1) - 1
      return { type: 'odd', why: { type: 'not-json', line, found: inside?.found ?? '' } }
    }),
    mistake,
  }
}

const parsed = (text: string): unknown => orUndefined(() => JSON.parse(text))

/** UTF-8, or UTF-16 as PowerShell writes it; a byte order mark is left out. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

const isOurs = (creator: unknown) => textIn(creator, 'name') === harCreator

function creatorOf(creator: unknown): { creator: string | undefined } {
  if (typeof creator === 'string') return { creator }
  const parts = [textIn(creator, 'name'), textIn(creator, 'version')]
  return {
    creator: parts.filter((part) => part !== undefined && part !== '').join(' ') || undefined,
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function textIn(value: unknown, name: string): string | undefined {
  const found = property(value, name)
  return typeof found === 'string' ? found : undefined
}
