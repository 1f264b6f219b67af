import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { TokenLine } from '../../protocol.ts'
import { rowsInSight } from './in-sight.ts'
import { placeOf } from './lines.ts'
import { isLit, type Lit } from './lit.ts'
import { hexOf } from './pieces.ts'
import { byteInHex } from './pointer.ts'
import { remPixels, useWidth } from './use-width.ts'

const { exchange: words } = pageWireWords

/** The height of a row, and the width from which it has sixteen bytes and not eight, in rem. */
const rowRem = 1.25
const wideFromRem = 25

/** All bytes of a message in hexadecimal; the chosen part stays in sight. */
export function Hex({
  bytes,
  tokens,
  part,
  lit,
  onPoint,
  onPick,
}: {
  readonly bytes: Uint8Array
  readonly tokens: readonly TokenLine[]
  readonly part: number
  readonly lit: Lit
  readonly onPoint: (lit: Lit | undefined) => void
  readonly onPick: (lit: Lit) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [{ top, height }, setScrolled] = useState({ top: 0, height: 400 })
  const rem = useMemo(remPixels, [])
  const rowHeight = rowRem * rem
  const perRow = useWidth(frame, 0) >= wideFromRem * rem ? 16 : 8
  const rows = Math.ceil(bytes.length / perRow)
  const { first, last } = rowsInSight({ top, height, rows, rowHeight })
  const isOwn = useRef(false)

  useEffect(() => {
    const { current } = frame
    if (current === null || isOwn.current) {
      isOwn.current = false
      return
    }
    const row = Math.floor(lit.byte / perRow) * rowHeight
    if (row < current.scrollTop || row + rowHeight > current.scrollTop + current.clientHeight)
      current.scrollTop = Math.max(row - current.clientHeight / 3, 0)
  }, [lit.byte, perRow, rowHeight])

  const litAt = (byte: number): Lit => {
    const { start, end } = tokens[placeOf(tokens, byte)] ?? { start: byte, end: byte + 1 }
    return { part, byte, start, end }
  }
  const under = ({ target, clientX, clientY }: MouseEvent): Lit | undefined => {
    const fragment = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
    if (fragment === null) return undefined
    return litAt(byteInHex(fragment, Number(fragment.dataset['at']), clientX, clientY))
  }
  const tell = (found: Lit | undefined, to: (lit: Lit) => void) => {
    if (found === undefined || found.byte === lit.byte) return
    isOwn.current = true
    to(found)
  }
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow }[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onPick(litAt(Math.min(Math.max(lit.byte + by, 0), bytes.length - 1)))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset of a form
    <div
      ref={frame}
      class="hex"
      role="group"
      aria-label={words.hex}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has keys of its own
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight } }) =>
        setScrolled({ top: scrollTop, height: clientHeight })
      }
      onPointerMove={(event) => tell(under(event), onPoint)}
      onPointerLeave={() => onPoint(undefined)}
      onClick={(event) => tell(under(event), onPick)}
      onKeyDown={onKey}
    >
      <div style={{ height: `${rows * rowHeight}px`, paddingTop: `${first * rowHeight}px` }}>
        {Array.from({ length: Math.max(last - first, 0) }, (_, i) => (
          <HexRow
            key={i}
            bytes={bytes}
            tokens={tokens}
            start={(first + i) * perRow}
            end={Math.min((first + i + 1) * perRow, bytes.length)}
            lit={lit}
          />
        ))}
      </div>
    </div>
  )
}

function HexRow({
  bytes,
  tokens,
  start,
  end,
  lit,
}: {
  readonly bytes: Uint8Array
  readonly tokens: readonly TokenLine[]
  readonly start: number
  readonly end: number
  readonly lit: Lit
}) {
  const fragments = []
  for (let at = start, token = placeOf(tokens, start); at < end; token++) {
    const { kind, start: from, end: to } = tokens[token] ?? { kind: 'unknown', start: at, end }
    const stop = Math.min(to, end)
    fragments.push(
      <span
        key={at}
        class={isLit(lit, at, stop) ? 'lit' : undefined}
        data-token={kind}
        data-start={from}
        data-end={to}
        data-at={at}
      >
        {hexParts(bytes, at, stop, lit.byte)}
      </span>,
      ' ',
    )
    at = stop
  }
  return (
    <div class="hex-row">
      <span class="offset">{start.toString(16).padStart(4, '0')}</span>
      <span>{fragments}</span>
    </div>
  )
}

/** Bytes in hexadecimal, the chosen one marked. */
function hexParts(bytes: Uint8Array, start: number, end: number, byte: number) {
  const text = (from: number, to: number) =>
    Array.from(bytes.subarray(from, to), (each) => hexOf(each)).join(' ')
  if (byte < start || byte >= end) return text(start, end)
  return [
    byte > start && `${text(start, byte)} `,
    <b key="here" class="here">
      {text(byte, byte + 1)}
    </b>,
    byte + 1 < end && ` ${text(byte + 1, end)}`,
  ]
}
