import { useEffect, useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { MessageDetail } from '../../protocol.ts'
import { fromBase64 } from './use-detail.ts'

const { bodies: words } = pageWireWords

/** A body as it reads: unpacked, indented, or the picture that it is. */
export function Body({ body }: { readonly body: MessageDetail['body'] }) {
  switch (body?.type) {
    case undefined:
      return null
    case 'packed':
      return <p class="warning">{body.why}</p>
    case 'text':
      return (
        <figure class="body">
          <figcaption>{body.name}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <pre tabIndex={0}>{body.text}</pre>
        </figure>
      )
    case 'picture':
      return <Picture mediaType={body.mediaType} bytes={body.bytes} />
  }
}

/** The type is the one of the list that the view has, whatever the bytes are: an `img` runs nothing. */
function Picture({ mediaType, bytes }: { readonly mediaType: string; readonly bytes: string }) {
  const [url, setUrl] = useState<string | undefined>()
  useEffect(() => {
    const made = URL.createObjectURL(
      new Blob([Uint8Array.from(fromBase64(bytes))], { type: mediaType }),
    )
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, mediaType])
  return (
    <figure class="body">
      <figcaption>{words.picture}</figcaption>
      {url !== undefined && <img src={url} alt={words.pictureSaid(mediaType)} />}
    </figure>
  )
}
