import { pageWireWords } from '../../../words/page-wire.ts'
import type { ExchangeDetail } from '../../protocol.ts'

const { frames: words } = pageWireWords

/** Frames of another protocol, and events of a stream, as they landed. */
export function Frames({ protocol, frames }: Pick<ExchangeDetail, 'protocol' | 'frames'>) {
  if (protocol === undefined && frames.length === 0) return null
  const first = frames[0]?.at ?? 0
  return (
    <section class="frames" aria-label={words.title}>
      {protocol !== undefined && <p>{protocol}</p>}
      {frames.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
            </tr>
          </thead>
          <tbody>
            {frames.map(({ at, from, name, text, problems }, i) => (
              <tr key={i}>
                <td>{pageWireWords.duration(at - first)}</td>
                <td>
                  {from === 'client' ? '→' : '←'} {words.from[from]}
                </td>
                <td>
                  {name}
                  {text !== '' && <code>{text}</code>}
                  {problems.map((problem) => (
                    <p class="error" key={problem}>
                      {problem}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
