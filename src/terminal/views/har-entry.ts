import type { Role } from '../../http/message.ts'
import { fieldNote, methodNote, statusNote } from '../../notes/data.ts'
import { termOf } from '../../notes/term.ts'
import type {
  Origin,
  ReadEntry,
  ReadHeader,
  ReadMessage,
  ReadResponse,
} from '../../wire/har/read-entry.ts'
import { explainWords } from '../../words/explain.ts'
import { viewWords } from '../../words/views.ts'
import { fold, sideBySide, wrap } from '../draw/columns.ts'
import { drawLabels } from '../draw/labels.ts'
import { type Theme, wideFrom } from '../draw/theme.ts'
import { createBodyView, createProse } from './har-body.ts'

/** Draws the parts of entries, and says each note once. */
export interface EntryView {
  /** An entry of a HAR file as the file has it: no line is made up, and no fault is found in what is left out. */
  entry(entry: ReadEntry, number: number): string[]
  /** What comes first of an entry: what was asked for, what came, when and from where; with notes where nothing else has them. */
  headline(entry: ReadEntry, number: number, hasNotes: boolean): string[]
  /** What the file says beside the messages: why no response came, comments, WebSocket messages. */
  ending(entry: ReadEntry): string[]
  /** The text of a body, or how many bytes it has. */
  body(content: Uint8Array): string[]
  /** A message that is known by its parts, not by its bytes. */
  message(message: ReadMessage | ReadResponse, role: 'request' | 'response'): string[]
}

export interface EntryViewOptions {
  /** Whose messages are shown; undefined for both. */
  readonly role: Role | undefined
  /** Lines of a body that are shown. */
  readonly bodyLines: number
  /** Notes say more, with the section of the standard. */
  readonly isDeep: boolean
}

interface Known {
  readonly beginner: string
  readonly curious: string
  readonly spec: string
}

/** Column that notes stand in beside a header. */
const noteColumn = 64
/** Characters of a header that are shown. */
const longestLine = 2000

