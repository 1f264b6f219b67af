// #region import
import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

// #endregion

// #region environment
const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9006')
// #endregion

/** What a form sent: each name with its values. */
type Form = Record<string, string[]>

// #region parse
/** A query as a form. A field that is empty is left out. */
function parseQs(query: string): Form {
  const form = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (value !== '') form.set(name, [...(form.get(name) ?? []), value])
  }
  return Object.fromEntries(form)
}
// #endregion

// #region handler
class TestHTTPRequestHandler extends SimpleHTTPRequestHandler {
  // #region doget
  override async doGET() {
    console.log(this.path)
    const form = parseQs(new URL(this.path, 'http://localhost').search)
    console.log(form)
    if (Object.keys(form).length > 0) this.processForm(form)
    await super.doGET()
    console.log('doGET')
  }
  // #endregion

  // #region process
  processForm(form: Form) {
    const firstname = form['firstname']?.[0] ?? 'Somebody'
    const food = form['food']?.[0]
    if (food === 'Pizza') {
      console.log(`${firstname}, call Dominos tonight!`)
    } else if (food === 'Tacos') {
      console.log(`${firstname}, go to TacoBell tonight!`)
    } else if (food === 'Salad') {
      console.log(`${firstname}, have a Caesar Salad tonight!`)
    }
  }
  // #endregion
}
// #endregion

process.chdir('site')
const httpd = new HTTPServer([HOST, PORT], TestHTTPRequestHandler)
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
