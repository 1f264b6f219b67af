import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { MessageDetail, TokenLine } from '../../protocol.ts'
import { type Line, linesOf, placeOf } from './lines.ts'
import { isLit, type Lit } from './lit.ts'
import { memo } from './memo.ts'
import { moved } from './moves.ts'
import { Notes } from './notes.tsx'
import { type Piece, piecesOf } from './pieces.ts'
import { byteInText } from './pointer.ts'

const { exchange: words } = pageWireWords

/** Lines that are shown at first, and that are shown more each time. */
const linesAtOnce = 200

export interface MessageProps {
  readonly message: MessageDetail
  readonly bytes: Uint8Array
  /** They cover the bytes. */
  readonly tokens: readonly TokenLine[]
  /** Its place among the parts of the exchange. */
  readonly part: number
  readonly lit: Lit | undefined
  /** What the pointer is over; undefined when it has left. */
  readonly onPoint: (lit: Lit | undefined) => void
  /** What was chosen, by a click, a touch or a key. */
  readonly onPick: (lit: Lit) => void
}

/** A message as the bytes that it is, each with its meaning beside it. */
export function Message({ message, bytes, tokens, part, lit, onPoint, onPick }: MessageProps) {
  const [most, setMost] = useState(linesAtOnce)
  const lines = useMemo(() => linesOf(bytes, tokens, most), [bytes, tokens, most])
  const text = useRef<HTMLDivElement>(null)
  const isMoving = useRef(false)
  const own = lit?.part === part ? lit : undefined
  // Keys may come faster than they are drawn: each goes on from where the last one led.
  const at = useRef(0)
  at.current = own?.byte ?? 0
  const shownTo = lines.at(-1)?.end ?? 0

  const litAt = (byte: number): Lit => {
    const { start, end } = tokens[placeOf(tokens, byte)] ?? { start: byte, end: byte + 1 }
    return { part, byte, start, end }
  }
  const under = (event: PointerEvent | MouseEvent): Lit | undefined => {
    if (!(event.target instanceof Element)) return undefined
    const note = event.target.closest<HTMLElement>('[data-note]')
    if (note !== null) return ofNote(note, part)
    const fragment = event.target.closest<HTMLElement>('[data-at]')
    if (fragment === null) return undefined
    const byte = byteInText(fragment, Number(fragment.dataset['at']), event.clientX, event.clientY)
    return litAt(byte)
  }
  const pointAt = (event: PointerEvent) => {
    const found = under(event)
    if (found !== undefined && !isSame(found, own)) onPoint(found)
  }
  const pick = (event: MouseEvent) => {
    const found = under(event)
    if (found !== undefined) onPick(found)
  }
  const onKey = (event: KeyboardEvent) => {
    const to = moved(at.current, event, { lines, tokens })
    if (to === undefined) return
    event.preventDefault()
    at.current = to
    isMoving.current = true
    onPick(litAt(to))
  }
  const onFocus = (event: FocusEvent) => {
    const { target } = event
    if (!(target instanceof HTMLElement)) return
    const at = Number(target.dataset['at'])
    if (target.dataset['at'] !== undefined && own === undefined) onPick(litAt(at))
  }
  useEffect(() => {
    if (!isMoving.current) return
    isMoving.current = false
    text.current?.querySelector<HTMLElement>('[data-at][tabindex="0"]')?.focus()
  })

  const stop = own?.byte ?? 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is in it is focused, and told by keys
    <div
      ref={text}
      class="message"
      data-part={message.part}
      onPointerMove={pointAt}
      onPointerLeave={() => onPoint(undefined)}
      onClick={pick}
      onKeyDown={onKey}
      onFocusIn={onFocus}
    >
      {lines.map((line, i) => (
        <LineRow
          key={line.start}
          line={line}
          bytes={bytes}
          tokens={tokens}
          message={message}
          isLast={i === lines.length - 1}
          lit={own !== undefined && touches(own, line, message, lines[i + 1]) ? own : undefined}
          stop={stop >= line.start && stop < line.end ? stop : undefined}
        />
      ))}
      {shownTo < bytes.length && (
        <p class="more">
          <button type="button" onClick={() => setMost(most + linesAtOnce * 5)}>
            {words.moreLines(bytes.length - shownTo)}
          </button>
        </p>
      )}
      {bytes.length < message.length && (
        <p class="more soft">{words.lost(message.length - bytes.length)}</p>
      )}
    </div>
  )
}

