import { pageWireWords } from '../../../words/page-wire.ts'
import type { ChangesDetail } from '../../protocol.ts'

const { changes: words } = pageWireWords

/** What changed in the request since the last one of its kind. */
export function Changes({ changes }: { readonly changes: ChangesDetail | undefined }) {
  if (changes === undefined)
    return (
      <div class="drawer">
        <p>{words.none}</p>
      </div>
    )
  const { since, isIdentical, same, lines } = changes
  return (
    <div class="drawer">
      <h3>{words.title(since)}</h3>
      {lines.length === 0 && <p>{isIdentical ? words.identical : words.nothing}</p>}
      {lines.length > 0 && (
        <dl class="changes">
          {lines.map(({ type, text, why }) => (
            <div key={`${type} ${text}`} class={type}>
              <dt>{words.types[type]}</dt>
              <dd>
                <code>{text}</code>
                {why !== undefined && <span> {why}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {lines.length > 0 && same > 0 && <p class="soft">{words.same(same)}</p>}
    </div>
  )
}
