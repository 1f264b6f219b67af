import { headerValue } from '../../http/headers.ts'
import type { Message, Role } from '../../http/message.ts'
import type { Note } from '../../notes/note.ts'
import { notesOn } from '../../notes/notes.ts'
import { readRaw } from '../../wire/har/raw-message.ts'
import type { ReadEntry, ReadMessage } from '../../wire/har/read-entry.ts'
import type { Recorded, RecordedItem, Remark } from '../../wire/recorded.ts'
import { explainWords } from '../../words/explain.ts'
import { visibleText } from '../../words/visible.ts'
import { inOneRow, wrap } from '../draw/columns.ts'
import { renderTable } from '../draw/table.ts'
import type { Theme } from '../draw/theme.ts'
import { createEntryView } from './har-entry.ts'
import { renderMessage } from './message.ts'
import { frameLines, protocolLines } from './protocols.ts'

export interface RecordedViewOptions {
  /** Whose messages are shown; undefined for both. */
  readonly role: Role | undefined
  /** There is room for all of it. */
  readonly isAlone: boolean
}

/** Draws what was recorded, item by item. */
export function createRecordedView(theme: Theme, { role, isAlone }: RecordedViewOptions) {
  const { paint, symbols, columns } = theme
  const entryView = createEntryView(theme, {
    bodyLines: isAlone ? 400 : 12,
    isDeep: isAlone,
    role,
  })
  const prose = (text: string) => wrap(text, columns - 2)
  const dim = (text: string) => prose(text).map((line) => paint('dim', line))
  const warning = (text: string) => prose(text).map((line) => paint('warning', line))

  /** Of many entries, each note is said once. A problem is said wherever it is. */
  const told = new Set<string>()
  function isNew({ about, severity, words }: Note): boolean {
    const key = `${about} ${words}`
    if (severity !== 'note' || !told.has(key)) {
      told.add(key)
      return true
    }
    return false
  }

  function messageLines(
    message: Message,
    {
      entry,
      at,
      remark,
      lost = 0,
    }: { entry?: number; at?: number; remark?: Remark | undefined; lost?: number },
  ): string[] {
    const isRequest = message.role === 'request'
    const headline = [
      `${isRequest ? symbols.request : symbols.response} ${paint('strong', isRequest ? explainWords.request : explainWords.response)}`,
      explainWords.bytes(message.length),
      ...(entry === undefined ? [] : [explainWords.entryNumber(entry)]),
      ...(at === undefined || at === 0 ? [] : [explainWords.fromByte(at)]),
    ].join('   ')
    const all = notesOn(message)
    const notes =
      remark === 'request-line-only'
        ? all.filter(isOnLine)
        : entry === undefined || isAlone
          ? all
          : all.filter(isNew)
    const drawn = renderMessage(message, theme, {
      show: new Set(),
      whole: true,
      columns: columns - 3,
      notes,
    })
    return [
      '',
      headline,
      ...drawn.map((line) => `  ${line}`),
      ...(remark === undefined ? [] : dim(remarkWords[remark])),
      ...(lost === 0 ? [] : warning(explainWords.notKept(lost))),
    ]
  }

  function entryLines(entry: ReadEntry, number: number): string[] {
    if (entry.request.raw === undefined && entry.response?.raw === undefined)
      return ['', ...entryView.entry(entry, number)]
    const parts: [ReadMessage | undefined, Role][] = [
      ...(role === 'response' ? [] : [[entry.request, 'request'] as [ReadMessage, Role]]),
      ...(role === 'request'
        ? []
        : [...entry.interim, entry.response].map((one): [ReadMessage | undefined, Role] => [
            one,
            'response',
          ])),
    ]
    return [
      '',
      ...entryView.headline(entry, number, false),
      ...parts.flatMap(([message, sent]) => {
        if (message?.raw === undefined) return []
        const { read, lost } = readRaw(message.raw, sent, entry.method)
        return read === undefined ? [] : messageLines(read, { entry: number, lost })
      }),
      ...(role === 'request' ? [] : entryView.ending(entry)),
    ]
  }

  function protocolItem(item: RecordedItem & { type: 'protocol' }): string[] {
    const { protocol, after, frames, cut } = item
    const words = explainWords.recording
    const said =
      after === 'response'
        ? protocolLines(protocol, true, theme)
        : prose(
            after === 'request'
              ? words.askedFor(visibleText(protocol.label, symbols))
              : frames.some((frame) => 'from' in frame && frame.from === 'server')
                ? words.http2Server
                : words.http2,
          )
    return [
      '',
      ...said,
      ...frames.flatMap((frame) => frameLines(frame, theme)).map((line) => `  ${line}`),
      ...(cut === 0 ? [] : warning(words.cutFrame(cut))),
    ]
  }

  return {
    /** What comes before all else: what the file is, and what is wrong with it. */
    heading(recorded: Recorded, shown: string): string[] {
      if (recorded.type !== 'har') return []
      const { creator, entries, mistake, comment } = recorded.har
      const words = explainWords.file
      return [
        '',
        ...prose(words.summary(shown, entries.length, creator && visibleText(creator, symbols))),
        ...(comment === undefined ? [] : dim(explainWords.comment(visibleText(comment, symbols)))),
        ...(mistake === undefined
          ? []
          : warning(
              words.mistake(mistake.line, mistake.column, visibleText(mistake.found, symbols)),
            )),
      ]
    },
    item(item: RecordedItem): string[] {
      switch (item.type) {
        case 'entry':
          return entryLines(item.entry, item.number)
        case 'odd':
          return ['', ...warning(visibleText(oddWords(item.number, item.why), symbols))]
        case 'message':
          return messageLines(item.message, item)
        case 'curl':
          return [
            '',
            `${symbols.response} ${paint('strong', explainWords.response)}   ${item.message.status}   ${item.version}`,
            ...dim(explainWords.recording.curlVersion(item.version)),
            ...entryView.message(item.message, 'response'),
          ]
        case 'http09':
          return [
            '',
            `${symbols.response} ${paint('strong', explainWords.response)}   ${explainWords.bytes(item.bytes.length)}`,
            ...dim(explainWords.recording.http09),
            ...entryView.body(item.bytes),
          ]
        case 'protocol':
          return protocolItem(item)
        case 'left':
          return ['', ...warning(explainWords.notRead(item.bytes))]
      }
    },
    /** A row for each item. */
    list(items: readonly RecordedItem[]): string[] {
      const rows = items.map((item, i) => listRow(item, i))
      // The address gives way where there is no room for all.
      const room = Math.max(columns - 52, 16)
      const cells = rows.map((row) =>
        row.map((cell, i) =>
          inOneRow(visibleText(cell, symbols), i === 2 ? room : 24, symbols.ellipsis),
        ),
      )
      return renderTable(explainWords.list.columns, cells, { ...theme, columns: columns - 1 })
    },
  }
}

