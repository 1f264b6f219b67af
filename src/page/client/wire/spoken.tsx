import { useRef } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { ConnectionLine } from '../../protocol.ts'
import { Frames } from './frames.tsx'
import { fromBase64 } from './use-detail.ts'
import { remPixels, useWidth } from './use-width.ts'

const { spoken: words } = pageWireWords

/** Connections that are shown, the latest. */
const most = 5

/** Connections that speak another protocol from their first byte on: what they are, and how they begin. */
export function Spoken({
  connections,
  since,
}: {
  readonly connections: readonly ConnectionLine[]
  /** When the latest exchange was begun: what is newer is opened. */
  readonly since: number
}) {
  return (
    <>
      {connections
        .filter(({ spoken }) => spoken !== undefined)
        .slice(-most)
        .map(({ id, protocol = '', spoken, openedAt }) => (
          <details class="spoken" key={id} data-connection={id} open={openedAt > since}>
            <summary>{words.title(id, protocol)}</summary>
            {spoken?.said.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <Frames protocol={undefined} frames={spoken?.frames ?? []} />
            <div class="beginnings">
              {spoken?.beginnings.map(({ from, bytes, length }) => (
                <Beginning key={from} from={from} bytes={fromBase64(bytes)} length={length} />
              ))}
            </div>
          </details>
        ))}
    </>
  )
}

function Beginning({
  from,
  bytes,
  length,
}: {
  readonly from: 'client' | 'server'
  readonly bytes: Uint8Array
  readonly length: number
}) {
  const figure = useRef<HTMLElement>(null)
  const isWide = useWidth(figure, 640) >= enoughRem * remPixels()
  return (
    <figure data-from={from} ref={figure}>
      <figcaption>
        {from === 'client' ? '→' : '←'} {words.beginning[from](bytes.length || length, length)}
      </figcaption>
      {bytes.length === 0 ? <p>{words.notKept}</p> : <pre>{dumpOf(bytes, isWide ? 16 : 8)}</pre>}
    </figure>
  )
}

/** How wide 16 bytes in hexadecimal are, with their letters. */
const enoughRem = 36

/** Where each row begins, its bytes in hexadecimal, and the letters that they would be. Pure. */
function dumpOf(bytes: Uint8Array, width: 8 | 16): string {
  const rows = Array.from({ length: Math.ceil(bytes.length / width) }, (_, i) => {
    const row = [...bytes.subarray(i * width, (i + 1) * width)]
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = row.map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
    const at = (i * width).toString(16).padStart(4, '0')
    return `${at}  ${hex.padEnd(3 * width - 1)}  ${text.join('')}`
  })
  return rows.join('\n')
}
