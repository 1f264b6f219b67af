import { render } from 'preact'
import { App } from './app.tsx'
import { openModel } from './connect.ts'
import './page.css'

render(<App model={openModel(document)} />, document.body)
