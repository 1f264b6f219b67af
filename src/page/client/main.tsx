import { render } from 'preact'
import { App } from './app.tsx'
import { openModel } from './connect.ts'
import { forgetToken } from './forget-token.ts'
import './page.css'

forgetToken(location)
render(<App model={openModel(document)} />, document.body)
