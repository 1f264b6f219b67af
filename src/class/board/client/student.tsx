import { useEffect, useState } from 'preact/hooks'
import { boardPageWords as words } from '../../../words/board-page.ts'
import type { Row, ShownPage } from '../protocol.ts'
import type { BoardModel } from './connect.ts'
import { cellWords, checkWords, nowWords, timeOf, triedWords } from './words-of.ts'

/** One student, as the teacher sees them beside their desk; it can be printed. */
export function StudentView({
  student,
  model,
}: {
  readonly student: Row
  readonly model: BoardModel
}) {
  const { id, name, failing, cells, savesMs, hints, solutions, language, version, shown } = student
  const { stages, nowMs } = model.state
  const { act } = model
  return (
    <article class="student">
      <p class="back">
        <a href="#class">{words.back}</a>
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
        {act !== undefined && student.need === 'hand' && (
          <button type="button" onClick={() => act({ type: 'answer-hand', id })}>
            {words.answerHand}
          </button>
        )}
      </p>
      <h2>{name}</h2>
      <p>
        {nowWords(student, stages, nowMs)} <span class="soft">{words.printed(timeOf(nowMs))}</span>
      </p>
      {failing !== undefined && (
        <p class="failing">
          {words.fails(checkWords(stages, failing.stage, failing.check))}{' '}
          <span class="soft">{triedWords(student, nowMs)}</span>
        </p>
      )}
      <table class="stages">
        <tbody>
          {cells.map((cell, i) => {
            const stage = stages[i]
            return (
              <tr key={stage?.name}>
                <th scope="row">
                  {stage?.number} {stage?.title}
                </th>
                <td class="cell" data-cell={cell.type}>
                  {cellWords(cell, stage)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p>
        {words.hints(hints)},{' '}
        {solutions.length === 0 ? words.noSolutions : words.solutions(solutions)}
      </p>
      {language !== '' && (
        <p>{savesMs.length === 0 ? words.noSaves : words.saves(savesMs.map(timeOf))}</p>
      )}
      {language !== '' && <p class="soft">{words.writes(language, version)}</p>}
      {shown === undefined ? (
        act !== undefined && <p class="soft">{words.showsNothing}</p>
      ) : (
        <Shown id={id} seq={shown.seq} model={model} />
      )}
      {act !== undefined && <Remove name={name} remove={() => act({ type: 'remove', id })} />}
    </article>
  )
}

/** The file that the student has chosen to show, as text. */
function Shown({
  id,
  seq,
  model,
}: {
  readonly id: string
  readonly seq: number
  readonly model: BoardModel
}) {
  const [page, setPage] = useState<ShownPage | undefined>(undefined)
  // `seq` counts what the student has shown: with another one it is asked for again.
  useEffect(() => {
    let isWanted = true
    model.shown(id).then((found) => {
      if (isWanted) setPage(found)
    })
    return () => {
      isWanted = false
    }
  }, [id, seq, model])
  if (page === undefined) return null
  return (
    <figure class="shown">
      <figcaption>{page.file}</figcaption>
      <pre>{page.text}</pre>
    </figure>
  )
}

function Remove({ name, remove }: { readonly name: string; readonly remove: () => void }) {
  const [isAsked, ask] = useState(false)
  return (
    <p class="remove">
      {isAsked ? (
        <>
          {words.removeReally(name)}{' '}
          <button type="button" onClick={remove}>
            {words.removeYes}
          </button>{' '}
          <button type="button" onClick={() => ask(false)}>
            {words.removeNo}
          </button>
        </>
      ) : (
        <button type="button" onClick={() => ask(true)}>
          {words.remove}
        </button>
      )}
    </p>
  )
}
