import { useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { FormDetail, FormText } from '../../protocol.ts'

const { walk: words } = pageWireWords

/** A form, one step after the other: what a step changed is marked. */
export function Walk({ form: { title, steps, warnings } }: { readonly form: FormDetail }) {
  const [at, setAt] = useState(0)
  const step = steps[Math.min(at, steps.length - 1)]
  if (step === undefined) return null
  const isLast = at >= steps.length - 1
  return (
    <section class="walk" aria-label={title}>
      <h3>{title}</h3>
      <div aria-live="polite">
        <p>
          {steps.length > 1 && <span class="soft">{words.step(at + 1, steps.length)}. </span>}
          {step.words}
        </p>
        <table>
          <tbody>
            {step.rows.map(({ name, value }, i) => (
              <tr key={i}>
                {name !== undefined && (
                  <th scope="row">
                    <Cell text={name} />
                  </th>
                )}
                <td colSpan={name === undefined ? 2 : 1}>
                  {value === undefined ? (
                    <span class="soft">{words.noValue}</span>
                  ) : (
                    <Cell text={value} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {steps.length > 1 && (
        <p class="do">
          <button type="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {words.back}
          </button>
          <button type="button" disabled={isLast} onClick={() => setAt(at + 1)}>
            {words.next}
          </button>
        </p>
      )}
      {warnings.map((warning) => (
        <p class="warning" key={warning}>
          {warning}
        </p>
      ))}
    </section>
  )
}

const Cell = ({ text: { text, isChanged } }: { readonly text: FormText }) =>
  isChanged ? (
    <mark>
      <code>{text}</code>
    </mark>
  ) : (
    <code>{text}</code>
  )
