import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Note } from '../../../notes/note.ts'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { ExchangeDetail, ExchangeLine, MessageDetail } from '../../protocol.ts'
import { Body } from './body.tsx'
import { Changes } from './changes.tsx'
import { Copies } from './copies.tsx'
import { Frames } from './frames.tsx'
import { Hex } from './hex.tsx'
import { covering } from './lines.ts'
import type { Lit } from './lit.ts'
import { Meaning, Told } from './meaning.tsx'
import { Message } from './message.tsx'
import { toldOf } from './time.tsx'
import { fromBase64 } from './use-detail.ts'
import { Walk } from './walk.tsx'

const { exchange: words, list: listWords, duration } = pageWireWords

/** What is opened below the title of an exchange. */
type Opened = 'changes' | 'copies' | undefined

/** One exchange: its messages byte by byte, the meaning of the chosen one, and what else is to be seen of it. */
export function Exchange({
  line,
  detail,
  onChosen,
  edit,
}: {
  readonly line: ExchangeLine
  readonly detail: ExchangeDetail
  /** Somebody looks at a byte of it. */
  readonly onChosen: () => void
  /** Opens the field to send by hand with these bytes; undefined where nothing can be sent. */
  readonly edit: ((bytes: Uint8Array, from: number | undefined) => void) | undefined
}) {
  const { parts, number } = detail
  const kept = useMemo(() => parts.map(keptOf), [parts])
  const [picked, setPicked] = useState<Lit | undefined>()
  const [pointed, setPointed] = useState<Lit | undefined>()
  const [opened, setOpened] = useState<Opened>()
  // Another exchange begins.
  useEffect(() => {
    setPicked(undefined)
    setPointed(undefined)
  }, [number, detail.check])

  const onPoint = (lit: Lit | undefined) => {
    // What was pointed at last stays, until something is picked.
    if (lit === undefined && picked === undefined) setPicked(pointed)
    setPointed(lit)
  }
  const onPick = (lit: Lit) => {
    setPicked(lit)
    setPointed(undefined)
    onChosen()
  }
  const firstOf = (part: number): Lit => ({
    part,
    byte: 0,
    start: 0,
    end: parts[part]?.tokens[0]?.end ?? 1,
  })
  const wanted = pointed ?? picked
  const first = (detail.check === undefined ? undefined : firstWrong(parts)) ?? firstOf(0)
  const lit = wanted !== undefined && wanted.part < parts.length ? wanted : first
  const shown = kept[lit.part]
  const request = parts.findIndex(({ part }) => part === 'request')
  const requestBytes = kept[request]?.bytes
  const toggle = (what: Opened) => setOpened(opened === what ? undefined : what)

  return (
    <section
      class="exchange"
      data-exchange={number}
      data-check={detail.check}
      aria-label={titleOf(line)}
    >
      <div class="about">
        <h2>{titleOf(line)}</h2>
        {line.why !== undefined && <p class="soft">{line.why}</p>}
        <p class="do">
          {edit !== undefined && requestBytes !== undefined && (
            <button type="button" onClick={() => edit(requestBytes, number)}>
              {words.actions.change}
            </button>
          )}
          <button
            type="button"
            aria-expanded={opened === 'changes'}
            onClick={() => toggle('changes')}
          >
            {words.actions.changed}
          </button>
          {detail.copies.length > 0 && (
            <button
              type="button"
              aria-expanded={opened === 'copies'}
              onClick={() => toggle('copies')}
            >
              {words.actions.copy}
            </button>
          )}
        </p>
      </div>
      {opened === 'changes' && <Changes changes={detail.changes} />}
      {opened === 'copies' && <Copies copies={detail.copies} />}
      <p class="hidden">{toldOf(line)}</p>
      {detail.notes.map((note) => (
        <div class="aside" data-note={note.about} key={`${note.about} ${note.words}`}>
          <Told note={note} />
        </div>
      ))}
      <div class="both">
        <div class="messages">
          {kept.map(({ message, bytes, tokens }, part) => (
            <section key={part} aria-label={words.text(words.parts[message.part])}>
              <h3 class="dir">{headline(message, line)}</h3>
              <Message
                message={message}
                bytes={bytes}
                tokens={tokens}
                part={part}
                lit={lit}
                onPoint={onPoint}
                onPick={onPick}
              />
              {message.forms.map((form) => (
                <Walk key={form.title} form={form} />
              ))}
              <Body body={message.body} />
            </section>
          ))}
          {!parts.some(({ part }) => part === 'response') && <p class="soft">{words.waiting}</p>}
          <Frames protocol={detail.protocol} frames={detail.frames} />
        </div>
        {shown !== undefined && shown.bytes.length > 0 && (
          <aside class="side" aria-label={words.notes}>
            <Meaning message={shown.message} tokens={shown.tokens} lit={lit} />
            <Hex
              key={`${detail.check} ${number} ${lit.part}`}
              bytes={shown.bytes}
              tokens={shown.tokens}
              part={lit.part}
              lit={lit}
              onPoint={onPoint}
              onPick={onPick}
            />
            <p class="how">{words.keys}</p>
          </aside>
        )}
      </div>
    </section>
  )
}

/** What is wrong first: that is what a check is looked at for. */
function firstWrong(parts: readonly MessageDetail[]): Lit | undefined {
  const part = parts.findIndex(({ notes }) => notes.some(isWrong))
  const note = parts[part]?.notes.find(isWrong)
  return note && { part, byte: note.start, start: note.start, end: note.end }
}

const isWrong = ({ severity, start, end }: Note) => severity === 'error' && end > start

/** A message with its bytes, and with tokens that cover them. */
function keptOf(message: MessageDetail) {
  const bytes = fromBase64(message.bytes)
  return { message, bytes, tokens: covering(bytes, message.tokens) }
}

/** Letters of what was asked that stand in a title. */
const longestTitle = 90

function titleOf({ number, method, target = '' }: ExchangeLine): string {
  const asked = method === undefined ? listWords.noRequest : `${method} ${target}`
  return words.title(
    number,
    asked.length > longestTitle ? `${asked.slice(0, longestTitle)}…` : asked,
  )
}

/** `→ Request, 649 bytes in 2 reads` */
function headline(message: MessageDetail, { requestDoneAt, responseAt }: ExchangeLine): string {
  const { part, length, reads, isComplete } = message
  const isResponse = part === 'response'
  return [
    `${part === 'request' ? '→' : '←'} ${words.parts[part]}`,
    words.size(
      length,
      reads.map(({ size }) => size),
    ),
    ...(isResponse &&
    responseAt !== undefined &&
    requestDoneAt !== undefined &&
    responseAt >= requestDoneAt
      ? [words.after(duration(responseAt - requestDoneAt))]
      : []),
    ...(isComplete ? [] : [words.soFar]),
  ].join(', ')
}
