import { useEffect, useState } from 'preact/hooks'
import type { PageModel } from './connect.ts'
import { Session } from './session.tsx'
import { applyTheme, chosenTheme } from './theme.ts'
import { useHash } from './use-hash.ts'
import { Wall } from './wall.tsx'

/** The page: the session as it is, for one person or for the wall of a room. */
export function App({ model }: { readonly model: PageModel }) {
  const [state, setState] = useState(model.state)
  useEffect(() => {
    setState(model.state)
    return model.subscribe(() => setState(model.state))
  }, [model])
  const [theme, setTheme] = useState(chosenTheme)
  useEffect(() => applyTheme(theme), [theme])
  return useHash() === '#wall' ? (
    <Wall model={model} state={state} />
  ) : (
    <Session model={model} state={state} theme={theme} setTheme={setTheme} />
  )
}
