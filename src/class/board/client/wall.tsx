import { boardPageWords as words } from '../../../words/board-page.ts'
import { StageBars } from './glance-view.tsx'
import type { PageState } from './store.ts'

/** The class for everyone to see: counts, and no names. */
export function Wall({ state: { wall, stages } }: { readonly state: PageState }) {
  if (wall === undefined) return null
  const { counts, isLookUp } = wall
  // Whoever scanned the teacher's code has it behind #, which no browser sends.
  const code = /^#([a-z]+-\d+)$/.exec(location.hash)?.[1]
  return (
    <section class="wall">
      {isLookUp && <p class="look-up">{words.lookUpNow}</p>}
      <p class="counts">{words.students(counts.students, counts.here)}</p>
      <h2>{words.atStages}</h2>
      <StageBars counts={counts} stages={stages} />
      {code !== undefined && (
        <>
          <h2>{words.joinBy}</h2>
          <p>
            <code>{words.joinWith(location.host, code)}</code>
          </p>
        </>
      )}
    </section>
  )
}