export function createEntryView(
  theme: Theme,
  { bodyLines, isDeep, role: onlyRole }: EntryViewOptions,
): EntryView {
  const { paint, symbols, columns } = theme
  const told = new Set<string>()
  const { safe, prose } = createProse(theme)
  const bodies = createBodyView(theme, bodyLines)

  /** A line with what is said about a part of it, once. */
  function noted(text: string, start: number, end: number, words: string | undefined): string[] {
    const shown = safe(text.slice(0, longestLine))
    const rest = text.length - longestLine
    const more =
      rest > 0
        ? [paint('dim', `${symbols.ellipsis} ${explainWords.body.more(rest, 'character')}`)]
        : []
    const key = `${text.slice(0, start)}\n${words}`
    if (words === undefined || told.has(key))
      return [...fold(shown, columns - 4).map((row) => row.text), ...more]
    told.add(key)
    if (columns >= wideFrom) {
      const left = fold(shown, noteColumn - 3).map((row) => row.text)
      const right = wrap(words, columns - noteColumn - 4).map((line) => paint('label', line))
      return [...sideBySide(left, right, noteColumn), ...more]
    }
    const at = safe(text.slice(0, start)).length
    const label = {
      start: at,
      end: Math.min(at + safe(text.slice(start, end)).length, shown.length),
      words,
    }
    return [...drawLabels(shown, [label], { symbols, columns: columns - 4, paint }), ...more]
  }

  function header({ name, value }: ReadHeader, role: 'request' | 'response'): string[] {
    // Old versions of Chrome join the values of several headers so.
    const lines = value.split('\n')
    const words =
      lines.length > 1
        ? /\r|\n\n/.test(value)
          ? explainWords.lineBreaks
          : explainWords.joined(lines.length)
        : name.startsWith(':')
          ? explainWords.pseudo[name]
          : noteOn(fieldNote(name, value, role))
    return noted(`${name}: ${value}`, name.length + 2, name.length + 2 + value.length, words)
  }

  /** What is said about a part: in depth where there is room for it. */
  const noteOn = (note: Known | undefined) =>
    note === undefined || !isDeep
      ? note?.beginner
      : `${note.beginner}${/[.?!]$/.test(note.beginner) ? '' : '.'} ${note.curious} (${viewWords.standard(note.spec)})`

  function message(message: ReadMessage | ReadResponse, role: 'request' | 'response'): string[] {
    const { headers } = message
    return [
      ...(headers.length === 0
        ? prose(explainWords.headersNone, 'dim')
        : headers.flatMap((one) => header(one, role))),
      ...bodies.ofMessage(message),
    ].map((line) => `  ${line}`)
  }

  function originLines(origin: Origin): string[] {
    const words = explainWords.origin
    switch (origin.type) {
      case 'network':
        return []
      case 'cache':
        return prose(words.cache(origin.which))
      case 'scheme':
        return prose(words.scheme(origin.scheme))
      case 'service-worker':
        return prose(words['service-worker'])
    }
  }

  function noResponseLines({ response, noStatus, error }: ReadEntry): string[] {
    const words = explainWords.noResponse
    const said =
      response !== undefined
        ? []
        : noStatus === undefined
          ? [words.none]
          : [noStatus.status === 0 ? words.zero : words.status(noStatus.status, noStatus.reason)]
    const reason = error === undefined ? [] : [words.error(error)]
    const term = error === undefined ? undefined : termOf(error)
    return [
      ...[...said, ...reason].flatMap((text) => prose(text, 'warning')),
      ...(term === undefined ? [] : [term.what, ...term.todo].flatMap((text) => prose(text))),
    ]
  }

  function headline(entry: ReadEntry, number: number, hasNotes: boolean): string[] {
    const { method, url, response, totalMs, startedAt, server, request } = entry
    const version = versionName(response?.version ?? request.version)
    const facts = [
      ...(response === undefined || response.status === 0
        ? []
        : [`${response.status} ${response.reason}`.trim()]),
      version ?? explainWords.version.none,
      ...(totalMs === undefined ? [] : [`${Math.round(totalMs * 10) / 10} ms`]),
      ...(startedAt === undefined ? [] : [startedAt]),
      ...(server === undefined ? [] : [explainWords.server(server)]),
    ]
    const asked = `${number}  ${method} ${shortUrl(url, symbols.ellipsis)}`
    const status = noteOn(response && statusNote(response.status))
    return [
      ...fold(safe(asked), columns - 1).map((row) => paint('strong', row.text)),
      ...(hasNotes ? tellOnce(noteOn(methodNote(method)), `method ${method}`) : []),
      ...prose(facts.join('   ')),
      ...tellOnce(
        status === undefined || !hasNotes ? undefined : `${response?.status}: ${status}`,
        `status ${response?.status}`,
      ),
      ...tellOnce(
        version !== undefined && /^HTTP\/[23]/.test(version)
          ? explainWords.version.binary(version)
          : undefined,
        `version ${version}`,
      ),
    ]
  }

  function tellOnce(words: string | undefined, key: string): string[] {
    if (words === undefined || told.has(key)) return []
    told.add(key)
    return wrap(words, columns - 3).map((line) => `  ${paint('label', line)}`)
  }

  function entryLines(entry: ReadEntry, number: number): string[] {
    const { request, interim, response, origin } = entry
    const isSent = origin.type === 'network' || origin.type === 'service-worker'
    const title = (role: Role) =>
      `${isSent ? `${symbols[role]} ` : ''}${paint('strong', explainWords[role])}`
    const hasRequest = isSent || request.headers.length > 0 || request.body.type !== 'none'
    return [
      ...headline(entry, number, true),
      ...originLines(origin),
      ...(onlyRole !== 'response' && hasRequest
        ? [title('request'), ...message(request, 'request')]
        : []),
      ...(onlyRole === 'request'
        ? []
        : [
            ...interim.flatMap((one) => [
              ...prose(`${symbols.response} ${one.status} ${one.reason}`),
              ...message(one, 'response'),
            ]),
            ...(response === undefined
              ? []
              : [title('response'), ...message(response, 'response')]),
          ]),
      ...ending(entry),
    ]
  }

  function ending(entry: ReadEntry): string[] {
    const { comments, frames } = entry
    return [
      ...noResponseLines(entry),
      ...comments.flatMap((text) => prose(explainWords.comment(text), 'dim')),
      ...(frames.length === 0 ? [] : frameLines(frames)),
    ]
  }

  function frameLines(frames: ReadEntry['frames']): string[] {
    const words = explainWords.frames
    return [
      ...prose(words.heading(frames.length)),
      ...frames.flatMap(({ from, opcode, data }) => {
        const arrow =
          from === 'client' ? symbols.request : from === 'server' ? symbols.response : symbols.dot
        const kind = opcode === undefined ? '' : `${words.kinds[opcode] ?? words.kind(opcode)}  `
        return fold(safe(`${arrow} ${kind}${data}`.slice(0, longestLine)), columns - 4).map(
          (row) => `  ${row.text}`,
        )
      }),
    ]
  }

  const body = (content: Uint8Array) =>
    bodies
      .ofContent({ type: 'content', content, size: undefined }, [], undefined)
      .map((line) => `  ${line}`)
  return { entry: entryLines, headline, ending, message, body }
}

/** Without a password, and of a data: address, which may hold a whole picture, no more than its beginning. */
function shortUrl(url: string, ellipsis: string): string {
  const shown = url.replace(/^([a-z][a-z\d+.-]*:\/\/[^/?#@:]*:)[^/?#@]*@/i, `$1${ellipsis}@`)
  const longest = /^data:/i.test(url) ? 100 : longestLine
  return shown.length > longest ? `${shown.slice(0, longest)}${ellipsis}` : shown
}

/** `h2` and `http/2.0` are written by browsers; undefined where the file does not say. */
function versionName(version: string | undefined): string | undefined {
  if (version === undefined || /^(unknown|http)$/i.test(version)) return undefined
  const known = /^h(?:ttp\/?)?([23])(?:\.0)?(?:-\d+)?$/i.exec(version)?.[1]
  return known === undefined ? version.replace(/^http\//i, 'HTTP/') : `HTTP/${known}`
}
