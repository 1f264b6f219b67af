import { useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { CopyDetail } from '../../protocol.ts'

const { copy: words } = pageWireWords

/** Commands that send the request again. */
export function Copies({ copies }: { readonly copies: readonly CopyDetail[] }) {
  return (
    <div class="drawer">
      {copies.map((copy) => (
        <div key={copy.name}>
          <h3>{copy.name}</h3>
          {copy.type === 'none' ? (
            <p>{words.none(copy.why)}</p>
          ) : (
            <>
              <pre>{copy.text}</pre>
              <CopyButton text={copy.text} />
            </>
          )}
        </div>
      ))}
    </div>
  )
}

/** A file that was opened from the disk may not have the clipboard: there the text is marked by hand. */
function CopyButton({ text }: { readonly text: string }) {
  const [isCopied, setIsCopied] = useState(false)
  if (navigator.clipboard === undefined) return null
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setIsCopied(true)
  }
  return (
    <p>
      <button type="button" onClick={() => void copy().catch(() => setIsCopied(false))}>
        {words.button}
      </button>{' '}
      <span role="status">{isCopied && words.copied}</span>
    </p>
  )
}
