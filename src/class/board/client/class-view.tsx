import { useState } from 'preact/hooks'
import { boardPageWords as words } from '../../../words/board-page.ts'
import type { BoardModel } from './connect.ts'
import { GlanceView } from './glance-view.tsx'
import { Rows } from './rows.tsx'
import { chosenRows } from './store.ts'
import { Teach } from './teach.tsx'

/** From so many students on, only those who need somebody are shown at first. */
const many = 60

/** The class: at a glance, and a row for each student. */
export function ClassView({ model }: { readonly model: BoardModel }) {
  const { state, act } = model
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<boolean | undefined>(undefined)
  const onlyNeed = chosen ?? state.rows.length > many
  const rows = chosenRows(state.rows, { text, onlyNeed })
  if (state.glance === undefined) return null
  return (
    <>
      <GlanceView state={state} glance={state.glance} />
      {act !== undefined && <Teach glance={state.glance} stages={state.stages} act={act} />}
      <section class="students">
        <h2>{words.rows}</h2>
        {state.rows.length === 0 ? (
          <p>{words.nobody}</p>
        ) : (
          <>
            <p class="find">
              <label>
                {words.find}{' '}
                <input
                  type="search"
                  value={text}
                  onInput={(event) => setText(event.currentTarget.value)}
                />
              </label>
              <label>
                <input
                  type="checkbox"
                  checked={onlyNeed}
                  onChange={(event) => setChosen(event.currentTarget.checked)}
                />{' '}
                {words.onlyNeed}
              </label>
            </p>
            {rows.length === 0 ? (
              <p class="soft">{words.nobodyFits}</p>
            ) : (
              <Rows rows={rows} stages={state.stages} nowMs={state.nowMs} act={act} />
            )}
          </>
        )}
      </section>
      {state.joins !== undefined && (
        <section class="joins">
          <h2>{words.joinBy}</h2>
          {state.joins.addresses.map((address) => (
            <p key={address}>
              <code>{words.joinWith(address, state.joins?.code ?? '')}</code>
            </p>
          ))}
        </section>
      )}
    </>
  )
}
