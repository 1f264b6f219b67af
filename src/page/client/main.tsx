import { render } from 'preact'
import { pageWords } from '../../words/page.ts'
import './page.css'

/** The page: what the session's events tell, drawn in the document. */
function Page() {
  return <h1>{pageWords.title}</h1>
}

render(<Page />, document.body)
