import { boardPageWords as words } from '../../../words/board-page.ts'
import type { BoardEvent } from '../protocol.ts'
import type { PageState } from './store.ts'
import { checkWords } from './words-of.ts'

/** The class at a glance: where it is, and the checks that fail most. */
export function GlanceView({
  state: { stages },
  glance: { glance, wrongCodes },
}: {
  readonly state: PageState
  readonly glance: BoardEvent & { type: 'glance' }
}) {
  return (
    <section class="glance">
      <p class="counts">
        {words.students(glance.students, glance.here)}
        {glance.hands > 0 && <strong> · {words.hands(glance.hands)}</strong>}
        {glance.stuck > 0 && <span class="warning"> · {words.stuck(glance.stuck)}</span>}
      </p>
      {wrongCodes > 0 && <p class="warning">{words.wrongCodes(wrongCodes)}</p>}
      <div class="beside">
        <div>
          <h2>{words.atStages}</h2>
          <StageBars counts={glance} stages={stages} />
        </div>
        <div>
          <h2>{words.hardest}</h2>
          {glance.checks.length === 0 ? (
            <p class="soft">{words.noFailing}</p>
          ) : (
            <ol class="hardest">
              {glance.checks.map(({ stage, check, stuck, failing }) => (
                <li key={`${stage}/${check}`} data-check={check}>
                  <q>{checkWords(stages, stage, check)}</q>
                  <br />
                  <span class={stuck > 0 ? 'warning' : 'soft'}>
                    {words.inStage(stages.find(({ name }) => name === stage)?.number ?? 0)},{' '}
                    {words.stuckAt(stuck, failing)}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </div>
      </div>
    </section>
  )
}

/** How many are at each stage, and how many pass its checks. */
export function StageBars({
  counts,
  stages,
}: {
  readonly counts: (BoardEvent & { type: 'wall' })['counts']
  readonly stages: PageState['stages']
}) {
  return (
    <table class="bars">
      <thead>
        <tr>
          <th scope="col">{words.stage}</th>
          <th scope="col">{words.open}</th>
          <th scope="col">{words.pass}</th>
        </tr>
      </thead>
      <tbody>
        {counts.stages.map(({ stage, open, pass }) => {
          const found = stages.find(({ name }) => name === stage)
          return (
            <tr key={stage} data-stage={stage}>
              <th scope="row">
                {found?.number} {found?.title ?? stage}
              </th>
              <td>
                <Bar count={open} of={counts.students} />
              </td>
              <td>
                <Bar count={pass} of={counts.students} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Bar({ count, of }: { readonly count: number; readonly of: number }) {
  return (
    <>
      <span class="count">{count}</span>
      <progress value={count} max={Math.max(of, 1)} aria-hidden="true" />
    </>
  )
}
