import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { ExchangeLine } from '../../protocol.ts'
import { type Compared, compared } from './compare.ts'
import { editOf, laidOut, toBytes, toText } from './line-ends.ts'
import { blankRequest, thingsToTry } from './try-it.ts'
import { type DetailOf, fromBase64 } from './use-detail.ts'

const { send: words } = pageWireWords

/** What the field begins with: a request that came, or a blank one. */
export interface Draft {
  readonly bytes: Uint8Array
  /** The exchange that it is from. */
  readonly from: number | undefined
}

export interface SendProps {
  readonly draft: Draft
  /** The host that a blank request names. */
  readonly host: string
  readonly exchanges: readonly ExchangeLine[]
  readonly detailOf: DetailOf
  readonly send: (bytes: Uint8Array) => Promise<void>
  readonly onClose: () => void
}

/** What was sent, and what was known of the wire then. */
interface Sent {
  readonly bytes: Uint8Array
  readonly after: number
}

/** A request to be changed to the byte and sent; its response stands beside the one before. */
export function Send({ draft, host, exchanges, detailOf, send, onClose }: SendProps) {
  const [text, setText] = useState(() => toText(draft.bytes))
  const [look, setLook] = useState<string | undefined>()
  const [state, setState] = useState<'ready' | 'sent' | 'failed'>('ready')
  const [sent, setSent] = useState<Sent | undefined>()
  const [before, setBefore] = useState(draft.from)
  const [now, setNow] = useState<number | undefined>()
  const field = useRef<HTMLTextAreaElement>(null)
  const bytes = useMemo(() => toBytes(text), [text])
  const blank = () => blankRequest(host)

  useEffect(() => {
    setText(toText(draft.bytes))
    setBefore(draft.from)
    setNow(undefined)
    field.current?.focus()
  }, [draft])

  const write = (given: Uint8Array, said?: string) => {
    setText(toText(given))
    setLook(said)
  }
  const submit = async () => {
    const mark = exchanges.at(-1)?.number ?? 0
    // A request that came stays what it is compared with; else the one that was sent before.
    if (now !== undefined && draft.from === undefined) setBefore(now)
    setNow(undefined)
    setSent({ bytes, after: mark })
    setState('sent')
    await send(bytes).catch(() => setState('failed'))
  }
  // The exchange that came of it: the first new one whose request is the beginning of what was sent.
  useEffect(() => {
    if (sent === undefined || now !== undefined) return
    let isMeant = true
    const find = async () => {
      for (const { number } of exchanges.filter((one) => one.number > sent.after)) {
        const request = (await detailOf(number))?.parts.find(({ part }) => part === 'request')
        if (!isMeant) return
        if (request !== undefined && begins(sent.bytes, fromBase64(request.bytes)))
          return setNow(number)
      }
    }
    void find().catch(() => undefined)
    return () => {
      isMeant = false
    }
  }, [exchanges, sent, now, detailOf])

  return (
    <section class="send" aria-label={words.title}>
      <h2>{words.title}</h2>
      <div class="editor">
        <p class="soft">{words.about}</p>
        <Field text={text} onText={setText} field={field} />
        <p class="do">
          <button
            type="button"
            class="main"
            onClick={() => void submit()}
            disabled={bytes.length === 0}
          >
            {words.button}
          </button>
          <span class="soft">{words.size(bytes.length)}</span>
          {draft.from !== undefined && (
            <button type="button" onClick={() => write(draft.bytes)}>
              {words.again(draft.from)}
            </button>
          )}
          <button type="button" onClick={() => write(blank())}>
            {words.blank}
          </button>
          <button type="button" onClick={onClose}>
            {words.close}
          </button>
        </p>
        <h3>{words.tries}</h3>
        <ul class="tries">
          {thingsToTry.map(({ name, look, apply }) => (
            <li key={name}>
              <button type="button" onClick={() => write(apply(draft.bytes), look)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
        {look !== undefined && <p role="status">{look}</p>}
      </div>
      {state === 'failed' && (
        <p class="error" role="alert">
          {words.failed}
        </p>
      )}
      {state === 'sent' && (
        <Responses before={before} now={now} exchanges={exchanges} detailOf={detailOf} />
      )}
    </section>
  )
}

const begins = (whole: Uint8Array, start: Uint8Array) =>
  start.length > 0 && start.every((byte, i) => whole[i] === byte)

/** Text with its line ends shown; what keys would tear apart is taken away as a whole. */
function Field({
  text,
  onText,
  field,
}: {
  readonly text: string
  readonly onText: (text: string) => void
  readonly field: { current: HTMLTextAreaElement | null }
}) {
  const cursor = useRef<number | undefined>(undefined)
  useLayoutEffect(() => {
    if (cursor.current === undefined) return
    field.current?.setSelectionRange(cursor.current, cursor.current)
    cursor.current = undefined
  })
  const onInput = ({
    currentTarget: { value, selectionStart },
  }: {
    readonly currentTarget: HTMLTextAreaElement
  }) => {
    const next = laidOut(value)
    if (next !== value) cursor.current = laidOut(value.slice(0, selectionStart)).length
    onText(next)
    // The same text as before does not draw the field again: what was typed is put back by hand.
    if (next === text && field.current !== null) {
      field.current.value = next
      field.current.setSelectionRange(
        cursor.current ?? selectionStart,
        cursor.current ?? selectionStart,
      )
      cursor.current = undefined
    }
  }
  const onKey = (event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const edit = editOf(event.key, value, selectionStart, selectionEnd)
    if (edit === undefined) return
    event.preventDefault()
    event.currentTarget.setSelectionRange(edit.from, edit.to)
    // The browser's own command keeps what Ctrl+Z takes back.
    if (edit.by === '') document.execCommand('delete')
    else document.execCommand('insertText', false, edit.by)
  }
  return (
    <textarea
      ref={field}
      aria-label={words.field}
      value={text}
      rows={Math.min(Math.max(text.split('\n').length, 4), 20)}
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      onInput={onInput}
      onKeyDown={onKey}
    />
  )
}

/** The response before and the one that came now, side by side. */
function Responses({
  before,
  now,
  exchanges,
  detailOf,
}: {
  readonly before: number | undefined
  readonly now: number | undefined
  readonly exchanges: readonly ExchangeLine[]
  readonly detailOf: DetailOf
}) {
  const old = useResponse(before, exchanges, detailOf)
  const fresh = useResponse(now, exchanges, detailOf)
  if (now === undefined) return <p role="status">{words.sending}</p>
  const lines = compared(old, fresh)
  const isSame = old.length > 0 && lines.every(({ type }) => type === 'same')
  return (
    <div class="responses">
      <p role="status">
        {fresh.length === 0
          ? words.noResponse
          : before === undefined
            ? words.noBefore
            : isSame
              ? words.same
              : words.differs}
      </p>
      {before !== undefined && (
        <ResponseText
          title={words.before(before)}
          lines={lines.filter(({ type }) => type !== 'new')}
        />
      )}
      <ResponseText title={words.now(now)} lines={lines.filter(({ type }) => type !== 'gone')} />
    </div>
  )
}

function ResponseText({
  title,
  lines,
}: {
  readonly title: string
  readonly lines: readonly Compared[]
}) {
  return (
    <div>
      <h3>{title}</h3>
      {lines.length === 0 && <p class="soft">{words.noResponse}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre tabIndex={0}>
        {lines.map(({ type, text }, i) =>
          type === 'same' ? (
            `${text}\n`
          ) : (
            <mark key={i} title={words.marks[type]}>
              {text}
              {'\n'}
            </mark>
          ),
        )}
      </pre>
    </div>
  )
}

/** A response in lines as they are edited, as far as it has come. */
function useResponse(
  number: number | undefined,
  exchanges: readonly ExchangeLine[],
  detailOf: DetailOf,
): readonly string[] {
  const [lines, setLines] = useState<readonly string[]>([])
  const line = exchanges.find((one) => one.number === number)
  useEffect(() => {
    setLines([])
    if (line === undefined) return
    let isMeant = true
    const load = async () => {
      const response = (await detailOf(line.number))?.parts.findLast(
        ({ part }) => part !== 'request',
      )
      if (isMeant && response !== undefined)
        setLines(toText(fromBase64(response.bytes)).replace(/\n$/, '').split('\n'))
    }
    void load().catch(() => undefined)
    return () => {
      isMeant = false
    }
  }, [line, detailOf])
  return lines
}
