import { useEffect, useState } from 'preact/hooks'
import { applyTheme, chosenTheme, themeAfter } from '../../../page/client/theme.ts'
import { useHash } from '../../../page/client/use-hash.ts'
import { boardPageWords as words } from '../../../words/board-page.ts'
import { ClassView } from './class-view.tsx'
import type { BoardModel } from './connect.ts'
import { StudentView } from './student.tsx'
import { Wall } from './wall.tsx'

/** The board: the class, one student of it, or the wall. */
export function App({ model }: { readonly model: BoardModel }) {
  const [, draw] = useState(0)
  useEffect(() => model.subscribe(() => draw((count) => count + 1)), [model])
  const [theme, setTheme] = useState(chosenTheme)
  useEffect(() => applyTheme(theme), [theme])
  const id = /^#student\/(.+)$/.exec(useHash())?.[1]
  const { state, view } = model
  const student = state.rows.find((row) => row.id === id)
  return (
    <>
      <header>
        <h1>{view === 'wall' ? words.wallTitle : words.title}</h1>
        <div role="status">
          {state.link !== 'live' && (
            <p class={state.link === 'lost' ? 'warning' : 'soft'}>
              {state.link === 'lost' ? words.lost : words.connecting}
            </p>
          )}
          {state.link === 'live' && state.role === 'viewer' && <p class="soft">{words.readOnly}</p>}
        </div>
        <nav aria-label={words.nav}>
          {view === 'class' && (
            <>
              <a href="/board/class.csv" download>
                {words.exportCsv}
              </a>
              <a href="/board/class.json" download>
                {words.exportJson}
              </a>
              <a href="/board/class.xapi.json" download>
                {words.exportXapi}
              </a>
              <a href="/board/wall" target="_blank" rel="noreferrer">
                {words.theWall}
              </a>
            </>
          )}
          <button type="button" onClick={() => setTheme(themeAfter(theme))}>
            {words.theme[theme]}
          </button>
        </nav>
      </header>
      <main class={view === 'class' ? view : undefined}>
        {view === 'wall' ? (
          <Wall state={state} />
        ) : student === undefined ? (
          <ClassView model={model} />
        ) : (
          <StudentView student={student} model={model} />
        )}
      </main>
    </>
  )
}