/** Notes on the parts of a request line that stands alone; what would follow it is not missing. */
const isOnLine = ({ about, severity }: { about: string; severity: string }) =>
  severity === 'note' || /target|method|version|request-line/.test(about)

const remarkWords: Readonly<Record<Remark, string>> = {
  'head-only': explainWords.recording.headOnly,
  'another-follows': explainWords.recording.anotherFollows,
  'request-line-only': explainWords.recording.requestLineOnly,
}

function oddWords(number: number, why: (RecordedItem & { type: 'odd' })['why']): string {
  const { leftOut, missing, status } = explainWords.odd
  switch (why.type) {
    case 'not-json':
      return leftOut(number, explainWords.odd['not-json'](why.line, why.found))
    case 'missing':
      return leftOut(number, missing(why.what))
    case 'status':
      return leftOut(number, status(why.found))
  }
}

/** Number, method, address, status, type, bytes, milliseconds. */
function listRow(item: RecordedItem, index: number): string[] {
  const words = explainWords.list
  switch (item.type) {
    case 'entry': {
      const { method, url, response, totalMs, origin } = item.entry
      const isSent = origin.type === 'network' || origin.type === 'service-worker'
      return [
        String(item.number),
        method,
        url,
        isSent ? String(response?.status ?? words.noResponse) : words.neverSent,
        typeOf(response?.headers),
        sizeOf(response?.body),
        totalMs === undefined ? '' : String(Math.round(totalMs)),
      ]
    }
    case 'odd':
      return [String(item.number), '', '', words.odd, '', '', '']
    case 'message': {
      const { startLine, fields, length } = item.message
      const isRequest = startLine?.type === 'request-line'
      return [
        String(index + 1),
        isRequest ? startLine.method : '',
        isRequest ? startLine.target : '',
        startLine?.type === 'status-line' ? String(startLine.status) : '',
        typeOf(fields),
        String(length),
        '',
      ]
    }
    case 'curl':
      return [
        String(index + 1),
        '',
        '',
        String(item.message.status),
        typeOf(item.message.headers),
        sizeOf(item.message.body),
        '',
      ]
    case 'http09':
      return [String(index + 1), '', '', '', '', String(item.bytes.length), '']
    case 'protocol': {
      const { label, lengths } = item.protocol
      return [String(index + 1), '', label, '', '', String(lengths.client + lengths.server), '']
    }
    case 'left':
      return ['', '', '', '', '', String(item.bytes), '']
  }
}

const typeOf = (headers: readonly { name: string; value: string }[] = []) =>
  (headerValue(headers, 'content-type') ?? '').split(';')[0]?.trim() ?? ''

function sizeOf(body: ReadMessage['body'] | undefined): string {
  if (body === undefined || body.type === 'params' || body.type === 'encoded') return ''
  if (body.type === 'none') return '0'
  if (body.type === 'not-recorded') return String(body.bytes)
  return String(
    typeof body.content === 'string' ? Buffer.byteLength(body.content) : body.content.length,
  )
}
