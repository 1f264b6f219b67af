import { boardPageWords as words } from '../../../words/board-page.ts'
import type { BoardEvent, StageOfClass } from '../protocol.ts'
import type { BoardModel } from './connect.ts'

/** What the teacher says to the class. */
export function Teach({
  glance: { offer, isLookUp, isClosed },
  stages,
  act,
}: {
  readonly glance: BoardEvent & { type: 'glance' }
  readonly stages: readonly StageOfClass[]
  readonly act: NonNullable<BoardModel['act']>
}) {
  return (
    <section class="teach" aria-label={words.toClass}>
      <label>
        {words.offer}{' '}
        <select
          value={String(offer ?? 0)}
          onChange={(event) => act({ type: 'offer', stage: Number(event.currentTarget.value) })}
        >
          <option value="0">{words.offerNone}</option>
          {stages.map(({ number, title }) => (
            <option key={number} value={String(number)}>
              {words.offerStage(number, title)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        aria-pressed={isLookUp}
        onClick={() => act({ type: 'look-up', isOn: !isLookUp })}
      >
        {isLookUp ? words.lookUpOff : words.lookUp}
      </button>
      <button type="button" onClick={() => act({ type: 'close', isClosed: !isClosed })}>
        {isClosed ? words.openAgain : words.close}
      </button>
    </section>
  )
}
