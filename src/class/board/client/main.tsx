import { render } from 'preact'
import { App } from './app.tsx'
import { openModel } from './connect.ts'
import '../../../page/client/page.css'
import './board.css'

render(<App model={openModel(document)} />, document.body)
