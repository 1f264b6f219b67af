import { render } from 'preact'
import { forgetToken } from '../../../page/client/forget-token.ts'
import { App } from './app.tsx'
import { openModel } from './connect.ts'
import '../../../page/client/page.css'
import './board.css'

forgetToken(location)
render(<App model={openModel(document)} />, document.body)
