import { memo } from '../../../page/client/wire/memo.ts'
import { boardPageWords as words } from '../../../words/board-page.ts'
import type { Row, StageOfClass } from '../protocol.ts'
import type { BoardModel } from './connect.ts'
import { cellWords, checkWords, nowWords, triedWords } from './words-of.ts'

/** A row for each student. */
export function Rows({
  rows,
  stages,
  nowMs,
  act,
}: {
  readonly rows: readonly Row[]
  readonly stages: readonly StageOfClass[]
  readonly nowMs: number
  readonly act: BoardModel['act']
}) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.now}</th>
          {stages.map(({ number, title }) => (
            <th scope="col" key={number}>
              <abbr title={title}>{number}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OneRow
            key={row.id}
            row={row}
            stages={stages}
            now={nowWords(row, stages, nowMs)}
            tried={triedWords(row, nowMs)}
            act={act}
          />
        ))}
      </tbody>
    </table>
  )
}

const OneRow = memo(
  ({
    row,
    stages,
    now,
    tried,
    act,
  }: {
    readonly row: Row
    readonly stages: readonly StageOfClass[]
    readonly now: string
    readonly tried: string
    readonly act: BoardModel['act']
  }) => {
    const { id, name, need, presence, failing, cells, shown } = row
    return (
      <tr data-student={id} data-need={need} data-presence={presence}>
        <th scope="row">
          <a href={`#student/${id}`}>{name}</a>
        </th>
        <td class="now">
          {need !== 'failing' && (
            <span class={need === 'hand' ? 'hand' : need === 'stuck' ? 'warning' : ''}>{now}</span>
          )}
          {need === 'hand' && act !== undefined && (
            <button type="button" onClick={() => act({ type: 'answer-hand', id })}>
              {words.answerHand}
            </button>
          )}
          {failing !== undefined && presence !== 'closed' && (
            <span class="failing">
              {words.fails(checkWords(stages, failing.stage, failing.check))}{' '}
              <span class="soft">{tried}</span>
            </span>
          )}
          {shown !== undefined && <span class="soft"> {words.shows(shown.file)}</span>}
        </td>
        {cells.map((cell, i) => {
          const stage = stages[i]
          const isOpen = stage?.name === row.stage && presence !== 'closed'
          return (
            <td
              key={stage?.name}
              class={isOpen ? 'cell open' : 'cell'}
              data-cell={cell.type}
              data-number={stage?.number}
            >
              {cell.type === 'not-begun' ? (
                <>
                  <span aria-hidden="true">–</span>
                  <span class="hidden">{cellWords(cell, stage)}</span>
                </>
              ) : (
                cellWords(cell, stage)
              )}
            </td>
          )
        })}
      </tr>
    )
  },
)