const isSame = (one: Lit, other: Lit | undefined) =>
  one.byte === other?.byte && one.start === other.start && one.end === other.end

function ofNote({ dataset }: HTMLElement, part: number): Lit {
  const start = Number(dataset['start'])
  return { part, byte: start, start, end: Math.max(Number(dataset['end']), start + 1) }
}

/** What is lit has a byte in this line, or a note beside it. */
const touches = (lit: Lit, line: Line, { notes }: MessageDetail, next: Line | undefined) =>
  isLit(lit, line.start, line.end) ||
  notes.some(
    ({ start, end }) =>
      start >= line.start && (next === undefined || start < next.start) && isLit(lit, start, end),
  )

interface LineProps {
  readonly line: Line
  readonly bytes: Uint8Array
  readonly tokens: readonly TokenLine[]
  readonly message: MessageDetail
  readonly isLast: boolean
  readonly lit: Lit | undefined
  /** The byte that is reached by the Tab key, where it is in this line. */
  readonly stop: number | undefined
}

const LineRow = memo(({ line, bytes, tokens, message, isLast, lit, stop }: LineProps) => (
  <div class="row">
    <div class="bytes">
      {line.fragments.map(({ token, start, end }) => {
        const { kind, start: from, end: to } = tokens[token] ?? { kind: 'unknown', start, end }
        return (
          <span
            key={start}
            class={isLit(lit, start, end) ? 'lit' : undefined}
            data-token={kind}
            data-start={from}
            data-end={to}
            data-at={start}
            tabIndex={stop !== undefined && stop >= start && stop < end ? 0 : -1}
          >
            {piecesOf(bytes, start, end, line.isRaw)
              .flatMap((piece) => parted(piece, lit?.byte))
              .map((piece) => drawn(piece, lit?.byte))}
          </span>
        )
      })}
    </div>
    <Notes message={message} from={line.start} to={isLast ? undefined : line.end} lit={lit} />
  </div>
))

/** A text in three where a letter of it is the chosen one. */
function parted(piece: Piece, byte: number | undefined): Piece[] {
  if (piece.type === 'mark' || byte === undefined) return [piece]
  if (byte < piece.start || byte >= piece.end) return [piece]
  const pieces: Piece[] = []
  let at = piece.start
  for (const letter of piece.text) {
    const end = at + sizeOf(letter)
    const last = pieces.at(-1)
    const isChosen = byte >= at && byte < end
    const wasChosen = last !== undefined && byte >= last.start && byte < last.end
    if (last?.type === 'text' && !isChosen && !wasChosen)
      pieces[pieces.length - 1] = { ...last, end, text: last.text + letter }
    else pieces.push({ type: 'text', start: at, end, text: letter })
    at = end
  }
  return pieces
}

/** Bytes of a letter in UTF-8. */
function sizeOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

function drawn(piece: Piece, byte: number | undefined) {
  const isChosen = byte !== undefined && byte >= piece.start && byte < piece.end
  if (piece.type === 'mark')
    return (
      <i
        key={piece.start}
        data-size={piece.end - piece.start}
        class={isChosen ? 'here' : undefined}
      >
        {piece.label}
      </i>
    )
  return isChosen ? (
    <b key={piece.start} class="here">
      {piece.text}
    </b>
  ) : (
    piece.text
  )
}
