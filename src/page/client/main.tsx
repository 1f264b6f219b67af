import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import { openModel, type PageModel } from './connect.ts'
import './page.css'

/** The page: what the session's events tell, drawn in the document. */
function Page({ model }: { readonly model: PageModel }) {
  const [state, setState] = useState(model.state)
  useEffect(() => model.subscribe(() => setState(model.state)), [model])
  return (
    <main>
      <h1>{pageWords.title}</h1>
      <p>{state.session?.lesson?.title}</p>
      <ol>
        {state.exchanges.slice(-100).map(({ number, method, target, status }) => (
          <li key={number} data-exchange={number}>
            {method} {target} {status}
          </li>
        ))}
      </ol>
    </main>
  )
}

render(<Page model={openModel(document)} />, document.body)
